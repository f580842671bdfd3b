"""What stewardship does by itself."""

from django.utils import timezone

from beforehand.shell.jobs import every_day
from beforehand.stewardship.actions import run_by_itself


@every_day("stewardship.retention", hour=3)
def retention() -> None:
    """Let go what is past its term."""
    run_by_itself(now=timezone.now())
