"""Who may do what with accounts and links. An administrator keeps the technique going and reads no content."""

from beforehand.people.access import Arrival
from beforehand.people.models import Person


def may_administer(actor: Arrival) -> bool:
    """Tell whether somebody may open accounts and withdraw links: an administrator, arrived by account."""
    return actor.administrator and actor.strong


def may_withdraw_own_links(actor: Arrival, person: Person) -> bool:
    """Tell whether somebody may withdraw a person's links: the person, or an administrator of the organisation."""
    same_house = person.organisation_id == actor.organisation
    return actor.person == person.pk or (same_house and may_administer(actor))
