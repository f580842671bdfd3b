"""Whom to write to about rounds 2 and 3, and counting that it was done: for the jobs, and for nobody's eyes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F

from beforehand.decisions.choices import Role
from beforehand.decisions.models import Seat
from beforehand.perspectives.choices import RoundKind
from beforehand.perspectives.models import Hand, Perspective, TableRequest
from beforehand.perspectives.queries.responding import OpenRound, open_round
from beforehand.perspectives.rules import REMINDERS
from beforehand.vault.processes.postman import postman


@dataclass(frozen=True, slots=True, kw_only=True)
class ToRemind:
    """The round that is open, and the seats a reminder may go to."""

    n: int
    opened_at: datetime
    seats: tuple[UUID, ...]


def seats_asked(decision: UUID) -> tuple[UUID, ...]:
    """Return who is asked in rounds 2 and 3: who was invited, takes part on a side, and did not take everything back."""
    alone = Perspective.objects.scoped(postman(decision)).filter(leave_alone=True)
    seats = Seat.objects.filter(
        decision_id=decision, roles__role=Role.PARTICIPANT, side__isnull=False, invited_at__isnull=False
    ).exclude(pk__in=list(alone.values_list("seat_id", flat=True)))
    return tuple(seats.order_by("pk").values_list("pk", flat=True).distinct())


def seats_asked_for_table(decision: UUID, since: datetime) -> tuple[UUID, ...]:
    """Return who was asked about a sentence since then and did not answer yet."""
    rows = TableRequest.objects.scoped(postman(decision)).filter(asked_at__gt=since, answered_at__isnull=True)
    seats = rows.order_by("statement__perspective__seat_id").values_list(
        "statement__perspective__seat_id", flat=True
    )
    return tuple(seats.distinct())


def later_round(decision: UUID) -> OpenRound | None:
    """Return the open round when people answer each other in it; None for round 1 and for none."""
    now_open = open_round(decision)
    return None if now_open is None or now_open.kind is RoundKind.LISTEN else now_open


def hands_to_remind(decision: UUID) -> ToRemind | None:
    """Return whom a reminder of the open round may go to; None when no such round is open.

    Who was asked, has something left to answer, and was reminded less than twice in this round.
    """
    now_open = later_round(decision)
    if now_open is None:
        return None
    hands = Hand.objects.scoped(postman(decision)).filter(round_id=now_open.id)
    enough = hands.filter(done_at__isnull=False) | hands.filter(reminders__gte=REMINDERS)
    left = set(enough.values_list("seat_id", flat=True))
    seats = tuple(seat for seat in seats_asked(decision) if seat not in left)
    return ToRemind(n=now_open.n, opened_at=now_open.opened_at, seats=seats)


def remind_hands(*, decision: UUID, seats: Iterable[UUID]) -> None:
    """Count one reminder of the open round for each of these seats, two at most; says nothing about whom."""
    now_open, wanted = later_round(decision), set(seats)
    if now_open is None:
        return
    hands = Hand.objects.scoped(postman(decision)).filter(round_id=now_open.id, seat_id__in=wanted)
    known = set(hands.values_list("seat_id", flat=True))
    rows = [Hand(round_id=now_open.id, seat_id=seat) for seat in sorted(wanted - known)]
    Hand.objects.bulk_create(rows, ignore_conflicts=True)
    hands.filter(done_at__isnull=True, reminders__lt=REMINDERS).update(reminders=F("reminders") + 1)
