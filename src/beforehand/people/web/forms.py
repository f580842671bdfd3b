"""The forms of the door and of the administration page."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from beforehand.people.actions import normalised_mail
from beforehand.shell.web.forms import Form, Typed


class Mail(Typed):
    """A mail address, in the one spelling in which it is stored."""

    widget = forms.EmailInput

    def __init__(self, **more: Any) -> None:
        more.setdefault("label", _("Your mail address"))
        super().__init__(max_length=254, **more)
        self.widget.attrs.update({"autocomplete": "email", "autocapitalize": "none", "spellcheck": "false"})

    def clean(self, value: Any) -> str:
        """Return the address; raise when it cannot be one."""
        mail = normalised_mail(super().clean(value)) or ""
        try:
            validate_email(mail)
        except ValidationError:
            raise ValidationError(
                _("This is not a whole mail address. It looks like name@organisation.nl."), code="mail"
            ) from None
        return mail


class LostLink(Form):
    """Where a new link goes."""

    mail = Mail()


class Invitation(Form):
    """For whom an account is opened."""

    name = Typed(max_length=120, label=_("Name"))
    mail = Mail(label=_("Mail address"))


class LetterAsked(Form):
    """For whom a letter on paper is printed, by the number the facilitator gave."""

    number = Typed(
        max_length=20,
        label=_("Number of the letter that was asked for"),
        help_text=_(
            "The facilitator reads it from the page “Calls and one-to-ones”. It looks like 7K2M-9QXR."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )


class Withdrawal(Form):
    """Whose links stop working."""

    mail = Mail(label=_("Mail address"))
