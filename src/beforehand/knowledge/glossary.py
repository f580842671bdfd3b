"""The glossary: one word per thing, in two languages, in our own wording."""

from collections.abc import Mapping
from dataclasses import dataclass

from beforehand.knowledge import labels
from beforehand.knowledge.entries import Paragraph
from beforehand.knowledge.reading import Piece
from beforehand.knowledge.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One word of the vocabulary.

    Parameters
    ----------
    id
        ``term:`` and a short English name.
    origin
        M or B: one of the two essays the product starts from; V: literature; P: common practice.
    """

    id: str
    nl: str
    en: str
    definition: Text
    origin: str
    origin_text: Text
    sources: tuple[str, ...] = ()
    grade: str | None = None

    @property
    def title(self) -> Text:
        """The word itself."""
        return Text(self.nl, self.en)

    def paragraphs(self) -> list[Paragraph]:
        """Return what it means and where it comes from."""
        return [(labels.EXPLANATION, self.definition), (labels.COMES_FROM, self.origin_text)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Glossary:
    """What ``glossary.yaml`` holds."""

    note: Text
    terms: tuple[Term, ...]


def read_glossary(top: Piece) -> Glossary:
    """Read ``glossary.yaml``."""
    page = top.record("note origins terms")
    origins: dict[str, tuple[Text, tuple[str, ...]]] = {}
    for name, value in page["origins"].pairs():
        row = value.record("nl en", "sources")
        origins[name.word()] = (row.text(), row.refers("sources", "source"))
    terms = tuple(_read_term(piece, origins) for piece in page["terms"].items())
    return Glossary(note=page["note"].text(), terms=terms)


def _read_term(piece: Piece, origins: Mapping[str, tuple[Text, tuple[str, ...]]]) -> Term:
    row = piece.record("id nl en definition origin")
    origin = row["origin"].one_of(origins)
    text, sources = origins.get(origin, (Text("", ""), ()))
    return Term(
        id=f"term:{row['id'].define('term', 'term:{}')}",
        nl=row["nl"].word(),
        en=row["en"].word(),
        definition=row["definition"].text(),
        origin=origin,
        origin_text=text,
        sources=sources,
    )
