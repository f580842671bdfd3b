"""What is done after a round was closed, and what is looked for every hour."""

from uuid import UUID

from beforehand.perspectives.actions.publishing import JOB, publish_round, publish_what_was_missed
from beforehand.shell.jobs import every_minutes, job

HOUR = 60


@job(JOB)
def publish(decision: str, round: str) -> None:
    """Count one closed round."""
    publish_round(decision=UUID(decision), round=int(round))


@every_minutes("perspectives.publish_missed", HOUR)
def look_for_what_was_missed() -> None:
    """Count what was closed and never counted."""
    publish_what_was_missed()
