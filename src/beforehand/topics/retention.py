"""How long analyses stay."""

from django.db.models import Q

from beforehand.decisions.retention import ended
from beforehand.topics.models import RunScope
from beforehand.vault.retention import TECHNIQUE, Clock, How, Keeps


def _runs(clock: Clock) -> Q:
    """The facilitator's run holds an indication of escalation, which goes when it is decided; the shared one later."""
    alone = Q(scope=RunScope.FACILITATOR)
    return (alone & ended(clock, "escalation", "decision")) | ended(clock, "answers", "decision")


DECLARED: tuple[Keeps, ...] = (
    Keeps(
        "topics.AnalysisRun",
        "escalation",
        How.DELETE,
        "What the facilitator saw goes when it is decided; what was shared goes with the answers it is made of.",
        _runs,
    ),
    Keeps(
        "topics.WaitingAnalysis",
        TECHNIQUE,
        How.DELETE,
        "That an analysis was asked for; it goes when the analysis begins.",
        lambda clock: Q(asked_at__lte=clock.ago(7)),
    ),
)
