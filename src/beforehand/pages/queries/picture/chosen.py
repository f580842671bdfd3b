"""Which sentences a page opens: all of them where some dozens of people take part, else the first of each list.

Three thousand sentences are no picture: nobody reads them, and a telephone should not have to load them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

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
    taken: Counter[tuple[str, str, str | None]] = Counter()
    found: dict[str, Listed] = {}
    for one in sorted(listed, key=lambda one: not one.counted):
        if one.field not in SHOWN or ROUND_OF.get(one.field, RoundKind.LISTEN) not in closed:
            continue
        for place in _lists(one):
            if taken[place] <= most:
                taken[place] += 1
                found[one.id] = one
    return tuple(found.values())


def _lists(one: Listed) -> Iterable[tuple[str, str, str | None]]:
    side: Mapping[str, str | None] = {"mirror": one.about_side}
    yield ("by side", one.field, side.get(one.field, one.side if one.field in OF_ONE_SIDE else None))
    if one.widely:
        yield ("widely", one.field, None)
