"""Outbox as an application."""

from typing import Any

from django.apps import AppConfig
from django.core import checks

FROM_NOBODY = "Beforehand <beforehand@localhost>"


class OutboxConfig(AppConfig):
    """Messages waiting, sent once; transport only."""

    name = "beforehand.outbox"
    label = "outbox"

    def ready(self) -> None:
        """Make the jobs known, and let the check say when mail has nowhere to go."""
        from beforehand.outbox import jobs  # noqa: F401  # after the applications are loaded

        checks.register(mail_has_a_way_out)


def mail_has_a_way_out(app_configs: Any, **more: Any) -> list[checks.CheckMessage]:
    """Warn when messages can only wait, or would come from nobody."""
    from django.conf import settings

    if settings.DEMO:
        return []
    if not settings.SMTP:
        said = "Mail has nowhere to go: messages wait, and codes to sign in with are not sent."
        hint = "Set BEFOREHAND_SMTP_URL, as smtp+tls://user:password@mail.example.org:587."
        return [checks.Warning(said, hint=hint, id="outbox.W001")]
    if settings.MAIL_FROM == FROM_NOBODY:
        hint = "Set BEFOREHAND_MAIL_FROM, as Beforehand <beforehand@example.org>."
        return [checks.Warning("Mail comes from nobody who can be answered.", hint=hint, id="outbox.W002")]
    return []
