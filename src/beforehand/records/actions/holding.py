"""Holding a commitment while somebody acts on it, and telling of it afterwards."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import partial
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from beforehand.decisions.access import Standing
from beforehand.decisions.models import Commitment, Decision, Seat
from beforehand.records.queries.standing_before import state_of
from beforehand.records.rules.gate import Fault, faults_of, way_out, why_not
from beforehand.records.signals import gate_passed


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


def tell_passed(row: Commitment, decided: UUID, seats: Collection[Seat]) -> None:
    """Tell after the commit that something was done, and who must know."""
    ids = tuple(sorted((seat.pk for seat in seats), key=lambda one: one.bytes))
    send = partial(
        gate_passed.send, sender=None, decision=row.decision_id, commitment=row.pk, decided=decided, seats=ids
    )
    transaction.on_commit(send)
