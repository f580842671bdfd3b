"""Retention: reads ids and dates, deletes rows, never opens a value."""

from uuid import UUID

from beforehand.vault.guard import Process

NAME = "retention"


def retention(decision: UUID | None = None) -> Process:
    """Return the scope of retention, in one decision or in all."""
    return Process(NAME, decision)
