"""From what the analysis proposes to a conversation: taken over, changed, dropped with a reason, or an own one."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from beforehand.conversations.actions.agenda import Item, write_agenda
from beforehand.conversations.actions.happenings import forget_invited, tell_invited
from beforehand.conversations.actions.telling import tell, tell_within
from beforehand.conversations.actions.writing import (
    keep,
    lasting,
    led,
    refuse_closed,
    seat_people,
    seated,
    take_out,
    write_body,
)
from beforehand.conversations.choices import LIVE, Status
from beforehand.conversations.models import Conversation
from beforehand.conversations.rules import LINE, REASON, is_confidential, known_kind, may_plan
from beforehand.conversations.signals import people_invited, talk_cancelled, talk_moved
from beforehand.decisions.access import Standing
from beforehand.decisions.models import Commitment, Decision, Seat
from beforehand.decisions.rules.worded import worded
from beforehand.knowledge import load
from beforehand.topics.queries import Proposal, proposals


def take_over(*, actor: Standing, proposal: str, now: datetime) -> UUID:
    """Make a conversation of what the analysis proposes; taking it over again returns the same one.

    Nobody is told yet: its people are invited later. ``proposal`` is a handle of ``topics.queries.proposals``.
    May: the facilitator.

    Raises
    ------
    PermissionDenied
        For everybody else.
    ValidationError
        When it is not proposed any more.
    """
    with _planning(actor):
        there = Conversation.objects.scoped(actor.reader).filter(engine_key=proposal, status__in=LIVE)
        known: UUID | None = there.values_list("pk", flat=True).first()
        return known or _from_proposal(actor, _proposed(actor, proposal), now).pk


def drop_proposal(*, actor: Standing, proposal: str, why: str, now: datetime) -> UUID:
    """Leave out what the analysis proposes, with the reason; it can be taken over later. May: the facilitator."""
    with _planning(actor):
        why = worded(why, REASON, needed=_("Say in a few words why it is not held."))
        row = _from_proposal(actor, _proposed(actor, proposal), now, status=Status.DROPPED)
        write_body(actor, row, why_dropped=why)
        keep(actor, row)
        return row.pk


def add_own(
    *,
    actor: Standing,
    kind: str,
    people: Collection[UUID],
    topics: Sequence[UUID] = (),
    serves: Collection[UUID] = (),
    minutes: int | None = None,
    now: datetime,
) -> UUID:
    """Add a conversation the analysis did not think of. May: the facilitator.

    Raises
    ------
    PermissionDenied
        For everybody else.
    ValidationError
        When the kind does not exist, somebody is not in the decision, or it is not a number of people for this kind.
    """
    with _planning(actor):
        if not known_kind(kind):
            raise ValidationError(_("Choose a kind of conversation."), code="kind")
        row = _made(
            actor,
            kind=kind,
            people=seated(actor, kind, people),
            serves=_moments(actor, serves),
            minutes=lasting(minutes or load().conversation_types[kind].minutes),
            now=now,
        )
        write_agenda(actor, row, [Item(topic=topic) for topic in topics])
        return row.pk


def change_talk(
    *,
    actor: Standing,
    conversation: UUID,
    people: Collection[UUID] | None = None,
    minutes: int | None = None,
    aim: str | None = None,
    opening: str | None = None,
    lead: UUID | None = None,
    serves: Collection[UUID] | None = None,
) -> None:
    """Change a conversation that is still to come; what is not given stays.

    ``serves`` are the moments an own conversation comes before. Who was invited and is left out need not come; who is
    new is invited. Another length is asked anew of everybody. May: who leads it, and the facilitator unless it is
    confidential.

    Raises
    ------
    PermissionDenied
        For everybody else.
    ValidationError
        When it was held or dropped, or what is given cannot be.
    """
    with led(actor, conversation) as row:
        _still_to_come(row)
        words = {"aim": aim, "opening": opening}
        write_body(actor, row, **{k: worded(v, LINE) for k, v in words.items() if v is not None})
        changed: dict[str, object] = {}
        if lead is not None:
            if not Seat.objects.filter(pk=lead, decision_id=actor.decision).exists():
                raise ValidationError(_("Choose people who are in this decision."), code="people")
            changed["lead_id"] = lead
        if serves is not None:
            if row.engine_key:
                raise ValidationError(
                    _("What a proposal comes before follows from the analysis."), code="serves"
                )
            changed["serves"] = _moments(actor, serves)
        seats = row.people if people is None else _other_people(actor, row, people)
        if people is not None:
            changed["people"] = seats
        if minutes is not None and minutes != row.minutes:
            changed["minutes"] = lasting(minutes)
            if row.status == Status.INVITED:
                changed["sequence"] = row.sequence + 1
                tell(talk_moved, row, seats)
        keep(actor, row, **changed)
        if row.status == Status.INVITED and (people is not None or serves is not None):
            tell_invited(row)


def drop_talk(*, actor: Standing, conversation: UUID, why: str) -> None:
    """Do not hold a conversation after all; the reason is kept, and who was invited need not come.

    Dropping it twice changes nothing. May: who leads it, and the facilitator unless it is confidential.

    Raises
    ------
    PermissionDenied
        For everybody else.
    ValidationError
        When it was held, or no reason is given.
    """
    with led(actor, conversation) as row:
        if row.status == Status.DROPPED:
            return
        _still_to_come(row)
        write_body(
            actor,
            row,
            why_dropped=worded(why, REASON, needed=_("Say in a few words why it is not held.")),
        )
        if row.status == Status.INVITED:
            tell_within(talk_cancelled, row, row.people)
        keep(actor, row, status=Status.DROPPED, sequence=row.sequence + 1)
        forget_invited(row)


@contextmanager
def _planning(actor: Standing) -> Iterator[None]:
    """Hold the decision while a facilitator plans its conversations."""
    if not may_plan(actor):
        raise PermissionDenied
    with transaction.atomic():
        refuse_closed(Decision.objects.select_for_update().get(pk=actor.decision))
        yield


def _proposed(actor: Standing, handle: str) -> Proposal:
    for one in proposals(actor):
        if one.handle == handle:
            return one
    raise ValidationError(_("This is no longer proposed. Look again."), code="gone")


def _from_proposal(
    actor: Standing, found: Proposal, now: datetime, status: Status = Status.PLANNED
) -> Conversation:
    row = _made(
        actor,
        kind=found.kind,
        people=sorted(str(p) for p in found.people if p != actor.seat),
        serves=[str(moment) for moment in found.commitments],
        minutes=found.minutes,
        now=now,
        engine_key=found.handle,
        status=status,
        confidential=found.confidential,
    )
    write_agenda(actor, row, [Item(topic=topic) for topic in found.topics])
    return row


def _made(
    actor: Standing,
    *,
    kind: str,
    people: list[str],
    serves: list[str],
    minutes: int,
    now: datetime,
    confidential: bool = False,
    **more: object,
) -> Conversation:
    row = Conversation(
        id=uuid4(), decision=Decision.objects.select_related("data_key").get(pk=actor.decision), kind=kind,
        people=people, serves=serves, minutes=minutes, lead_id=actor.seat, made_by_id=actor.seat, made_at=now,
        confidential=confidential or is_confidential(kind), **more,
    )  # fmt: skip
    row.body = row.decision.data_key.seal({}, row.about)
    row.save(force_insert=True)
    seat_people(row, people)
    return row


def _moments(actor: Standing, moments: Collection[UUID]) -> list[str]:
    there = Commitment.objects.filter(decision_id=actor.decision, pk__in=moments).values_list("pk", flat=True)
    return sorted(str(moment) for moment in there)


def _other_people(actor: Standing, row: Conversation, people: Collection[UUID]) -> list[str]:
    after = seated(actor, row.kind, people)
    new = [seat for seat in after if seat not in row.people]
    gone = [seat for seat in row.people if seat not in after]
    seat_people(row, new)
    take_out(row, gone)
    if row.status == Status.INVITED:
        tell(people_invited, row, new)
        tell_within(talk_cancelled, row, gone)
    return after


def _still_to_come(row: Conversation) -> None:
    if row.status not in LIVE:
        raise ValidationError(_("This conversation is no longer to come."), code="past")
