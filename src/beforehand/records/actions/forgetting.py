"""Forgetting what somebody set and judged; what stands in the record is erased by ``erase_person``."""

from uuid import UUID

from beforehand.decisions.models import Fact
from beforehand.records.models import Condition, Judgement, Reservation, Today
from beforehand.records.rules.gate import OUTGOING
from beforehand.vault.guard import Author


def forget_gate_of(*, decision: UUID, seat: UUID) -> None:
    """Take away the conditions, the reservation, the answers and the judgements of one seat.

    For who forgets a person at that person's own wish; whether that may be is checked there.
    """
    for model in (Condition, Reservation, Today, Judgement):
        model.objects.scoped(Author(seat)).delete()
    Fact.objects.filter(decision_id=decision, kind=OUTGOING, ref=str(seat)).delete()
