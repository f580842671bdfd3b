"""From one analysis and one case's answers to figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from tests.benchmarks.plan.coding import Coding, code
from tests.benchmarks.plan.matching import Talk, first_three, matched, pairs
from tests.benchmarks.plan.null import Null, shuffled
from tests.benchmarks.plan.reading import Answers

from beforehand.engine.results import Analysis, Conversation

MOST = 13
"""More conversations than this count for nothing: otherwise many would match by their number alone."""
AMONG = (3, 4, 6)


@dataclass(frozen=True, slots=True)
class Seconds:
    """Medians of analysing one case in process; ``reading`` (file to engine input) is no part of the others."""

    with_similarity: float | None
    without: float
    reading: float


@dataclass(frozen=True, slots=True)
class Figures:
    """All measured of one case. A ratio without anything to divide by is None."""

    case: str
    coding: Coding
    expert: int
    proposed: int
    delivered: int
    hours: float
    matched: int
    kind_matched: int
    first: Mapping[int, int]
    null: Null
    kind_null: Null
    gap: float
    seconds: Seconds
    shown: tuple[tuple[int | None, int], ...]
    """Per expert's conversation the number of ours beside it, or None; and the expert's number. From 0."""

    @property
    def recall(self) -> float | None:
        """Share of the expert's conversations that are among ours."""
        return ratio(self.matched, self.expert)

    @property
    def precision(self) -> float | None:
        """Share of ours that are among the expert's."""
        return ratio(self.matched, self.proposed)

    @property
    def kind_recall(self) -> float | None:
        """As recall, of the same kind."""
        return ratio(self.kind_matched, self.expert)

    @property
    def kind_precision(self) -> float | None:
        """As precision, of the same kind."""
        return ratio(self.kind_matched, self.proposed)

    def as_json(self) -> dict[str, Any]:
        """Return the figures under the names a reader of the last line expects."""
        return {
            "patterns": {
                "precision": rounded(self.coding.pooled.precision),
                "recall": rounded(self.coding.pooled.recall),
            },
            "conversations": {
                "expert": self.expert,
                "proposed": self.proposed,
                "hours": round(self.hours, 2),
                "recall": rounded(self.recall),
                "precision": rounded(self.precision),
                "kind_recall": rounded(self.kind_recall),
                "kind_precision": rounded(self.kind_precision),
                "first_three_in_four": self.first[4],
                "kind_matched": self.kind_matched,
                "kind_null_95": self.kind_null.high,
            },
            "gap": round(self.gap, 6),
            "seconds": rounded(
                self.seconds.without if self.seconds.with_similarity is None else self.seconds.with_similarity
            ),
        }


def ratio(part: int, whole: int) -> float | None:
    """Return part of whole, or None when there is no whole.

    Examples
    --------
    >>> ratio(3, 4), ratio(0, 0)
    (0.75, None)
    """
    return part / whole if whole else None


def rounded(value: float | None) -> float | None:
    """Return a figure with four decimals."""
    return None if value is None else round(value, 4)


def ours(analysis: Analysis) -> tuple[Conversation, ...]:
    """Return our planned conversations that count, in the order they are held."""
    planned = [c for c in analysis.plan.conversations if c.planned is not None][:MOST]
    return tuple(sorted(planned, key=attrgetter("planned")))


def talk_of(conversation: Conversation) -> Talk:
    """Return one of ours as matching sees it.

    Raises
    ------
    ValueError
        When it has no planned date.
    """
    if conversation.planned is None:
        raise ValueError(f"{conversation.key} has no planned date")
    return Talk(frozenset(conversation.people), conversation.kind, conversation.planned)


def measure(analysis: Analysis, answers: Answers, seconds: Seconds) -> Figures:
    """Measure one analysis against the case's own answers."""
    talks = tuple(talk_of(c) for c in ours(analysis))
    experts = answers.talks
    beside = {expert: our for our, expert in pairs(talks, experts, kind=False)}
    return Figures(
        case=answers.case,
        coding=code(analysis.topics, answers.expected, answers.people, talk_to=answers.talk_to),
        expert=len(experts),
        proposed=len(talks),
        delivered=sum(c.planned is not None for c in analysis.plan.conversations),
        hours=analysis.plan.person_hours,
        matched=len(beside),
        kind_matched=matched(talks, experts, kind=True),
        first={among: first_three(talks, experts, among=among) for among in AMONG},
        null=shuffled(talks, experts, answers.people, kind=False),
        kind_null=shuffled(talks, experts, answers.people, kind=True),
        gap=analysis.plan.gap,
        seconds=seconds,
        shown=tuple((beside.get(i), i) for i in range(len(experts))),
    )
