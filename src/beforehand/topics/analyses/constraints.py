"""What a facilitator said of who meets whom for now, opened for the Analyst."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from beforehand.decisions.models import Decision
from beforehand.engine import inputs
from beforehand.topics.choices import ConstraintKind
from beforehand.topics.models import Constraint
from beforehand.topics.queries.constraints import ConstraintKept, ConstraintRow
from beforehand.vault.disclose import Reading
from beforehand.vault.door import Kept, open_for
from beforehand.vault.processes.analyst import analyst


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraints:
    """What the planner goes around, by the id of a seat."""

    apart: frozenset[frozenset[str]]
    alone_first: frozenset[str]
    weekly: Mapping[str, int]
    away: Mapping[str, tuple[inputs.Absence, ...]]


def constraints_of(decision: Decision, here: frozenset[str]) -> Constraints:
    """Read what facilitators said; what is about somebody who is not in the picture says nothing."""
    rows = Constraint.objects.scoped(analyst(decision.pk)).order_by("pk")
    kept = [ConstraintRow(row=row, data_key=decision.data_key) for row in rows]
    found = open_for(analyst(decision.pk), cast(Iterable[Kept[Any]], kept), least=1)
    said: dict[str, list[ConstraintKept]] = defaultdict(list)
    for row, body in found:
        one = cast(ConstraintRow, row).shown(body, Reading.WITH_NAME)
        if one.seats and here.issuperset(one.seats):
            said[one.kind].append(one)
    weekly: dict[str, int] = {}
    for one in said[ConstraintKind.WEEKLY]:
        weekly[one.seats[0]] = min(one.most or 0, weekly.get(one.seats[0], one.most or 0))
    away: dict[str, list[inputs.Absence]] = defaultdict(list)
    for one in said[ConstraintKind.AWAY]:
        if one.start is not None and one.end is not None:
            away[one.seats[0]].append(inputs.Absence(start=one.start, end=one.end))
    return Constraints(
        apart=frozenset(frozenset(one.seats) for one in said[ConstraintKind.APART]),
        alone_first=frozenset(one.seats[0] for one in said[ConstraintKind.ALONE_FIRST]),
        weekly=weekly,
        away={seat: tuple(days) for seat, days in away.items()},
    )
