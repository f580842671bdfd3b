"""How long calendars stay: as long as the answers in the decision they were given for."""

from django.db.models import Q

from beforehand.decisions.retention import ended
from beforehand.vault.retention import TECHNIQUE, Clock, How, Keeps

HANDLED_DAYS = 60
"""Longer than a mailbox is looked back in."""


def _given(clock: Clock) -> Q:
    return ended(clock, "answers", "seat__decision")


DECLARED: tuple[Keeps, ...] = (
    Keeps(
        "exchange.GivenCalendar",
        "answers",
        How.DELETE,
        "When somebody is busy is about one person, and of use only while conversations are planned.",
        _given,
    ),
    Keeps(
        "exchange.Feed",
        TECHNIQUE,
        How.DELETE,
        "An address of somebody's calendar goes with the person, or when they withdraw it.",
        lambda clock: Q(person__erased_at__isnull=False),
    ),
    Keeps(
        "exchange.InCalendar",
        "answers",
        How.DELETE,
        "What somebody's calendar was told of a conversation is of use as long as there is something to tell.",
        lambda clock: ended(clock, "answers", "conversation__decision"),
    ),
    Keeps(
        "exchange.HandledAnswer",
        TECHNIQUE,
        How.DELETE,
        "That a mail was handled matters only while it may still be in the mailbox.",
        lambda clock: Q(at__lte=clock.ago(HANDLED_DAYS)),
    ),
)
