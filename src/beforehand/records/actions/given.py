"""People of the decision, out of what was given."""

from collections.abc import Collection
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from beforehand.decisions.access import Standing
from beforehand.decisions.models import Seat


def seats_here(actor: Standing, wanted: Collection[UUID]) -> list[Seat]:
    """Return people of this decision in a fixed order; refuse strangers."""
    found = Seat.objects.filter(decision_id=actor.decision, pk__in=set(wanted)).select_related("person")
    seats = sorted(found, key=lambda seat: (seat.person.name, seat.pk.bytes))
    if len(seats) != len(set(wanted)):
        raise ValidationError(_("Choose people who are in this decision."), code="people")
    return seats
