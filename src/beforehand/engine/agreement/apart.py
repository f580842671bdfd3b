"""How far two sides lie apart, for many statements at once; apart from how far each agrees.

Two sides split down the middle and two sides of one mind both give "the first is higher" a probability of one half, so
the difference says nothing of the level and the level nothing of the difference.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from beforehand.engine.agreement.cuts import CLOSE
from beforehand.engine.agreement.states import States


@dataclass(frozen=True, slots=True, kw_only=True)
class Differences:
    """Per statement and pair of sides, each of shape (statements, pairs) but the first.

    Parameters
    ----------
    pairs
        Of shape (pairs, 2): the places of the two sides, the first before the second.
    higher, lower
        Probability that the first side's share that agrees is higher, or lower, by more than `Cuts.apart`.
    alike
        Probability that they lie no further apart than that. The three add up to 1, or are all 0 where everybody
        of a side says "I don't know": then there is nothing to compare.
    only_first_knows, only_second_knows
        Probability that most of one side know and most of the other do not.
    """

    pairs: NDArray[np.int64]
    higher: NDArray[np.float64]
    lower: NDArray[np.float64]
    alike: NDArray[np.float64]
    only_first_knows: NDArray[np.float64]
    only_second_knows: NDArray[np.float64]


def chance_apart(
    first: States, second: States, by: float
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.bool_]]:
    """Return the probability that the first side's share is higher, and lower, by more than ``by``.

    Parameters
    ----------
    first, second
        What two sides answered to the same statements.
    by
        From 0 to below 1; exactly ``by`` is not more.

    Returns
    -------
    tuple of three ndarrays of shape (statements,)
        Higher, lower, and whether there is anything to compare: where it is False both are 0.

    Examples
    --------
    Two of four surely agree, and one of two, or none.

    >>> surely = States(chance=np.array([[0.0, 0, 1, 0, 0]]), size=np.array([4]), of=np.array([0]))
    >>> either = States(chance=np.array([[0.3, 0.7, 0]]), size=np.array([2]), of=np.array([0]))
    >>> higher, lower, there = chance_apart(surely, either, by=0.25)
    >>> higher.tolist(), lower.tolist(), there.tolist()
    ([0.3], [0.0], [True])
    """
    both, back = np.unique(first.of * len(second.size) + second.of, return_inverse=True)
    one, other = both // len(second.size), both % len(second.size)
    there = (first.size[one] > 0) & (second.size[other] > 0)
    higher, lower = _above(first, one, second, other, by), _above(second, other, first, one, by)
    return higher[back], lower[back], there[back]


def _above(
    first: States, one: NDArray[np.intp], second: States, other: NDArray[np.intp], by: float
) -> NDArray[np.float64]:
    """Return, for states ``one`` of the first and ``other`` of the second, that the first is higher."""
    # so many members of the second, and no more, may agree and leave its share low enough; of none there are none
    most = np.arange(first.chance.shape[1]) / np.maximum(first.size, 1)[:, None] - by
    fewer = np.ceil(most[one] * second.size[other, None] - CLOSE).astype(np.int64)
    below = np.zeros_like(second.chance)
    np.cumsum(second.chance[:, :-1], axis=1, out=below[:, 1:])
    found: NDArray[np.float64] = np.einsum(
        "ij,ij->i", first.chance[one], below[other[:, None], np.clip(fewer, 0, below.shape[1] - 1)]
    )
    return found
