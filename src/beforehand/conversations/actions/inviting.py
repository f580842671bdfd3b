"""When and where it is, inviting its people, and what each of them answers."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from beforehand.conversations.actions.happenings import tell_held, tell_invited
from beforehand.conversations.actions.telling import tell, tell_all
from beforehand.conversations.actions.writing import keep, known, lasting, led, write_body
from beforehand.conversations.choices import LIVE, Answer, Status
from beforehand.conversations.models import Attendance, Conversation
from beforehand.conversations.queries.rows import bodies
from beforehand.conversations.rules import LINE, REASON, attends, may_be_on
from beforehand.conversations.signals import invitation_answered, people_invited, talk_moved
from beforehand.decisions.access import Standing
from beforehand.decisions.models import Seat
from beforehand.decisions.rules.worded import worded
from beforehand.vault.guard import Author

CHOICES = frozenset({Answer.YES, Answer.NO, Answer.OTHER_TIME})


def settle_time(
    *, actor: Standing, conversation: UUID, starts_at: datetime, minutes: int | None = None, place: str = ""
) -> None:
    """Say when and where it is. Who was invited already is asked anew; the same time again changes nothing.

    ``starts_at`` carries its time zone. May: who leads it, and the facilitator unless it is confidential.

    Raises
    ------
    PermissionDenied
        For everybody else.
    ValidationError
        When it was held or dropped, or the day lies behind us.
    ValueError
        For a time without a zone.
    """
    if timezone.is_naive(starts_at):
        raise ValueError("a time needs its zone")
    with led(actor, conversation) as row:
        _to_come(row)
        _not_past(actor, starts_at)
        place = worded(place, LINE)
        length = row.minutes if minutes is None else lasting(minutes)
        now_at = bodies(actor, [row])[row.pk].get("place", "")
        if (row.starts_at, row.minutes, now_at) == (starts_at, length, place):
            return
        write_body(actor, row, place=place)
        changed: dict[str, object] = {"starts_at": starts_at, "minutes": length}
        if row.status == Status.INVITED:
            changed["sequence"] = row.sequence + 1
            tell(talk_moved, row, row.people)
        keep(actor, row, **changed)
        if row.status == Status.INVITED:
            tell_invited(row)


def invite_to_talk(*, actor: Standing, conversation: UUID, now: datetime) -> None:
    """Invite the people of a conversation; each hears of it alone. Inviting again invites nobody anew.

    May: who leads it, and the facilitator unless it is confidential.

    Raises
    ------
    PermissionDenied
        For everybody else.
    ValidationError
        When it has no time yet, its day lies behind us, or nobody is in it.
    """
    with led(actor, conversation) as row:
        if row.status == Status.INVITED:
            return
        _to_come(row)
        if row.starts_at is None:
            raise ValidationError(_("Say first when it is."), code="time")
        _not_past(actor, row.starts_at)
        if not row.people:
            raise ValidationError(_("Nobody is in this conversation yet."), code="people")
        keep(actor, row, status=Status.INVITED, invited_at=now)
        tell(people_invited, row, row.people)
        tell_invited(row)


def answer_invitation(
    *, actor: Standing, conversation: UUID, answer: str, sequence: int, note: str = "", now: datetime
) -> None:
    """Say yes, no, or another time to the time that was read. The same answer again changes nothing.

    The answer is for who leads it; nobody else who is invited sees it. May: who is invited.

    Raises
    ------
    PermissionDenied
        For everybody else.
    ValidationError
        When it is no longer to come, or was moved since (``sequence`` is not the present one).
    """
    with known(actor, conversation) as row:
        mine = _mine(actor, row)
        if answer not in CHOICES:
            raise ValidationError(_("Choose yes, no or another time."), code="answer")
        if row.status != Status.INVITED:
            raise ValidationError(_("This conversation is no longer to come."), code="past")
        if sequence != row.sequence:
            raise ValidationError(_("The time has changed. Look again."), code="moved")
        note = worded(note, REASON)
        if not note and (mine.answer, mine.answered_sequence) == (answer, sequence):
            return
        _write_answer(actor, row, mine, Answer(answer), note, now)


def withdraw_from_talk(*, actor: Standing, conversation: UUID, note: str = "", now: datetime) -> None:
    """Say that one cannot come after all, at any moment before it is held. Saying so twice changes nothing.

    May: who is invited.
    """
    with known(actor, conversation) as row:
        mine = _mine(actor, row)
        if row.status != Status.INVITED:
            raise ValidationError(_("This conversation is no longer to come."), code="past")
        if mine.answer != Answer.NO or note:
            _write_answer(actor, row, mine, Answer.NO, worded(note, REASON), now)


def hold_talk(
    *, actor: Standing, conversation: UUID, there: frozenset[UUID] | None = None, now: datetime
) -> None:
    """Write down that it was held, and with whom; the plan is made anew. Writing it twice changes nothing.

    ``there`` are those who came; without it, everybody who did not say no. No topic closes by it. Who came is kept for
    those who may read what people answered.
    May: who leads it, and the facilitator unless it is confidential.

    Raises
    ------
    PermissionDenied
        For everybody else.
    ValidationError
        When it was dropped, or nobody came.
    """
    with led(actor, conversation) as row:
        if row.status == Status.HELD:
            return
        _to_come(row)
        came = _coming(actor, row) if there is None else {str(seat) for seat in there} & set(row.people)
        if not came:
            raise ValidationError(_("Say who were there."), code="people")
        day = actor.today
        if row.starts_at is not None:
            day = min(timezone.localdate(row.starts_at), actor.today)
        # Held without an invitation: who was in it knows of it from now on.
        keep(actor, row, status=Status.HELD, held_on=day, invited_at=row.invited_at or now)
        there_now = Attendance.objects.scoped(actor.reader).filter(conversation=row)
        there_now.update(came=False)
        there_now.filter(seat_id__in=came).update(came=True)
        tell_held(row, came, day)


def _coming(actor: Standing, row: Conversation) -> set[str]:
    rows = Attendance.objects.scoped(actor.reader).filter(conversation=row).exclude(answer=Answer.NO)
    return {str(seat) for seat in rows.values_list("seat_id", flat=True)}


def _mine(actor: Standing, row: Conversation) -> Attendance:
    mine = Attendance.objects.scoped(Author(actor.seat)).filter(conversation=row).first()
    if mine is None or not attends(actor, row):
        raise PermissionDenied
    found: Attendance = mine
    return found


def _write_answer(
    actor: Standing, row: Conversation, mine: Attendance, answer: Answer, note: str, now: datetime
) -> None:
    key = Seat.objects.select_related("data_key").get(pk=actor.seat).data_key
    Attendance.objects.scoped(Author(actor.seat)).filter(pk=mine.pk).update(
        answer=answer,
        answered_at=now,
        answered_sequence=row.sequence,
        note=key.seal({"text": note}, mine.about) if note else None,
    )
    tell_all(invitation_answered, row)


def _to_come(row: Conversation) -> None:
    if row.status not in LIVE:
        raise ValidationError(_("This conversation is no longer to come."), code="past")


def _not_past(actor: Standing, starts_at: datetime) -> None:
    if not may_be_on(timezone.localdate(starts_at), actor.today):
        raise ValidationError(_("That day lies behind us. Choose a day to come."), code="past_day")
