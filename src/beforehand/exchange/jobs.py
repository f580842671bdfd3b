"""What exchange does by itself: reading the calendars people gave, and the answers calendars send back."""

from uuid import UUID

from beforehand.exchange.actions import calendars, replies
from beforehand.shell.jobs import every_minutes, job


@job("exchange.read_calendar")
def read_calendar(calendar: str) -> None:
    """Read one calendar."""
    calendars.read_calendar(calendar=UUID(calendar))


@every_minutes("exchange.read_calendars", 60)
def read_calendars() -> None:
    """Have every calendar read again."""
    calendars.read_all_calendars()


@every_minutes("exchange.read_replies", 5)
def read_replies() -> None:
    """Take the answers that arrived in the mailbox; without one there is nothing to do."""
    replies.take_replies()
