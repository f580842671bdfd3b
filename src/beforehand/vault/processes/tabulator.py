"""The Tabulator: counts what was answered to a sentence and returns counts that may be published, nothing else."""

from uuid import UUID

from beforehand.vault.guard import Process

NAME = "tabulator"


def tabulator(decision: UUID) -> Process:
    """Return the scope of the Tabulator in one decision."""
    return Process(NAME, decision)
