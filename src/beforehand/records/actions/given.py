"""Words that can be kept, and people of the decision, out of what was given."""

from collections.abc import Collection
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from beforehand.decisions.access import Standing
from beforehand.decisions.models import Seat

HIDDEN = frozenset("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")


def worded(text: str, most: int, *, needed: str = "") -> str:
    """Return a text that can be kept; ``needed`` is said when it is empty and may not be."""
    text = text.strip()
    if "\x00" in text or len(text) > most:
        raise ValidationError(_("This text cannot be kept. Make it shorter."), code="long")
    if not text.strip("".join(HIDDEN)).strip():
        text = ""
    if needed and not text:
        raise ValidationError(needed, code="empty")
    return text


def seats_here(actor: Standing, wanted: Collection[UUID]) -> list[Seat]:
    """Return people of this decision in a fixed order; refuse strangers."""
    found = Seat.objects.filter(decision_id=actor.decision, pk__in=set(wanted)).select_related("person")
    seats = sorted(found, key=lambda seat: (seat.person.name, seat.pk.bytes))
    if len(seats) != len(set(wanted)):
        raise ValidationError(_("Choose people who are in this decision."), code="people")
    return seats
