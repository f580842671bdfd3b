"""Exchange as an application."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Decision files, lists of people and documents, in and out."""

    name = "beforehand.exchange"
    label = "exchange"

    def ready(self) -> None:
        """Make the jobs known, after the applications are loaded."""
        from beforehand.exchange import jobs  # noqa: F401
