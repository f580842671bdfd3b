"""What the rounds ask in words, field by field, as the knowledge holds it. Nothing here is an answer."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from uuid import UUID

from beforehand.knowledge import Text, load
from beforehand.knowledge.form import Question
from beforehand.perspectives.rules import MOST

CONTACT = ("self", "ticket", "not")
ABOUT_ONE = frozenset({"sentences", "sentence", "two_sentences", "pick_two"})
MIRROR, NEEDS, WATCHES, GIVES_UP = "mirror", "needs", "optimises_for", "would_trade"
TWO = 2
"""Things somebody may pick."""
IMPORTANCE = 5
"""Of an assumption: the words it begins with make it load-bearing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One tap: what it says, and what stands for it in a form."""

    code: str
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One answer field.

    Parameters
    ----------
    kind
        The question's type; ``two_sentences`` is two fields of one sentence.
    most
        How many sentences fit; 1 for all else.
    each
        What is asked with every sentence, by name.
    """

    field: str
    question: str
    kind: str
    text: Text
    most: int
    choices: tuple[Choice, ...]
    each: Mapping[str, tuple[Choice, ...]]
    sensitive: bool

    @property
    def is_sentence(self) -> bool:
        """True when it is answered in words."""
        return self.kind in ABOUT_ONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One answer as it was typed or tapped. ``revision`` is what the person was looking at, 0 for nothing.

    ``shown`` holds the revision of each commitment the choice was about. ``about`` is the side a sentence is about and
    ``release`` who may read it, where a page asks that together with the words.
    """

    field: str
    ordinal: int = 1
    revision: int = 0
    text: str = ""
    certainty: str = ""
    choice: str = ""
    per: Mapping[str, str] = dataclasses.field(default_factory=lambda: MappingProxyType({}))
    shown: Mapping[str, int] = dataclasses.field(default_factory=lambda: MappingProxyType({}))
    about: UUID | None = None
    release: int | None = None


@cache
def fields() -> Mapping[str, Asked]:
    """Return every answer field of round 1 in the order it is asked."""
    asked = [one for question in load().form.rounds[0] for one in _fields_of(question)]
    return MappingProxyType({one.field: one for one in asked})


@cache
def later_fields() -> Mapping[str, Asked]:
    """Return every field of round 2 that is answered in words, in the order it is asked."""
    asked = [one for question in load().form.rounds[1] for one in _fields_of(question)]
    return MappingProxyType({one.field: one for one in asked})


@cache
def every_field() -> Mapping[str, Asked]:
    """Return every answer field of all rounds, in the order they are asked."""
    return MappingProxyType({**fields(), **later_fields()})


@cache
def steps(way: str) -> tuple[tuple[Asked, ...], ...]:
    """Return what each page asks: everything on four pages, or what the short way asks on one."""
    form = load().form
    short = next((w.asks for w in form.ways_in if w.id == way), ())
    if short:
        return (tuple(f for f in fields().values() if f.question in short),)
    asked = [q.id for q in form.rounds[0]]
    taps = {f.question for f in fields().values() if not f.is_sentence}
    pages: list[list[str]] = [[]]
    for question in asked:
        begins_taps = question in taps and not set(pages[-1]) & taps
        if pages[-1] and (begins_taps or len(pages[-1]) >= (4 if question in taps else 3)):
            pages.append([])
        pages[-1].append(question)
    return tuple(tuple(f for f in fields().values() if f.question in page) for page in pages)


def number(code: str) -> int | None:
    """Return the figure a choice stands for; None for "don't know"."""
    return int(code) if code.isdigit() else None


def _fields_of(question: Question) -> list[Asked]:
    texts = [question.text] * len(question.maps)
    if question.type == "two_sentences":
        nl, en = _split(question.text.nl), _split(question.text.en)
        texts = [Text(a, b) for a, b in zip(nl, en, strict=True)]
    if question.type == "pick_two":
        nl, en = _sentences(question.text.nl), _sentences(question.text.en)
        texts = [Text(a, b) for a, b in zip(nl, en, strict=True)]
    return [
        Asked(
            field=name,
            question=question.id,
            kind=question.type,
            text=text,
            most={"sentences": MOST, "pick_two": TWO if name == WATCHES else 1}.get(question.type, 1),
            choices=_choices(question),
            each=MappingProxyType(
                {
                    key: tuple(Choice(code=f"{o.value:g}", text=o.text) for o in options)
                    for key, options in question.each.items()
                }
            ),
            sensitive=question.sensitive,
        )
        for name, text in zip(question.maps, texts, strict=True)
    ]


def _choices(question: Question) -> tuple[Choice, ...]:
    if question.type == "choice_per_side":
        return tuple(Choice(code=c, text=o.text) for c, o in zip(CONTACT, question.options, strict=True))
    return tuple(
        Choice(code="unknown" if o.value is None else f"{o.value:g}", text=o.text) for o in question.options
    )


def _sentences(text: str) -> list[str]:
    first, _, second = text.partition(". ")
    return [f"{first}.", second]


def _split(text: str) -> list[str]:
    return [f"{part.strip()} …" for part in text.split("…") if part.strip()]
