"""What perspectives do when something happened elsewhere."""

from typing import Any
from uuid import UUID

from django.dispatch import receiver

from beforehand.decisions.models import Seat
from beforehand.decisions.signals import invited
from beforehand.people.signals import letter_asked
from beforehand.perspectives.actions.rounds import open_round


@receiver(invited)
def round_opens(decision: UUID, **more: Any) -> None:
    """Open round 1 when the first people are invited."""
    open_round(decision=decision)


@receiver(letter_asked)
def who_sits_together(person: UUID, holder: UUID, **more: Any) -> bool:
    """Refuse a link to who sits in a decision with the person: by it one can say yes in that person's place."""
    theirs = Seat.objects.filter(person_id=person).values("decision_id")
    return Seat.objects.filter(person_id=holder, decision_id__in=theirs).exists()
