"""The Timekeeper: reads the calendars people gave, and keeps and tells when they are busy, never what they do."""

from uuid import UUID

from beforehand.vault.guard import Process

NAME = "timekeeper"


def timekeeper(decision: UUID | None = None) -> Process:
    """Return the scope of the Timekeeper, in one decision or in all."""
    return Process(NAME, decision)
