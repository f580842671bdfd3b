"""Sending, done by the worker."""

from uuid import UUID

from beforehand.outbox import actions
from beforehand.shell.jobs import every_minutes, job


@job("outbox.send")
def send(message: str) -> None:
    """Send one message."""
    actions.send(message=UUID(message))


@every_minutes("outbox.sweep", 1)
def sweep() -> None:
    """Send what waits: refused for a while, left by a worker that was killed, or due from now."""
    actions.sweep()
