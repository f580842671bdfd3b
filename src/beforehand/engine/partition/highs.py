"""HiGHS through SciPy: the relaxation, and the choice itself, over all or some of the columns.

Source: Huangfu & Hall (2018), Mathematical Programming Computation 10:119-142; `scipy.optimize.milp`.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from beforehand.engine.partition.canon import Ints
from beforehand.engine.partition.rows import Floats, Rows

_NONE: Ints = np.empty(0, dtype=np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """The problem that is left when some columns are held and only some others may still be chosen."""

    open: Ints  # column variables
    matrix: Any
    low: Floats
    high: Floats
    cost: Floats
    items: int  # how many of the rows are items, which come first


def _part(rows: Rows, among: Ints | None, held: Ints) -> _Part:
    columns, items = len(rows.column), len(rows.item)
    if among is None:
        return _Part(np.arange(columns), rows.matrix, rows.low, rows.high, rows.cost, items)
    chosen = np.setdiff1d(among, held)
    taken = rows.matrix[:, held].sum(axis=1)
    uncovered = np.flatnonzero(taken[:items] < 0.5)
    variables = np.concatenate([chosen, columns + uncovered])
    matrix = rows.matrix[:, variables].tocsr()
    used = np.flatnonzero(np.diff(matrix.indptr))
    cost = rows.cost[variables]
    return _Part(
        chosen, matrix[used], (rows.low - taken)[used], (rows.high - taken)[used], cost, len(uncovered)
    )


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """What HiGHS came back with: the chosen column variables (None if it had no time), a bound, and why it ended."""

    variables: Ints | None
    bound: float
    nodes: int
    clock: bool
    limit: bool


def choose(
    rows: Rows,
    *,
    gap: float,
    seconds: float,
    node_limit: int | None = None,
    among: Ints | None = None,
    held: Ints = _NONE,
    known: float | None = None,
) -> Found:
    """Choose the best columns ``among`` those given (default all), keeping those ``held``.

    The bound of a choice among some columns holds for that choice only, and leaves out what was held. Stops on
    ``gap``, on ``node_limit``, or on the clock. ``known`` is the objective of a schedule at hand: nothing dearer is
    looked at, and ``variables`` is None when nothing cheaper was found.

    Notes
    -----
    SciPy passes no first solution to HiGHS. With ``known`` there is one more variable, "depart from the schedule at
    hand", on which every item row depends and which refunds its price; all zeros then stands for that schedule, and
    all zeros is what HiGHS tries first.
    """
    from scipy.optimize import (
        Bounds,
        LinearConstraint,
        milp,
    )  # importing SciPy's optimisation takes half a second

    part = _part(rows, among, held)
    matrix, low, high, cost = part.matrix, part.low, part.high, part.cost
    least = np.zeros(len(cost))
    if known is not None:
        matrix, low, high = _departing(part)
        cost = np.concatenate(
            [cost, [-known, known]]
        )  # the last one is fixed: HiGHS's gap needs the price itself
        least = np.concatenate([least, [0.0, 1.0]])
    options: dict[str, object] = {"mip_rel_gap": gap, "time_limit": max(seconds, 0.0)}
    if node_limit is not None:
        options["node_limit"] = node_limit
    result = milp(
        cost,
        integrality=np.ones(len(cost)),
        bounds=Bounds(least, 1.0),
        constraints=LinearConstraint(matrix, low, high),
        options=options,
    )
    chosen = None
    if result.x is not None and (known is None or result.x[-2] > 0.5):
        chosen = np.sort(np.concatenate([held, part.open[result.x[: len(part.open)] > 0.5]]))
    bound = result.mip_dual_bound
    return Found(
        chosen,
        float(bound) if bound is not None and np.isfinite(bound) else 0.0,
        int(result.mip_node_count or 0),
        result.status == 1 and "time limit" in result.message.lower(),
        result.status != 0,
    )


def _departing(part: _Part) -> tuple[Any, Floats, Floats]:
    from scipy.sparse import csc_array, hstack

    depart = np.zeros((part.matrix.shape[0], 2))
    depart[: part.items, 0] = -1.0
    low, high = part.low.copy(), part.high.copy()
    low[: part.items] = high[: part.items] = 0.0
    return hstack([part.matrix, csc_array(depart)], format="csc"), low, high


@dataclass(frozen=True, slots=True, eq=False)
class Relaxed:
    """The problem without whole numbers: a bound, and how much of each column variable it takes."""

    bound: float
    share: Floats


def relax(rows: Rows, *, seconds: float, among: Ints | None = None, held: Ints = _NONE) -> Relaxed | None:
    """Solve the linear relaxation; None when the clock ran out first.

    Over all columns the bound holds for every schedule; over some it leaves out what was held.
    """
    from scipy.optimize import linprog

    part = _part(rows, among, held)
    matrix = part.matrix.tocsr()
    most = matrix[part.items :] if matrix.shape[0] > part.items else None
    result = linprog(
        part.cost,
        A_ub=most,
        b_ub=None if most is None else part.high[part.items :],
        A_eq=matrix[: part.items],
        b_eq=part.high[: part.items],
        bounds=(0, None),
        method="highs-ds",
        options={"time_limit": max(seconds, 0.0)},
    )
    if result.status != 0:
        return None
    share = np.zeros(len(rows.column))
    share[held] = 1.0
    share[part.open] = result.x[: len(part.open)]
    return Relaxed(float(result.fun), share)
