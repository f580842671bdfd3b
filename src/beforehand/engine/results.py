"""What the engine returns: typed, immutable, without a word in any language.

Results carry ids and values; words live in ``knowledge`` and in the catalogue. Order is part of the result and
depends on nothing but what the picture says.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum, StrEnum

from beforehand.engine.inputs import Door
from beforehand.vault.disclose import Readers, Run


class Certainty(StrEnum):
    """The catalogue's word, never a made-up score."""

    HIGH = "high"
    MIDDLE = "middle"
    LOW = "low"


class Basis(StrEnum):
    """Why a topic is as certain as it is."""

    SELF_REPORT = "self_report"  # people's own answers
    FACT = "fact"  # the frame: dates, doors, mandates, marks
    CONFIRMED = "confirmed"  # a person confirmed what was suggested
    SUGGESTED = "suggested"  # similarity or a rule suggests it; nobody confirmed it yet
    FEW = "few"  # rests on few answers or a single line


class Rank(IntEnum):
    """The order of topics: lower comes first (engine.md section 1)."""

    RIGHTS = 1  # decision rights and statutory terms
    SAFETY = 2
    KNOWN_BY_ONE = 3
    UNHEARD = 4
    COLLISION = 5  # colliding questions and assumptions
    DONE = 6
    OTHER = 7


class Mode(StrEnum):
    """What a conversation about a commitment still is, from its hardness marks."""

    EXPLORING = "exploring"
    NEGOTIATING = "negotiating"
    CORRECTING = "correcting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One thing a topic rests on, by reference and without the figure itself.

    ``kind`` says what it is: answer, statement, mark, signal, contact, count, event, door, date or missing. ``refs`` are
    ids (people, statements, commitments, sides, signals) or field names; what they are follows from the kind.
    """

    kind: str
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LatestDate:
    """Until when it can still be talked about in time.

    ``day`` is None when no commitment lies ahead. ``passed`` is True when the day lies before the date of analysis:
    postpone, make smaller, or decide knowingly.
    """

    day: date | None
    commitment: str | None
    passed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """Something to talk about: a pattern (P..) or a rule's check (R..) the engine sees.

    Parameters
    ----------
    pattern
        Id in ``knowledge``: a pattern, or a rule for a check no pattern covers.
    key
        Stable: pattern and anchor (``P01:bas``); never text or position.
    people
        Whom it is about or who hold it. Confidential.
    holders
        The people it rests on whose consent it needs before it is shared; empty when it rests on no single person.
    commitments
        On which it bears; never empty while a commitment lies ahead.
    suggestion
        True until a person confirmed it; shown as a suggestion everywhere.
    conversation_types
        Kinds of conversation that serve it, best first.
    """

    pattern: str
    key: str
    anchor: tuple[str, ...]  # ids: the holder, the commitment, the two sides …; ("decision",) for the whole
    rank: Rank
    certainty: Certainty
    basis: Basis
    latest: LatestDate
    readers: Readers
    sides: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    holders: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    commitments: tuple[str, ...] = ()
    absent_groups: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    suggestion: bool = False
    strong: bool = False
    conversation_types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hardness:
    """How hard one commitment already is: its marks (0 to 6), and what a conversation about it still is."""

    commitment: str
    day: date
    door: Door
    marks: int
    mode: Mode
    ahead: bool
    working_days: int  # from the date of analysis; negative when past


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomStep:
    """The room left to choose after one commitment: 1 is all, 0 is none. ``share`` is what this one takes.

    ``known`` is False when nobody gave a figure for it: its share then says nothing about what reversing costs.
    """

    commitment: str
    day: date
    share: float
    left: float
    ahead: bool
    known: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationRange:
    """A range of Glasl stages of one relation, for the facilitator only; ``low`` None is "not enough to say".

    ``view_of`` is set when the signals come from one side only. ``too_small`` when a side has under three people:
    then there is no range at all. ``advice`` are ids of third-party roles in ``knowledge``.
    """

    relation: tuple[str, str]
    low: int | None
    high: int | None
    observations: int
    view_of: str | None = None
    too_small: bool = False
    cold: bool = False
    strain: float = 0.0
    advice: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionSuggestion:
    """People who may be answering the same question; a suggestion until confirmed."""

    people: tuple[str, ...]
    statements: tuple[str, ...]
    confirmed: bool


class Reason(StrEnum):
    """Why something is not in the plan."""

    LATE = "late"  # its latest date has passed
    NO_ROOM = "no_room"  # the people or the facilitator have no week left
    AWAY = "away"
    AFTER = "after"  # what must come first does not fit
    CUT = "cut"  # more than a plan carries; others came first


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """Who, about what, which kind, when.

    Parameters
    ----------
    key
        Stable: kind and people, or kind and anchor.
    kind
        Id of a conversation type in ``knowledge``.
    role
        Id of the change role that leads (``knowledge`` roles).
    people
        Participants, the one who leads not counted.
    lead
        The holder who brings it in or the decider who must hear it, where one person carries it; else None.
    commitments
        What it is for: the one that gives its latest day, and those its topics name.
    planned
        The day it can be held; None when it could not be planned.
    latest
        The last day on which it still serves its nearest commitment.
    after
        Keys of conversations that come first.
    minutes
        Length.
    also
        Kinds of conversation taken up in this one, because they would have had nearly the same people.
    """

    key: str
    kind: str
    role: str
    people: tuple[str, ...]
    topics: tuple[str, ...]
    commitments: tuple[str, ...]
    latest: LatestDate
    minutes: int
    readers: Readers
    planned: date | None = None
    after: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    confidential: bool = False
    suggestion: bool = False
    lead: str | None = None
    also: tuple[str, ...] = ()
    reason: Reason | None = None

    @property
    def person_hours(self) -> float:
        """Hours of the participants and of whoever leads together."""
        return self.minutes / 60 * (len(self.people) + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The conversations, in the order they are held, and how good the plan is.

    ``bound`` and ``objective`` are in the planner's cost units; ``gap`` is (objective - bound) / objective.
    ``reproducible`` is False when the clock stopped the search.
    """

    conversations: tuple[Conversation, ...]
    unplanned: tuple[Conversation, ...]
    uncovered: tuple[str, ...]  # keys of topics no conversation carries
    objective: float
    bound: float
    gap: float
    reproducible: bool = True

    @property
    def person_hours(self) -> float:
        """Hours of everybody in all planned conversations together."""
        return sum(c.person_hours for c in self.conversations)


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """The next few conversations, and what then stays uncovered for now."""

    room: int
    conversations: tuple[str, ...]
    covered: tuple[str, ...]
    uncovered: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many are in the decision and how many answered; open to the facilitator only."""

    sides: int
    people: int
    answered: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """All the engine says about one picture in one run on one day."""

    run: Run
    day: date
    counts: Counts
    topics: tuple[Topic, ...]
    hardness: tuple[Hardness, ...]
    room_left: tuple[RoomStep, ...]
    relations: tuple[RelationRange, ...]
    questions: tuple[QuestionSuggestion, ...]
    plan: Plan
    next: Next
    invited: tuple[Conversation, ...]  # conversations people were invited to; made of the invitations alone
    similarity: str  # which method was used: embedding or ngrams
    rooms: tuple[Next, ...] = ()  # what comes next for other rooms than ``next``
    thresholds: Mapping[str, float] = field(default_factory=dict)
    uncalibrated: bool = True
