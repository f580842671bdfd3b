"""Taking a name away where a row has to stay."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from beforehand.notifications.models import Wish
from beforehand.people.models import AccessLink, Person


def nameless(language: str, *, left: bool) -> str:
    """Return what stands where a name stood: of somebody who left, or of a decision long ago."""
    with override(language):
        return _("someone who left") if left else _("name removed")


def without_name(person: Person, *, left: bool, now: datetime) -> None:
    """Take away the name, address, wishes and links of a person who stays as a function."""
    AccessLink.objects.filter(person=person).delete()
    Wish.objects.filter(person=person).delete()
    person.name = nameless(person.organisation.language, left=left)
    person.mail = None
    person.language = ""
    person.account = None
    person.administrator = False
    person.erased_at = now
    person.save()
