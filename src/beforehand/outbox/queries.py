"""What is shown of the outbox: figures for who keeps it running, and in demo mode the letters themselves."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Max, Min, Q
from django.utils import timezone
from icalendar import Calendar

from beforehand.outbox.models import Message, MessageState, ReadableMessage
from beforehand.outbox.transport import can_go


@dataclass(frozen=True, slots=True)
class Waiting:
    """How the post stands. No address, no person, no kind, no content: who did not get mail is nobody's business."""

    can_go: bool
    waiting: int
    given_up: int
    oldest: datetime | None


@dataclass(frozen=True, slots=True)
class Envelope:
    """One letter of demo mode, from the outside."""

    id: int
    to: str
    subject: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of plain text as its shape shows it: said, heading, sentence, points, way or foot."""

    kind: str
    text: str = ""
    address: str = ""
    points: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class CalendarSeen:
    """What a calendar makes of a letter: it goes in (or ``off``: out), when, where, and with which number."""

    off: bool
    starts: datetime
    ends: datetime
    title: str
    place: str
    number: int


@dataclass(frozen=True, slots=True)
class Readable:
    """One letter of demo mode, opened."""

    envelope: Envelope
    pieces: tuple[Piece, ...]
    html: str
    language: str
    calendar: CalendarSeen | None


def waiting(now: datetime | None = None) -> Waiting:
    """Return how the post stands, for the administrator; what only waits for its day is not counted."""
    late = Q(state=MessageState.WAITING) & (Q(not_before__lte=now or timezone.now()) | Q(attempts__gte=1))
    counted = Message.objects.aggregate(
        waiting=Count("pk", filter=late),
        given_up=Count("pk", filter=Q(state=MessageState.GIVEN_UP)),
        oldest=Min("made_at", filter=late),
    )
    return Waiting(can_go(), counted["waiting"], counted["given_up"], counted["oldest"])


def envelopes(most: int = 200) -> tuple[Envelope, ...]:
    """Return the newest letters of demo mode; outside demo mode there are none, whatever is stored."""
    if not settings.DEMO:
        return ()
    return tuple(_envelope(row) for row in ReadableMessage.objects.defer("text", "html", "calendar")[:most])


def readable(letter: int) -> Readable | None:
    """Return one letter of demo mode; outside demo mode there is none."""
    row = ReadableMessage.objects.filter(pk=letter).first() if settings.DEMO else None
    if row is None:
        return None
    return Readable(
        _envelope(row), pieces(row.text), row.html, _language(row.html), calendar_seen(row.calendar)
    )


def calendar_file(letter: int) -> str:
    """Return what a letter of demo mode gives to calendars, as it would have been sent; empty for nothing."""
    if not settings.DEMO:
        return ""
    rows = ReadableMessage.objects.filter(pk=letter).values_list("calendar", flat=True)
    return next(iter(rows), "")


def _envelope(row: ReadableMessage) -> Envelope:
    return Envelope(row.pk, row.to, row.subject, row.at)


def last_sent(*, kind: str, recipient: UUID, subject_id: UUID | None = None) -> datetime | None:
    """Return when somebody last got a letter of this kind (about this), for the letter being made for them."""
    rows = Message.objects.filter(kind=kind, recipient=recipient, state=MessageState.SENT)
    if subject_id is not None:
        rows = rows.filter(subject_id=subject_id)
    return rows.order_by("-sent_at").values_list("sent_at", flat=True).first()


def was_never_sent(*, kinds: Collection[str], recipient: UUID, subject_id: UUID) -> bool:
    """Tell whether letters of these kinds were asked for and none went out; what is too old to be kept counts as sent."""
    rows = Message.objects.filter(kind__in=kinds, recipient=recipient, subject_id=subject_id)
    states = set(rows.values_list("state", flat=True))
    return bool(states) and MessageState.SENT not in states


def last_asked(*, kind: str, subject_id: UUID) -> dict[UUID, datetime]:
    """Return when a letter of this kind was last asked for, per recipient, for the job that spaces them."""
    rows = Message.objects.filter(kind=kind, subject_id=subject_id).values("recipient")
    return {row["recipient"]: row["last"] for row in rows.annotate(last=Max("made_at"))}


def calendar_seen(ical: str) -> CalendarSeen | None:
    """Return the one event a letter carries, for its page; None when it carries none."""
    for calendar in Calendar.from_ical(ical, multiple=True) if ical else ():
        for event in calendar.walk("VEVENT"):
            starts: Any = event["DTSTART"]
            ends: Any = event["DTEND"]
            return CalendarSeen(
                off=str(calendar.get("METHOD", "")) == "CANCEL",
                starts=starts.dt,
                ends=ends.dt,
                title=str(event.get("SUMMARY", "")),
                place=str(event.get("LOCATION", "")),
                number=int(event.get("SEQUENCE", 0)),
            )
    return None


def pieces(text: str) -> tuple[Piece, ...]:
    """Return plain text in pieces, by the habits of plain text.

    >>> text = "Hello,\\n\\nTitle\\n-----\\n\\n- one\\n  more\\n\\nGo on:\\nhttps://x.example/\\n\\n-- "
    >>> [piece.kind for piece in pieces(text)]
    ['said', 'heading', 'points', 'way', 'foot']
    """
    return tuple(_piece(block) for block in text.replace("\r\n", "\n").split("\n\n") if block.strip())


def _language(html: str) -> str:
    found = re.search(r'<html lang="([a-z]{2})"', html)
    return found[1] if found else ""


def _piece(block: str) -> Piece:
    lines = block.strip("\n").split("\n")
    if block.strip() == "--":
        return Piece("foot")
    if len(lines) == 2 and not lines[1].strip("-"):
        return Piece("heading", lines[0])
    if len(lines) == 2 and lines[0].endswith(":") and lines[1].startswith(("http://", "https://")):
        return Piece("way", lines[0][:-1], lines[1])
    if lines[0].startswith("- "):
        points = "\n".join(lines)[2:].split("\n- ")
        return Piece("points", points=tuple(tuple(x.strip() for x in p.split("\n")) for p in points))
    return Piece("sentence" if lines[0].startswith("    ") else "said", "\n".join(x.strip() for x in lines))
