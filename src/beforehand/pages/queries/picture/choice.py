"""Which sentences there are and which of them a page opens: worked out once for each state of the picture.

Kept between pages are ids, never a sentence nor a count. Whoever opens them asks anew for each whether this reader may
have it, so an id that is kept too long opens nothing.
"""

from collections.abc import Hashable
from typing import NamedTuple
from uuid import UUID

from beforehand.decisions.access import Standing
from beforehand.pages.queries.picture.apart import surest, with_those
from beforehand.pages.queries.picture.chosen import chosen, most_of, shown_in
from beforehand.perspectives.queries import OfAll, listed

MOST = 24
"""So many choices are remembered, of some hundred kilobytes each; the oldest goes first."""
_remembered: dict[Hashable, "Choice"] = {}


class Choice(NamedTuple):
    """The sentences of a page. ``there``: ids of all that may stand in it, as 32 digits; ``most``: how many of a list.

    ``opened``: the ids of those to open and what counts about them are published under; None is all of them.
    """

    there: frozenset[str]
    most: int
    opened: tuple[tuple[UUID, str], ...] | None


def choice(
    standing: Standing, counts: OfAll, *, closed: frozenset[str], whole: bool, state: Hashable
) -> Choice:
    """Return what a page of this state shows; ``standing`` is somebody beside the reader, so that nobody's is special."""
    key = (standing.decision, standing.viewer.kind, closed, whole, state)
    found = _remembered.get(key)
    if found is None:
        while len(_remembered) >= MOST:
            _remembered.pop(next(iter(_remembered)), None)
        found = _remembered[key] = _choose(standing, counts, closed, whole)
    return found


def _choose(standing: Standing, counts: OfAll, closed: frozenset[str], whole: bool) -> Choice:
    shared = listed(standing, counts)
    there = frozenset(one.id for one in shown_in(shared, closed))
    most = most_of(shared, whole=whole)
    opened = chosen(shared, closed, most)
    if opened is None:
        return Choice(there, most, None)
    opened = with_those(opened, shared, surest(counts.apart, there), most)
    return Choice(there, most, tuple((UUID(one.id), one.subject) for one in opened))
