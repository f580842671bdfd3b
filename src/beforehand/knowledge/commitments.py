"""What hardens a decision: visible marks and types of commitment."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from beforehand.knowledge import labels
from beforehand.knowledge.entries import Entry, Paragraph, Sentence
from beforehand.knowledge.reading import Piece
from beforehand.knowledge.text import Text

KIND = Text("soort vastlegmoment", "type of commitment")


@dataclass(frozen=True, slots=True, kw_only=True)
class HardnessMark:
    """A visible sign that a commitment is hardening; each counts one, at most six per commitment.

    ``also`` are other ids under which a file may give the same mark.
    """

    id: str
    name: Text
    explanation: Text
    also: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    grade: str | None = None

    @property
    def title(self) -> Text:
        """Its name."""
        return self.name

    def paragraphs(self) -> list[Paragraph]:
        """Return what it means."""
        return [(labels.EXPLANATION, self.explanation)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hardening:
    """What ``commitments.yaml`` holds."""

    marks: Mapping[str, HardnessMark]
    types: Mapping[str, Text]

    def entries(self) -> list[Entry]:
        """Return the types of commitment as entries."""
        return [
            Sentence(id=f"commitment:{key}", title=text, label=labels.EXPLANATION, text=KIND)
            for key, text in self.types.items()
        ]


def read_commitments(top: Piece) -> Hardening:
    """Read ``commitments.yaml``."""
    page = top.record("hardness_marks commitment_types")
    marks = {}
    for piece in page["hardness_marks"].items():
        row = piece.record("id nl en explanation sources", "also")
        also = row.get("also")
        key = row["id"].define("mark")
        marks[key] = HardnessMark(
            id=key,
            name=row.text(),
            explanation=row["explanation"].text(),
            also=() if also is None else tuple(item.define("mark") for item in also.items()),
            sources=row["sources"].refers("source"),
            grade="D",
        )
    types = {}
    for piece in page["commitment_types"].items():
        row = piece.record("id nl en")
        types[row["id"].define("commitment_type", "commitment:{}")] = row.text()
    return Hardening(marks=MappingProxyType(marks), types=MappingProxyType(types))
