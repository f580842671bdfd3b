"""Who says what was done with a sentence, which sentences wait for that, and since when."""

from datetime import datetime, timedelta

from django.db.models import Q

from beforehand.decisions.access import Standing
from beforehand.decisions.choices import Role
from beforehand.knowledge import load
from beforehand.perspectives.choices import Release, Taken
from beforehand.perspectives.models import IN_USE, Round

GIVEN = IN_USE & ~Q(field="mirror") & Q(picked__isnull=True)
"""What was given as input. How somebody pictures another side is judged by that side, not replied to."""

SHAM = "P18"
"""The pattern that says after how many days without a reply asking was a sham."""


def may_reply(actor: Standing) -> bool:
    """Who facilitates or decides says what was done with what people said."""
    return actor.has(Role.FACILITATOR, Role.DECIDER)


def needs_why(outcome: Taken) -> bool:
    """What was not taken along, or partly, is not said without why."""
    return outcome is not Taken.TAKEN


def least_read(actor: Standing) -> int:
    """Return from which level this reader reads sentences to reply to them."""
    return int(Release.FACILITATOR if actor.has(Role.FACILITATOR) else Release.ALL_WITHOUT_NAME)


def reads_input(actor: Standing) -> bool:
    """Tell whether there is anything to reply to for this reader yet.

    Who decides waits until the first round is closed: sentences that come in one by one would tell who just wrote.
    """
    if actor.has(Role.FACILITATOR):
        return True
    closed = Round.objects.filter(decision_id=actor.decision, n=1, closed_at__isnull=False)
    return actor.has(Role.DECIDER) and closed.exists()


def days_to_reply() -> int:
    """Return how many days may pass without a reply (P18, R04)."""
    return int(load().patterns[SHAM].thresholds["days"])


def late_before(now: datetime) -> datetime:
    """Return the moment before which something was sent that has waited too long."""
    return now - timedelta(days=days_to_reply())
