"""The Reviewer: counts what was judged at a look back and returns counts that may be published, nothing else."""

from uuid import UUID

from beforehand.vault.guard import Process

NAME = "reviewer"


def reviewer(decision: UUID) -> Process:
    """Return the scope of the Reviewer in one decision."""
    return Process(NAME, decision)
