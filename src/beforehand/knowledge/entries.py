"""What every entry can say about itself, whatever its kind."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from beforehand.knowledge.text import Text

GRADES = ("A", "A/B", "B", "C", "D")  # strong to weak
RANKS = ("rights", "safety", "known_by_one", "unheard", "collision", "done", "other")

Paragraph = tuple[Text, Text]


class Entry(Protocol):
    """One entry of the knowledge: it can be shown with its sources and its evidence grade."""

    @property
    def id(self) -> str:
        """The address at which ``Knowledge.entry`` finds it."""

    @property
    def title(self) -> Text:
        """What it is called."""

    @property
    def grade(self) -> str | None:
        """Evidence grade A to D, or None where no claim is graded."""

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the sources it rests on."""

    def paragraphs(self) -> list[Paragraph]:
        """Return label and text of each paragraph, in reading order; nothing empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """An entry of one sentence.

    Parameters
    ----------
    id
        Address in the knowledge.
    title
        What kind of sentence it is.
    text
        The sentence.
    patterns
        Patterns it speaks of.
    """

    id: str
    title: Text
    label: Text
    text: Text
    sources: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    grade: str | None = None

    def paragraphs(self) -> list[Paragraph]:
        """Return the sentence."""
        return [(self.label, self.text)]


def filled(rows: Iterable[tuple[Text, Text | None]]) -> list[Paragraph]:
    """Return the rows that have a text, so that nothing empty is ever shown."""
    return [(label, text) for label, text in rows if text is not None]


def joined(texts: Iterable[Text], between: str = "; ") -> Text | None:
    """Return several texts as one, or None when there are none."""
    rows = tuple(texts)
    if not rows:
        return None
    return Text(between.join(t.nl for t in rows), between.join(t.en for t in rows))
