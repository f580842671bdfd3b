"""What participants are asked. Everything is optional; their own words are never rewritten."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from beforehand.knowledge import labels
from beforehand.knowledge.entries import Entry, Sentence
from beforehand.knowledge.reading import Piece
from beforehand.knowledge.text import Text

TYPES = (
    "sentences", "sentence", "two_sentences", "choice", "choice_per_commitment", "choice_per_side",
    "choice_per_statement", "person", "cards", "pick_two",
)  # fmt: skip
QUESTION = Text("vraag in ronde {}", "question in round {}")
FIRST = Text("de beslisser antwoordt eerst", "the decider answers first")


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One possible answer; ``value`` is the number it stands for, None when it stands for none."""

    text: Text
    value: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question.

    Parameters
    ----------
    maps
        Answer fields it fills.
    feeds
        Patterns and rules that read it.
    each
        For a list of sentences: what is asked with each of them, by answer field.
    sensitive
        True when figures from it need more answers before they exist (G1).
    """

    id: str
    round: int
    text: Text
    type: str
    maps: tuple[str, ...]
    feeds: tuple[str, ...]
    options: tuple[Option, ...]
    each: Mapping[str, tuple[Option, ...]]
    also: Text | None
    offers: Text | None
    note: Text | None
    most: int | None
    sensitive: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WayIn:
    """One way to take part; ``asks`` are the questions of a shorter one, empty when it asks them all."""

    id: str
    name: Text
    asks: tuple[str, ...]
    note: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What ``form.yaml`` holds."""

    promise: Text
    signed_by: str
    ways_in: tuple[WayIn, ...]
    rounds: tuple[tuple[Question, ...], ...]
    decider_first: tuple[Text, ...]

    def entries(self) -> list[Entry]:
        """Return the questions as entries."""
        asked = [
            Sentence(
                id=f"form:{question.id}",
                title=Text(QUESTION.nl.format(question.round), QUESTION.en.format(question.round)),
                label=labels.ITEMS,
                text=question.text,
                patterns=question.feeds,
            )
            for questions in self.rounds
            for question in questions
        ]
        first = [
            Sentence(id=f"decider_first:{n}", title=FIRST, label=labels.ITEMS, text=text)
            for n, text in enumerate(self.decider_first, 1)
        ]
        return [*asked, *first]


def read_form(top: Piece) -> Form:
    """Read ``form.yaml``."""
    page = top.record("promise signed_by ways_in round_1 round_2 round_3 decider_first")
    rounds = tuple(tuple(_read_question(piece, n) for piece in page[f"round_{n}"].items()) for n in (1, 2, 3))
    return Form(
        promise=page["promise"].text(),
        signed_by=page["signed_by"].one_of(("decider",)),
        ways_in=tuple(_read_way_in(piece) for piece in page["ways_in"].items()),
        rounds=rounds,
        decider_first=tuple(piece.text() for piece in page["decider_first"].items()),
    )


def _read_way_in(piece: Piece) -> WayIn:
    row = piece.record("id nl en", "asks note")
    return WayIn(
        id=row["id"].define("way in", "way_in:{}"),
        name=row.text(),
        asks=row.refers("asks", "question"),
        note=row.text_of("note"),
    )


def _read_question(piece: Piece, number: int) -> Question:
    row = piece.record("id nl en type", "maps feeds options each also offers note most sensitive")
    options, each = row.get("options"), row.get("each")
    most, sensitive = row.get("most"), row.get("sensitive")
    return Question(
        id=row["id"].define("question", "form:{}"),
        round=number,
        text=row.text(),
        type=row["type"].one_of(TYPES),
        maps=row.refers("maps", "answer_field"),
        feeds=row.refers("feeds", "pattern or rule"),
        options=() if options is None else _read_options(options),
        each=MappingProxyType(
            {} if each is None else {k.word(): _read_options(value) for k, value in each.pairs()}
        ),
        also=row.text_of("also"),
        offers=row.text_of("offers"),
        note=row.text_of("note"),
        most=None if most is None else most.whole(),
        sensitive=sensitive is not None and sensitive.truth(),
    )


def _read_options(piece: Piece) -> tuple[Option, ...]:
    options = []
    for item in piece.items():
        row = item.record("nl en", "value")
        value = row.get("value")
        options.append(Option(text=row.text(), value=None if value is None else value.number()))
    return tuple(options)
