"""Improving a schedule part by part, where the whole is too large to solve at once.

Each round frees the items around one item, or everything in two weeks, keeps the rest, and solves that part exactly.
The bound comes from the relaxation, so the gap that is reported holds whatever the rounds did.

Source: Pochet & Wolsey (2006), *Production Planning by Mixed Integer Programming*, section 3.6 (relax-and-fix, exchange).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import fsum

import numpy as np
import numpy.typing as npt

from beforehand.engine.partition.canon import Ints
from beforehand.engine.partition.highs import choose
from beforehand.engine.partition.rows import Floats, Rows
from beforehand.engine.partition.standing import price

Flags = npt.NDArray[np.bool_]

_FREED = 8  # items freed around an item at first; more while parts are easy, fewer when one is hard
_FEWEST, _MOST = 4, 14
_COLUMNS = 700  # a part with more than this can take seconds


@dataclass(frozen=True, slots=True, eq=False)
class Improved:
    """The schedule after the rounds: variables, its objective, nodes used, and whether the clock stopped it."""

    chosen: Ints
    objective: float
    nodes: int
    clock: bool


def improve(
    rows: Rows,
    chosen: Ints,
    *,
    bound: float,
    gap: float,
    rounds: int,
    seed: int,
    seconds_left: Callable[[], float],
) -> Improved:
    """Improve a schedule for at most ``rounds`` rounds, or until it is within ``gap`` of ``bound``.

    Ends early when every item has been a centre since the last improvement.
    """
    best = price(rows, chosen)
    nodes, clock, idle = 0, False, 0
    near, size = _nearness(rows), _FREED
    parts = _parts(rows, seed)
    for _ in range(rounds):
        if best - bound <= gap * best + 1e-9 or idle > 1.25 * len(rows.item):
            break
        centre, weeks = next(parts)
        among = _around(rows, near[centre], chosen, size) if weeks is None else _within(rows, chosen, weeks)
        held = np.setdiff1d(chosen, among)
        known = best - fsum(rows.cost[held].tolist())
        found = choose(
            rows, gap=0.0, seconds=seconds_left(), node_limit=3, among=among, held=held, known=known
        )
        nodes += found.nodes
        if found.clock:
            clock = True
            break
        idle += 1
        if weeks is None:
            size = min(size + 1, _MOST) if found.nodes <= 1 else max(size - 2, _FEWEST)
        if found.variables is not None and (reached := price(rows, found.variables)) <= best:
            idle = 0 if reached < best else idle
            chosen, best = found.variables, reached
    return Improved(chosen, best, nodes, clock)


def _parts(rows: Rows, seed: int) -> Iterator[tuple[int, tuple[int, int] | None]]:
    chance = np.random.Generator(np.random.PCG64(seed))
    weeks = rows.room.shape[1]
    while True:
        for place, item in enumerate(chance.permutation(len(rows.item)).tolist()):
            yield item, None
            if place % 4 == 3 and weeks > 1:
                one, other = chance.choice(weeks, size=2, replace=False).tolist()
                yield item, (one, other)


def _nearness(rows: Rows) -> Floats:
    """Return how much any two items have to do with each other: columns in common first, then people, then order."""
    from scipy.sparse import csr_array

    columns, items, people = len(rows.column), len(rows.item), len(rows.room)
    covers = csr_array((np.ones(len(rows.covers[0])), rows.covers), shape=(columns, items))
    takes = csr_array((np.ones(len(rows.takes[0])), rows.takes), shape=(columns, people))
    together = (covers.T @ covers).toarray() > 0
    meets = ((covers.T @ takes).toarray() > 0).astype(np.float64)
    shared = meets @ meets.T
    near: Floats = (
        shared / np.maximum(np.sqrt(np.outer(shared.diagonal(), shared.diagonal())), 1.0) + together
    )
    near[rows.before[:, 0], rows.before[:, 1]] += 2.0
    near[rows.before[:, 1], rows.before[:, 0]] += 2.0
    np.fill_diagonal(near, np.inf)
    return near


def _around(rows: Rows, near: Floats, chosen: Ints, size: int) -> Ints:
    """Return the columns that cover only the items nearest to one, whole chosen conversations at a time."""
    nearest = np.argsort(-near, kind="stable")
    while True:
        free = np.zeros(len(rows.item), dtype=bool)
        free[nearest[:size]] = True
        among = _only(rows, _whole(rows, chosen, free))
        if len(among) <= _COLUMNS or size <= _FEWEST:
            return among
        size //= 2


def _within(rows: Rows, chosen: Ints, weeks: tuple[int, int]) -> Ints:
    """Return the columns in two weeks that cover only what is now in those weeks or nowhere."""
    free = np.ones(len(rows.item), dtype=bool)
    elsewhere = np.zeros(len(rows.column), dtype=bool)
    elsewhere[chosen] = ~np.isin(rows.week[chosen], weeks)
    free[rows.covers[1][elsewhere[rows.covers[0]]]] = False
    among = _only(rows, free)
    among = among[np.isin(rows.week[among], weeks)]
    return among if len(among) <= _COLUMNS else chosen[:0]


def _whole(rows: Rows, chosen: Ints, free: Flags) -> Flags:
    touched = np.zeros(len(rows.column), dtype=bool)
    touched[rows.covers[0][free[rows.covers[1]]]] = True
    kept = np.zeros(len(rows.column), dtype=bool)
    kept[chosen] = touched[chosen]
    whole = free.copy()
    whole[rows.covers[1][kept[rows.covers[0]]]] = True
    return whole


def _only(rows: Rows, free: Flags) -> Ints:
    outside = np.zeros(len(rows.column), dtype=bool)
    outside[rows.covers[0][~free[rows.covers[1]]]] = True
    return np.flatnonzero(~outside)
