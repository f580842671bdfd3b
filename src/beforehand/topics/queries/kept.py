"""A kept analysis as this context reads it: the part of the result that is shown, and the door it goes through."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from hmac import new as keyed
from typing import Any

from pydantic import TypeAdapter

from beforehand.decisions.access import Standing
from beforehand.perspectives.choices import Release
from beforehand.topics.models import AnalysisRun, RunScope
from beforehand.vault.disclose import Readers, Reading, Run
from beforehand.vault.door import disclose_kept
from beforehand.vault.models import DataKey
from beforehand.vault.sealed import Sealed

FOR_THE_FACILITATOR = Readers(Run.FACILITATOR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Latest:
    """Until when it can still be talked about in time."""

    day: date | None
    commitment: str | None
    passed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceKept:
    """One thing a topic rests on, by reference."""

    kind: str
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicKept:
    """Something to talk about."""

    pattern: str
    key: str
    anchor: tuple[str, ...]
    rank: int
    certainty: str
    basis: str
    latest: Latest
    readers: Readers
    sides: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    holders: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    commitments: tuple[str, ...] = ()
    absent_groups: tuple[str, ...] = ()
    evidence: tuple[EvidenceKept, ...] = ()
    suggestion: bool = False
    strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkKept:
    """A conversation."""

    key: str
    kind: str
    role: str
    people: tuple[str, ...]
    topics: tuple[str, ...]
    commitments: tuple[str, ...]
    latest: Latest
    minutes: int
    readers: Readers
    planned: date | None = None
    after: tuple[str, ...] = ()
    confidential: bool = False
    suggestion: bool = False
    lead: str | None = None
    also: tuple[str, ...] = ()
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanKept:
    """The conversations in order."""

    conversations: tuple[TalkKept, ...]
    unplanned: tuple[TalkKept, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NextKept:
    """The next few."""

    conversations: tuple[str, ...]
    uncovered: tuple[str, ...]
    room: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class HardnessKept:
    """How hard one commitment already is."""

    commitment: str
    day: date
    door: str
    marks: int
    mode: str
    ahead: bool
    working_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomKept:
    """The room left after one commitment."""

    commitment: str
    day: date
    share: float
    left: float
    ahead: bool
    known: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationKept:
    """A range of stages between two sides."""

    relation: tuple[str, str]
    low: int | None
    high: int | None
    observations: int
    view_of: str | None = None
    too_small: bool = False
    cold: bool = False
    advice: tuple[str, ...] = ()
    readers: Readers = FOR_THE_FACILITATOR


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupKept:
    """Sentences that may ask the same question."""

    statements: tuple[str, ...]
    confirmed: bool
    readers: Readers = FOR_THE_FACILITATOR


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredKept:
    """Whether anything was shared with the facilitator; the number itself goes no further than here."""

    answered: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysisKept:
    """All that is shown of one run."""

    run: Run
    day: date
    counts: AnsweredKept
    topics: tuple[TopicKept, ...]
    hardness: tuple[HardnessKept, ...]
    room_left: tuple[RoomKept, ...]
    relations: tuple[RelationKept, ...]
    questions: tuple[GroupKept, ...]
    plan: PlanKept
    next: NextKept
    invited: tuple[TalkKept, ...]
    similarity: str
    uncalibrated: bool = True
    rooms: tuple[NextKept, ...] = ()

    def next_for(self, room: int) -> NextKept:
        """Return what comes next when there is room for so many; one kept before rooms were told has one answer."""
        return next((one for one in self.rooms if one.room == room), self.next)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedKept:
    """What all would read if this holder agreed; it exists for that holder alone, until everybody's topic is it."""

    topic: TopicKept
    seat: str

    @property
    def readers(self) -> Readers:
        """The holder."""
        return Readers(Run.SHARED, only=frozenset({self.seat}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One kept run: the analysis, what holders were asked, the sentences behind its ids, and of which state it is."""

    analysis: AnalysisKept
    asked: tuple[AskedKept, ...]
    sentences: Mapping[str, Sequence[str]]
    input_version: int
    day: date
    made_at: datetime
    done_kinds: tuple[tuple[str, str], ...] = ()
    handles: Mapping[str, str] = field(default_factory=dict)  # of conversations, for the facilitator


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class RunRow:
    """A kept run on its way through the door. Nobody is its author.

    The facilitator's goes as what was released to the facilitator, the shared one as what all may read.
    """

    row: AnalysisRun
    data_key: DataKey
    author: str = field(default="", init=False)
    side: str = field(default="", init=False)

    @property
    def release(self) -> int:
        """Who may read it."""
        alone = self.row.scope == RunScope.FACILITATOR
        return int(Release.FACILITATOR if alone else Release.ALL_WITHOUT_NAME)

    @property
    def body(self) -> Sealed:
        """What is sealed."""
        result: Sealed = self.row.result
        return result

    @property
    def about(self) -> str:
        """The place it was sealed for."""
        return self.row.about

    def key(self) -> bytes:
        """Return the data key of the decision."""
        return self.data_key.opened()

    def shown(self, value: Any, how: Reading) -> Found:
        """Return it as this context reads it."""
        analysis = _READ.validate_python(value["analysis"])
        return Found(
            analysis=analysis,
            asked=_ASKED.validate_python(value.get("asked", ())),
            sentences=value["sentences"],
            input_version=self.row.input_version,
            day=self.row.day,
            made_at=self.row.made_at,
            done_kinds=tuple(sorted(value.get("done_kinds", {}).items())),
            handles=self._handles(analysis) if self.row.scope == RunScope.FACILITATOR else {},
        )

    def _handles(self, analysis: AnalysisKept) -> dict[str, str]:
        """Return what each proposal is taken over by; the engine's own key would spell who is in it."""
        key = self.key()
        plan = analysis.plan
        return {talk.key: handle(key, talk.key) for talk in (*plan.conversations, *plan.unplanned)}


def handle(key: bytes, talk: str) -> str:
    """Return what a proposed conversation is known by, in this analysis and the next."""
    return keyed(key, b"topics.proposal\x00" + talk.encode(), sha256).hexdigest()


_READ = TypeAdapter(AnalysisKept)
_ASKED = TypeAdapter(tuple[AskedKept, ...])


def latest_run(standing: Standing) -> Found | None:
    """Return the newest run that exists for this reader: the facilitator's, or the shared one; None for an outsider."""
    rows = (
        AnalysisRun.objects.scoped(standing.reader)
        .select_related("decision__data_key")
        .order_by("-input_version", "-day", "-made_at")[:1]
    )
    kept = [RunRow(row=row, data_key=row.decision.data_key) for row in rows]
    return next((visible.value for visible in disclose_kept(standing.viewer, kept)), None)
