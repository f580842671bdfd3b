"""Which counts may be published about one subject, and how they read: pure, so that it can be proved.

A subject is asked of the people of some sides. There is one partition, and it is nested: each side, and everybody. What
is published is fixed by three rules of ``knowledge/confidentiality.yaml``: G1 (enough people and enough answers),
G2 (nothing smaller follows from two figures) and G7 (a count near nobody or near everybody is a word). Why it is
these rules and not others: docs/decisions/0030-what-is-published.md.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType
from uuid import UUID

NEARLY_NOBODY, NEARLY_EVERYBODY = "nearly_nobody", "nearly_everybody"
NEAR = 1
"""A count this close to nobody or to everybody is a word (G7)."""
KNOWN = 1
"""So many answers somebody may know already, the own one, without learning that of fewer than the least (G2)."""
MOST = 0.6
"""From this share on a count reads as "most": ours, to be read and not to be reckoned with."""
FULL, LARGEST, WORDS, NOTHING = range(4)

Table = tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What was answered by the people of some sides; no ``sides`` is everybody.

    ``may_change``: how many of them said also that it could change their picture; None where that was not asked.
    """

    sides: tuple[UUID, ...]
    members: int
    answers: int
    counts: Mapping[str, int]
    may_change: int | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """How one count reads: a number, a word, or neither. ``nearly`` is empty when it is no word."""

    count: int | None
    nearly: str


def publishable(
    members: Mapping[UUID, int],
    answered: Mapping[UUID, Mapping[str, int]],
    least: int,
    moved: Mapping[UUID, int] | None = None,
) -> tuple[Counts, ...]:
    """Return the blocks that may be published about one subject.

    ``members`` are the people it was asked of, by side; ``answered`` what they answered; ``moved`` how many said also
    that it could change their picture. A side is published when it has ``least`` people and ``least`` answers,
    whatever the others did. Everybody is published when what is left after taking out the published sides has more
    than ``least`` answers, or when nobody is left; and when no side is published, when all together are enough.

    >>> it, care = UUID(int=1), UUID(int=2)
    >>> [b.answers for b in publishable({it: 8, care: 3}, {it: {"right": 6}, care: {"right": 3}}, 5)]
    [6]
    >>> [b.answers for b in publishable({it: 4, care: 3}, {it: {"right": 4}, care: {"wrong": 3}}, 5)]
    [7]
    """
    asked = sorted((side for side, people in members.items() if people), key=lambda side: side.bytes)
    given = {side: sum(answered[side].values()) if side in answered else 0 for side in asked}
    sides = [_of([s], members, answered, moved) for s in asked if min(members[s], given[s]) >= least]
    answers, left = sum(given.values()), sum(given.values()) - sum(block.answers for block in sides)
    if not sides:
        together = min(sum(members[side] for side in asked), answers) >= least and len(asked) > 1
    elif len(sides) == len(asked):
        together = len(sides) > 1
    else:
        together = left >= least + KNOWN
    return (*sides, replace(_of(asked, members, answered, moved), sides=())) if together else tuple(sides)


def told(blocks: Sequence[tuple[bool, Table]]) -> tuple[tuple[Told, ...], ...]:
    """Return how the counts of published blocks read, block by block.

    ``blocks`` holds for each whether it is a side, and its counts. Each side, and what is left beside the sides, reads
    so that a word never says which of its two counts it stands for. Everybody reads as those together and says
    nothing they do not say.
    """
    parts = [_read(table) for is_side, table in blocks if is_side]
    together: tuple[Told, ...] = ()
    for whole in (table for is_side, table in blocks if not is_side):
        of_sides = [table for is_side, table in blocks if is_side]
        rest = tuple(c - sum(table[v] for table in of_sides) for v, c in enumerate(whole))
        every = [*parts, _read(rest)] if sum(rest) else parts
        together = tuple(_together([part[v] for part in every]) for v in range(len(whole)))
    each = iter(parts)
    return tuple(next(each) if is_side else together for is_side, _ in blocks)


def table_of(block: Counts, values: Sequence[str]) -> tuple[bool, Table]:
    """Return a block for ``told``: its counts in the order of ``values``; without those, who may change and who not."""
    if values:
        return bool(block.sides), tuple(block.counts.get(value, 0) for value in values)
    moved = block.may_change or 0
    return bool(block.sides), (moved, block.answers - moved)


@lru_cache(maxsize=1 << 14)
def least_telling(table: Table) -> Table | None:
    """Return the most even of all counts that read like these; None for those of which nothing is told.

    For what is worked out from counts: it then says no more than what can be read.

    >>> least_telling((5, 3, 0)) == least_telling((5, 2, 1))
    True
    """
    level = _level(table)
    if level == NOTHING:
        return None
    return min(_alike(level, table), key=lambda other: (max(other) - min(other), other), default=table)


def _of(
    sides: Sequence[UUID],
    members: Mapping[UUID, int],
    answered: Mapping[UUID, Mapping[str, int]],
    moved: Mapping[UUID, int] | None,
) -> Counts:
    counts: dict[str, int] = {}
    for side in sides:
        for value, count in answered.get(side, {}).items():
            counts[value] = counts.get(value, 0) + count
    return Counts(
        sides=tuple(sides),
        members=sum(members[side] for side in sides),
        answers=sum(counts.values()),
        counts=MappingProxyType(dict(sorted(counts.items()))),
        may_change=None if moved is None else sum(moved.get(side, 0) for side in sides),
    )


def _together(parts: Sequence[Told]) -> Told:
    numbers = [part.count for part in parts if part.count is not None]
    if len(numbers) == len(parts):
        return Told(sum(numbers), "")
    words = {part.nearly for part in parts}
    return Told(None, words.pop() if len(words) == 1 else "")


@lru_cache(maxsize=1 << 16)
def _read(table: Table) -> tuple[Told, ...]:
    """Return the first way of reading that leaves every word open; the most telling one comes first."""
    return _as_read(_level(table), table)


def _level(table: Table) -> int:
    return next((level for level in (FULL, LARGEST, WORDS) if _leaves_open(level, table)), NOTHING)


def _near(table: Table) -> tuple[str, ...]:
    answers = sum(table)
    return tuple(
        NEARLY_NOBODY if c <= NEAR else NEARLY_EVERYBODY if c >= answers - NEAR else "" for c in table
    )


def _as_read(level: int, table: Table) -> tuple[Told, ...]:
    near = _near(table)
    if level == NOTHING:
        return tuple(Told(None, "") for _ in table)
    plain = [v for v, word in enumerate(near) if not word]
    if level == LARGEST:
        plain = sorted(plain, key=lambda v: (-table[v], v))[:1]
    if level == WORDS:
        plain = []
    return tuple(Told(table[v] if v in plain else None, word) for v, word in enumerate(near))


@lru_cache(maxsize=1 << 18)
def _leaves_open(level: int, table: Table) -> bool:
    """Tell whether each word could be either of its two counts, for who knows this very rule.

    The tables that read alike are those of the same number of answers that look the same at this level and did not
    pass at a level before.
    """
    near = _near(table)
    return all(
        any(other[v] != table[v] for other in _alike(level, table)) for v, word in enumerate(near) if word
    )


def _alike(level: int, table: Table) -> Iterator[Table]:
    here = _as_read(level, table)
    answers = sum(table)
    lows, highs = range(NEAR + 1), range(answers - NEAR, answers + 1)
    between = range(NEAR + 1, answers - NEAR)
    choices: list[Sequence[int]] = [
        (one.count,) if one.count is not None
        else lows if one.nearly == NEARLY_NOBODY
        else highs if one.nearly else between
        for one in here
    ]  # fmt: skip
    for other in _summing(choices, answers):
        if _as_read(level, other) == here and not any(_leaves_open(before, other) for before in range(level)):
            yield other


def _summing(choices: Sequence[Sequence[int]], total: int) -> Iterator[Table]:
    """Yield one of each of ``choices`` that make ``total`` together."""
    first, *rest = choices
    if not rest:
        if total in first:
            yield (total,)
        return
    least, most = sum(min(c, default=total) for c in rest), sum(max(c, default=0) for c in rest)
    for one in first:
        if least <= total - one <= most:
            for others in _summing(rest, total - one):
                yield (one, *others)
