"""The rules of good practice, each with its evidence grade."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from beforehand.knowledge import labels
from beforehand.knowledge.entries import GRADES, RANKS, Paragraph, filled
from beforehand.knowledge.reading import Piece
from beforehand.knowledge.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule.

    Parameters
    ----------
    grade
        A: meta-analysis or replicated experiments; B: one experiment, field study or survey;
        C: documented method or cases; D: heuristic or opinion.
    rank
        Where a topic from this rule's check stands in the order of topics.
    conversation_types
        Kinds of conversation that serve it, best first; empty when none does.
    thresholds
        Numbers of its check; uncalibrated.
    seen
        What there is to talk about when the check strikes; None for a rule without a check of its own.
    """

    id: str
    topic: Text
    rule: Text
    check: Text
    grade: str
    why: Text | None
    note: Text | None
    sources: tuple[str, ...]
    rank: str
    conversation_types: tuple[str, ...]
    thresholds: Mapping[str, float]
    seen: Text | None = None

    @property
    def title(self) -> Text:
        """What it is about."""
        return self.topic

    def paragraphs(self) -> list[Paragraph]:
        """Return the rule, how it is checked, why, and what to mind."""
        return filled(
            [
                (labels.RULE, self.rule),
                (labels.CHECK, self.check),
                (labels.SEEN, self.seen),
                (labels.WHY, self.why),
                (labels.NOTE, self.note),
            ]
        )


def read_rules(top: Piece) -> Mapping[str, Rule]:
    """Read ``rules.yaml``."""
    found = {}
    for piece in top.record("rules")["rules"].items():
        row = piece.record(
            "id topic rule check grade sources", "why note rank conversation_types thresholds seen"
        )
        rank = row.get("rank")
        key = row["id"].define("rule")
        found[key] = Rule(
            id=key,
            topic=row["topic"].text(),
            rule=row["rule"].text(),
            check=row["check"].text(),
            grade=row["grade"].one_of(GRADES),
            why=row.text_of("why"),
            note=row.text_of("note"),
            sources=row["sources"].refers("source"),
            rank="other" if rank is None else rank.one_of(RANKS),
            conversation_types=row.refers("conversation_types", "conversation_type"),
            thresholds=row.numbers("thresholds"),
            seen=row.text_of("seen"),
        )
    return MappingProxyType(found)
