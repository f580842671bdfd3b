"""Records as an application."""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class RecordsConfig(AppConfig):
    """What was decided, knowingly: the gate before a commitment, the record, and the look back."""

    name = "beforehand.records"
    label = "records"

    def ready(self) -> None:
        """See after every migration that the database refuses to rewrite a record."""
        post_migrate.connect(guard_after_migrating, sender=self, dispatch_uid="beforehand.records.immutable")


def guard_after_migrating(*, using: str, **_: Any) -> None:
    """Put the triggers in place that an altered table lost."""
    from beforehand.records.models.immutable import put_in_place

    put_in_place(connections[using])
