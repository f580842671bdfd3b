"""What the scheduler reads and what it says back: columns in, a schedule with its bound out."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import isfinite

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class Column:
    """One conversation that could be held: the items it covers, who takes part, the week (0 is first), its cost."""

    items: tuple[int, ...]
    people: tuple[int, ...]
    week: int
    cost: float


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """What may be chosen, and what stands in the way.

    Parameters
    ----------
    items
        How many there are; columns speak of 0 to ``items`` - 1.
    uncovered_price
        Per item: what it costs to leave it out.
    columns
        Everything that could be held; whatever may not be held is not among them.
    person_cap
        Conversations a person can take part in per week: one number, or an array (people, weeks) of what is left
        after what was already promised.
    week_cap
        Conversations that can be led in each week; None when that is no limit.
    precedence
        Pairs (a, b): b can only be covered in a week after the week in which a is covered.

    Raises
    ------
    ValueError
        If a column speaks of an item, person or week that does not exist, names one twice, or a price is not a
        finite number of zero or more.
    """

    items: int
    uncovered_price: Sequence[float]
    columns: Sequence[Column]
    person_cap: int | npt.NDArray[np.int64] = 1
    week_cap: Sequence[int] | None = None
    precedence: Sequence[tuple[int, int]] = ()

    def __post_init__(self) -> None:
        if len(self.uncovered_price) != self.items:
            raise ValueError("one price per item is needed")
        if not all(isfinite(p) and p >= 0 for p in self.uncovered_price):
            raise ValueError("a price is a finite number of zero or more")
        if any(a == b or not (0 <= a < self.items and 0 <= b < self.items) for a, b in self.precedence):
            raise ValueError("a precedence names two different items that exist")
        people, weeks = self.people, self.weeks
        if not isinstance(self.person_cap, int) and self.person_cap.ndim != 2:
            raise ValueError("person_cap is one number or an array of people by weeks")
        for column in self.columns:
            if not column.items or not _inside(column.items, self.items):
                raise ValueError("a column covers items that exist, each once")
            if not _inside(column.people, people) or not 0 <= column.week < weeks:
                raise ValueError("a column has people and a week within the caps")
            if not (isfinite(column.cost) and column.cost >= 0):
                raise ValueError("a cost is a finite number of zero or more")

    @property
    def people(self) -> int:
        """How many people the columns can speak of."""
        if isinstance(self.person_cap, int):
            return 1 + max((p for c in self.columns for p in c.people), default=-1)
        return int(self.person_cap.shape[0])

    @property
    def weeks(self) -> int:
        """How many weeks there are."""
        if self.week_cap is not None:
            return len(self.week_cap)
        if not isinstance(self.person_cap, int):
            return int(self.person_cap.shape[1])
        return 1 + max((c.week for c in self.columns), default=-1)

    def caps(self) -> npt.NDArray[np.int64]:
        """Return what each person can still take part in, shape (people, weeks)."""
        if isinstance(self.person_cap, int):
            return np.full((self.people, self.weeks), self.person_cap, dtype=np.int64)
        return np.asarray(self.person_cap, dtype=np.int64)[:, : self.weeks]


class Status(StrEnum):
    """Why the search ended."""

    OPTIMAL = "optimal"  # bound and objective meet
    GAP = "gap"  # within the gap that was asked for
    LIMIT = "limit"  # nodes or rounds were used up
    CLOCK = "clock"  # the safety net; the schedule cannot be reproduced


@dataclass(frozen=True, slots=True)
class Schedule:
    """What was chosen and how good it is.

    ``chosen`` are indexes into the problem's columns, by week and then in an order of content. ``objective`` is the
    cost of what was chosen plus the price of what stays uncovered; no schedule whatever costs less than ``bound``.
    ``gap`` is (objective - bound) / objective, 0 when the objective is 0.
    """

    chosen: tuple[int, ...]
    uncovered: tuple[int, ...]
    objective: float
    bound: float
    gap: float
    status: Status
    reproducible: bool
    nodes: int


def _inside(indexes: tuple[int, ...], size: int) -> bool:
    if len(set(indexes)) != len(indexes):
        return False
    return not indexes or (min(indexes) >= 0 and max(indexes) < size)
