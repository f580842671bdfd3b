"""The patterns: what a picture can show, as a question to the facilitator and never as a verdict."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from beforehand.knowledge import labels
from beforehand.knowledge.entries import GRADES, RANKS, Entry, Paragraph, Sentence
from beforehand.knowledge.reading import Piece, Record
from beforehand.knowledge.rules import Rule
from beforehand.knowledge.text import Text

ANCHORS = ("holder", "commitment", "decision", "relation", "side", "statements", "group")
CERTAINTIES = ("high", "middle", "low")

ANSWER = Text("wat we vragen", "what we ask")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """One pattern.

    Parameters
    ----------
    moves
        What each named change role may do, by role id; a role without a move is not in it.
    anchor
        What a topic of this pattern is about, and what its key is made of.
    thresholds
        Numbers of the detector; our own proposal, uncalibrated.
    rules
        Rules it rests on.
    grade
        Evidence grade of the weakest rule that carries it.
    rank
        Where its topics stand in the order.
    certainty
        The catalogue's word where self-report or a human mark carries it; ``confidence`` says why.
    conversation_types
        Kinds of conversation that serve it, best first. P02 and P14 open none of their own.
    role_names
        Names of the roles in ``moves``.
    """

    id: str
    name: Text
    reading: Text
    detect: Text
    confidence: Text
    certainty: str
    moves: Mapping[str, Text]
    avoid: Text
    sources: tuple[str, ...]
    anchor: str
    thresholds: Mapping[str, float]
    rules: tuple[str, ...]
    grade: str
    rank: str
    conversation_types: tuple[str, ...]
    role_names: Mapping[str, Text]

    @property
    def title(self) -> Text:
        """Its name."""
        return self.name

    def paragraphs(self) -> list[Paragraph]:
        """Return what it may mean, how it is told, how sure, what may help per role and what to avoid."""
        rows = [
            (labels.READING, self.reading),
            (labels.DETECT, self.detect),
            (labels.CONFIDENCE, self.confidence),
        ]
        rows += [
            (self.role_names[role], move) for role, move in self.moves.items() if role in self.role_names
        ]
        return [*rows, (labels.AVOID, self.avoid)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """What ``patterns.yaml`` holds."""

    patterns: Mapping[str, Pattern]
    answer_fields: Mapping[str, Text]
    conventions: tuple[Text, ...]

    def fields(self) -> list[Entry]:
        """Return the answer fields as entries."""
        return [
            Sentence(id=f"field:{key}", title=ANSWER, label=ANSWER, text=text)
            for key, text in self.answer_fields.items()
        ]


def read_patterns(top: Piece, role_names: Mapping[str, Text], rules: Mapping[str, Rule]) -> Catalogue:
    """Read ``patterns.yaml``."""
    page = top.record("answer_fields conventions patterns")
    fields = {key.define("answer_field", "field:{}"): t.text() for key, t in page["answer_fields"].pairs()}
    found = {}
    for piece in page["patterns"].items():
        pattern = _read_pattern(piece, role_names, rules)
        found[pattern.id] = pattern
    conventions = tuple(item.text() for item in page["conventions"].items())
    return Catalogue(
        patterns=MappingProxyType(found), answer_fields=MappingProxyType(fields), conventions=conventions
    )


def _read_pattern(piece: Piece, role_names: Mapping[str, Text], rules: Mapping[str, Rule]) -> Pattern:
    row = piece.record(
        "id name reading detect confidence certainty moves avoid sources"
        " anchor rules grade rank conversation_types",
        "thresholds",
    )
    return Pattern(
        id=row["id"].define("pattern"),
        name=row["name"].text(),
        reading=row["reading"].text(),
        detect=row["detect"].text(),
        confidence=row["confidence"].text(),
        certainty=row["certainty"].one_of(CERTAINTIES),
        moves=MappingProxyType({role.refer("role"): move.text() for role, move in row["moves"].pairs()}),
        avoid=row["avoid"].text(),
        sources=row["sources"].refers("source"),
        anchor=row["anchor"].one_of(ANCHORS),
        thresholds=row.numbers("thresholds"),
        rules=row["rules"].refers("rule"),
        grade=_read_grade(row, rules),
        rank=row["rank"].one_of(RANKS),
        conversation_types=row["conversation_types"].refers("conversation_type"),
        role_names=role_names,
    )


def _read_grade(row: Record, rules: Mapping[str, Rule]) -> str:
    """Return the grade; a pattern never claims more than the weakest rule that carries it."""
    grade = row["grade"].one_of(GRADES)
    carried = [rules[rule].grade for rule in row["rules"].words() if rule in rules]
    known = [g for g in carried if g in GRADES]
    if grade in GRADES and known:
        weakest = max(known, key=GRADES.index)
        if GRADES.index(grade) < GRADES.index(weakest):
            row["grade"].fault(f"grade {grade} is above the weakest rule it rests on ({weakest})")
    return grade
