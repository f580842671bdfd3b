"""The schedule: which columns, within a stated distance of the best there can be."""

import time
from collections.abc import Callable

import numpy as np

from beforehand.engine.partition.canon import Ints
from beforehand.engine.partition.dive import dive
from beforehand.engine.partition.highs import Relaxed, choose, relax
from beforehand.engine.partition.neighbourhood import improve
from beforehand.engine.partition.problem import Problem, Schedule, Status
from beforehand.engine.partition.rows import Rows, build
from beforehand.engine.partition.standing import Standing, price

SMALL = 400  # up to here solving the whole at once takes well under a second
EXACT_COLUMNS = SMALL


def solve(
    problem: Problem,
    *,
    gap: float = 0.0,
    node_limit: int | None = None,
    iteration_limit: int = 40,
    safety_seconds: float = 60.0,
    seed: int = 0,
    exact_columns: int = EXACT_COLUMNS,
    clock: Callable[[], float] = time.monotonic,
) -> Schedule:
    """Choose columns so that every item is covered once or explicitly not, at the least cost.

    Parameters
    ----------
    problem
        Columns, prices, caps and precedence.
    gap
        How far the objective may be above the bound, as a share of the objective, before the search goes on.
    node_limit
        Nodes of the search tree, when the whole is solved at once.
    iteration_limit
        Rounds of improvement part by part, from `SMALL` columns on.
    safety_seconds
        A safety net: a schedule that the clock stopped is marked as not reproducible.
    seed
        Order in which parts are improved.
    exact_columns
        Up to how many columns the whole is solved at once.
    clock
        Seconds since any fixed moment; only the safety net looks at it.

    Returns
    -------
    Schedule
        The same for the same problem and seed, whatever the order in which items, people and columns are given.
        Only between schedules that differ by nothing but a swap of things the problem cannot tell apart does the
        given order decide; callers give such things in an order of their content.

    Examples
    --------
    Two items with the same two people: one conversation (4 + 2) is cheaper than two (6 + 6).

    >>> from beforehand.engine.partition.problem import Column
    >>> apart = [Column((0,), (0, 1), 0, 6.0), Column((1,), (0, 1), 0, 6.0)]
    >>> found = solve(Problem(2, [60.0, 60.0], [*apart, Column((0, 1), (0, 1), 0, 6.0)], person_cap=2))
    >>> found.chosen, found.objective, found.bound, found.status.value
    ((2,), 6.0, 6.0, 'optimal')
    """
    end = clock() + safety_seconds
    rows = build(problem)
    if not len(rows.column):
        nothing = price(rows, ())
        return _schedule(rows, np.empty(0, dtype=np.int64), nothing, 0.0, 0, clock=False, limit=False)

    def left() -> float:
        return max(end - clock(), 0.0)

    relaxed = relax(rows, seconds=left())
    if relaxed is None:
        return _schedule(rows, _first(rows), 0.0, gap, 0, clock=True, limit=True)
    if (whole := _whole(relaxed)) is not None:
        return _schedule(rows, whole, relaxed.bound, gap, 0, clock=False, limit=False)
    if len(rows.column) <= min(exact_columns, SMALL):
        found = choose(rows, gap=gap, seconds=left(), node_limit=node_limit)
        chosen = _first(rows) if found.variables is None else found.variables
        bound = max(found.bound, relaxed.bound)
        return _schedule(rows, chosen, bound, gap, found.nodes, clock=found.clock, limit=found.limit)
    start = dive(rows, relaxed, seconds_left=left)
    if start is None:
        return _schedule(rows, _first(rows), relaxed.bound, gap, 0, clock=True, limit=True)
    better = improve(
        rows, start, bound=relaxed.bound, gap=gap, rounds=iteration_limit, seed=seed, seconds_left=left
    )
    reached = better.objective - relaxed.bound <= gap * better.objective
    if better.clock or reached or len(rows.column) > exact_columns:
        return _schedule(
            rows, better.chosen, relaxed.bound, gap, better.nodes, clock=better.clock, limit=True
        )
    found = choose(rows, gap=gap, seconds=left(), node_limit=node_limit, known=better.objective)
    chosen = better.chosen if found.variables is None else found.variables
    nodes, bound = better.nodes + found.nodes, max(found.bound, relaxed.bound)
    return _schedule(rows, chosen, bound, gap, nodes, clock=found.clock, limit=found.limit)


def _whole(relaxed: Relaxed) -> Ints | None:
    """Return the columns of a relaxation that happens to choose whole columns; then it is the schedule itself."""
    taken = relaxed.share > 0.5
    if np.abs(relaxed.share - taken).max() > 1e-7:
        return None
    return np.flatnonzero(taken)


def _first(rows: Rows) -> Ints:
    """Take columns one by one, those that save most for each item first."""
    columns = len(rows.column)
    saved = np.bincount(rows.covers[0], weights=rows.cost[columns:][rows.covers[1]], minlength=columns)
    size = np.bincount(rows.covers[0], minlength=columns)
    standing = Standing(rows)
    standing.fill(np.lexsort((rows.week, ((rows.cost[:columns] - saved) / size).round(6))).tolist())
    return standing.held()


def _schedule(
    rows: Rows, chosen: Ints, bound: float, gap: float, nodes: int, *, clock: bool, limit: bool
) -> Schedule:
    objective = price(rows, chosen)
    bound = min(max(bound, 0.0), objective)
    if objective - bound <= 1e-6 * max(1.0, objective):
        bound = objective
    reached = (objective - bound) / objective if objective else 0.0
    if bound == objective:
        status = Status.OPTIMAL
    elif clock:
        status = Status.CLOCK
    else:
        status = Status.GAP if reached <= gap or not limit else Status.LIMIT
    left = np.ones(len(rows.item), dtype=bool)
    left[rows.covers[1][np.isin(rows.covers[0], chosen)]] = False
    return Schedule(
        tuple(rows.column[chosen].tolist()),
        tuple(sorted(rows.item[left].tolist())),
        objective,
        bound,
        reached,
        status,
        not clock,
        nodes,
    )
