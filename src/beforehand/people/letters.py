"""The letter that says somebody has an account. It opens nothing by itself: the first sign-in is by a code."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext, override

from beforehand.outbox.rendering import Due, Letter, renders
from beforehand.people.actions import ACCOUNT_LETTER
from beforehand.people.models import Person


@renders(ACCOUNT_LETTER)
def account_letter(due: Due) -> Letter | None:
    """Write it; None when the person is gone or the account is closed."""
    person = (
        Person.objects.select_related("account", "organisation")
        .filter(pk=due.recipient, erased_at__isnull=True, account__is_active=True)
        .first()
    )
    if person is None or person.mail is None:
        return None
    with override(person.language or person.organisation.language):
        shown = {
            "name": person.name,
            "mail": person.mail,
            "address": settings.ADDRESS + reverse("account_login"),
        }
        return Letter(
            to=person.mail,
            subject=gettext("Your account in Beforehand"),
            text=render_to_string("people/account_letter.txt", shown),
        )
