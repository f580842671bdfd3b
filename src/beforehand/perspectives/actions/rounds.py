"""Opening and closing the round, and reminding those who may still want to answer."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils import timezone

from beforehand.decisions.access import Standing
from beforehand.decisions.choices import Role
from beforehand.decisions.models import Seat
from beforehand.perspectives.actions.answering import make_perspective, tell
from beforehand.perspectives.choices import State
from beforehand.perspectives.models import CallRequest, Perspective, Round, Statement
from beforehand.perspectives.rules import REMINDERS, may_facilitate
from beforehand.perspectives.signals import reminder_wanted
from beforehand.vault.processes.postman import postman


def open_round(*, decision: UUID, n: int = 1) -> None:
    """Open a round when it was never opened; called when people were invited, so on nobody's behalf."""
    try:
        with transaction.atomic():
            Round.objects.get_or_create(decision_id=decision, n=n)
    except IntegrityError:  # another round is open: that one goes on
        pass


def close_round(*, actor: Standing, now: datetime) -> None:
    """Close the round that is open; drafts stay the writer's and enter nothing.

    Raises
    ------
    PermissionDenied
        For who does not facilitate.
    """
    if not may_facilitate(actor):
        raise PermissionDenied
    with transaction.atomic():
        Round.objects.filter(decision_id=actor.decision, closed_at__isnull=True).update(closed_at=now)
        tell(actor.decision)


def ask_for_reminder(*, actor: Standing) -> None:
    """Ask that who has not sent is reminded; the facilitator does not learn whom, or whether anybody was.

    Raises
    ------
    PermissionDenied
        For who does not facilitate.
    """
    if not may_facilitate(actor):
        raise PermissionDenied
    decision = actor.decision
    transaction.on_commit(lambda: reminder_wanted.send(sender=None, decision=decision))


def seats_to_remind(decision: UUID, now: datetime | None = None) -> tuple[UUID, ...]:
    """Return whom a reminder may go to, for the job that posts it and for nobody's eyes.

    Who was invited, has not sent, was reminded less than twice, does not wait for a call, and did not ask for a later
    day.
    """
    process = postman(decision)
    silent = Seat.objects.filter(decision_id=decision, roles__role=Role.PARTICIPANT, invited_at__isnull=False)
    known = Perspective.objects.scoped(process)
    enough = known.filter(state=State.SENT) | known.filter(reminders__gte=REMINDERS)
    waiting = known.filter(later_at__gt=now or timezone.now())
    called = CallRequest.objects.scoped(process).filter(done_at__isnull=True)
    for others in (enough, waiting, called):
        silent = silent.exclude(pk__in=list(others.values_list("seat_id", flat=True)))
    return tuple(silent.order_by("pk").values_list("pk", flat=True).distinct())


def seats_typed_for(decision: UUID, since: datetime) -> dict[UUID, datetime]:
    """Return for whom something was typed since then that waits for a yes, and when last.

    For the job that tells them, and for nobody's eyes: who typed it is not told whether it still waits.
    """
    waits = Statement.objects.scoped(postman(decision)).filter(
        confirmed=False, typed_by__isnull=False, changed_at__gt=since
    )
    last = waits.values("perspective__seat_id").annotate(last=Max("changed_at"))
    return {row["perspective__seat_id"]: row["last"] for row in last}


def remind(*, decision: UUID, seats: Iterable[UUID]) -> None:
    """Count one reminder for each of these seats; says nothing about whom. Two at most, whoever asks."""
    wanted = set(seats)
    known = set(Perspective.objects.scoped(postman(decision)).values_list("seat_id", flat=True))
    for seat in Seat.objects.filter(decision_id=decision, pk__in=wanted - known).values_list("pk", flat=True):
        make_perspective(seat)
    rows = Perspective.objects.scoped(postman(decision)).filter(seat_id__in=wanted, reminders__lt=REMINDERS)
    rows.exclude(state=State.SENT).update(reminders=F("reminders") + 1, later_at=None)
