"""The Messenger: finds when a conversation is and who is asked to it, so that each is told alone; opens no value."""

from uuid import UUID

from beforehand.vault.guard import Process

NAME = "messenger"


def messenger(decision: UUID | None = None) -> Process:
    """Return the scope of the Messenger, in one decision or in all."""
    return Process(NAME, decision)
