"""The numbers of the planner: our own proposal, uncalibrated, open to change."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from beforehand.knowledge import labels
from beforehand.knowledge.entries import Paragraph
from beforehand.knowledge.reading import Piece
from beforehand.knowledge.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanningNumber:
    """One number, what it does and the word that nobody calibrated it."""

    id: str
    value: float
    text: Text
    caution: Text
    sources: tuple[str, ...]
    grade: str | None = "D"

    @property
    def title(self) -> Text:
        """What it does."""
        return self.text

    def paragraphs(self) -> list[Paragraph]:
        """Return the value and the caution."""
        value = f"{self.value:g}"
        return [(labels.VALUE, Text(value, value)), (labels.NOTE, self.caution)]


def read_planning(top: Piece) -> Mapping[str, PlanningNumber]:
    """Read ``planning.yaml``."""
    page = top.record("caution sources numbers")
    caution, sources, found = page["caution"].text(), page["sources"].refers("source"), {}
    for piece in page["numbers"].items():
        row = piece.record("id value nl en")
        key = row["id"].define("number", "planning:{}")
        found[key] = PlanningNumber(
            id=f"planning:{key}",
            value=row["value"].number(),
            text=row.text(),
            caution=caution,
            sources=sources,
        )
    return MappingProxyType(found)
