"""People as an application."""

from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.core import checks


class PeopleConfig(AppConfig):
    """Organisations, persons, personal links and sign-in."""

    name = "beforehand.people"
    label = "people"

    def ready(self) -> None:
        """Make the job and the letter known, and let the check refuse a sign-in that could be listened to."""
        from beforehand.people import jobs, letters, second_factor  # noqa: F401  # after the applications are loaded

        second_factor.listen()
        checks.register(organisation_sign_in_is_safe)


def organisation_sign_in_is_safe(app_configs: Any, **more: Any) -> list[checks.CheckMessage]:
    """Refuse an organisation's sign-in over plain HTTP, except on this machine."""
    from django.conf import settings

    issuer = urlsplit(settings.OIDC_ISSUER)
    if issuer.scheme in ("", "https") or issuer.hostname in ("127.0.0.1", "localhost", "::1"):
        return []
    said = "The organisation's sign-in would travel where others can read it."
    hint = "Let BEFOREHAND_OIDC_ISSUER start with https://."
    return [checks.Error(said, hint=hint, id="people.E001")]
