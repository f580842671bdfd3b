"""What perspectives do when something happened elsewhere."""

from typing import Any
from uuid import UUID

from django.dispatch import receiver

from beforehand.decisions.signals import invited
from beforehand.perspectives.actions.rounds import open_round


@receiver(invited)
def round_opens(decision: UUID, **more: Any) -> None:
    """Open round 1 when the first people are invited."""
    open_round(decision=decision)
