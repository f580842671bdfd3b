"""What topics do when something the engine reads has changed elsewhere."""

from typing import Any
from uuid import UUID

from django.dispatch import receiver

from beforehand.decisions.signals import frame_changed, invited
from beforehand.perspectives.signals import perspectives_changed
from beforehand.topics.actions import note_change


@receiver(frame_changed)
@receiver(invited)
@receiver(perspectives_changed)
def something_changed(decision: UUID, **more: Any) -> None:
    """Note the change and ask for an analysis."""
    note_change(decision)
