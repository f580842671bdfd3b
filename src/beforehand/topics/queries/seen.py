"""The shapes in which topics leave this context: frozen, in the reader's language, for one reader."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from beforehand.topics.queries.stories import StorySeen


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceSeen:
    """A person's own words, in the language they were written in (``lang`` when not the decision's).

    ``name`` is empty when read without a name. ``alone``: its writer let the facilitator alone read it.
    """

    id: UUID
    field: str
    text: str
    name: str = ""
    side: str = ""
    lang: str = ""
    alone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceSeen:
    """One thing a topic rests on, in words, and whose answers it is about, for the facilitator alone."""

    words: str
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSeen:
    """Where something comes from; ``verified`` False is said on screen."""

    id: str
    cite: str
    url: str
    verified: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpSeen:
    """What may help: a change role, and its move."""

    role: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentSeen:
    """A moment that hardens the decision, by name and day."""

    id: UUID
    title: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class BeforeSeen:
    """Until when it can still be talked about in time; ``day`` None when nothing lies ahead."""

    day: date | None
    commitment: CommitmentSeen | None
    passed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicSeen:
    """Something to talk about.

    ``about`` says what this one is about; ``seen`` what it may mean; ``heading`` the group it stands under.
    ``people`` are names for the facilitator; for others a topic stands without the people behind it.
    """

    key: str
    pattern: str
    title: str
    about: str
    seen: str
    heading: str
    rank: int
    evidence: tuple[EvidenceSeen, ...]
    sentences: tuple[SentenceSeen, ...]
    certainty: str
    basis: str
    grade: str
    grade_words: str
    rules: tuple[str, ...]
    sources: tuple[SourceSeen, ...]
    helps: tuple[HelpSeen, ...]
    avoid: str
    before: BeforeSeen
    commitments: tuple[CommitmentSeen, ...]
    sides: tuple[str, ...]
    people: tuple[str, ...]
    absent_groups: tuple[str, ...]
    suggestion: bool
    strong: bool
    carried_by: tuple[str, ...]  # keys of conversations
    story: StorySeen | None = None  # for the facilitator


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationSeen:
    """Who, about what, which kind, before when.

    ``brings`` is who brings it in or must hear it; ``mine`` is True when the reader is in it, ``already`` when its people
    were invited.
    """

    key: str
    kind: str
    name: str
    aim: str
    people: tuple[str, ...]
    minutes: int
    lead: str
    brings: str
    planned: date | None
    before: BeforeSeen
    opening: str
    topics: tuple[str, ...]
    commitments: tuple[CommitmentSeen, ...]
    after: tuple[str, ...]
    also: tuple[str, ...]
    why: str
    already: bool
    suggestion: bool
    confidential: bool
    mine: bool
    not_planned: str
    handle: str = ""  # what it is taken over by, for the facilitator; the same in the next analysis


@dataclass(frozen=True, slots=True, kw_only=True)
class UncoveredSeen:
    """Something no conversation of the next few is about; how often."""

    title: str
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NextSeen:
    """The next conversations, what then stays uncovered, and what comes after that for now."""

    conversations: tuple[ConversationSeen, ...]
    uncovered: tuple[UncoveredSeen, ...]
    later: tuple[ConversationSeen, ...]
    did_not_fit: tuple[ConversationSeen, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HardnessSeen:
    """How hard one commitment already is: marks 0 to 6; ``mode`` what talking about it still is."""

    commitment: CommitmentSeen
    door: str
    door_words: str
    marks: int
    mode: str
    mode_words: str
    ahead: bool
    working_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomStep:
    """The room left to choose after one commitment: 1 is all, 0 none. ``known`` False: nobody gave a figure."""

    commitment: CommitmentSeen
    share: float
    left: float
    ahead: bool
    known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationSeen:
    """Between two sides: an indication, for the facilitator alone; ``low`` None is "not enough to say"."""

    sides: tuple[str, str]
    words: str
    low: int | None
    high: int | None
    cold: bool
    helps: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionGroupSeen:
    """Sentences that ask the same question; ``id`` None while nobody confirmed it."""

    id: UUID | None
    confirmed: bool
    questions: tuple[SentenceSeen, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedSeen:
    """What this needs now: one change. ``kind`` is a word for the page to act on, ``conversation`` the talk it is."""

    kind: str
    words: str
    why: str
    role: str
    role_words: str
    model: str
    sources: tuple[SourceSeen, ...]
    conversation: ConversationSeen | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What one reader gets of the latest analysis.

    ``made_at`` and ``up_to_date`` are for the facilitator: to others they would tell that somebody answered, so
    there they are None and True. ``invited`` are conversations the reader was invited to. ``aside`` holds what the
    facilitator set aside, ``closed`` what closed; they stand in no list, and in none of the next conversations.
    """

    day: date
    made_at: datetime | None
    up_to_date: bool
    facilitates: bool
    topics: tuple[TopicSeen, ...]
    next: NextSeen
    invited: tuple[ConversationSeen, ...]
    hardness: tuple[HardnessSeen, ...]
    room_left: tuple[RoomStep, ...]
    relations: tuple[RelationSeen, ...]
    question_groups: tuple[QuestionGroupSeen, ...]
    need: NeedSeen | None
    how: str  # how sentences were compared
    uncalibrated: bool
    aside: tuple[TopicSeen, ...] = ()  # what the facilitator set aside
    closed: tuple[TopicSeen, ...] = ()  # what closed, and did not come up again
    done_kinds: tuple[tuple[UUID, str], ...] = ()  # which kind of "done" a sentence was marked as
    together: tuple[
        tuple[bool, tuple[str, ...]], ...
    ] = ()  # which questions stand together, and on whose word

    @property
    def hardens_next(self) -> HardnessSeen | None:
        """The nearest commitment ahead whose door closes; without one, the nearest."""
        ahead = sorted((h for h in self.hardness if h.ahead), key=lambda h: (h.commitment.day, -h.marks))
        return next((h for h in ahead if h.door != "two_way"), ahead[0] if ahead else None)

    def topic(self, key: str) -> TopicSeen | None:
        """Return the topic a reader calls by this key."""
        return next((t for t in (*self.topics, *self.aside, *self.closed) if t.key == key), None)
