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
    """Return the item a deed is about, or the conversation as a whole."""
    wanted = request.POST.get("item", "")
    found = next((item for item in (*m.seen.items, m.whole) if str(item.id) == wanted), None)
    if found is None:
        raise ValidationError(_("That cannot be done here. Look again."))
    return found


def item_or_whole(request: HttpRequest, m: Meeting) -> tuple[ItemSeen, bool]:
    """Return what a text is for; the conversation as a whole, and True, when its item is on the agenda no longer."""
    try:
        return item_meant(request, m), False
    except ValidationError:
        if not m.to_write:  # then there is no place to write in either
            raise
        there = next((item for item in m.seen.items if item.id == m.whole.id), None)
        return there or m.whole, True


def taken_off() -> str:
    """Return what is said with a text whose item is gone."""
    return _(
        "This is no longer on the agenda. Write it down again, and it counts for the conversation as a whole."
    )


def outcome_meant(request: HttpRequest, m: Meeting) -> OutcomeSeen:
    """Return the outcome a deed is about, as long as nothing took its place."""
    wanted = request.POST.get("outcome", "")
    there = (item.outcome for item in m.seen.items if item.outcome is not None)
    found = next((outcome for outcome in there if str(outcome.id) == wanted), None)
    if found is None:
        raise ValidationError(_("This text was replaced. Read the new one."))
    return found
