"""Shell as an application."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ShellConfig(AppConfig):
    """Base templates, design tokens, charts, widgets: the bottom of the web, knows no context."""

    name = "beforehand.shell"
    label = "shell"

    def ready(self) -> None:
        """Keep the worker's timetable in line with the jobs that run by themselves."""
        from beforehand.shell.jobs import plan_after_migrating  # after the applications are loaded

        post_migrate.connect(plan_after_migrating, dispatch_uid="beforehand.shell.timetable")
