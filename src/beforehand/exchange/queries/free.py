"""When a conversation suits everybody who gave a calendar, for who may lead it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings

from beforehand.conversations.choices import LIVE
from beforehand.conversations.queries import conversations_of
from beforehand.decisions.access import Standing
from beforehand.decisions.analyses import days_off
from beforehand.exchange.queries.calendars import busy_times
from beforehand.exchange.rules.free import FEWEST_TOLD, Span, free_starts, window


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySeen:
    """One day, and the moments of it at which the conversation could begin."""

    day: date
    starts: tuple[datetime, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeSeen:
    """When it could be. ``without``: how many in it gave no calendar, None where that is not told."""

    conversation: UUID
    name: str
    minutes: int
    people: int
    any_calendar: bool
    without: int | None
    days: tuple[DaySeen, ...]


def free_moments(standing: Standing, conversation: UUID, *, now: datetime | None = None) -> FreeSeen | None:
    """Return when a conversation suits all who gave a calendar; None for who may not lead it, or when it is over.

    Withheld: which of several people is busy, and who gave a calendar; of one person alone the hours left out say it, as
    who gives a calendar is told. A moment that suits somebody not is left out and nothing more.
    Other conversations of the same people that the reader knows of count as taken. Public holidays are left out.
    """
    lines = conversations_of(standing)
    line = next((one for one in lines if one.id == conversation and one.may_change), None)
    if line is None or line.status not in LIVE:
        return None
    zone = ZoneInfo(settings.TIME_ZONE)
    people = {one.seat for one in line.people}
    first, last = window(standing.today, zone)
    told = busy_times(standing, people, first, last, now=now)
    taken = [span for one in told for span in one.times]
    taken += [
        _span(other.starts_at, other.minutes)
        for other in lines
        if other.id != conversation
        and other.status in LIVE
        and other.starts_at is not None
        and people & {one.seat for one in other.people}
    ]
    off = days_off(standing, {first.year, last.year})
    starts = free_starts(standing.today, line.minutes, taken, zone, off)
    known = sum(1 for one in told if one.free is not None)
    return FreeSeen(
        conversation=conversation,
        name=line.name,
        minutes=line.minutes,
        people=len(people),
        any_calendar=known > 0,
        without=len(people) - known if len(people) >= FEWEST_TOLD else None,
        days=tuple(
            DaySeen(day=day, starts=tuple(those)) for day, those in groupby(starts, key=datetime.date)
        ),
    )


def _span(starts: datetime, minutes: int) -> Span:
    return starts, starts + timedelta(minutes=minutes)
