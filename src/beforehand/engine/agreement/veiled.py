"""Counts as far as a reader may read them: within one of none or of all they are not told apart (G7).

Whoever reads "nearly everybody" does not know whether it was four of five or five of five. A word worked out from the
exact counts would tell. So the counts are replaced by the least pronounced ones that read the same, and whatever
follows from them says no more than what may be read.
"""

from dataclasses import replace

from beforehand.engine.agreement.counted import Counted


def veil(counted: Counted, within: int = 1) -> Counted:
    """Return the counts nearest to even among all that read the same.

    Parameters
    ----------
    counted
        The exact counts of one side.
    within
        So close to none or to all a count is not told apart (G7: one).

    Returns
    -------
    Counted
        With as many members and as many answers; the same for all counts that read the same.

    Raises
    ------
    ValueError
        When ``within`` is below 0.

    Examples
    --------
    >>> everybody = Counted(side="it", members=6, recognise=5)
    >>> but_one = Counted(side="it", members=6, recognise=4, different=1)
    >>> veil(everybody) == veil(but_one) == but_one
    True
    """
    if within < 0:
        raise ValueError("a count cannot be nearer than 0")
    n = counted.answered
    shown = _shown((counted.recognise, counted.different, counted.unknown), n, within)
    same = [
        (recognise, different, n - recognise - different)
        for recognise in _reading(shown[0], n, within)
        for different in _reading(shown[1], n, within)
        if recognise + different <= n
    ]
    alike = [counts for counts in same if _shown(counts, n, within) == shown]
    recognise, different, unknown = min(alike, key=lambda counts: (abs(counts[0] - counts[1]), *counts))
    return replace(counted, recognise=recognise, different=different, unknown=unknown)


def _reads(count: int, n: int, within: int) -> tuple[bool, bool, int | None]:
    few, nearly = count <= within, count >= n - within
    return few, nearly, None if few or nearly else count


def _shown(counts: tuple[int, ...], n: int, within: int) -> tuple[tuple[bool, bool, int | None], ...]:
    return tuple(_reads(count, n, within) for count in counts)


def _reading(shown: tuple[bool, bool, int | None], n: int, within: int) -> list[int]:
    return [count for count in range(n + 1) if _reads(count, n, within) == shown]
