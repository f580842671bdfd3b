"""The shapes in which the frame leaves this context: frozen, and nothing in them is an answer of a participant."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from beforehand.decisions.choices import ChangeKind, Door, Role, SideKind, Stage, Template
from beforehand.decisions.queries.words import mark_name, type_name
from beforehand.knowledge import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class SideView:
    """One side; ``people`` is how many participants sit there."""

    id: UUID
    key: str
    name: str
    kind: SideKind
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentView:
    """A moment that hardens the decision.

    ``still_open`` is the sentence on what can still change; ``nothing_open`` says that it was asked and nothing can.
    ``marks`` are ids of the knowledge, ``ahead`` is seen from the decision's day of today.
    """

    id: UUID
    key: str
    title: str
    type: str
    day: date
    door: Door
    cost_eur: Decimal | None
    weeks: Decimal | None
    public: bool
    done_already: bool
    statutory: str
    decider: UUID | None
    decider_name: str
    still_open: str
    nothing_open: bool
    marks: tuple[str, ...]
    revision: int
    ahead: bool

    @property
    def type_name(self) -> str:
        """Its type in the language of the page."""
        return type_name(self.type)

    @property
    def mark_names(self) -> tuple[str, ...]:
        """Its marks in the language of the page."""
        return tuple(name for name in map(mark_name, self.marks) if name)


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionView:
    """A way to go; alive, or only mentioned. Without an owner ``owner_name`` is empty."""

    id: UUID
    text: str
    alive: bool
    owner: UUID | None
    owner_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsentView:
    """A group that feels the decision and has no seat in it, and who could speak for it."""

    id: UUID
    name: str
    legitimate: bool
    urgent: bool
    power: bool
    could_speak: UUID | None
    could_speak_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstAnswer:
    """What a decider answered before anyone was invited; ``n`` is 1 to 3."""

    n: int
    question: Text
    answer: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseView:
    """The promise with the words as they stood when it was signed."""

    words: str
    by: str
    signed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Everything of a decision that all in it may read."""

    id: UUID
    title: str
    sentence: str
    day: date | None
    days_left: int | None
    background: str
    purpose: str
    complaint_route: str
    stage: Stage
    template: Template
    country: str
    language: str
    today: date
    sides: tuple[SideView, ...]
    commitments: tuple[CommitmentView, ...]
    options: tuple[OptionView, ...]
    absent: tuple[AbsentView, ...]
    deciders: tuple[str, ...]
    facilitators: tuple[str, ...]
    sponsors: tuple[str, ...]
    owners: tuple[str, ...]
    decider_first: tuple[FirstAnswer, ...]
    promises: tuple[PromiseView, ...]
    all_signed: bool

    @property
    def promise(self) -> PromiseView | None:
        """The promise that was signed first, or None while nobody has."""
        return self.promises[0] if self.promises else None

    @property
    def ahead(self) -> tuple[CommitmentView, ...]:
        """The commitments that are still to come."""
        return tuple(c for c in self.commitments if c.ahead)

    @property
    def open_to_change(self) -> bool:
        """Tell whether the frame can still be changed."""
        return self.stage in (Stage.FRAMING, Stage.LISTENING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What is said of the decision itself."""

    sentence: str
    day: date | None
    title: str = ""
    background: str = ""
    purpose: str = ""
    complaint_route: str = ""
    country: str = "NL"
    language: str = "nl"


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatView:
    """Somebody in the decision, as all in it may know them: no mail, and nothing about invitations or answers."""

    id: UUID
    name: str
    function: str
    side: UUID | None
    side_name: str
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """One change of the frame, as it was and as it is."""

    id: int
    kind: ChangeKind
    subject: str
    before: str
    after: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionLine:
    """One decision in somebody's list. ``proposed`` is True while they are asked to facilitate it."""

    id: UUID
    title: str
    sentence: str
    day: date | None
    days_left: int | None
    stage: Stage
    roles: frozenset[Role]
    invited: bool
    proposed: bool
