"""The library's forms for staff accounts, in our words and without texts inside the boxes."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as second
from allauth.mfa.totp import forms as totp
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from beforehand.people.actions import normalised_mail
from beforehand.shell.web.forms import REFUSED, Typed

MOST = 1000  # characters in a box; what is longer was not typed
LABELS = {
    "login": _("Your mail address"),
    "email": _("Your mail address"),
    "password": _("Password"),
    "oldpassword": _("Password you have now"),
    "password1": _("New password"),
    "password2": _("The same password again"),
    "code": _("Code"),
    "name": _("Name of this passkey"),
    "passwordless": _("Sign in with this passkey alone"),
}
HINTS = {
    "password1": _("At least 12 characters. Four words that only you would put together will do."),
    "name": _("So that you can tell them apart: laptop, phone, key on my key ring."),
    "passwordless": _("Then you need no password or code. Your device asks for a PIN, finger or face."),
}


class OurWords:
    """Labels and hints of ours; a mail address in the spelling in which it is stored."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, **more: Any) -> None:
        more.setdefault("label_suffix", "")
        super().__init__(*args, **more)
        self.use_required_attribute = False
        for name, field in self.fields.items():
            if field.widget.is_hidden:
                continue
            field.label = LABELS.get(name, field.label)
            field.help_text = HINTS.get(name, "")
            field.widget.attrs.pop("placeholder", None)
            field.error_messages["required"] = Typed.default_error_messages["required"]
            if hasattr(field, "max_length") and field.max_length is None:
                field.max_length = MOST
                field.validators.append(_short_enough)
            if isinstance(field, forms.CharField) and "password" not in name:
                field.bound_data = _shown  # type: ignore[method-assign]
                field.validators.append(_can_be_kept)
            if name in ("login", "email"):
                field.widget.attrs.update({"autocapitalize": "none", "spellcheck": "false"})
            if name == "code":
                field.widget.attrs.update({"autocapitalize": "characters", "spellcheck": "false"})

    def clean_login(self) -> str:
        """Return the address as it is stored."""
        return normalised_mail(self.cleaned_data["login"]) or ""  # type: ignore[attr-defined]


def _shown(data: Any, initial: Any) -> Any:
    """Return what was typed, for the form that comes back: refused characters become visible."""
    return REFUSED.sub("�", data) if isinstance(data, str) else data


def _can_be_kept(value: str) -> None:
    if REFUSED.search(str(value)):
        raise ValidationError(Typed.default_error_messages["unseen"], code="unseen")


def _short_enough(value: str) -> None:
    from django.core.validators import MaxLengthValidator

    MaxLengthValidator(MOST)(value)


class SignIn(OurWords, account.LoginForm):  # type: ignore[misc]
    """Address and password."""


class AskForCode(OurWords, account.RequestLoginCodeForm):  # type: ignore[misc]
    """Address to which a code goes."""


class TypeCode(OurWords, account.ConfirmLoginCodeForm):  # type: ignore[misc]
    """The code that came."""


class TypeAddressCode(OurWords, account.ConfirmEmailVerificationCodeForm):  # type: ignore[misc]
    """The code that shows that an address is somebody's own."""


class ForgotPassword(OurWords, account.ResetPasswordForm):  # type: ignore[misc]
    """Address to which a code for a new password goes."""


class TypePasswordCode(OurWords, account.ConfirmPasswordResetCodeForm):  # type: ignore[misc]
    """The code for a new password."""


class NewPassword(OurWords, account.ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password instead of a forgotten one."""


class FirstPassword(OurWords, account.SetPasswordForm):  # type: ignore[misc]
    """A first password."""


class OtherPassword(OurWords, account.ChangePasswordForm):  # type: ignore[misc]
    """Another password."""


class PasswordAgain(OurWords, account.ReauthenticateForm):  # type: ignore[misc]
    """The password, asked again before something that matters."""


class SecondStep(OurWords, second.AuthenticateForm):  # type: ignore[misc]
    """A code of the app, or a recovery code."""


class SecondStepAgain(OurWords, second.ReauthenticateForm):  # type: ignore[misc]
    """The same, asked again before something that matters."""


class AppOn(OurWords, totp.ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an app."""
