"""What is done after the door answered, so that known and unknown addresses get the same answer as fast."""

from uuid import UUID

from beforehand.people.models import Person
from beforehand.people.signals import link_wanted
from beforehand.shell.jobs import job


@job("people.new_link")
def new_link(*people: str) -> None:
    """Tell who sends mail that these people want a new link; ids of nobody are passed over."""
    known = Person.objects.filter(pk__in=[UUID(each) for each in people], erased_at__isnull=True)
    for person in known.order_by("pk").values_list("pk", flat=True):
        link_wanted.send(sender=Person, person=person)
