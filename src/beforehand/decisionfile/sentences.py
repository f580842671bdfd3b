"""Sentences and figures as people gave them: plain, in two languages, or with who may read it."""

from collections.abc import Mapping
from typing import Annotated, Any, NamedTuple, TypeVar

from pydantic import Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from beforehand.decisionfile.parts import CommitmentId, Defines, Grade, Id, Level, Part, SideId, Text

LANGUAGES = ("nl", "en")


class Bilingual(Part):
    """A text in Dutch, English or both."""

    nl: Text | None = Field(default=None, description="The text in Dutch.")
    en: Text | None = Field(default=None, description="The text in English.")

    @model_validator(mode="after")
    def _not_empty(self) -> "Bilingual":
        if self.nl is None and self.en is None:
            raise PydanticCustomError("no_language", "no language", {})
        return self


def _shape(value: Any) -> str:
    """Return how a sentence is written down."""
    if isinstance(value, Bilingual) or (
        isinstance(value, Mapping) and value and not set(value) - set(LANGUAGES)
    ):
        return "two"
    if isinstance(value, Mapping | Item):
        return "item"
    if isinstance(value, list | tuple):
        return "many"
    return "plain"


def _shape_of_words(value: Any) -> str:
    return "two" if isinstance(value, Mapping | Bilingual) else "plain"


def _shape_of_one(value: Any) -> str:
    shape = _shape(value)
    return "plain" if shape == "many" else shape


Words = Annotated[
    Annotated[Text, Tag("plain")] | Annotated[Bilingual, Tag("two")], Discriminator(_shape_of_words)
]


class Item(Part):
    """One sentence of an answer, with what belongs to it."""

    text: Words = Field(
        description="The sentence itself, in the person's own words.",
        examples=["The desk is empty at night."],
    )
    id: Annotated[Id, Defines("statement")] | None = Field(
        default=None,
        description="A name to refer to this sentence; without one it follows from person, field and text.",
        examples=["s1"],
    )
    release: Level | None = Field(
        default=None,
        description="Who may read this sentence; without one the person's own choice counts.",
        examples=[2],
    )
    bears_on: tuple[CommitmentId, ...] = Field(
        default=(),
        description="The commitments it bears on; none means every commitment still ahead.",
        examples=[["C1"]],
    )


class Assumption(Item):
    """Something that has to be true for this to work."""

    importance: Grade | None = Field(
        default=None, description="How much rests on it, 1 (little) to 5 (all).", examples=[5]
    )
    certainty: Grade | None = Field(
        default=None, description="How sure the person is, 1 (I hope) to 5 (I know).", examples=[3]
    )


class Mirror(Item):
    """What somebody thinks another side wants."""

    about: SideId | None = Field(
        default=None,
        description="The side it is about; without one the other side, or sides in general.",
        examples=["it"],
    )


I = TypeVar("I", bound=Item)  # noqa: E741

One = Annotated[
    Annotated[Text, Tag("plain")] | Annotated[Bilingual, Tag("two")] | Annotated[I, Tag("item")],
    Discriminator(_shape_of_one),
]
Some = Annotated[
    Annotated[Text, Tag("plain")]
    | Annotated[Bilingual, Tag("two")]
    | Annotated[I, Tag("item")]
    | Annotated[tuple[One[I], ...], Tag("many")],
    Discriminator(_shape),
]


class Released(Part):
    """A figure with who may read it; each kind of figure adds its ``value``."""

    release: Level | None = Field(
        default=None,
        description="Who may read this answer; without one the person's own choice counts.",
        examples=[1],
    )


def said(words: str | Bilingual | None, lang: str) -> str:
    """Return a text in the language asked for, else in the other one, else empty."""
    if words is None or isinstance(words, str):
        return words or ""
    first, second = (words.nl, words.en) if lang == "nl" else (words.en, words.nl)
    return first or second or ""


class Said(NamedTuple):
    """One sentence, however it was written down."""

    words: str | Bilingual
    id: str | None = None
    release: int | None = None
    bears_on: tuple[str, ...] = ()
    importance: int | None = None
    certainty: int | None = None
    about: str | None = None


def sentences_in(answer: Any) -> tuple[Said, ...]:
    """Return the sentences of an answer one by one, without those left empty.

    >>> [one.words for one in sentences_in(("It is slow.", " ", Item(text="It is safe.")))]
    ['It is slow.', 'It is safe.']
    """
    if isinstance(answer, tuple):
        return tuple(one for part in answer for one in sentences_in(part))
    one = _said(answer) if isinstance(answer, Item) else Said(answer)
    return (one,) if said(one.words, "nl").strip() else ()


def _said(item: Item) -> Said:
    one = Said(item.text, item.id, item.release, item.bears_on)
    if isinstance(item, Assumption):
        return one._replace(importance=item.importance, certainty=item.certainty)
    return one._replace(about=item.about) if isinstance(item, Mirror) else one
