"""Notifications as an application."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """What is told to whom, rendered at send time as the recipient."""

    name = "beforehand.notifications"
    label = "notifications"

    def ready(self) -> None:
        """Make letters, jobs and receivers known, after the applications are loaded."""
        from beforehand.notifications import jobs, receivers  # noqa: F401
        from beforehand.notifications.letters import (  # noqa: F401
            digest,
            invitation,
            looking_back,
            new_link,
            passed,
            reminder,
            round_opened,
            table,
            talk,
            talk_off,
            typed_for,
        )
