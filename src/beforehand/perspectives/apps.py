"""Perspectives as an application."""

from django.apps import AppConfig


class PerspectivesConfig(AppConfig):
    """What people say: answers, statements, who may read them."""

    name = "beforehand.perspectives"
    label = "perspectives"

    def ready(self) -> None:
        """Listen to what happens elsewhere."""
        from beforehand.perspectives import jobs, receivers  # noqa: F401  # after the applications are loaded
