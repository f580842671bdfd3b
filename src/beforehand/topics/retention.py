"""How long analyses stay."""

from django.db.models import Q

from beforehand.decisions.retention import ended
from beforehand.topics.models import RunScope
from beforehand.vault.retention import TECHNIQUE, Clock, How, Keeps


def _runs(clock: Clock) -> Q:
    """The facilitator's run holds an indication of escalation, which goes when it is decided; the shared one later."""
    alone = Q(scope=RunScope.FACILITATOR)
    return (alone & ended(clock, "escalation", "decision")) | ended(clock, "answers", "decision")


def _topics(clock: Clock, of: str = "") -> Q:
    """As the runs they were seen in."""
    alone = Q(**{f"{of}scope": RunScope.FACILITATOR})
    return (alone & ended(clock, "escalation", f"{of}decision")) | ended(clock, "answers", f"{of}decision")


SEEN = "What the facilitator saw over time goes when it is decided; what was shared goes with the answers."
SAID = "What people and facilitators said of answers goes with the answers."

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
    Keeps("topics.TopicEvent", "escalation", How.DELETE, SEEN, lambda clock: _topics(clock, "topic__")),
    Keeps("topics.Topic", "escalation", How.DELETE, SEEN, _topics),
    Keeps(
        "topics.Constraint",
        "escalation",
        How.DELETE,
        "Who does not meet whom for now is needed for the plan, and goes when it is decided.",
        lambda clock: ended(clock, "escalation", "decision"),
    ),
    Keeps(
        "topics.CollisionMember",
        "answers",
        How.DELETE,
        SAID,
        lambda clock: ended(clock, "answers", "collision__decision"),
    ),
    Keeps("topics.Collision", "answers", How.DELETE, SAID, lambda clock: ended(clock, "answers", "decision")),
    Keeps(
        "topics.HolderConsent", "answers", How.DELETE, SAID, lambda clock: ended(clock, "answers", "decision")
    ),
)
