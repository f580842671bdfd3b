"""Closing a decision: it was taken, or it stopped; and taking it up again."""

from datetime import datetime

from django.utils import timezone

from beforehand.decisions.access import Standing
from beforehand.decisions.actions.changing import changing, said_in
from beforehand.decisions.choices import ChangeKind, Stage
from beforehand.decisions.models import Seat
from beforehand.decisions.rules.allowed import may_close


def close(*, actor: Standing, taken: bool, now: datetime | None = None) -> None:
    """Say that the decision was taken, or that it stopped. May: owner, decider.

    From this moment the terms count after which answers are destroyed, for a decision that stopped as well.
    """
    _move(actor, Stage.DECIDED if taken else Stage.STOPPED, now or timezone.now())


def take_up_again(*, actor: Standing) -> None:
    """Go on with a decision that was closed. May: owner, decider."""
    asked = Seat.objects.filter(decision=actor.decision, invited_at__isnull=False).exists()
    _move(actor, Stage.LISTENING if asked else Stage.FRAMING, None)


def _move(actor: Standing, stage: Stage, at: datetime | None) -> None:
    with changing(actor, may_close, also_when_closed=True) as changes:
        decision = changes.decision
        if decision.stage == stage or (at is None and decision.decided_at is None):
            return
        with said_in(changes):
            changes.note(ChangeKind.DECISION, decision.sentence, Stage(decision.stage).label, stage.label)
        decision.stage, decision.decided_at = stage, at
        decision.save(update_fields=["stage", "decided_at"])
