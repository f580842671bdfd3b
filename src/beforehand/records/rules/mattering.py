"""How often a kind of topic that was left open mattered later, and how sure that is."""

from math import sqrt

Z = 1.959963984540054
"""Standard deviations to either side of 95 in a hundred."""

MOST_UNSURE = 0.5
"""An interval wider than this says too little to read: ours, not from a source."""


def says_little(low: float, high: float) -> bool:
    """Tell whether an interval is too wide to read anything from it.

    >>> says_little(*between(1, 1)), says_little(*between(5, 5))
    (True, False)
    """
    return high - low > MOST_UNSURE


def between(mattered: int, judged: int) -> tuple[float, float]:
    """Return the Wilson interval, 95 %, of a share; nothing judged says nothing.

    Source: E.B. Wilson (1927), "Probable inference, the law of succession, and statistical inference".

    >>> between(0, 0)
    (0.0, 1.0)
    >>> [round(one, 3) for one in between(5, 10)]
    [0.237, 0.763]
    """
    if not judged:
        return 0.0, 1.0
    share, square = mattered / judged, Z * Z
    middle = (share + square / (2 * judged)) / (1 + square / judged)
    half = Z / (1 + square / judged) * sqrt(share * (1 - share) / judged + square / (4 * judged * judged))
    return max(0.0, middle - half), min(1.0, middle + half)
