"""Holding a commitment while somebody acts on it, and words that can be kept."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import partial
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from beforehand.decisions.access import Standing
from beforehand.decisions.models import Commitment, Decision, Seat
from beforehand.records.queries.standing_before import state_of
from beforehand.records.rules.gate import Fault, faults_of, way_out, why_not
from beforehand.records.signals import gate_passed

HIDDEN = frozenset("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")


@contextmanager
def held(actor: Standing, commitment: UUID) -> Iterator[Commitment]:
    """Give a commitment of this decision; of two who act on one decision at once, the second waits.

    Raises
    ------
    PermissionDenied
        When it is not of the actor's decision, or not there.
    """
    with transaction.atomic():
        Decision.objects.select_for_update(of=("self",)).filter(pk=actor.decision).first()
        rows = Commitment.objects.filter(pk=commitment, decision_id=actor.decision)
        row = rows.select_related("decision__data_key", "decider__person").first()
        if row is None:
            raise PermissionDenied
        yield row


def refuse_unless_ripe(actor: Standing, row: Commitment, *, despite: Collection[Fault] = ()) -> None:
    """Refuse what this person cannot do before this commitment, with the way out.

    Raises
    ------
    PermissionDenied
        For who decides nothing here.
    ValidationError
        Else; its code is the fault.
    """
    for fault in faults_of(state_of(actor, row)):
        if fault is Fault.ROLE:
            raise PermissionDenied
        if fault not in despite:
            raise ValidationError(f"{why_not(fault)} {way_out(fault)}", code=fault.value)


def worded(text: str, most: int, *, needed: str = "") -> str:
    """Return a text that can be kept; ``needed`` is said when it is empty and may not be."""
    text = text.strip()
    if "\x00" in text or len(text) > most:
        raise ValidationError(_("This text cannot be kept. Make it shorter."), code="long")
    if not text.strip("".join(HIDDEN)).strip():
        text = ""
    if needed and not text:
        raise ValidationError(needed, code="empty")
    return text


def seats_here(actor: Standing, wanted: Collection[UUID]) -> list[Seat]:
    """Return people of this decision in a fixed order; refuse strangers."""
    found = Seat.objects.filter(decision_id=actor.decision, pk__in=set(wanted)).select_related("person")
    seats = sorted(found, key=lambda seat: (seat.person.name, seat.pk.bytes))
    if len(seats) != len(set(wanted)):
        raise ValidationError(_("Choose people who are in this decision."), code="people")
    return seats


def tell_passed(row: Commitment, decided: UUID, seats: Collection[Seat]) -> None:
    """Tell after the commit that something was done, and who must know."""
    ids = tuple(sorted((seat.pk for seat in seats), key=lambda one: one.bytes))
    send = partial(
        gate_passed.send, sender=None, decision=row.decision_id, commitment=row.pk, decided=decided, seats=ids
    )
    transaction.on_commit(send)
