"""What many statements together teach about one: shares of few answers are drawn towards the rest.

All shares come from one Beta distribution that nobody knows. With prior density (a + b)**(-5/2) on it, as for the rat
tumours of BDA3, it is integrated over on a grid of logit(mean) and log(weight): the full hierarchical posterior, not
one point estimate of it. That gives the published E[share | 4 of 14] = .21086 and E[share | 0 of 20] = .06357; the
largest marginal likelihood gives .20822 and .06423, and moments .22384 and .04636.

Source: BDA3 (see `beta`) section 5.3, data of table 5.1 (Tarone 1982). The weight is held between 1 and 10,000
answers, because without a single divided statement the posterior has no end on the lower side.
"""

from dataclasses import dataclass, field
from math import log

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, gammaln

from beforehand.engine.agreement.beta import Beta
from beforehand.engine.agreement.members import refuse_impossible

_LOGIT = (-9.0, 9.0)
_WEIGHT = (0.0, log(10_000.0))
_POINTS = 45
_ZOOMS = 5
_NEGLIGIBLE = 16.0  # e**-16 of the top of the density


@dataclass(frozen=True, slots=True, kw_only=True)
class Shrinkage:
    """What the statements together say about the Beta distribution their shares come from.

    ``agree``, ``other`` and ``weight`` have one length: candidates and how probable each is, adding up to 1.
    """

    agree: NDArray[np.float64] = field(repr=False)
    other: NDArray[np.float64] = field(repr=False)
    weight: NDArray[np.float64] = field(repr=False)

    def share(self, agree: int, answered: int) -> float:
        """Return the expected share of one of those statements, given its own answers and those of all others.

        Raises
        ------
        ValueError
            When a number is below 0, or more agree than answered.
        """
        if not 0 <= agree <= answered:
            raise ValueError("those who agree have to be among those who answered, and neither below 0")
        means = (self.agree + agree) / (self.agree + self.other + answered)
        return round(float((self.weight * means).sum()), 9)

    @property
    def beta(self) -> Beta:
        """One Beta in place of all, for `comparing.compare`: the empirical-Bayes prior.

        It has the mean and the variance expected of the share of one statement more, what is not known of the
        distribution included. So a few statements teach little.
        """
        total = self.agree + self.other
        means = self.agree / total
        mean = float((self.weight * means).sum())
        within = float((self.weight * means * (1 - means) / (total + 1)).sum())
        size = mean * (1 - mean) / (within + float((self.weight * (means - mean) ** 2).sum())) - 1
        return Beta(round(mean * size, 6), round((1 - mean) * size, 6))


def shrink(agree: NDArray[np.int64], answered: NDArray[np.int64]) -> Shrinkage:
    """Return what statements teach about each other; their order does not matter.

    Parameters
    ----------
    agree, answered
        Of shape (statements,): per statement who agree, of whom answered. Statements nobody answered teach nothing.

    Returns
    -------
    Shrinkage

    Raises
    ------
    ValueError
        When nobody answered anything, a number is below 0, or more agree than answered.

    Examples
    --------
    Ten statements almost everybody agrees with; of an eleventh one of two agrees.

    >>> learnt = shrink(np.array([9] * 10 + [1]), np.array([10] * 10 + [2]))
    >>> 0.8 < learnt.share(1, 2) < 0.9
    True
    """
    refuse_impossible(answered, answered, agree)
    kept = answered > 0
    if not kept.any():
        raise ValueError("nobody answered anything, so there is nothing to learn from")
    yes, heard = agree[kept], answered[kept]
    counts = tuple(np.unique(numbers, return_counts=True) for numbers in (yes, heard - yes, heard))
    low, high = np.array([_LOGIT[0], _WEIGHT[0]]), np.array([_LOGIT[1], _WEIGHT[1]])
    for _ in range(_ZOOMS):
        axes = (np.linspace(low[0], high[0], _POINTS), np.linspace(low[1], high[1], _POINTS))
        a, b, density = _density(axes, counts)
        held = np.argwhere(density > density.max() - _NEGLIGIBLE)
        first, last = np.maximum(held.min(axis=0) - 1, 0), np.minimum(held.max(axis=0) + 1, _POINTS - 1)
        low = np.array([axis[n] for axis, n in zip(axes, first, strict=True)])
        high = np.array([axis[n] for axis, n in zip(axes, last, strict=True)])
    ends = np.ones(_POINTS)
    ends[[0, -1]] = 0.5  # the trapezium rule
    weight = np.exp(density - density.max()) * ends[:, None] * ends
    return Shrinkage(agree=a.ravel(), other=b.ravel(), weight=(weight / weight.sum()).ravel())


def _density(
    axes: tuple[NDArray[np.float64], NDArray[np.float64]],
    counts: tuple[tuple[NDArray[np.int64], NDArray[np.int64]], ...],
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return a, b and the log density there, per point of the grid, but for a constant."""
    total = np.exp(axes[1])[None, :]
    a, b = expit(axes[0])[:, None] * total, expit(-axes[0])[:, None] * total
    prior = -2.5 * np.log(total) + np.log(a) + np.log(b)  # the last two because the grid is in logs
    yes, no, heard = (_rising(start, *of) for start, of in zip((a, b, total), counts, strict=True))
    return a, b, prior + yes + no - heard


def _rising(
    start: NDArray[np.float64], numbers: NDArray[np.int64], times: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return the sum of log Γ(start + number) - log Γ(start), each number as often as it occurs."""
    found: NDArray[np.float64] = -times.sum() * gammaln(start)
    for number, often in zip(numbers, times, strict=True):
        found = found + often * gammaln(start + number)
    return found
