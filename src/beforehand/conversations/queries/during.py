"""The shapes in which what belongs to the course of a conversation leaves this context: frozen, for one reader."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A side that sits in a conversation, or everybody at once (``named`` False) where fewer than two sides do."""

    id: str
    name: str
    named: bool = True
    it: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NodSeen:
    """One side, and whether it nodded to what was said back to it."""

    voice: Voice
    nodded: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionSeen:
    """One question. ``open``: it can be talked about now; ``behind``: every side nodded, or it was skipped."""

    id: str
    text: str
    open: bool
    behind: bool
    skipped: bool
    nods: tuple[NodSeen, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseSeen:
    """The questions in order, how they are played back, and what does not belong here."""

    questions: tuple[QuestionSeen, ...]
    playback: str
    avoid: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneSide:
    """When it is done as seen from one side: when the work flows, and when it is sound."""

    side: str
    name: str
    flow: str
    sound: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneSeen:
    """When it is done, per side; the criteria; and who owns the benefits.

    ``outside_known`` is False while nobody said on which side that person sits, or which side is IT.
    """

    sides: tuple[DoneSide, ...]
    criteria: str
    benefits: str
    benefits_seat: UUID | None
    outside_known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AssumptionSeen:
    """Something taken for granted, and what is done about it. ``id`` is this version, ``line`` stays the same."""

    id: UUID
    line: UUID
    text: str
    signpost: str
    shaping: str
    hedging: str
    owner: str
    owner_seat: UUID | None
    due: date | None
    made_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AheadSeen:
    """What somebody wrote alone before a conversation; ``release`` is for its writer alone."""

    id: UUID
    text: str
    own: bool
    name: str
    side: str
    release: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AheadTable:
    """What was written ahead, as far as this reader reads it now. Whether anybody else wrote is told to nobody before."""

    opened_at: datetime | None
    may_write: bool
    may_open: bool
    mine: AheadSeen | None
    others: tuple[AheadSeen, ...]
