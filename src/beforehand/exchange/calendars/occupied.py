"""The hours a calendar takes up, and nothing else of it: no title, no place, no name leaves this module."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from icalendar import Calendar, Component, vDDDLists, vDDDTypes, vRecur
from recurring_ical_events import CalendarQuery, of

from beforehand.exchange.calendars.faults import NoCalendar, TooMuchRepeats

MOST = 5_000
_DAY = timedelta(days=1)
_OFTEN = frozenset({"SECONDLY", "MINUTELY"})

Span = tuple[datetime, datetime]


class _Lenient(CalendarQuery):  # type: ignore[misc]  # the library has no types
    """Leaves out a series no sense can be made of, instead of the whole calendar."""

    suppressed_errors: ClassVar[Any] = [
        *CalendarQuery.suppressed_errors, ArithmeticError, AttributeError, LookupError, TypeError, ValueError,
    ]  # fmt: skip


def occupied(data: bytes, start: datetime, end: datetime, zone: ZoneInfo) -> tuple[Span, ...]:
    """Return when a calendar is taken between two moments: merged, in order, cut to the window, in UTC.

    ``zone`` is where days begin and end, and what a time means that names no zone or one nobody knows. What is
    cancelled, or shown as free, takes no time.

    Raises ``NoCalendar`` and ``TooMuchRepeats``.
    """
    try:
        calendar = Calendar.from_ical(data.decode("utf-8-sig", errors="replace"))
    except MemoryError:
        raise
    except Exception as fault:  # noqa: BLE001 - strangers write these bytes; the parser raises whatever it meets
        raise NoCalendar from ValueError(type(fault).__name__)
    if not isinstance(calendar, Calendar):
        raise NoCalendar
    for event in calendar.events:
        _settle(event, zone)
    try:
        occurrences = of(calendar, skip_bad_series=True, calendar_query=_Lenient).between(
            start - _DAY, end + _DAY
        )
    except MemoryError:
        raise
    except Exception as fault:  # noqa: BLE001 - as above, in the library that repeats appointments
        raise NoCalendar from ValueError(type(fault).__name__)
    if len(occurrences) > MOST:
        raise TooMuchRepeats
    spans = [_span(one, zone) for one in occurrences if _takes_time(one)]
    spans.extend(_told_busy(calendar, zone))
    return _merged(spans, start.astimezone(UTC), end.astimezone(UTC))


def _settle(event: Any, zone: ZoneInfo) -> None:
    """Give every time of an event a zone, and every rule an end that can be compared with it."""
    for name in ("DTSTART", "DTEND", "RECURRENCE-ID"):
        value = event.get(name)
        if isinstance(value, vDDDTypes):
            value.dt = _zoned(value.dt, zone)
    for name in ("EXDATE", "RDATE"):
        lists = event.get(name)
        for several in lists if isinstance(lists, list) else [lists]:
            if isinstance(several, vDDDLists):
                for value in several.dts:
                    value.dt = _zoned(value.dt, zone)
    rules = event.get("RRULE")
    first = event.get("DTSTART")
    begins = first.dt if isinstance(first, vDDDTypes) else None
    for rule in rules if isinstance(rules, list) else [rules]:
        if isinstance(rule, vRecur):
            if _OFTEN & {str(one).upper() for one in rule.get("FREQ", ())}:
                raise TooMuchRepeats
            if "UNTIL" in rule:
                rule["UNTIL"] = [_until(one, begins, zone) for one in rule["UNTIL"]]


def _zoned(value: Any, zone: ZoneInfo) -> Any:
    """Return a time with a zone; days stay days, and periods and durations as they are."""
    if isinstance(value, tuple):
        return tuple(_zoned(one, zone) for one in value)
    if isinstance(value, datetime) and value.tzinfo is None:
        return value.replace(tzinfo=zone)
    return value


def _until(value: Any, begins: Any, zone: ZoneInfo) -> Any:
    """Return the end of a rule in the kind its start has: a day for days, a moment in UTC for times."""
    if not isinstance(begins, datetime):
        return _zoned(value, zone).astimezone(zone).date() if isinstance(value, datetime) else value
    if not isinstance(value, datetime):
        value = datetime.combine(value, time(23, 59, 59))
    return (value if value.tzinfo else value.replace(tzinfo=begins.tzinfo or zone)).astimezone(UTC)


def _takes_time(event: Component) -> bool:
    free = str(event.get("X-MICROSOFT-CDO-BUSYSTATUS", "")).upper() == "FREE"
    transparent = str(event.get("TRANSP", "")).upper() == "TRANSPARENT"
    return not (free or transparent or str(event.get("STATUS", "")).upper() == "CANCELLED")


def _span(event: Any, zone: ZoneInfo) -> Span:
    begins, ends = event["DTSTART"].dt, event["DTEND"].dt
    return _moment(begins, zone), _moment(ends, zone)


def _moment(value: date | datetime, zone: ZoneInfo) -> datetime:
    if not isinstance(value, datetime):
        value = datetime.combine(value, time(), tzinfo=zone)
    return (value if value.tzinfo else value.replace(tzinfo=zone)).astimezone(UTC)


def _told_busy(calendar: Calendar, zone: ZoneInfo) -> Iterator[Span]:
    """Yield what a calendar without appointments tells as busy (VFREEBUSY)."""
    for told in calendar.walk("VFREEBUSY"):
        periods = told.get("FREEBUSY", [])
        for period in periods if isinstance(periods, list) else [periods]:
            begins, ends = getattr(period, "start", None), getattr(period, "end", None)
            if begins and ends and str(period.params.get("FBTYPE", "BUSY")).upper() != "FREE":
                yield _moment(begins, zone), _moment(ends, zone)


def _merged(spans: Iterable[Span], start: datetime, end: datetime) -> tuple[Span, ...]:
    merged: list[Span] = []
    for begins, ends in sorted((max(one, start), min(other, end)) for one, other in spans):
        if ends <= begins:
            continue
        if merged and begins <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], ends))
        else:
            merged.append((begins, ends))
    return tuple(merged)
