"""What stewardship hears from the contexts below it."""

from typing import Any

from django.dispatch import receiver

from beforehand.decisions.access import Standing
from beforehand.perspectives.signals import opened
from beforehand.stewardship.actions import log_view


@receiver(opened)
def note_opening(sender: Any, *, standing: Standing, view: str, **more: Any) -> None:
    """Note that a page was opened that shows what people gave."""
    log_view(standing=standing, view=view)
