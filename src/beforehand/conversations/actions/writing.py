"""What every action on a conversation shares: finding it, its sealed words, and what the engine is told of it."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from beforehand.conversations.models import Attendance, Conversation
from beforehand.conversations.queries.rows import bodies
from beforehand.conversations.rules import LONGEST, SHORTEST, exists_for, fits, may_lead
from beforehand.decisions.access import Standing
from beforehand.decisions.models import Decision, Seat
from beforehand.decisions.rules.allowed import can_be_framed
from beforehand.vault.guard import Author


@contextmanager
def known(actor: Standing, conversation: UUID) -> Iterator[Conversation]:
    """Give a conversation that exists for the actor, held while it is changed.

    Raises
    ------
    PermissionDenied
        When it does not exist for the actor, or at all.
    ValidationError
        When the decision was taken or stopped.
    """
    with transaction.atomic():
        decision = Decision.objects.select_for_update().get(pk=actor.decision)
        rows = Conversation.objects.scoped(actor.reader).filter(pk=conversation)
        row = rows.select_related("decision__data_key").first()
        if row is None or not exists_for(actor, row):
            raise PermissionDenied
        refuse_closed(decision)
        yield row


def refuse_closed(decision: Decision) -> None:
    """Refuse what would change a conversation of a decision that was taken or stopped."""
    if not can_be_framed(decision.stage):
        raise ValidationError(
            _("This decision was closed. Take the decision up again to change its conversations."),
            code="closed",
        )


@contextmanager
def led(actor: Standing, conversation: UUID) -> Iterator[Conversation]:
    """Give a conversation the actor leads or facilitates, held while it is changed."""
    with known(actor, conversation) as row:
        if not may_lead(actor, row):
            raise PermissionDenied
        yield row


def write_body(actor: Standing, row: Conversation, **words: str) -> None:
    """Seal words into the body of a conversation; the others stay."""
    before = bodies(actor, [row]).get(row.pk, {})
    row.body = row.decision.data_key.seal({**before, **words}, row.about)


def keep(actor: Standing, row: Conversation, **changed: object) -> None:
    """Write what changed of a conversation, also when it exists for the actor no longer."""
    for name, value in changed.items():
        setattr(row, name, value)
    Conversation.objects.scoped(actor.reader).filter(pk=row.pk).update(body=row.body, **changed)


def seated(actor: Standing, kind: str, people: Collection[UUID]) -> list[str]:
    """Return seats of this decision as they are kept, in a fixed order; refuse strangers, and too many."""
    wanted = set(people)
    there = Seat.objects.filter(decision_id=actor.decision, pk__in=wanted).values_list("pk", flat=True)
    if wanted != set(there) or actor.seat in wanted:
        raise ValidationError(_("Choose people who are in this decision."), code="people")
    if not fits(kind, len(wanted)):
        raise ValidationError(_("That is not a number of people for this kind of conversation."), code="size")
    return sorted(str(seat) for seat in wanted)


def seat_people(row: Conversation, people: Collection[str]) -> None:
    """Make a row for each of these people who has none in this conversation."""
    Attendance.objects.bulk_create(
        [Attendance(conversation=row, seat_id=UUID(seat)) for seat in people], ignore_conflicts=True
    )


def take_out(row: Conversation, people: Collection[str]) -> None:
    """Take people out of a conversation."""
    for seat in people:
        Attendance.objects.scoped(Author(UUID(seat))).filter(conversation=row).delete()


def lasting(minutes: int) -> int:
    """Return minutes a conversation can take; refuse others."""
    if not SHORTEST <= minutes <= LONGEST:
        raise ValidationError(_("A conversation takes between 5 minutes and 8 hours."), code="minutes")
    return minutes
