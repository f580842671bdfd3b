"""For whom a letter is made: the person as they are when it is sent, and what they are in a decision then."""

from dataclasses import dataclass, field, replace
from uuid import UUID

from beforehand.decisions.access import Standing, standing_of
from beforehand.decisions.choices import Stage
from beforehand.decisions.models import Decision
from beforehand.notifications.choices import Kind
from beforehand.notifications.models import Wish
from beforehand.notifications.rules import is_wanted, may_be_written_to
from beforehand.people.access import Arrival
from beforehand.people.models import Person

OVER = (Stage.DECIDED, Stage.STOPPED)


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who gets a letter. Reads what their personal link lets them read, because a letter travels by mail."""

    arrival: Arrival
    language: str
    mail: str = field(repr=False)


def addressee(person: UUID, kind: Kind) -> Addressee | None:
    """Return who gets a letter of this kind; None for who is gone, has no mail or turned it down."""
    row = Person.objects.filter(pk=person, erased_at__isnull=True).select_related("organisation").first()
    if row is None or not row.mail:
        return None
    if not is_wanted(kind, Wish.objects.filter(person=row).values_list("kind", flat=True)):
        return None
    arrival = Arrival(
        person=row.pk,
        organisation=row.organisation_id,
        name=row.name,
        language=row.language,
        strong=False,
        administrator=False,
    )
    return Addressee(arrival, row.language or row.organisation.language, row.mail)


def standing_in(who: Addressee, decision: UUID | None) -> Standing | None:
    """Return what somebody is in a decision; None when they have no role in it any more, or it is over."""
    if decision is None or not Decision.objects.filter(pk=decision).exclude(stage__in=OVER).exists():
        return None
    standing = standing_of(who.arrival, decision)
    return standing if standing is not None and may_be_written_to(standing) else None


def held_in(who: Addressee, decision: UUID) -> Standing | None:
    """Return what somebody is in a decision by all their roles, also those that ask for an account.

    It says whether a letter is for them and whether a page would open for them by an account; nothing is read with it.
    """
    standing = standing_of(replace(who.arrival, strong=True), decision)
    return standing if standing is not None and may_be_written_to(standing) else None
