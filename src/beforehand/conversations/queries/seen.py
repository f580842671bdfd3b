"""The shapes in which conversations leave this context: frozen, in the reader's language, for one reader."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from beforehand.conversations.queries.during import AheadTable, AssumptionSeen, CourseSeen, DoneSeen
from beforehand.topics.queries import CommitmentSeen, OnTheTable, UncoveredSeen
from beforehand.topics.queries import ConversationSeen as Proposed


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonSeen:
    """Somebody in a conversation, by what all in the decision know."""

    seat: UUID
    name: str
    function: str
    side: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSeen:
    """What somebody answered to the invitation as it stands now; for who leads it.

    ``answer`` is waiting again when the time moved after it was given. ``came`` is known once it was held.
    """

    person: PersonSeen
    answer: str
    words: str
    note: str
    came: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MyAnswer:
    """What the reader answered, and whether the time moved since. ``sequence`` goes back with the next answer."""

    answer: str
    words: str
    note: str
    moved: bool
    sequence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PartSeen:
    """A part of a conversation: picture, judgement or decision, and its minutes (R20)."""

    mode: str
    words: str
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWords:
    """How somebody says it who agreed to differ."""

    name: str
    side: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeSeen:
    """What came of an item. ``confirmed_by`` are sides; who did not confirm, or said no, is not told.

    ``mine`` is what the reader confirmed, None when nothing. ``asked_me``: None when the reader was not asked, else the
    own answer to the small question, empty while there is none.
    """

    id: UUID
    kind: str
    words: str
    text: str
    how: str
    changed: str
    owner: str
    due: date | None
    made_at: datetime
    made_by: str
    confirmed_by: tuple[str, ...]
    own_words: tuple[OwnWords, ...]
    mine: bool | None
    asked_me: str | None
    done: DoneSeen | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemSeen:
    """One thing a conversation is about.

    ``title`` is what was written for all; else the topic's, for who may know of it; else empty. ``topic`` comes with
    sentences as released, and with what not to do now. ``name`` is what it is called here: the title, else what the
    conversation is for. ``behind``: a topic lies behind it that this reader does not read.
    """

    id: UUID
    place: int
    title: str
    minutes: int | None
    mode: str
    mode_words: str
    topic: OnTheTable | None
    outcome: OutcomeSeen | None
    assumptions: tuple[AssumptionSeen, ...] = ()
    behind: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationLine:
    """A conversation in a list. ``mine``: the reader was invited; ``leads``: the reader leads it."""

    id: UUID
    kind: str
    name: str
    status: str
    words: str
    confidential: bool
    starts_at: datetime | None
    minutes: int
    people: tuple[PersonSeen, ...]
    lead: str
    mine: bool
    leads: bool
    may_change: bool
    sequence: int
    proposal: str  # which proposal it was, for who planned it; empty for an own one
    why_dropped: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationSeen:
    """One conversation for one reader.

    ``answers`` are for who leads it; ``mine`` is the reader's own answer. ``coming_too_few``: who leads it sees that too
    few are left to hold it. ``fixed``: something was written down of its agenda, so that stays. ``closed``: its
    decision was taken or stopped.
    """

    line: ConversationLine
    aim: str
    opening: str
    place: str
    ends_at: datetime | None
    held_on: date | None
    parts: tuple[PartSeen, ...]
    commitments: tuple[CommitmentSeen, ...]
    items: tuple[ItemSeen, ...]
    answers: tuple[AnswerSeen, ...]
    mine: MyAnswer | None
    coming_too_few: bool
    course: CourseSeen | None = None
    ahead: AheadTable | None = None
    fixed: bool = False
    closed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomSeen:
    """What comes next when there is room for one, three or six.

    ``going`` are conversations still to come; they take room. ``next`` fills what is left, ``later`` and
    ``did_not_fit`` are the rest, ``dropped`` what the facilitator left out, with why.
    """

    room: int
    going: tuple[ConversationLine, ...]
    next: tuple[Proposed, ...]
    uncovered: tuple[UncoveredSeen, ...]
    later: tuple[Proposed, ...]
    did_not_fit: tuple[Proposed, ...]
    dropped: tuple[ConversationLine, ...]
