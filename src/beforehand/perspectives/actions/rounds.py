"""Opening and closing rounds, and reminding those who may still want to answer."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.dispatch import Signal
from django.utils import timezone

from beforehand.decisions.access import Standing
from beforehand.decisions.choices import Role, Stage
from beforehand.decisions.models import Decision, Seat
from beforehand.perspectives.actions.answering import make_perspective, tell
from beforehand.perspectives.actions.publishing import ask_to_publish
from beforehand.perspectives.choices import RoundKind, State
from beforehand.perspectives.models import CallRequest, Perspective, Round, Statement
from beforehand.perspectives.queries.rounds import answerable
from beforehand.perspectives.rules import REMINDERS, may_facilitate, may_follow
from beforehand.perspectives.signals import reminder_wanted, round_closed, round_opened
from beforehand.vault.processes.postman import postman


class NotOpenedError(Exception):
    """A round could not be opened; ``why`` is a fixed word."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def open_round(*, decision: UUID, n: int = 1) -> None:
    """Open a round when it was never opened; called when people were invited, so on nobody's behalf."""
    try:
        with transaction.atomic():
            Round.objects.get_or_create(decision_id=decision, n=n)
    except IntegrityError:  # another round is open: that one goes on
        pass


def open_next_round(*, actor: Standing, kind: str, now: datetime) -> None:
    """Open the next round; when another facilitator was just before with the same, it is open already.

    Raises
    ------
    PermissionDenied
        For who does not facilitate.
    NotOpenedError
        ``over`` when it is decided or stopped, ``another`` while another round is open, ``order`` when a round of this
        kind cannot come now, ``nothing`` when there is no shared sentence to answer to.
    """
    if not may_facilitate(actor):
        raise PermissionDenied
    with transaction.atomic():
        decision = Decision.objects.select_for_update().get(pk=actor.decision)
        rows = list(Round.objects.filter(decision=decision).order_by("n"))
        now_open = next((row for row in rows if row.closed_at is None), None)
        if now_open is not None and now_open.kind == kind:
            return
        if decision.stage in (Stage.DECIDED, Stage.STOPPED):
            raise NotOpenedError("over")
        if now_open is not None:
            raise NotOpenedError("another")
        if kind not in RoundKind or not may_follow(RoundKind(kind), [RoundKind(row.kind) for row in rows]):
            raise NotOpenedError("order")
        if not answerable(actor, RoundKind(kind)):
            raise NotOpenedError("nothing")
        made = Round(decision=decision, n=max((row.n for row in rows), default=0) + 1, kind=kind)
        made.save(force_insert=True)
        # Never later than the clock that dates sentences: what is said from now on waits until it is closed.
        Round.objects.filter(pk=made.pk).update(opened_at=min(now, timezone.now()))
        _say(round_opened, made)
        tell(actor.decision)


def close_round(*, actor: Standing, now: datetime, number: int | None = None) -> None:
    """Close the round that is open, and have it counted; drafts stay the writer's and enter nothing.

    ``number`` is the round that was looked at. When that one is not open, because another facilitator was just
    before, nothing happens, also when the next one is open already.

    Raises
    ------
    PermissionDenied
        For who does not facilitate.
    """
    if not may_facilitate(actor):
        raise PermissionDenied
    with transaction.atomic():
        Decision.objects.select_for_update().get(pk=actor.decision)
        row = Round.objects.filter(decision_id=actor.decision, closed_at__isnull=True).first()
        if row is None or number not in (None, row.n):
            return
        row.closed_at = now
        row.save(update_fields=["closed_at"])
        ask_to_publish(round=row)
        _say(round_closed, row)
        tell(actor.decision)


def _say(signal: Signal, row: Round) -> None:
    about = {"decision": row.decision_id, "number": row.n, "kind": row.kind}
    transaction.on_commit(lambda: signal.send(sender=None, **about))


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
