"""HiGHS through SciPy: the relaxation, and the choice itself over all or some of the columns.

Source: Huangfu & Hall (2018), Mathematical Programming Computation 10:119-142; `scipy.optimize.milp`.
"""

from dataclasses import dataclass

import numpy as np

from beforehand.engine.partition.canon import Ints
from beforehand.engine.partition.rows import Floats, Rows


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """What HiGHS came back with: column variables that were chosen (None if it had no time), a bound, and why it ended."""

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
    held: Ints | None = None,
) -> Found:
    """Choose the best columns ``among`` those given (default all), keeping those ``held``.

    A bound of a choice ``among`` some columns holds for that choice only, and leaves out what was held. Stops on ``gap``, on ``node_limit``, or on the clock.
    """
    from scipy.optimize import (
        Bounds,
        LinearConstraint,
        milp,
    )  # SciPy's optimisation takes half a second to import

    columns = len(rows.column)
    matrix, low, high, cost = rows.matrix, rows.low, rows.high, rows.cost
    picked, fixed = np.arange(columns), np.empty(0, dtype=np.int64)
    if among is not None:
        fixed = np.empty(0, dtype=np.int64) if held is None else held
        picked = np.setdiff1d(among, fixed)
        taken = matrix[:, fixed].sum(axis=1)
        open_items = np.flatnonzero(taken[: len(rows.item)] < 0.5)
        variables = np.concatenate([picked, columns + open_items])
        part = matrix[:, variables].tocsr()
        used = np.flatnonzero(np.diff(part.indptr))
        matrix, low, high, cost = part[used], (low - taken)[used], (high - taken)[used], cost[variables]
    options: dict[str, object] = {"mip_rel_gap": gap, "time_limit": max(seconds, 0.0)}
    if node_limit is not None:
        options["node_limit"] = node_limit
    result = milp(
        cost,
        integrality=np.r_[np.ones(len(picked)), np.zeros(len(cost)-len(picked))],
        bounds=Bounds(0.0, 1.0),
        constraints=LinearConstraint(matrix, low, high),
        options=options,
    )
    bound = result.mip_dual_bound
    chosen = None
    if result.x is not None:
        chosen = np.sort(np.concatenate([fixed, picked[result.x[: len(picked)] > 0.5]]))
    return Found(
        chosen,
        float(bound) if bound is not None and np.isfinite(bound) else 0.0,
        int(result.mip_node_count or 0),
        result.status == 1 and "time limit" in result.message.lower(),
        result.status != 0,
    )


@dataclass(frozen=True, slots=True, eq=False)
class Relaxed:
    """The problem without whole numbers: a bound for every schedule, how much of each column, and reduced costs."""

    bound: float
    share: Floats
    reduced: Floats


def relax(rows: Rows, *, seconds: float) -> Relaxed | None:
    """Solve the linear relaxation; None when the clock ran out first."""
    from scipy.optimize import linprog

    items = len(rows.item)
    exact, most = rows.matrix.tocsr()[:items], rows.matrix.tocsr()[items:]
    result = linprog(
        rows.cost,
        A_ub=most if most.shape[0] else None,
        b_ub=rows.high[items:] if most.shape[0] else None,
        A_eq=exact,
        b_eq=rows.high[:items],
        bounds=(0, None),
        method="highs-ds",
        options={"time_limit": max(seconds, 0.0)},
    )
    if result.status != 0:
        return None
    columns = len(rows.column)
    return Relaxed(float(result.fun), result.x[:columns], result.lower.marginals[:columns])
