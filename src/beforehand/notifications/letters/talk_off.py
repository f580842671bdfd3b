"""A conversation somebody was invited to and need not come to. Why is told by people, never by this letter."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext, override

from beforehand.exchange.actions.numbering import number_of
from beforehand.exchange.calendars.making import cancellation
from beforehand.exchange.queries import taken_out
from beforehand.notifications.access import addressee
from beforehand.notifications.choices import Kind
from beforehand.notifications.letters.parts import Said
from beforehand.notifications.letters.talk import attendee, standing_there, subject, when
from beforehand.notifications.letters.writing import letter
from beforehand.outbox.queries import was_never_sent
from beforehand.outbox.rendering import CalendarPart, Due, Letter, renders


@renders(Kind.TALK_OFF)
def talk_off(due: Due) -> Letter | None:
    """Return the letter; None for who never heard of the conversation, or is in it after all."""
    who = addressee(due.recipient, Kind.TALK)
    standing = None if who is None else standing_there(who, due)
    if who is None or standing is None or due.subject_id is None:
        return None
    told = (Kind.TALK, Kind.TALK_MOVED)
    if was_never_sent(kinds=told, recipient=due.recipient, subject_id=due.subject_id):
        return None
    with override(who.language):
        meeting = taken_out(standing.seat, due.subject_id, attendee(who))
        if meeting is None or meeting.ends <= timezone.now():
            return None
        number = number_of(
            seat=standing.seat, conversation=due.subject_id, sequence=meeting.sequence, off=True
        )
        ical = cancellation(
            replace(meeting, sequence=number), now=timezone.now(), zone=ZoneInfo(settings.TIME_ZONE)
        )
        return letter(
            who=who,
            kind=Kind.TALK,
            subject=subject(meeting),
            parts=[
                Said(gettext("You need not come to this conversation any more.")),
                Said(when(meeting.starts, meeting.ends)),
                Said(gettext("You do not have to do anything.")),
            ],
            why=gettext(
                "You get this mail because you were invited to this conversation. Nobody else gets it."
            ),
            calendar=CalendarPart("CANCEL", ical),
        )
