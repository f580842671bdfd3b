"""What is done after an answer was given, and every morning."""

from uuid import UUID

from beforehand.shell.jobs import every_minutes, job
from beforehand.topics.actions import catch_up, make_analysis
from beforehand.topics.actions.analysing import JOB

HOUR = 60


@job(JOB)
def analyse(decision: str) -> None:
    """Analyse one decision."""
    make_analysis(UUID(decision))


@every_minutes("topics.catch_up", HOUR)
def look_for_what_was_missed() -> None:
    """Ask for what is missing: a new day has begun, or a change was kept and nobody came to asking."""
    catch_up()
