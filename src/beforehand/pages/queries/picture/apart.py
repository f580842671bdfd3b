"""Where sides answered differently to a sentence: the list, and how much of it may be chance."""

from collections.abc import Container, Iterable, Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from beforehand.decisions.queries import SideView
from beforehand.pages.queries.picture.shapes import Apart, Between, Line, SetApart
from beforehand.perspectives.analyses import expected_false
from beforehand.perspectives.queries import Listed, SidesApart


def surest(found: Iterable[SidesApart], there: Container[str]) -> tuple[SidesApart, ...]:
    """Return what sets sides apart of the sentences that still may stand there, the surest first."""
    kept = [one for one in found if one.statement.hex in there]
    return tuple(sorted(kept, key=lambda one: (-one.chance, one.statement, one.first, one.second)))


def with_those(
    opened: Sequence[Listed], there: Iterable[Listed], far: Sequence[SidesApart], most: int
) -> tuple[Listed, ...]:
    """Return what a page opens, with the sentences of the list of differences among it."""
    wanted = {one.hex for one in _statements(far)[:most]} - {one.id for one in opened}
    return (*opened, *(one for one in there if one.id in wanted)) if wanted else tuple(opened)


def apart(
    far: Sequence[SidesApart], lines: Iterable[Line], sides: Iterable[SideView], most: int
) -> Apart | None:
    """Return the list for a page; None when no two sides are known to have answered differently."""
    named = {side.id: side.name for side in sides}
    said = {line.id: line for line in lines}
    pairs: dict[UUID, list[Between]] = {}
    for one in far:
        if one.statement in said and one.first in named and one.second in named:
            pairs.setdefault(one.statement, []).append(_between(one, named))
    shown = [SetApart(line=said[one], between=tuple(between)) for one, between in pairs.items()][:most]
    if not shown:
        return None
    return Apart(shown=tuple(shown), more=len(_statements(far)) - len(shown), chance=_chance(far))


def in_words(one: Between) -> str:
    """Return how two sides answered differently, with ``%(first)s`` and ``%(second)s`` where their names go."""
    if one.knows:
        return _("Most of %(first)s know this, most of %(second)s do not")
    return _("%(first)s and %(second)s answer differently")


def _statements(far: Iterable[SidesApart]) -> list[UUID]:
    return list(dict.fromkeys(one.statement for one in far))


def _between(one: SidesApart, named: Mapping[UUID, str]) -> Between:
    first, second = (one.first, one.second) if one.word != "second_knows" else (one.second, one.first)
    return Between(first=named[first], second=named[second], knows=one.word != "differ")


def _chance(far: Sequence[SidesApart]) -> str:
    n = round(expected_false(one.chance for one in far))
    if not n:
        return _("None of these differences is expected to be chance.")
    words = ngettext(
        "About %(n)d of these differences may be chance: who looks at many sentences always finds some.",
        "About %(n)d of these differences may be chance: who looks at many sentences always finds some.",
        n,
    )
    return words % {"n": n}
