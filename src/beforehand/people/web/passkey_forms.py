"""The library's forms for passkeys. What a device answers is looked at before the library takes it apart."""

import struct
from typing import Any

from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from fido2.webauthn import AuthenticationResponse, RegistrationResponse

from beforehand.people.web.account_forms import OurWords

MOST = 50_000  # characters; a device that shows where it was made needs a few thousand
OTHER_SHAPE = (AttributeError, IndexError, KeyError, RecursionError, TypeError, ValueError, struct.error)


class DeviceAnswer(forms.JSONField):
    """What a device says, as JSON; anything of another shape is refused and not shown again."""

    def __init__(self, shape: type[AuthenticationResponse | RegistrationResponse]) -> None:
        super().__init__(widget=forms.HiddenInput)
        self.shape = shape
        said = _("Your device gave an answer that cannot be used. Try again, or use another way.")
        self.error_messages.update(required=said, invalid=said)

    def to_python(self, value: Any) -> Any:
        """Return the answer when it has the shape of one."""
        try:
            if len(str(value)) > MOST:
                raise ValueError
            answer = super().to_python(value)
            if answer is not None:
                self.shape.from_dict(answer)
        except OTHER_SHAPE:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
        return answer

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Forget the answer: a device gives each only once."""
        return None

    def prepare_value(self, value: Any) -> str:
        """Return nothing: the device fills this in."""
        return ""


class AddKey(OurWords, webauthn.AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey."""

    credential = DeviceAnswer(RegistrationResponse)


class RenameKey(OurWords, webauthn.EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a passkey."""


class SignInByKey(OurWords, webauthn.LoginWebAuthnForm):  # type: ignore[misc]
    """A passkey alone."""

    credential = DeviceAnswer(AuthenticationResponse)


class SecondStepByKey(OurWords, webauthn.AuthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey after a password or a code."""

    credential = DeviceAnswer(AuthenticationResponse)


class KeyAgain(OurWords, webauthn.ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey, asked again before something that matters."""

    credential = DeviceAnswer(AuthenticationResponse)
