"""When one of our conversations is one of the expert's, and how many are at most.

Source: ``engine.md`` section 5 ("How good is it?").
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

LEAST_OVERLAP = 0.5
GRACE = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation as far as matching looks at it.

    ``people`` are the participants without whoever leads. ``day`` is our planned date, or the date before
    which the expert wants it held. ``kind`` is None when the expert's own words could not be mapped; it then
    equals no kind at all.
    """

    people: frozenset[str]
    kind: str | None
    day: date


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the Jaccard index: the people in both, divided by the people in either; 0 when both are empty.

    Examples
    --------
    >>> overlap(frozenset("ab"), frozenset("bc"))
    0.3333333333333333
    >>> overlap(frozenset(), frozenset())
    0.0
    """
    either = one | other
    return len(one & other) / len(either) if either else 0.0


def matches(ours: Talk, expert: Talk) -> bool:
    """Tell whether ours may stand for the expert's: enough of the same people, at most a week later."""
    return overlap(ours.people, expert.people) >= LEAST_OVERLAP and ours.day <= expert.day + GRACE


def same_kind(ours: Talk, expert: Talk) -> bool:
    """Tell whether both are of the same known kind."""
    return ours.kind is not None and ours.kind == expert.kind


def pairs(ours: Sequence[Talk], experts: Sequence[Talk], *, kind: bool) -> tuple[tuple[int, int], ...]:
    """Return one largest one-to-one matching as (index of ours, index of expert's), by expert.

    With ``kind`` only pairs of the same kind count. Without it every largest matching is as good, and the one
    with the most pairs of the same kind is shown.
    """
    if not ours or not experts:
        return ()
    worth = _worth(ours, experts, kind=kind)
    rows, columns = linear_sum_assignment(worth, maximize=True)
    chosen = ((int(r), int(c)) for r, c in zip(rows, columns, strict=True) if worth[r, c] > 0)
    return tuple(sorted(chosen, key=lambda pair: pair[1]))


def _worth(ours: Sequence[Talk], experts: Sequence[Talk], *, kind: bool) -> NDArray[np.int64]:
    # A pair outweighs all bonuses together, so the number of pairs is always the largest possible.
    pair = len(ours) + len(experts)
    worth = np.zeros((len(ours), len(experts)), dtype=np.int64)
    for row, our in enumerate(ours):
        for column, expert in enumerate(experts):
            alike = same_kind(our, expert)
            if matches(our, expert) and (alike or not kind):
                worth[row, column] = pair + alike
    return worth


def matched(ours: Sequence[Talk], experts: Sequence[Talk], *, kind: bool) -> int:
    """Return the size of a largest one-to-one matching."""
    return len(pairs(ours, experts, kind=kind))


def first_three(ours: Sequence[Talk], experts: Sequence[Talk], *, among: int) -> int:
    """Return how many of the expert's first three are matched, any kind, by our first ``among``.

    Both in the order they are held.
    """
    return matched(ours[:among], experts[:3], kind=False)
