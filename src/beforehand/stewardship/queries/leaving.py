"""What would go and what would stay if somebody asked to be forgotten; said before anything happens."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.db.models import Exists, OuterRef

from beforehand.decisions.choices import Role, Stage
from beforehand.decisions.models import Commitment, Promise, Seat, SeatRole
from beforehand.people.access import Arrival
from beforehand.perspectives.models import Figure, Statement
from beforehand.stewardship.models import ViewLog
from beforehand.vault.processes.retention import retention


class Duty(StrEnum):
    """Why a seat stays, without a name, after its person was forgotten."""

    DECIDES = "decides"  # a moment that hardens the decision has this decider
    SIGNED = "signed"  # the promise protects everyone who answered
    TYPED = "typed"  # others' answers say that a facilitator typed them
    OPENED = "opened"  # the log accounts for what was opened, for those whose answers it was


@dataclass(frozen=True, slots=True)
class LeavingHere:
    """What being forgotten means in one decision.

    Parameters
    ----------
    duties
        Why the seat stays as a function; empty when it goes.
    alone
        Roles that nobody else has in a decision that is still open: somebody has to take over.
    """

    id: UUID
    title: str
    function: str
    duties: tuple[Duty, ...]
    alone: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Leaving:
    """What being forgotten means for one person."""

    decisions: tuple[LeavingHere, ...]
    account: bool

    @property
    def stays(self) -> bool:
        """True when a seat stays somewhere."""
        return any(here.duties for here in self.decisions)


def leaving(arrival: Arrival) -> Leaving:
    """Return what would go and stay of the person at the door; nothing about anybody else."""
    seats = Seat.objects.filter(person=arrival.person).select_related("decision", "person")
    here = tuple(
        LeavingHere(
            id=seat.decision.pk,
            title=seat.decision.title or seat.decision.sentence,
            function=seat.function,
            duties=duties_of(seat.pk),
            alone=_alone(seat),
        )
        for seat in seats.order_by("decision__made_at", "pk")
    )
    return Leaving(here, any(seat.person.account_id is not None for seat in seats))


def duties_of(seat: UUID) -> tuple[Duty, ...]:
    """Return why a seat cannot go; looks at who typed, never at what."""
    every = retention()
    found = {
        Duty.DECIDES: Commitment.objects.filter(decider=seat).exists(),
        Duty.SIGNED: Promise.objects.filter(seat=seat).exists(),
        Duty.TYPED: Statement.objects.scoped(every).filter(typed_by=seat).exists()
        or Figure.objects.scoped(every).filter(typed_by=seat).exists(),
        Duty.OPENED: ViewLog.objects.filter(viewer=seat).exists(),
    }
    return tuple(duty for duty, holds in found.items() if holds)


def _alone(seat: Seat) -> tuple[Role, ...]:
    if seat.decision.stage in (Stage.DECIDED, Stage.STOPPED):
        return ()
    others = SeatRole.objects.filter(
        seat__decision=seat.decision_id, role=OuterRef("role"), seat__person__erased_at__isnull=True
    ).exclude(seat=seat)
    needed = SeatRole.objects.filter(seat=seat, role__in=(Role.FACILITATOR, Role.OWNER))
    return tuple(Role(row.role) for row in needed.filter(~Exists(others)).order_by("role"))
