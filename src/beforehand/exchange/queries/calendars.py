"""A person's feed, what stands on their page about calendars, and whether others are free."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from beforehand.conversations.choices import LIVE
from beforehand.conversations.models import Conversation
from beforehand.decisions.access import Standing, standing_of
from beforehand.decisions.models import Seat
from beforehand.exchange.access import holder_of, part
from beforehand.exchange.calendars import fetching
from beforehand.exchange.calendars.faults import CalendarFault, NoCalendar, TooLarge, TooMuchRepeats
from beforehand.exchange.calendars.making import feed
from beforehand.exchange.models import Feed, GivenCalendar
from beforehand.exchange.queries.meetings import Attendee, meetings_of
from beforehand.exchange.rules.calendars import FRESH, may_ask_everybody, overlap
from beforehand.people.access import Arrival
from beforehand.vault.door import disclose_kept, open_for
from beforehand.vault.guard import Author
from beforehand.vault.processes.timekeeper import timekeeper
from beforehand.vault.viewer import Viewer, ViewerKind

NAME = "Beforehand"


@dataclass(frozen=True, slots=True)
class MyCalendar:
    """What somebody keeps here of calendars. The address they gave is not shown again: it is often a secret."""

    feed_since: datetime | None
    given_at: datetime | None
    read_at: datetime | None
    fault: str


@dataclass(frozen=True, slots=True)
class GivenSeen:
    """The calendar somebody gave in one decision, for that person's own file: its address, and the hours read from it."""

    address: str = field(repr=False)
    given_at: datetime
    read_at: datetime | None
    hours: tuple[tuple[datetime, datetime], ...] = field(repr=False)

    @property
    def host(self) -> str:
        """Where the calendar is; the rest of the address is often a secret."""
        return urlsplit(self.address).hostname or ""


@dataclass(frozen=True, slots=True)
class BusySeen:
    """Whether somebody is free in a window; None when no calendar tells. ``times`` are when they are busy in it."""

    seat: UUID
    free: bool | None
    times: tuple[tuple[datetime, datetime], ...] = ()


def feed_of(token: str, *, now: datetime | None = None) -> bytes | None:
    """Return the feed with this token; None for one that is withdrawn, unknown or somebody's who is gone.

    In it stands what its person is invited to or leads, in every decision; a confidential one as one word.
    """
    holder = holder_of(token)
    if holder is None:
        return None
    attendee = Attendee(holder.arrival.name, holder.language)
    seats = Seat.objects.filter(person_id=holder.arrival.person).order_by("pk")
    there = [
        standing_of(holder.arrival, decision) for decision in seats.values_list("decision_id", flat=True)
    ]
    meetings = [m for s in there if s is not None for m in meetings_of(s, attendee, now=now)]
    return feed(meetings, NAME, zone=ZoneInfo(settings.TIME_ZONE))


def my_calendar(standing: Standing) -> MyCalendar:
    """Return what the reader keeps here of calendars; of nobody else, not even that they do."""
    since = Feed.objects.filter(person_id=standing.person).values_list("made_at", flat=True).first()
    given = GivenCalendar.objects.scoped(Author(standing.seat)).first()
    if given is None:
        return MyCalendar(since, None, None, "")
    return MyCalendar(since, given.given_at, given.read_at, _say(given.fault))


def feed_since(arrival: Arrival) -> datetime | None:
    """Return since when somebody has a feed of their own; its address is known to nobody. None without one."""
    return Feed.objects.filter(person_id=arrival.person).values_list("made_at", flat=True).first()


def given_calendar(standing: Standing) -> GivenSeen | None:
    """Return the calendar the reader gave here, whole; of others nothing, not even that there is one."""
    row = GivenCalendar.objects.scoped(Author(standing.seat)).select_related("seat__data_key").first()
    if row is None:
        return None
    names = [name for name in ("address", "hours") if getattr(row, name) is not None]
    parts = [replace(part(row, name), author=str(standing.seat)) for name in names]
    alone = Viewer(ViewerKind.OUTSIDER, str(standing.seat))
    told = {
        name: visible.value[1]
        for name, one in zip(names, parts, strict=True)
        for visible in disclose_kept(alone, [one])
    }
    return GivenSeen(
        address=told["address"],
        given_at=row.given_at,
        read_at=row.read_at,
        hours=tuple(_span(span) for span in told.get("hours", ())),
    )


def busy_times(
    standing: Standing,
    seats: Collection[UUID],
    start: datetime,
    end: datetime,
    *,
    now: datetime | None = None,
) -> tuple[BusySeen, ...]:
    """Return whether people are free in a window, for who plans conversations or leads one they are in.

    Withheld: what somebody does, where and with whom, which was never kept; people the reader leads nothing with are
    left out. Who gave no calendar and whose calendar could not be read lately look the same.
    """
    now = now or timezone.now()
    wanted = set(seats) & _may_ask(standing)
    rows = GivenCalendar.objects.scoped(timekeeper(standing.decision)).filter(
        seat_id__in=wanted, hours__isnull=False, read_at__gt=now - FRESH
    )
    parts = [part(row, "hours") for row in rows.select_related("seat__data_key")]
    told = open_for(timekeeper(standing.decision), parts, least=1)
    known = {
        one.seat: overlap([_span(span) for span in hours], start, end)
        for one, (_, hours) in zip(parts, told, strict=True)
    }
    return tuple(
        BusySeen(seat, not known[seat], known[seat]) if seat in known else BusySeen(seat, None)
        for seat in sorted(wanted)
    )


def _may_ask(standing: Standing) -> set[UUID]:
    if may_ask_everybody(standing):
        return set(Seat.objects.filter(decision_id=standing.decision).values_list("pk", flat=True))
    led = Conversation.objects.scoped(standing.reader).filter(lead_id=standing.seat, status__in=LIVE)
    return {UUID(seat) for people in led.values_list("people", flat=True) for seat in people}


def _span(kept: list[str]) -> tuple[datetime, datetime]:
    return datetime.fromisoformat(kept[0]), datetime.fromisoformat(kept[1])


def _say(fault: str) -> str:
    if not fault:
        return ""
    known = (fetching.NoAddress, fetching.NotGiven, fetching.TooManyRedirects, fetching.Unreachable)
    kinds = {kind.__name__: kind for kind in (*known, NoCalendar, TooLarge, TooMuchRepeats)}
    return kinds.get(fault, CalendarFault)().say()
