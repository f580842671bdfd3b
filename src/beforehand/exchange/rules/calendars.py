"""Who may keep a calendar here, whose hours somebody may be told, and how a feed's address is known."""

from datetime import datetime, timedelta

from django.utils.crypto import salted_hmac

from beforehand.decisions.access import Standing
from beforehand.decisions.choices import Role

FRESH = timedelta(days=3)
"""Hours that were read longer ago say nothing any more."""
BEFORE, AHEAD = timedelta(days=1), timedelta(days=120)
"""What is read of a calendar, from now."""
LONGEST = 2000
BEGINS = ("https://", "http://", "webcal://", "webcals://")


def may_keep_calendar(actor: Standing) -> bool:
    """Who has a role in the decision, for themselves."""
    return bool(actor.roles)


def may_ask_everybody(actor: Standing) -> bool:
    """Who plans conversations may ask whether anybody in the decision is free; others only of whom they lead."""
    return actor.has(Role.FACILITATOR)


def feed_digest(token: str) -> bytes:
    """Return what is stored of the token of a feed; of no use as the token of a personal link."""
    return salted_hmac("beforehand.exchange.feed", token, algorithm="sha256").digest()


def is_address(typed: str) -> bool:
    """Tell whether this may be the address of a calendar; whether there is one is found when it is read.

    >>> is_address("webcal://calendar.example/femke.ics"), is_address("file:///etc/passwd"), is_address("https://")
    (True, False, False)
    """
    begins = next((b for b in BEGINS if typed.lower().startswith(b)), None)
    return begins is not None and len(typed) > len(begins) and not any(char.isspace() for char in typed)


def overlap(
    hours: list[tuple[datetime, datetime]], start: datetime, end: datetime
) -> tuple[tuple[datetime, datetime], ...]:
    """Return the hours within a window, cut at its ends.

    >>> from datetime import UTC
    >>> at = lambda hour: datetime(2027, 3, 29, hour, tzinfo=UTC)
    >>> [(a.hour, b.hour) for a, b in overlap([(at(8), at(10)), (at(12), at(13))], at(9), at(12))]
    [(9, 10)]
    """
    return tuple((max(a, start), min(b, end)) for a, b in hours if a < end and b > start)
