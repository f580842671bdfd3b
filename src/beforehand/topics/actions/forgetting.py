"""Forgetting what a facilitator said of somebody who leaves."""

from collections.abc import Iterable
from typing import Any, cast
from uuid import UUID

from beforehand.topics.models import Constraint
from beforehand.topics.queries.constraints import ConstraintRow
from beforehand.vault.door import Kept, open_for
from beforehand.vault.processes.analyst import analyst


def forget_constraints_of(decision: UUID, seat: UUID) -> None:
    """Forget what was said of somebody who leaves. For erasing; opens as the Analyst and returns nothing."""
    scope = analyst(decision)
    rows = Constraint.objects.scoped(scope).select_related("decision__data_key")
    kept = [ConstraintRow(row=row, data_key=row.decision.data_key) for row in rows]
    for row, body in open_for(scope, cast(Iterable[Kept[Any]], kept), least=1):
        if str(seat) in body["seats"]:
            Constraint.objects.scoped(scope).filter(pk=cast(ConstraintRow, row).row.pk).delete()
