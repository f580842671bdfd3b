"""The inputs a detector may read, and the narrowing that makes its declaration true.

Each input has its key in the decision file, its sensitivity class (``confidentiality.yaml``: open facts of the frame,
personal answers, sensitive answers as in G1, what rests on a single holder as in G6) and where it comes from:
a field of the form, or the part of the product that writes it down.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from beforehand.engine.inputs import FIGURES, TEXT_FIELDS, Field, Picture, Seat


class Sensitivity(StrEnum):
    """How carefully an input is handled."""

    OPEN = "open"
    PERSONAL = "personal"
    SENSITIVE = "sensitive"
    SINGLE_HOLDER = "single_holder"


@dataclass(frozen=True, slots=True)
class Declared:
    """What is known of one input: its file key, sensitivity and origin (a form field or a part)."""

    file_key: str
    sensitivity: Sensitivity
    origin: str


def _answer(name: str, sensitivity: Sensitivity, origin: str) -> tuple[str, Declared]:
    return name, Declared(f"people[].answers.{name}", sensitivity, origin)


def _frame(
    name: str, key: str, origin: str, sensitivity: Sensitivity = Sensitivity.OPEN
) -> tuple[str, Declared]:
    return name, Declared(key, sensitivity, origin)


_P, _S, _H = Sensitivity.PERSONAL, Sensitivity.SENSITIVE, Sensitivity.SINGLE_HOLDER

INPUTS: MappingProxyType[str, Declared] = MappingProxyType(
    dict(
        [
            _answer("knows", _H, "form:knows"),
            _answer("risks", _P, "form:risks"),
            _answer("unease", _P, "form:risks"),
            _answer("assumptions", _P, "form:assumes"),
            _answer("question", _P, "form:question"),
            _answer("done", _P, "form:done"),
            _answer("protects", _P, "form:protect"),
            _answer("condition", _P, "form:protect"),
            _answer("mirror", _P, "form:mirror"),
            _answer("needs", _P, "form:needs"),
            _answer("optimises_for", _P, "form:trade"),
            _answer("would_trade", _P, "form:trade"),
            _answer("absent_named", _P, "form:absent"),
            _answer("accountable", _S, "form:held"),
            _answer("affected", _P, "form:touched"),
            _answer("heard", _S, "form:asked"),
            _answer("reversible", _H, "form:changeable"),
            _answer("reversible_by_commitment", _H, "form:changeable"),
            _answer("talk_to", _H, "part:relation"),  # asked only where the organisation turns it on (G10)
            _answer("contact", _H, "part:relation"),
            _answer("contact_sides", _P, "form:contact"),
            _answer("thinks_decides", _P, "form:decides"),
            _frame("question_posed", "decision.posed_as", "part:frame"),
            _frame("options", "decision.live_options", "part:frame"),
            _frame("why_messenger", "decision.why_messenger", "part:frame"),
            _frame("sides", "sides", "part:frame"),
            _frame("dependencies", "dependencies", "part:frame"),
            _frame("seats", "people", "part:frame"),
            _frame("mandate", "people[].formal_power", "part:frame"),
            _frame("decides", "people[].decides", "part:frame"),
            _frame("commitments", "commitments", "part:frame"),
            _frame("absent_groups", "absent_groups", "part:frame"),
            _frame("signals", "observations", "part:relation", _P),
            _frame("events", "events", "part:frame"),
            _frame("question_groups", "confirmed.question_groups", "part:see"),
            _frame("done_kinds", "confirmed.done_kind", "part:see"),
            _frame("collisions", "confirmed.collisions", "part:see"),
            _frame("reactions", "reactions", "form:cards", _P),
            _frame("mirror_judgements", "mirror_judgements", "form:mirror", _P),
            _frame("published", "published", "part:respond"),
            _frame("held", "conversations.held", "part:talk"),
            _frame("advice_requested", "conversations.advice_requested", "part:talk"),
            _frame("responses_to_input", "conversations.response_to_input", "part:respond"),
        ]
    )
)

_ALWAYS = frozenset({"day", "country", "sponsor", "facilitator", "sides", "seats", "consents"})
_PICTURE_FIELDS = {
    "question_posed": ("question",),
    "options": ("live_options", "ownerless_options"),
    "decides": ("deciders_elsewhere",),
}
_EMPTY: dict[str, Any] = {f.name: f.default for f in fields(Picture) if f.name not in _ALWAYS}
_FIGURES = (*(f.value for f in FIGURES), "mandate", "decides")
_EMPTY["done_kinds"] = MappingProxyType({})


def narrow(picture: Picture, inputs: Iterable[str]) -> Picture:
    """Return the picture with nothing in it but the declared inputs (and who sits where).

    A detector gets this and nothing else, so reading an undeclared input cannot have an effect.

    Raises
    ------
    KeyError
        When an input is not in ``INPUTS``.
    """
    names = set(inputs)
    for name in names:
        INPUTS[name]
    kept = {field for name in names for field in _PICTURE_FIELDS.get(name, (name,))}
    emptied = {name: value for name, value in _EMPTY.items() if name not in kept}
    figures = {f: f for f in _FIGURES if f in names}
    texts = frozenset(f for f in TEXT_FIELDS if f.value in names)
    return replace(picture, seats=tuple(_narrow_seat(s, figures, texts) for s in picture.seats), **emptied)


def _narrow_seat(seat: Seat, kept: dict[str, str], texts: frozenset[Field]) -> Seat:
    """Build a seat with the kept fields only; nothing is copied that was not declared."""
    said = tuple(s for s in seat.statements if s.field in texts) if texts else ()
    figures: dict[str, Any] = {name: getattr(seat, name) for name in kept}
    return Seat(
        id=seat.id,
        side=seat.side,
        project=seat.project,
        represents=seat.represents,
        statements=said,
        **figures,
    )
