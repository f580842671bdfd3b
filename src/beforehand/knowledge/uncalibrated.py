"""Numbers nobody calibrated: our own proposal, open to change, and always called so."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from beforehand.knowledge import labels
from beforehand.knowledge.entries import Paragraph
from beforehand.knowledge.reading import Piece
from beforehand.knowledge.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class UncalibratedNumber:
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


def read_numbers(top: Piece, kind: str, prefix: str) -> Mapping[str, UncalibratedNumber]:
    """Read a file of numbers; ``kind`` is what one is called, ``prefix`` stands before its address."""
    page = top.record("caution sources numbers")
    caution, sources, found = page["caution"].text(), page["sources"].refers("source"), {}
    for piece in page["numbers"].items():
        row = piece.record("id value nl en")
        key = row["id"].define(kind, prefix + ":{}")
        found[key] = UncalibratedNumber(
            id=f"{prefix}:{key}",
            value=row["value"].number(),
            text=row.text(),
            caution=caution,
            sources=sources,
        )
    return MappingProxyType(found)
