"""Stewardship as an application."""

from django.apps import AppConfig


class StewardshipConfig(AppConfig):
    """Retention, erasure, take-along, the view log and the papers for the organisation."""

    name = "beforehand.stewardship"
    label = "stewardship"

    def ready(self) -> None:
        """Load what registers itself."""
        from beforehand.stewardship import jobs, receivers  # noqa: F401
