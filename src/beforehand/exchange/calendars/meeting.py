"""A conversation as one person's calendar shows it: when, where, who calls, and nothing of what it is about."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime

from beforehand.exchange.calendars.faults import UnusableMeetingError

_MAIL = re.compile(r"[^\s@<>\"(),;:\\\[\]]+@[^\s@<>\"(),;:\\\[\]]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """What one person's calendar is told of one conversation.

    Each person gets a meeting of their own: exactly one attendee, so that nobody sees who else was asked or what
    they answered. ``uid`` stays the same for as long as the conversation lives; ``sequence`` rises with every
    change; ``changed_at`` is when it last changed. ``title`` is not used when ``confidential``: then a neutral
    word stands there. All times carry a zone. ``address`` is the page of the conversation.
    """

    uid: str
    sequence: int
    starts: datetime
    ends: datetime
    title: str
    confidential: bool
    place: str
    address: str
    organiser_name: str
    organiser_mail: str
    attendee_name: str
    attendee_mail: str
    language: str
    changed_at: datetime

    def __post_init__(self) -> None:
        """Refuse what no calendar could keep; the message names the part and never repeats what stood there."""
        for name in ("starts", "ends", "changed_at"):
            if getattr(self, name).tzinfo is None:
                raise UnusableMeetingError(f"{name} carries no zone")
        if self.ends.astimezone(UTC) <= self.starts.astimezone(UTC):
            raise UnusableMeetingError("ends is not after starts")
        if self.sequence < 0:
            raise UnusableMeetingError("sequence is below 0")
        for name in ("organiser_mail", "attendee_mail"):
            if not _MAIL.fullmatch(getattr(self, name)):
                raise UnusableMeetingError(f"{name} is no mail address")
        for name in ("uid", "address"):
            value = getattr(self, name)
            if not value or value != one_line(value):
                raise UnusableMeetingError(f"{name} is empty or not on one line")


def one_line(text: str) -> str:
    """Return a text on one line, without control characters or marks that turn the direction of writing.

    >>> one_line("Room 4,\\r\\nsecond floor")
    'Room 4, second floor'
    """
    kept = "".join(" " if unicodedata.category(char) in {"Cc", "Zl", "Zp"} else char for char in text)
    return " ".join("".join(char for char in kept if char not in _TURNS).split())


_TURNS = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
