"""What topics do when something the engine reads has changed elsewhere."""

from typing import Any
from uuid import UUID

from django.dispatch import receiver
from django.utils import timezone

from beforehand.decisions.signals import frame_changed, invited
from beforehand.perspectives.signals import all_taken_back, perspectives_changed
from beforehand.topics.actions import note_change, take_back_consents_of


@receiver(frame_changed)
@receiver(invited)
@receiver(perspectives_changed)
def something_changed(decision: UUID, **more: Any) -> None:
    """Note the change and ask for an analysis."""
    note_change(decision)


@receiver(all_taken_back)
def nothing_is_agreed_to_any_more(decision: UUID, seat: UUID, **more: Any) -> None:
    """Take back what they had agreed to share as well: it was about what they had said."""
    take_back_consents_of(decision, seat, timezone.now())
