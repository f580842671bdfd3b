"""What every deed on the page of a conversation shares: what comes back when it is refused, and what it is about."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from beforehand.conversations.queries import ItemSeen, OutcomeSeen
from beforehand.conversations.web.forms import TalkForm
from beforehand.conversations.web.making import Meeting
from beforehand.shell.web.forms import Form

Kept = dict[str, Form]
"""Forms that were not kept, by where they stand on the page; empty when it was done."""


@contextmanager
def refusing(form: TalkForm) -> Iterator[None]:
    """Put what an action refuses beside the field it is about."""
    try:
        yield
    except ValidationError as fault:
        form.refused(fault)


def item_meant(request: HttpRequest, m: Meeting) -> ItemSeen:
    """Return the item a deed is about."""
    wanted = request.POST.get("item", "")
    found = next((item for item in m.seen.items if str(item.id) == wanted), None)
    if found is None:
        raise ValidationError(_("That cannot be done here. Look again."))
    return found


def outcome_meant(request: HttpRequest, m: Meeting) -> OutcomeSeen:
    """Return the outcome a deed is about, as long as nothing took its place."""
    wanted = request.POST.get("outcome", "")
    there = (item.outcome for item in m.seen.items if item.outcome is not None)
    found = next((outcome for outcome in there if str(outcome.id) == wanted), None)
    if found is None:
        raise ValidationError(_("This text was replaced. Read the new one."))
    return found
