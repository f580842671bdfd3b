"""The gate: everything there is to know before a commitment, on one page, for one reader."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import get_language

from beforehand.decisions.access import Standing
from beforehand.decisions.models import Commitment, Fact
from beforehand.decisions.queries import CommitmentView, OptionView, SeatView, frame, people
from beforehand.knowledge import load
from beforehand.records.choices import Chosen
from beforehand.records.models import Decided, Reservation
from beforehand.records.queries.conditions import ConditionSeen, TodaySeen, conditions, today
from beforehand.records.queries.consulted import input_done, input_waits
from beforehand.records.queries.left_open import OpenSeen, left_open
from beforehand.records.queries.standing_before import state_of
from beforehand.records.rules.gate import (
    GOING_ON,
    TO_MOVE,
    TO_SHRINK,
    Fault,
    faults_of,
    may_see_gate,
    way_out,
    why_not,
)
from beforehand.records.rules.shapes import Input
from beforehand.topics.choices import FactKind
from beforehand.vault.disclose import Visible
from beforehand.vault.guard import Author
from beforehand.vault.viewer import ViewerKind

STATUTORY = "wettelijk"
PREMORTEM = "premortem"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why somebody does not decide, and what to do instead, in the language of the page."""

    fault: Fault
    why: str
    way_out: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedSeen:
    """That it was decided, postponed or made smaller before, by whom; ``entry`` is its place in the record."""

    id: UUID
    what: Chosen
    by: str
    at: datetime
    entry: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """What stands before one commitment.

    ``reservation`` is None for who is not told whether there is one; ``own_reservation`` the reader's own. ``analysed``
    False: nothing was worked out yet. ``terms`` are what the law asks where the decision is made. ``input`` is None for
    who does not reply. ``refusals`` is everything in the way of this reader deciding, the first the most basic.
    """

    commitment: CommitmentView
    analysed: bool
    open: tuple[OpenSeen, ...]
    reservation: bool | None
    own_reservation: bool
    conditions: tuple[Visible[ConditionSeen], ...]
    statutory: str
    terms: tuple[str, ...]
    options: tuple[OptionView, ...]
    premortem: date | None
    asks_today: bool
    today: tuple[Visible[TodaySeen], ...]
    input: Input | None
    input_waits: int
    before: tuple[DecidedSeen, ...]
    people: tuple[SeatView, ...]
    refusals: tuple[Refusal, ...]

    @property
    def live(self) -> tuple[OptionView, ...]:
        """The ways to go that are alive, and who argues for each."""
        return tuple(one for one in self.options if one.alive)

    @property
    def may_decide(self) -> bool:
        """Tell whether this reader decides here and now."""
        return not self.refusals

    @property
    def may_postpone(self) -> bool:
        """Tell whether this reader may give it a later day."""
        return all(one.fault in TO_MOVE for one in self.refusals)

    @property
    def may_make_smaller(self) -> bool:
        """Tell whether this reader may make it smaller."""
        return all(one.fault in TO_SHRINK for one in self.refusals)


def gate(standing: Standing, commitment: UUID, now: datetime) -> Gate | None:
    """Return what stands before a commitment; None when there is none, and for who reads no content here.

    What is open is the same for everybody: only what was released to all. Withheld: conditions that were not released
    to this reader, the names that go with them, what a reservation rests on, and from who takes part whether there is
    one at all.
    """
    if not may_see_gate(standing):
        return None
    whole = frame(standing)
    view = next((one for one in whole.commitments if one.id == commitment), None)
    if view is None:
        return None
    opened = left_open(standing, commitment)
    row = Commitment.objects.get(pk=commitment)
    kind = load().conversation_types.get(STATUTORY)
    return Gate(
        commitment=view,
        analysed=opened.analysed,
        open=opened.topics,
        reservation=_reservation(standing, commitment),
        own_reservation=Reservation.objects.scoped(Author(standing.seat), commitment=commitment).exists(),
        conditions=tuple(conditions(standing, commitment)),
        statutory=view.statutory,
        terms=tuple(
            term.text.say(get_language() or whole.language)
            for term in (kind.terms if kind else ())
            if term.country in (whole.country, "EU")
        ),
        options=whole.options,
        premortem=premortem_on(standing.decision, commitment),
        asks_today=view.type == GOING_ON,
        today=tuple(today(standing, commitment)),
        input=input_done(standing),
        input_waits=input_waits(standing, now),
        before=_before(standing, commitment),
        people=people(standing),
        refusals=tuple(
            Refusal(fault=fault, why=why_not(fault), way_out=way_out(fault))
            for fault in faults_of(state_of(standing, row))
        ),
    )


def premortem_on(decision: UUID, commitment: UUID) -> date | None:
    """Return the day of the premortem on a commitment, or None; nothing of what came up there."""
    facts = Fact.objects.filter(decision_id=decision, kind__in=(FactKind.PREMORTEM, FactKind.HELD))
    days = [
        fact.day
        for fact in facts.order_by("day", "pk")
        if fact.body.get("commitment") == str(commitment)
        or (fact.body.get("kind") == PREMORTEM and str(commitment) in fact.body.get("commitments", ()))
    ]
    return days[-1] if days else None


def _reservation(standing: Standing, commitment: UUID) -> bool | None:
    if standing.viewer.kind is ViewerKind.PARTICIPANT:
        return None
    return Reservation.objects.scoped(standing.reader, commitment=commitment).exists()


def _before(standing: Standing, commitment: UUID) -> tuple[DecidedSeen, ...]:
    rows = Decided.objects.scoped(standing.reader, commitment=commitment).select_related("by__person")
    return tuple(
        DecidedSeen(
            id=row.pk,
            what=Chosen(row.what),
            by="" if row.by is None else row.by.person.name,
            at=row.at,
            entry=row.seq,
        )
        for row in rows.order_by("seq")
    )
