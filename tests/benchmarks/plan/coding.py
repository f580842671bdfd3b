"""Which patterns were seen, against which the case says are there.

A pattern's key is the person who holds it, else the relation, else the commitment, else the decision as a whole.
How fine the key is follows from how the case wrote its own answer for that pattern.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from beforehand.engine.results import Topic

STRUCTURED = ("P01", "P02", "P03", "P04", "P05", "P12", "P13", "P16")
ONLY_WITH_TALK_TO = frozenset({"P03", "P04"})


class Level(IntEnum):
    """What a key names; the finest first."""

    PERSON = 1
    RELATION = 2
    COMMITMENT = 3
    DECISION = 4
    NOTHING = 5  # a topic that names nothing the answer is written in: always beside it


@dataclass(frozen=True, slots=True)
class Anchor:
    """What one pattern is about: ``names`` are a person, two sides, a commitment, or none for the decision."""

    level: Level
    names: frozenset[str] = frozenset()


Expected = Mapping[str, frozenset[Anchor]]
"""Per pattern id the anchors the case says are there."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How often seen and expected agree, for one pattern or several together."""

    both: int = 0
    seen: int = 0
    expected: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.both + other.both, self.seen + other.seen, self.expected + other.expected)

    @property
    def precision(self) -> float | None:
        """Share of what was seen that is there; None when nothing was seen."""
        return self.both / self.seen if self.seen else None

    @property
    def recall(self) -> float | None:
        """Share of what is there that was seen; None when nothing is there."""
        return self.both / self.expected if self.expected else None


@dataclass(frozen=True, slots=True)
class Coding:
    """The tallies of one case.

    ``beside`` holds, for structured patterns, what was seen and not expected, ``missed`` the other way round;
    ``not_exercised`` counts topics of patterns about which the case says nothing.
    """

    pooled: Tally
    patterns: Mapping[str, Tally]
    not_exercised: Mapping[str, int]
    beside: Mapping[str, frozenset[Anchor]] = field(default_factory=dict)
    missed: Mapping[str, frozenset[Anchor]] = field(default_factory=dict)


def code(topics: Iterable[Topic], expected: Expected, people: Iterable[str], *, talk_to: bool) -> Coding:
    """Compare topics with the case's own answer.

    Parameters
    ----------
    topics
        What the engine saw.
    expected
        What the case says; a pattern absent from it was not exercised and counts nowhere.
    people
        Ids of the people of the case, to tell a person a topic is anchored in from other anchors.
    talk_to
        Whether the file has any ``talk_to`` answer: without it P03 and P04 stay out of the pool.
    """
    known = frozenset(people)
    by_pattern: dict[str, list[Topic]] = {}
    for topic in topics:
        by_pattern.setdefault(topic.pattern, []).append(topic)
    tallies: dict[str, Tally] = {}
    beside: dict[str, frozenset[Anchor]] = {}
    missed: dict[str, frozenset[Anchor]] = {}
    for pattern in sorted(expected):
        there = expected[pattern]
        levels = sorted({anchor.level for anchor in there})
        seen = frozenset(a for topic in by_pattern.get(pattern, ()) for a in anchors(topic, levels, known))
        tallies[pattern] = Tally(len(seen & there), len(seen), len(there))
        beside[pattern], missed[pattern] = seen - there, there - seen
    pool = [p for p in STRUCTURED if p in tallies and (talk_to or p not in ONLY_WITH_TALK_TO)]
    return Coding(
        pooled=sum((tallies[p] for p in pool), Tally()),
        patterns=tallies,
        not_exercised={p: len(by_pattern[p]) for p in sorted(by_pattern) if p not in expected},
        beside={p: beside[p] for p in pool if beside[p]},
        missed={p: missed[p] for p in pool if missed[p]},
    )


def anchors(topic: Topic, levels: Sequence[Level], people: frozenset[str]) -> frozenset[Anchor]:
    """Return what a topic is about, in the finest of ``levels`` it can be named in; one anchor per person."""
    for level in levels:
        found = _named(topic, level, people)
        if found:
            return found
    return frozenset({Anchor(Level.NOTHING, frozenset({topic.key}))})


def _named(topic: Topic, level: Level, people: frozenset[str]) -> frozenset[Anchor]:
    if level is Level.PERSON:
        who = tuple(one for one in topic.anchor if one in people) or topic.holders or topic.people
        return frozenset(Anchor(level, frozenset({person})) for person in who)
    if level is Level.RELATION:
        sides = frozenset(one for one in topic.anchor if one in topic.sides) or frozenset(topic.sides)
        return frozenset({Anchor(level, sides)}) if len(sides) == 2 else frozenset()
    if level is Level.COMMITMENT:
        which = tuple(one for one in topic.anchor if one in topic.commitments) or topic.commitments
        return frozenset(Anchor(level, frozenset({commitment})) for commitment in which)
    return frozenset({Anchor(Level.DECISION)})
