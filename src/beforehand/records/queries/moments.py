"""The moments that harden a decision, in order of day, and which deciders leave."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from beforehand.decisions.access import Standing
from beforehand.decisions.choices import Role
from beforehand.decisions.models import Fact
from beforehand.decisions.queries import CommitmentView, Frame, frame, people
from beforehand.records.choices import Chosen
from beforehand.records.models import Decided
from beforehand.records.rules.gate import OUTGOING, may_say_outgoing, may_see_gate


@dataclass(frozen=True, slots=True, kw_only=True)
class MomentLine:
    """One moment. ``entry`` is where its decision stands in the record, ``postponed`` how often it was moved."""

    commitment: CommitmentView
    entry: int | None
    postponed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """Somebody who decides, and the last day, when that was said."""

    seat: UUID
    name: str
    last: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moments:
    """Every moment. ``readable``: this reader may open them; ``deciders`` is None for who may not say who leaves."""

    frame: Frame
    lines: tuple[MomentLine, ...]
    readable: bool
    deciders: tuple[Leaving, ...] | None


def moments(standing: Standing) -> Moments:
    """Return the moments of a decision.

    Withheld: from who reads no content here whether something was decided, and who leaves from all but those who
    own the decision or decide in it.
    """
    whole = frame(standing)
    entries: dict[UUID, int] = {}
    moved: dict[UUID, int] = {}
    rows = Decided.objects.scoped(standing.reader).values_list("commitment_id", "what", "seq")
    for commitment, what, seq in rows:
        if what == Chosen.DECIDED:
            entries[commitment] = seq
        elif what == Chosen.POSTPONED:
            moved[commitment] = moved.get(commitment, 0) + 1
    return Moments(
        frame=whole,
        lines=tuple(
            MomentLine(commitment=one, entry=entries.get(one.id), postponed=moved.get(one.id, 0))
            for one in whole.commitments
        ),
        readable=may_see_gate(standing),
        deciders=_deciders(standing) if may_say_outgoing(standing) else None,
    )


def _deciders(standing: Standing) -> tuple[Leaving, ...]:
    facts = Fact.objects.filter(decision_id=standing.decision, kind=OUTGOING)
    last = dict(facts.values_list("ref", "day"))
    return tuple(
        Leaving(seat=one.id, name=one.name, last=last.get(str(one.id)))
        for one in people(standing)
        if Role.DECIDER in one.roles
    )
