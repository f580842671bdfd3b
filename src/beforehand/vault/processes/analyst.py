"""The Analyst: reads what was released to the facilitator or wider and returns engine input, nothing else."""

from uuid import UUID

from beforehand.vault.guard import Process

NAME = "analyst"


def analyst(decision: UUID) -> Process:
    """Return the scope of the Analyst in one decision."""
    return Process(NAME, decision)
