"""What the engine reads: one decision as a typed, immutable picture.

Nothing here carries a name of a person, a title or any other text but the statements people wrote,
which similarity needs. Ids are opaque: no result may depend on how an id is spelled.
Dates are calendar dates; lists have no meaning in their order.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from beforehand.engine.vocabulary import TEXT_FIELDS as TEXT_FIELDS
from beforehand.engine.vocabulary import ContactWay as ContactWay
from beforehand.engine.vocabulary import DoneKind as DoneKind
from beforehand.engine.vocabulary import Door as Door
from beforehand.engine.vocabulary import EventType as EventType
from beforehand.engine.vocabulary import Field as Field
from beforehand.engine.vocabulary import SideKind as SideKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A group that looks from one place."""

    id: str
    kind: SideKind = SideKind.OTHER


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One sentence of a participant.

    Parameters
    ----------
    id
        The item's id, or ``author.field.<hash of the text>`` when the file gives none.
    importance, certainty
        1 to 5, assumptions only.
    bears_on
        Commitment ids; empty means every commitment still ahead.
    about
        Side id, mirror statements only; None means the other side or sides in general.
    """

    id: str
    author: str
    field: Field
    text: str
    release: int = 1
    importance: int | None = None
    certainty: int | None = None
    bears_on: tuple[str, ...] = ()
    about: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """Days, both included, on which somebody is away."""

    start: date
    end: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A participant: a person in the decision, on one side, with a function.

    ``mandate`` (0 to 5) belongs to the function. The figures are the person's own answers; None is "not answered"
    or "don't know". ``releases`` gives the level per answer field that is not a statement (default 1).
    """

    id: str
    side: str
    mandate: int | None = None
    decides: bool = False
    project: bool = False
    represents: bool = False
    statements: tuple[Statement, ...] = ()
    accountable: int | None = None
    affected: int | None = None
    heard: int | None = None
    reversible: int | None = None
    reversible_by_commitment: Mapping[str, int | None] = field(default_factory=lambda: MappingProxyType({}))
    talk_to: frozenset[str] | None = None
    contact: frozenset[str] | None = None
    contact_sides: Mapping[str, ContactWay] | None = None
    thinks_decides: str | None = None
    away: tuple[Absence, ...] = ()
    weekly: int | None = (
        None  # conversations a week a facilitator asks of them at most; None is the planner's number
    )
    releases: Mapping[Field, int] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def answered(self) -> bool:
        """True when the person gave any answer that is in this picture."""
        said = any(value is not None for value in self.reversible_by_commitment.values())
        figures = (f for f in FIGURES if f is not Field.REVERSIBLE_BY_COMMITMENT)
        return bool(self.statements) or said or any(getattr(self, f.value) is not None for f in figures)

    def of(self, *fields: Field) -> tuple[Statement, ...]:
        """Return the person's statements in these fields, in a fixed order."""
        return tuple(s for s in self.statements if s.field in fields)


FIGURES = tuple(f for f in Field if f not in TEXT_FIELDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """A moment that hardens the decision. ``cost_eur`` in euro, ``weeks`` in weeks; None is "not given"."""

    id: str
    day: date
    type: str = "other"
    door: Door = Door.HEAVY
    cost_eur: float | None = None
    weeks: float | None = None
    public: bool = False
    marks: frozenset[str] = frozenset()
    decider: str | None = None
    decided_elsewhere: bool = False  # by somebody who is on no side, and therefore no seat here
    done_already: bool = False
    statutory: str | None = None
    signposts: frozenset[str] = frozenset()  # ids of the assumptions that have one
    stop_criteria: bool = False
    independent_judge: str | None = None
    benefits_owner: str | None = None
    premortem_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """Observed behaviour between two sides; ``by`` is the observer's side."""

    relation: frozenset[str]
    day: date
    signal: str
    by: str
    seen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A dated happening. ``response_plan`` is None when the file does not say.

    ``release`` is that of the answers it follows from; None for one that all may know of.
    """

    day: date
    type: EventType = EventType.OTHER
    input_request: bool = False
    response_plan: bool | None = None
    commitment: str | None = None
    release: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsentGroup:
    """A group that feels the decision and has no seat in it."""

    id: str
    legitimate: bool
    urgent: bool
    power: bool
    advocate_candidate: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionGroup:
    """People who were confirmed to answer the same question."""

    id: str
    people: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Collision:
    """Two assumptions, or two people whose assumptions collide. ``kind``: fact, value or interest."""

    people: frozenset[str]
    statements: frozenset[str] = frozenset()
    kind: str = "fact"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reaction:
    """An answer to somebody's statement: recognise, different or unknown."""

    statement: str
    person: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MirrorJudgement:
    """How somebody judged a mirror statement about the own side: right, partly or wrong."""

    statement: str
    person: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """A holder's consent that a topic that rests on them is shared."""

    person: str
    pattern: str


MIRROR = "mirror"
"""What a published figure is about when it counts judgements of images."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedFigure:
    """A figure frozen when a round closed. ``side`` None is everybody; ``counts`` per answer value.

    ``subject`` is a statement; or ``MIRROR`` for how ``side`` judged others' images of it, with ``:`` and a side when
    only that side's images are meant. About ``MIRROR`` without answers: judging was asked, and too few answered.
    """

    subject: str
    side: str | None
    answers: int
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldConversation:
    """A conversation that took place. ``changed``: whether something changed because of it, None unknown."""

    kind: str
    people: frozenset[str]
    day: date
    commitments: frozenset[str] = frozenset()
    changed: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """A conversation people were invited to and therefore know of."""

    kind: str
    people: frozenset[str]
    day: date | None = None
    commitments: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceRequest:
    """Advice asked of people (R19) or of a works council (R29)."""

    people: frozenset[str]
    day: date
    commitment: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InputResponse:
    """What was done with somebody's input: taken, partly or not; ``reason`` whether why was said.

    ``release`` is that of the sentence it was about; None for one that all may know of.
    """

    person: str | None
    day: date
    outcome: str
    reason: bool = False
    release: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One decision, as far as the run may see it.

    ``question`` is the decision as posed, open to all; ``live_options`` and ``ownerless_options`` count options.
    ``dependencies`` holds the pairs of sides that depend on each other. ``deciders_elsewhere`` counts who decides and is
    on no side, and therefore no seat. A facilitator may say who does not sit in one room for now (``apart``, pairs), and
    with whom to speak alone before anything else (``alone_first``).
    """

    day: date
    country: str = "NL"
    question: tuple[str, ...] = ()
    sponsor: str | None = None
    live_options: int | None = None
    ownerless_options: int = 0
    why_messenger: str | None = None
    facilitator: str | None = None
    decider_first_by: frozenset[str] = frozenset()
    deciders_elsewhere: int = 0
    sides: tuple[Side, ...] = ()
    seats: tuple[Seat, ...] = ()
    dependencies: frozenset[frozenset[str]] = frozenset()
    commitments: tuple[Commitment, ...] = ()
    absent_groups: tuple[AbsentGroup, ...] = ()
    signals: tuple[Signal, ...] = ()
    events: tuple[Event, ...] = ()
    question_groups: tuple[QuestionGroup, ...] = ()
    done_kinds: Mapping[str, DoneKind] = field(default_factory=lambda: MappingProxyType({}))
    collisions: tuple[Collision, ...] = ()
    reactions: tuple[Reaction, ...] = ()
    mirror_judgements: tuple[MirrorJudgement, ...] = ()
    consents: frozenset[Consent] = frozenset()
    published: tuple[PublishedFigure, ...] = ()
    held: tuple[HeldConversation, ...] = ()
    invited: tuple[Invitation, ...] = ()
    advice_requested: tuple[AdviceRequest, ...] = ()
    responses_to_input: tuple[InputResponse, ...] = ()
    apart: frozenset[frozenset[str]] = frozenset()
    alone_first: frozenset[str] = frozenset()

    def seat(self, person: str) -> Seat:
        """Return one participant; KeyError when there is none."""
        for seat in self.seats:
            if seat.id == person:
                return seat
        raise KeyError(person)

    @property
    def statements(self) -> tuple[Statement, ...]:
        """All statements in this picture."""
        return tuple(s for seat in self.seats for s in seat.statements)


def released(picture: Picture, least: int) -> Picture:
    """Return the picture without any answer released below ``least`` (1 facilitator, 2 shared).

    Level 0 never enters: ``least`` below 1 is refused.

    Raises
    ------
    ValueError
        When ``least`` is below 1.
    """
    if least < 1:
        raise ValueError("answers for the writer only enter no analysis")
    return replace(
        picture,
        seats=tuple(_released_seat(seat, least) for seat in picture.seats),
        events=tuple(e for e in picture.events if e.release is None or e.release >= least),
        responses_to_input=tuple(
            r for r in picture.responses_to_input if r.release is None or r.release >= least
        ),
    )


def _released_seat(seat: Seat, least: int) -> Seat:
    hidden = {f for f in FIGURES if seat.releases.get(f, 1) < least}
    emptied: dict[str, Any] = {f.value: None for f in hidden}
    if Field.REVERSIBLE_BY_COMMITMENT in hidden:
        emptied[Field.REVERSIBLE_BY_COMMITMENT.value] = MappingProxyType({})
    kept = tuple(s for s in seat.statements if s.release >= least)
    return replace(seat, statements=kept, **emptied)
