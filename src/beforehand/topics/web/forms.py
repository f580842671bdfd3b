"""What comes back from the pages of topics."""

from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beforehand.shell.web.forms import Form, Typed
from beforehand.topics.rules import REASON


class AsideForm(Form):
    """Why a topic is set aside."""

    reason = Typed(
        label=gettext_lazy("Why is it set aside?"),
        help_text=gettext_lazy(
            "Only who facilitates reads this. It comes up again by itself when it changes."
        ),
        max_length=REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def ids(typed: list[str]) -> list[UUID]:
    """Return ids from a form.

    Raises
    ------
    ValidationError
        When one of them is none.
    """
    try:
        return [UUID(one) for one in typed]
    except ValueError:
        raise ValidationError(_("One of these sentences is no longer there. Look again.")) from None
