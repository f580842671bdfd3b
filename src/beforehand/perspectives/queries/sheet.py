"""One page of the form: what is asked, with what the writer said so far."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import formats
from django.utils.translation import get_language

from beforehand.decisions.access import Standing
from beforehand.knowledge import Text
from beforehand.perspectives.access import Place
from beforehand.perspectives.queries.around import commitments_asked, people_asked, sides_asked
from beforehand.perspectives.queries.asked import Asked, Choice, Given
from beforehand.perspectives.queries.own import Own, own_figures, own_sentences, stands_on_form
from beforehand.perspectives.rules import TYPED_FROM


@dataclass(frozen=True, slots=True, kw_only=True)
class Tap:
    """One thing to tap."""

    code: str
    label: str
    checked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row of taps; ``part`` is its name behind the prefix, ``shown`` the revision of what it is about."""

    part: str
    label: str
    taps: tuple[Tap, ...]
    shown: int | None = None
    shown_part: str = ""

    @property
    def answered(self) -> bool:
        """True when one of them was tapped."""
        return any(tap.checked for tap in self.taps)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Why something was not kept: a message, or what was kept meanwhile (``theirs``) with its revision."""

    message: str
    newer: bool = False
    theirs: str = ""
    revision: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One place for one answer. ``prefix`` begins the name of everything in it; ``was`` tells it was not touched."""

    field: str
    ordinal: int
    revision: int
    was: str
    text: str
    lines: tuple[Line, ...]
    fixed: bool
    unknown: bool
    trouble: Trouble | None

    @property
    def prefix(self) -> str:
        """What the names in it begin with."""
        return f"{self.field}.{self.ordinal}."

    @property
    def id(self) -> str:
        """What the ids in it begin with."""
        return f"{self.field}-{self.ordinal}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One field with its boxes."""

    field: str
    kind: str
    label: str
    boxes: tuple[Box, ...]
    most: int
    sentence: bool
    sensitive: bool

    @property
    def several(self) -> bool:
        """True when more than one sentence fits."""
        return self.most > 1

    @property
    def room(self) -> bool:
        """True when another sentence fits."""
        return len(self.boxes) < self.most

    @property
    def typed_in(self) -> bool:
        """True when its boxes are fields; what is tapped stands in a group instead."""
        return self.sentence or self.kind == "person"

    @property
    def stays_open(self) -> bool:
        """True when there is nothing to ask: no other side, no commitment ahead."""
        return not self.sentence and not any(line.taps for box in self.boxes for line in box.lines)


def say(text: Text) -> str:
    """Return a text of the knowledge in the language of the page."""
    return text.say((get_language() or "nl")[:2])


def trace(given: Given) -> str:
    """Return a short mark of an answer, so that what was not touched is not sent back as new."""
    per = sorted((k, v) for k, v in given.per.items() if v)
    said = "\x1f".join([given.text, given.certainty, given.choice, *(f"{k}={v}" for k, v in per)])
    return hashlib.sha256(said.encode()).hexdigest()[:12]


def as_given(asked: Asked, own: Own) -> Given:
    """Return a stored answer the way a form would give it."""
    if asked.is_sentence:
        certainty = str(own.certainty or "")
        return Given(field=own.field, revision=own.revision, text=own.text, certainty=certainty)
    if asked.kind in ("choice", "person"):
        code = "unknown" if own.value is None else f"{own.value}"
        return Given(field=own.field, revision=own.revision, choice=code)
    per = {k: "unknown" if v is None else f"{v}" for k, v in (own.value or {}).items()}
    return Given(field=own.field, revision=own.revision, per=per)


def sheet(
    standing: Standing,
    place: Place | None,
    fields: Iterable[Asked],
    *,
    typed: Mapping[tuple[str, int], Given] | None = None,
    troubles: Mapping[tuple[str, int], Trouble] | None = None,
    add: str = "",
) -> tuple[Ask, ...]:
    """Return what these fields ask, with what the writer said, or what was just typed and not kept.

    Only the writer's own answers, or for who types along only what was typed and waits for a yes.
    """
    asked = tuple(fields)
    behind = TYPED_FROM if place is not None and place.typist else 0
    stored: dict[tuple[str, int], Own] = {}
    if place is not None:
        sentences = own_sentences(place) if any(f.is_sentence for f in asked) else ()
        for own in sentences:
            if behind or stands_on_form(own):
                stored[own.field, own.ordinal - behind] = own
        if not behind and any(not f.is_sentence for f in asked):
            stored |= {(own.field, 1): own for own in own_figures(place)}
    typed, troubles = typed or {}, troubles or {}
    return tuple(_ask(standing, f, stored, typed, troubles, add == f.field) for f in asked)


def _ask(
    standing: Standing, asked: Asked, stored: Mapping[tuple[str, int], Own],
    typed: Mapping[tuple[str, int], Given], troubles: Mapping[tuple[str, int], Trouble], add: bool,
) -> Ask:  # fmt: skip
    places = sorted({n for f, n in (*stored, *typed) if f == asked.field}) or [1]
    if add and len(places) < asked.most:
        places.append(next(n for n in range(1, asked.most + len(places) + 1) if n not in places))
    boxes = []
    for n in places:
        own = stored.get((asked.field, n))
        kept = as_given(asked, own) if own else Given(field=asked.field)
        now = typed.get((asked.field, n), kept)
        boxes.append(
            Box(
                field=asked.field,
                ordinal=n,
                revision=now.revision,
                was=trace(kept) if now is kept else "",
                text=now.text,
                lines=tuple(_lines(standing, asked, now)),
                fixed=own is not None and own.frozen,
                unknown=now.choice == "unknown",
                trouble=troubles.get((asked.field, n)),
            )
        )
    return Ask(
        field=asked.field,
        kind=asked.kind,
        label=_label(standing, asked),
        boxes=tuple(boxes),
        most=asked.most,
        sentence=asked.is_sentence,
        sensitive=asked.sensitive,
    )


def _label(standing: Standing, asked: Asked) -> str:
    label = say(asked.text)
    if asked.kind != "choice_per_commitment":
        return label
    about = commitments_asked(standing)
    if len(about) != 1:
        return label.partition("[")[0] + "…" + label.partition("]")[2]
    return about_commitment(label, about[0].title, about[0].day)


def about_commitment(label: str, title: str, day: Any) -> str:
    """Return the question with the commitment and its day in it."""
    before, _, rest = label.partition("[")
    return f"{before}{title} ({formats.date_format(day, 'j F')}){rest.partition(']')[2]}"


def _lines(standing: Standing, asked: Asked, now: Given) -> Iterable[Line]:
    if asked.is_sentence:
        for part, choices in asked.each.items():
            yield Line(part=part, label="", taps=_taps(choices, getattr(now, part)))
    elif asked.kind == "choice":
        yield Line(part="value", label="", taps=_taps(asked.choices, now.choice))
    elif asked.kind == "person":
        people = people_asked(standing)
        people_taps = [Tap(code=str(p.id), label=p.name, checked=now.choice == str(p.id)) for p in people]
        yield Line(part="value", label="", taps=tuple(people_taps))
    elif asked.kind == "choice_per_commitment":
        for c in commitments_asked(standing):
            label = f"{c.title} ({formats.date_format(c.day, 'j F')})"
            part = f"value.{c.id}"
            taps = _taps(asked.choices, now.per.get(str(c.id), ""))
            yield Line(part=part, label=label, taps=taps, shown=c.revision, shown_part=f"shown.{c.id}")
    else:
        for side in sides_asked(standing):
            taps = _taps(asked.choices, now.per.get(str(side.id), ""))
            yield Line(part=f"value.{side.id}", label=side.name, taps=taps)


def _taps(choices: Iterable[Choice], code: str) -> tuple[Tap, ...]:
    return tuple(Tap(code=c.code, label=say(c.text), checked=c.code == code) for c in choices)
