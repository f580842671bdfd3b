"""The problem as a matrix, in canonical order: what the solver is given."""

from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt

from beforehand.engine.partition.canon import Colours, Ints, Links, facts, mix, rank
from beforehand.engine.partition.problem import Problem

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """The linear program behind a problem.

    Variables are the columns that remain possible, in canonical order, followed by one "uncovered" per item.
    ``matrix`` is sparse (rows, variables); ``low`` and ``high`` are the sides of each row. ``column`` maps a variable to
    the index the caller knows; ``item`` maps a place in the canonical order to the caller's item.
    """

    matrix: Any
    low: Floats
    high: Floats
    cost: Floats
    column: Ints
    item: Ints
    covers: tuple[Ints, Ints]  # variable, item place: one pair for each item in a column
    takes: tuple[Ints, Ints]  # variable, person place
    week: Ints  # per column variable
    before: Ints  # precedence (n, 2), item places
    room: Ints  # per person place and week
    led: Ints | None  # per week


def _pairs(groups: list[tuple[int, ...]]) -> tuple[Ints, Ints]:
    sizes = np.fromiter(map(len, groups), dtype=np.int64, count=len(groups))
    flat = np.fromiter(chain.from_iterable(groups), dtype=np.int64, count=int(sizes.sum()))
    return np.repeat(np.arange(len(groups)), sizes), flat


def build(problem: Problem) -> Rows:
    """Build the matrix of a problem, leaving out columns that can never be held.

    Never held are a column that covers both sides of a precedence, one that comes no later than the first week of
    what must come before it, and one with a person or week without any room.
    """
    week = np.fromiter((c.week for c in problem.columns), dtype=np.int64, count=len(problem.columns))
    cost = np.fromiter((c.cost for c in problem.columns), dtype=np.float64, count=len(problem.columns))
    covers = _pairs([c.items for c in problem.columns])
    takes = _pairs([c.people for c in problem.columns])
    price = np.asarray(problem.uncovered_price, dtype=np.float64)
    before = np.asarray(sorted(set(problem.precedence)), dtype=np.int64).reshape(-1, 2)
    caps = problem.caps()
    led = None if problem.week_cap is None else np.asarray(problem.week_cap, dtype=np.int64)

    alive = np.ones(len(week), dtype=bool)
    alive[takes[0][caps[takes[1], week[takes[0]]] < 1]] = False
    if led is not None:
        alive &= led[week] >= 1
    alive = _possible(alive, week, covers, before, problem.items)
    kept = np.flatnonzero(alive)
    shift = np.cumsum(alive) - 1
    covers = _kept(covers, alive, shift)
    takes = _kept(takes, alive, shift)
    week, cost = week[kept], cost[kept]
    takes = _without_twins(takes, caps)

    week_facts = week.astype(np.float64)
    item_place, person_place, column_place = rank(
        Links(
            covers,
            takes,
            (before[:, 0], before[:, 1]),
            facts(week_facts, cost),
            facts(price),
            _room_facts(caps),
        )
    )
    order = np.lexsort((column_place, cost, week))
    variable = np.empty(len(order), dtype=np.int64)
    variable[order] = np.arange(len(order))
    item = np.argsort(item_place)
    caps_placed = np.empty_like(caps)
    caps_placed[person_place] = caps
    places = item_place[before]
    return _assemble(
        (variable[covers[0]], item_place[covers[1]]),
        (variable[takes[0]], person_place[takes[1]]),
        week[order],
        np.concatenate([cost[order], price[item]]),
        places[np.lexsort((places[:, 1], places[:, 0]))],
        caps_placed,
        led,
        kept[order],
        item,
    )


def _kept(pairs: tuple[Ints, Ints], alive: npt.NDArray[np.bool_], shift: Ints) -> tuple[Ints, Ints]:
    here = alive[pairs[0]]
    return shift[pairs[0][here]], pairs[1][here]


def _without_twins(takes: tuple[Ints, Ints], caps: Ints) -> tuple[Ints, Ints]:
    """Keep one of the people who stand in exactly the same columns with the same room: their rows are equal."""
    column, person = takes
    seen = np.zeros(len(caps), dtype=np.uint64)
    np.add.at(seen, person, mix(column.astype(np.uint64), 20))
    seen = mix(seen, 21) + _room_facts(caps)
    _, first = np.unique(seen, return_index=True)
    here = np.isin(person, first)
    return column[here], person[here]


def _room_facts(caps: Ints) -> Colours:
    if not caps.size:
        return np.zeros(len(caps), dtype=np.uint64)
    return facts(*(caps[:, w].astype(np.float64) for w in range(caps.shape[1])))


def _possible(
    alive: npt.NDArray[np.bool_], week: Ints, covers: tuple[Ints, Ints], before: Ints, items: int
) -> npt.NDArray[np.bool_]:
    never = np.iinfo(np.int64).max
    column, item = covers
    both = {(int(a), int(b)) for a, b in before}
    first_needed = np.full(items, -1, dtype=np.int64)
    if both:
        members: dict[int, set[int]] = {}
        touched = np.isin(item, before)
        for j, i in zip(column[touched].tolist(), item[touched].tolist(), strict=True):
            members.setdefault(j, set()).add(i)
        for j, inside in members.items():
            if len(inside) > 1 and any((a, b) in both for a in inside for b in inside):
                alive[j] = False
    for _ in range(len(before) + 1):
        first = np.full(items, never, dtype=np.int64)
        live = alive[column]
        np.minimum.at(first, item[live], week[column[live]])
        np.maximum.at(first_needed, before[:, 1], first[before[:, 0]])
        dead = live & (week[column] <= first_needed[item])
        if not dead.any():
            break
        alive[column[dead]] = False
    return alive


def _assemble(
    covers: tuple[Ints, Ints],
    takes: tuple[Ints, Ints],
    week: Ints,
    cost: Floats,
    before: Ints,
    caps: Ints,
    led: Ints | None,
    column: Ints,
    item: Ints,
) -> Rows:
    from scipy.sparse import csc_array  # here and not above: importing SciPy takes half a second

    columns, items, weeks = len(week), len(item), caps.shape[1]
    row_parts, variable_parts = [covers[1], np.arange(items)], [covers[0], columns + np.arange(items)]
    low, high = [np.ones(items)], [np.ones(items)]
    value_parts = [np.ones(len(covers[0])), np.ones(items)]
    count = items

    def limit(key: Ints, variable: Ints, room: Ints) -> None:
        nonlocal count
        load = np.bincount(key, minlength=len(room))
        tight = load > room
        number = np.cumsum(tight) - 1 + count
        here = tight[key]
        row_parts.append(number[key[here]])
        variable_parts.append(variable[here])
        value_parts.append(np.ones(int(here.sum())))
        low.append(np.full(int(tight.sum()), -np.inf))
        high.append(room[tight].astype(np.float64))
        count += int(tight.sum())

    if caps.size:
        limit(takes[1] * weeks + week[takes[0]], takes[0], caps.reshape(-1))
    if led is not None and columns:
        limit(week, np.arange(columns), led)
    for earlier, later in before.tolist():
        firsts, thens = covers[0][covers[1] == earlier], covers[0][covers[1] == later]
        for w in np.unique(week[thens]).tolist():
            by_now, already = thens[week[thens] <= w], firsts[week[firsts] < w]
            variable_parts += [by_now, already]
            value_parts += [np.ones(len(by_now)), -np.ones(len(already))]
            row_parts.append(np.full(len(by_now) + len(already), count, dtype=np.int64))
            low.append(np.array([-np.inf]))
            high.append(np.array([0.0]))
            count += 1
    matrix = csc_array(
        (np.concatenate(value_parts), (np.concatenate(row_parts), np.concatenate(variable_parts))),
        shape=(count, columns + items),
    )
    matrix.sort_indices()
    return Rows(
        matrix,
        np.concatenate(low),
        np.concatenate(high),
        cost,
        column,
        item,
        covers,
        takes,
        week,
        before,
        caps,
        led,
    )
