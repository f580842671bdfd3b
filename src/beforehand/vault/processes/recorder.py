"""The Recorder: reads where a record ended and whose a part is, adds an entry, empties parts; opens no value."""

from uuid import UUID

from beforehand.vault.guard import Process

NAME = "recorder"


def recorder(decision: UUID) -> Process:
    """Return the scope of the Recorder in one decision."""
    return Process(NAME, decision)
