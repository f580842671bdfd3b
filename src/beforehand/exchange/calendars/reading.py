"""What comes back from somebody's calendar: yes, no, or another time."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from django.utils.translation import gettext_lazy
from icalendar import Calendar, Event, vCalAddress

from beforehand.exchange.calendars.faults import CalendarFault

LARGEST_REPLY = 256 * 1024


class Answer(StrEnum):
    """What a person's calendar can answer to an invitation."""

    YES = "yes"
    NO = "no"
    OTHER_TIME = "other_time"


@dataclass(frozen=True, slots=True)
class ReplyRead:
    """One answer, as one person's calendar sent it.

    ``sequence`` is that of the invitation which was answered: an answer to an older one is no answer to this one.
    ``attendee_mail`` is in lower case. ``starts`` and ``ends`` are what was proposed instead, in UTC, if anything was.
    What the person wrote beside it is not read.
    """

    uid: str
    attendee_mail: str
    answer: Answer
    sequence: int
    starts: datetime | None = None
    ends: datetime | None = None


class ReplyFault(CalendarFault):
    """A message that was to be an answer and could not be used as one."""

    sentence = gettext_lazy("This answer could not be read.")


class NoReply(ReplyFault):
    """An invitation, a feed, something else or nothing: no answer."""

    sentence = gettext_lazy("This message is no answer to an invitation.")


class ForeignReply(ReplyFault):
    """An answer to somebody else's invitation."""

    sentence = gettext_lazy("This is an answer to an invitation that was not sent from here.")


class ReplyTooLarge(ReplyFault):
    """More than 256 KB: no calendar program answers at such length."""

    sentence = gettext_lazy("This answer is too large to read.")


class SeveralAttendees(ReplyFault):
    """One answer speaks for one person (RFC 5546, 3.2.3)."""

    sentence = gettext_lazy("This answer speaks for several people at once. Each person answers alone.")


class Undecided(ReplyFault):
    """Neither yes, nor no, nor another time: handed on to somebody else, or not answered at all."""

    sentence = gettext_lazy("This answer says neither yes nor no, nor another time.")


_ANSWERS = {"ACCEPTED": Answer.YES, "DECLINED": Answer.NO, "TENTATIVE": Answer.OTHER_TIME}


def read_reply(data: bytes, *, organiser_mail: str) -> ReplyRead:
    """Return the answer in a text/calendar part, of METHOD REPLY or COUNTER.

    TENTATIVE counts as "another time": the person can not say yes to this one. Whether ``uid``, ``sequence`` and
    the person are those of an invitation that stands is for the caller to look up.

    Raises a :class:`ReplyFault` that can be said to people, and nothing else, whatever the bytes are.
    """
    if len(data) > LARGEST_REPLY:
        raise ReplyTooLarge
    calendar = _only_calendar(data)
    method = str(calendar.get("METHOD", "")).upper()
    if method not in {"REPLY", "COUNTER"}:
        raise NoReply
    event = _only_event(calendar)
    organiser = _mail(event.get("ORGANIZER"))
    if organiser and organiser != organiser_mail.casefold():
        raise ForeignReply
    attendees = event.get("ATTENDEE")
    if isinstance(attendees, list):
        raise SeveralAttendees
    mail = _mail(attendees)
    if not mail:
        raise NoReply
    sequence = event.get("SEQUENCE", 0)
    if not isinstance(sequence, int) or not 0 <= sequence < 2**31:
        raise ReplyFault
    uid = str(event.get("UID", ""))
    if not uid:
        raise ForeignReply
    if method == "COUNTER":
        return ReplyRead(
            uid, mail, Answer.OTHER_TIME, int(sequence), _moment(event, "DTSTART"), _moment(event, "DTEND")
        )
    answer = _ANSWERS.get(str(attendees.params.get("PARTSTAT", "")).upper())
    if answer is None:
        raise Undecided
    return ReplyRead(uid, mail, answer, int(sequence))


def _only_calendar(data: bytes) -> Calendar:
    try:
        found = Calendar.from_ical(data.decode("utf-8-sig"))
    except Exception as fault:  # noqa: BLE001 - strangers write these bytes; the parser raises whatever it meets
        raise NoReply from _without_words(fault)
    if not isinstance(found, Calendar):
        raise NoReply
    return found


def _only_event(calendar: Calendar) -> Event:
    """Return the one event. One moved occurrence of a series would come as several; we send no series."""
    events = [part for part in calendar.subcomponents if isinstance(part, Event)]
    if not events:
        raise NoReply
    if len(events) > 1:
        raise SeveralAttendees if len({str(one.get("ATTENDEE")) for one in events}) > 1 else ReplyFault
    return events[0]


def _mail(value: object) -> str:
    if not isinstance(value, vCalAddress):
        return ""
    text = str(value).strip().casefold()
    mail = text.removeprefix("mailto:").strip()
    return mail if "@" in mail and not any(char.isspace() for char in mail) else ""


def _moment(event: Event, name: str) -> datetime | None:
    """Return a proposed time in UTC; None where only a day, or a time without a zone, is given."""
    value = getattr(event.get(name), "dt", None)
    if not isinstance(value, date) or not isinstance(value, datetime) or value.tzinfo is None:
        return None
    return value.astimezone(UTC)


def _without_words(fault: Exception) -> Exception:
    """Return the kind of a fault without its text: parsers repeat what they read."""
    return ValueError(type(fault).__name__)
