"""Which conversations could be held at all: items that go together, in a week in which everybody is there."""

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from beforehand.engine.partition.problem import Column
from beforehand.engine.results import Reason


@dataclass(frozen=True, slots=True)
class Item:
    """Something to be covered: which group it belongs to, who must be there, before which week, and if in private.

    Parameters
    ----------
    group
        Only items of one group share a conversation.
    people
        Who must be in the conversation.
    deadline
        The first week that is too late.
    one_to_one
        It stays between two people: it is covered only where exactly those two sit together.
    """

    group: int
    people: tuple[int, ...]
    deadline: int
    one_to_one: bool = False

    def __post_init__(self) -> None:
        if not self.people or len(set(self.people)) != len(self.people):
            raise ValueError("an item has people, each named once")
        if self.one_to_one and len(self.people) != 2:
            raise ValueError("a one-to-one has two people")


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns, and for each item without any column why that is so: late or away."""

    columns: tuple[Column, ...]
    without: MappingProxyType[int, Reason]


def enumerate_columns(
    items: Sequence[Item],
    available: npt.NDArray[np.bool_],
    *,
    max_items: int = 4,
    max_people: int = 6,
    cost: float = 4.0,
    cost_person: float = 1.0,
) -> Columns:
    """List every conversation that could be held.

    Parameters
    ----------
    items
        What is to be covered.
    available
        Who is there in which week, shape (people, weeks).
    max_items, max_people
        How much one conversation carries. An item with more people than this stands alone.
    cost, cost_person
        A conversation costs ``cost`` and ``cost_person`` for everybody in it.

    Examples
    --------
    >>> both = Item(0, (0, 1), deadline=2), Item(0, (1, 2), deadline=1)
    >>> found = enumerate_columns(both, np.array([[True, True], [True, True], [True, False]]))
    >>> [(c.items, c.people, c.week, c.cost) for c in found.columns]
    [((0,), (0, 1), 0, 6.0), ((0,), (0, 1), 1, 6.0), ((0, 1), (0, 1, 2), 0, 7.0), ((1,), (1, 2), 0, 6.0)]
    """
    weeks = available.shape[1]
    there = [sum(1 << w for w in range(weeks) if row[w]) for row in available]
    groups: dict[int, list[int]] = {}
    for index, item in enumerate(items):
        groups.setdefault(item.group, []).append(index)
    columns: list[Column] = []

    def extend(
        members: list[int], start: int, inside: tuple[int, ...], people: frozenset[int], free: int
    ) -> None:
        for place in range(start, len(members)):
            item = items[members[place]]
            together = people.union(item.people)
            if inside and len(together) > max_people:
                continue
            still = free & ((1 << max(min(item.deadline, weeks), 0)) - 1)
            for person in item.people:
                still &= there[person]
            if not still:
                continue
            now = (*inside, members[place])
            if len(together) == 2 or not any(items[i].one_to_one for i in now):
                who = tuple(sorted(together))
                price = cost + cost_person * len(who)
                columns.extend(Column(now, who, w, price) for w in range(weeks) if still >> w & 1)
            if len(now) < max_items:
                extend(members, place + 1, now, together, still)

    for members in groups.values():
        extend(members, 0, (), frozenset(), (1 << weeks) - 1)
    covered = {i for column in columns for i in column.items}
    without = {
        i: Reason.LATE if item.deadline < 1 or not weeks else Reason.AWAY
        for i, item in enumerate(items)
        if i not in covered
    }
    return Columns(tuple(columns), MappingProxyType(without))
