"""Topics as an application."""

from django.apps import AppConfig


class TopicsConfig(AppConfig):
    """What has to be talked about: engine input from the database, and stored analysis runs."""

    name = "beforehand.topics"
    label = "topics"

    def ready(self) -> None:
        """Make the jobs known and listen to what changes."""
        from beforehand.topics import jobs, receivers  # noqa: F401  # after the applications are loaded
