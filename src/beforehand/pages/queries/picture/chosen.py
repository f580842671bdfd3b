"""Which sentences a page opens: all of them where some dozens of people take part, else the first of each list.

Three thousand sentences are no picture: nobody reads them, and a telephone should not have to load them.
"""

from collections.abc import Iterable

from beforehand.pages.queries.picture.lines import ROUND_OF, SHOWN
from beforehand.perspectives.choices import RoundKind
from beforehand.perspectives.queries import Listed

ALL, MOST = 1_000_000, 60
"""Sentences of one list: on the long page, and where everything there is was opened."""
ENOUGH, FIRST = 300, 6
"""Up to so many sentences a page opens all; of more, so many of each list. Ours, from how long a page may get."""
OF_ONE_SIDE = frozenset({"question", "protects", "condition", "done", "optimises_for"})
"""What stands side beside side: each side has a list of its own."""


def most_of(listed: Iterable[Listed], *, whole: bool) -> int:
    """Return how many sentences of one list a page shows."""
    if whole:
        return ALL
    return MOST if sum(1 for _ in listed) <= ENOUGH else FIRST


def chosen(listed: Iterable[Listed], closed: frozenset[str], most: int) -> tuple[Listed, ...] | None:
    """Return which sentences a page opens: one more of each list than it shows, to know that there are more.

    What something was published about comes first, then an order that tells nothing. None is all of them.
    """
    if most > FIRST:
        return None
    there = shown_in(listed, closed)
    taken: dict[tuple[str, ...], int] = {}
    found: dict[str, Listed] = {}
    for first in (True, False):
        for one in there:
            if one.counted is not first:
                continue
            place = _place(one)
            if (n := taken.get(place, 0)) <= most:
                taken[place] = n + 1
                found[one.id] = one
            if one.widely and (n := taken.get((one.field,), 0)) <= most:
                taken[(one.field,)] = n + 1
                found[one.id] = one
    return tuple(found.values())


def shown_in(listed: Iterable[Listed], closed: frozenset[str]) -> list[Listed]:
    """Return the sentences that may stand in the picture while these rounds are closed."""
    fields = {field for field in SHOWN if ROUND_OF.get(field, RoundKind.LISTEN) in closed}
    return [one for one in listed if one.field in fields]


def _place(one: Listed) -> tuple[str, str]:
    """Return in which list of its side a sentence stands."""
    if one.field == "mirror":
        return one.field, one.about_side or ""
    return one.field, (one.side or "") if one.field in OF_ONE_SIDE else ""
