"""Who reads: people of a case that was brought in."""

from uuid import UUID

from beforehand.decisions.access import Standing, standing_of
from beforehand.decisions.models import Seat
from beforehand.people.access import Arrival


def standing(decision: UUID, name: str) -> Standing:
    """Return what the person whose name begins so is in the decision, having signed in with an account."""
    seat = Seat.objects.select_related("person").get(decision=decision, person__name__startswith=name)
    arrival = Arrival(
        person=seat.person_id,
        organisation=seat.person.organisation_id,
        name=seat.person.name,
        language="nl",
        strong=True,
        administrator=False,
    )
    found = standing_of(arrival, decision)
    assert found is not None
    return found
