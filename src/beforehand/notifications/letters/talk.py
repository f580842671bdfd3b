"""A conversation somebody is invited to, or whose time changed. What it is about is never in the letter."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, override

from beforehand.conversations.choices import Status
from beforehand.conversations.queries import ConversationSeen, one
from beforehand.decisions.access import Standing, standing_of
from beforehand.decisions.models import Decision
from beforehand.exchange.actions.numbering import number_of
from beforehand.exchange.calendars.making import invitation
from beforehand.exchange.calendars.meeting import Meeting
from beforehand.exchange.queries import Attendee, asked_to, meeting_of
from beforehand.notifications.access import OVER, Addressee, addressee
from beforehand.notifications.choices import Kind
from beforehand.notifications.letters.invitation import names
from beforehand.notifications.letters.parts import Part, Quiet, Said, Way, Ways
from beforehand.notifications.letters.writing import letter, on, own_link, to_talk
from beforehand.outbox.queries import last_sent
from beforehand.outbox.rendering import CalendarPart, Due, Letter, renders
from beforehand.people.actions import LINK_DAYS


@renders(Kind.TALK)
@renders(Kind.TALK_MOVED)
def talk(due: Due) -> Letter | None:
    """Return the letter with the time as it is now; None for who need not come any more, or was told this already."""
    who = addressee(due.recipient, Kind.TALK)
    standing = None if who is None else standing_there(who, due)
    if who is None or standing is None or due.subject_id is None:
        return None
    if Decision.objects.filter(pk=standing.decision, stage__in=OVER).exists():
        return None
    before = [
        sent
        for kind in (Kind.TALK, Kind.TALK_MOVED)
        if (sent := last_sent(kind=kind, recipient=due.recipient, subject_id=due.subject_id)) is not None
    ]
    if any(sent > due.made_at for sent in before):
        return None  # a letter that was made after this was asked for told it
    with override(who.language):
        seen = one(standing, due.subject_id)
        meeting = meeting_of(standing, due.subject_id, attendee(who))
        if seen is None or meeting is None or not seen.line.mine or seen.line.status != Status.INVITED:
            return None
        if meeting.ends <= timezone.now():
            return None
        moved = due.kind == Kind.TALK_MOVED or bool(before)
        link = own_link(who)
        number = number_of(seat=standing.seat, conversation=due.subject_id, sequence=meeting.sequence)
        ical = invitation(
            replace(meeting, sequence=number), now=timezone.now(), zone=ZoneInfo(settings.TIME_ZONE)
        )
        return letter(
            who=who,
            kind=Kind.TALK,
            subject=subject(meeting),
            parts=[
                Said(
                    gettext("A conversation you are invited to has changed. This is how it is now:")
                    if moved
                    else gettext("You are invited to a conversation.")
                ),
                Said(when(meeting.starts, meeting.ends)),
                *_where(meeting),
                *_with_whom(seen, standing),
                *_answers(seen, standing, link),
            ],
            why=gettext(
                "You get this mail because you are invited to this conversation. Nobody else gets it."
            ),
            link=link,
            calendar=CalendarPart("REQUEST", ical),
        )


def standing_there(who: Addressee, due: Due) -> Standing | None:
    """Return what somebody is in the decision of a conversation; None when they are not in it."""
    asked = None if due.subject_id is None else asked_to(due.subject_id)
    return None if asked is None else standing_of(who.arrival, asked.decision)


def attendee(who: Addressee) -> Attendee:
    """Return whose calendar it is."""
    return Attendee(who.arrival.name, who.language, who.mail)


def subject(meeting: Meeting) -> str:
    """Return the subject: of a confidential one, nothing but that it is a conversation."""
    if meeting.confidential:
        return gettext("Conversation")
    return gettext("%(title)s: a conversation") % {"title": meeting.title}


def when(starts: datetime, ends: datetime) -> str:
    """Return when it is, by the clock of the organisation.

    >>> from datetime import UTC
    >>> with override("en"):
    ...     when(datetime(2027, 3, 29, 12, tzinfo=UTC), datetime(2027, 3, 29, 12, 30, tzinfo=UTC))
    'When: Monday 29 March 2027, 14:00 to 14:30 (Europe/Amsterdam)'
    """
    first, last = timezone.localtime(starts), timezone.localtime(ends)
    said = {
        "day": f"{date_format(first, 'l', use_l10n=False)} {on(starts)}",
        "from": f"{first:%H:%M}",
        "to": f"{last:%H:%M}",
        "zone": settings.TIME_ZONE,
    }
    return gettext("When: %(day)s, %(from)s to %(to)s (%(zone)s)") % said


def _where(meeting: Meeting) -> list[Part]:
    return [Said(gettext("Where: %(place)s") % {"place": meeting.place})] if meeting.place else []


def _with_whom(seen: ConversationSeen, standing: Standing) -> list[Part]:
    others = [person.name for person in seen.line.people if person.seat != standing.seat]
    lead = [seen.line.lead] if seen.line.lead and seen.line.lead not in others else []
    people = (*others, *lead)
    return [Said(gettext("With: %(people)s") % {"people": names(people)})] if people else []


def _answers(seen: ConversationSeen, standing: Standing, link: str) -> list[Part]:
    here = standing.decision, seen.line.id
    lasts = gettext("This link is yours alone, so do not pass it on. It works for %(days)d days.")
    asks = (
        gettext("Can you come? Your answer is for who leads the conversation; nobody else sees it.")
        if seen.line.confidential
        else gettext("Can you come? Your answer is for who leads or facilitates it; nobody else sees it.")
    )
    return [
        Said(asks),
        Ways(
            (
                Way(gettext("Yes"), to_talk(link, *here, "yes")),
                Way(gettext("No"), to_talk(link, *here, "no")),
                Way(gettext("Another time"), to_talk(link, *here, "other_time")),
            )
        ),
        Quiet(
            gettext("What it is about is on its page. You can answer from your calendar too.")
            if settings.IMAP
            else gettext("What it is about is on its page.")
        ),
        Quiet(lasts % {"days": LINK_DAYS}),
    ]
