"""A first schedule from the relaxation: keep what it chooses whole, round one more up, relax the rest again."""

from collections.abc import Callable

import numpy as np

from beforehand.engine.partition.canon import Ints
from beforehand.engine.partition.highs import Relaxed, relax
from beforehand.engine.partition.rows import Rows
from beforehand.engine.partition.standing import Standing

_NEARLY = 0.999
_AT_ONCE = 0.05  # share of what is open that is rounded up in one step


def dive(rows: Rows, relaxed: Relaxed, *, seconds_left: Callable[[], float]) -> Ints | None:
    """Return the column variables of a schedule that keeps to every rule; None when the clock ran out first."""
    standing = Standing(rows)
    share = relaxed.share
    while True:
        taken = np.flatnonzero(share > 1e-6)
        taken = taken[np.lexsort((taken, rows.week[taken], -share[taken].round(6)))]
        sure = taken[share[taken] >= _NEARLY]
        sure = sure[np.lexsort((sure, rows.week[sure]))]
        before = len(standing.chosen)
        for j in sure.tolist():
            if standing.fits(j):
                standing.add(j)
        rest = [j for j in taken[share[taken] < _NEARLY].tolist() if standing.fits(j)]
        more = 1 + int(_AT_ONCE * len(rest))
        for j in rest:
            if more and standing.fits(j):
                standing.add(j)
                more -= 1
        if len(standing.chosen) == before:
            return standing.held()
        among = np.flatnonzero(standing.open())
        if not len(among):
            return standing.held()
        again = relax(rows, seconds=seconds_left(), among=among, held=standing.held())
        if again is None:
            return None
        share = again.share.copy()
        share[standing.held()] = 0.0
