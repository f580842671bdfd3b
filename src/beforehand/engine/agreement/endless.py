"""How probable it is that one share is higher than another, when both groups go on without end.

For what does not rest on a side's own members: everybody who ever works with it. A side's own count is in `members`.

Source: BDA3 (see `beta`) section 2.4; the exact sum is that of Cook (2005), Exact calculation of beta
inequalities, technical report UTMDABTR-005, M. D. Anderson Cancer Center.
"""

from fractions import Fraction
from math import ceil, factorial, floor, log, log1p, sqrt

import numpy as np
from scipy.special import betainc, betaln, expit, log_expit

from beforehand.engine.agreement.beta import Beta

_STEP = 0.2
_NEGLIGIBLE = 45.0  # e**-45


def chance_higher(first: Beta, second: Beta, by: float = 0.0) -> float:
    """Return P(first share - second share > by).

    Worked out with the trapezium rule over the logit of x, of the density of the first times P(second < x - by): both
    are smooth there and fade at the ends, so the rule is as good as exact once its step is below their widths
    (Trefethen & Weideman 2014, SIAM Review 56, 385-458).

    Parameters
    ----------
    first, second
        What is believed of either share.
    by
        How much higher, from 0 to below 1.

    Returns
    -------
    float
        0 to 1, to about nine decimals where no number of either Beta is below .05.

    Raises
    ------
    ValueError
        When ``by`` is below 0, or 1 or more.

    Examples
    --------
    Nine of twelve against three of ten.

    >>> from beforehand.engine.agreement.beta import UNIFORM
    >>> round(chance_higher(UNIFORM.heard(9, 12), UNIFORM.heard(3, 10)), 6)
    0.979319
    """
    if not 0 <= by < 1:
        raise ValueError("a difference between two shares lies from 0 to below 1")
    a, b = first.agree, first.other
    step = min(
        _STEP, *(sqrt((one.agree + one.other) / (one.agree * one.other)) / 2 for one in (first, second))
    )
    low, high = _reach(first, by)
    z = np.arange(floor(low / step), ceil(high / step) + 1) * step
    part, rest = expit(z), expit(-z)  # x = by + (1 - by) part, and 1 - x = (1 - by) rest
    log_x = np.log(by + (1 - by) * part) if by else log_expit(z)
    log_rest = log_expit(-z) + log1p(-by)
    density = np.exp((a - 1) * log_x + b * log_rest + log_expit(z) - betaln(a, b))
    y, other = (1 - by) * part, rest + by * part  # each exact near its own 0
    c, d = second.agree, second.other
    below = np.where(y < 0.5, betainc(c, d, np.minimum(y, 0.5)), 1 - betainc(d, c, np.minimum(other, 0.5)))
    return min(max(float(step * (density * below).sum()), 0.0), 1.0)


def _reach(first: Beta, by: float) -> tuple[float, float]:
    """Return the logits between which the density of the first is not negligible, moved to where x is above ``by``."""
    a, b = first.agree, first.other
    # beyond its mode the log density on the logit scale falls at least linearly in the end, by a left and by b right
    spread = sqrt((a + b) / (a * b)) * _NEGLIGIBLE
    low, high = (log(a / b) + sign * (_NEGLIGIBLE / side + spread) for sign, side in ((-1, a), (1, b)))
    if by:
        low = -_NEGLIGIBLE  # the logit of (x - by) / (1 - by), of which the integrand falls linearly
    return low, high


def chance_higher_exactly(first: Beta, second: Beta) -> Fraction:
    """Return P(first share > second share) as a fraction, when all four numbers are whole.

    Raises
    ------
    ValueError
        When one of the four is not a whole number.

    Examples
    --------
    >>> from beforehand.engine.agreement.beta import UNIFORM
    >>> chance_higher_exactly(UNIFORM.heard(9, 12), UNIFORM.heard(3, 10))
    Fraction(101855, 104006)
    """
    numbers = (first.agree, first.other, second.agree, second.other)
    if any(number != int(number) for number in numbers):
        raise ValueError("a fraction exists only when all numbers are whole")
    a, b, c, d = (int(number) for number in numbers)
    return sum(
        (_beta(c + i, b + d) / ((b + i) * _beta(1 + i, b) * _beta(c, d)) for i in range(a)), start=Fraction(0)
    )


def _beta(a: int, b: int) -> Fraction:
    return Fraction(factorial(a - 1) * factorial(b - 1), factorial(a + b - 1))
