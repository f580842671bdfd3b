"""When a conversation could be held: in working hours of the two weeks to come, while nobody is known to be busy."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAYS = 14
BEGIN, END = time(9), time(17)
STEP = timedelta(hours=1)
SATURDAY = 5
FEWEST_TOLD = 3
"""People from whom on it is told how many gave no calendar; with fewer the number would name somebody."""

Span = tuple[datetime, datetime]


def window(today: date, zone: ZoneInfo) -> Span:
    """Return from when to when moments are looked for: from tomorrow."""
    first = datetime.combine(today + timedelta(days=1), time(), zone)
    return first, datetime.combine(today + timedelta(days=DAYS + 1), time(), zone)


def free_starts(
    today: date, minutes: int, busy: Iterable[Span], zone: ZoneInfo, off: Collection[date] = ()
) -> Iterator[datetime]:
    """Return when something of so many minutes could begin, on whole hours from Monday to Friday, not on days off.

    >>> from datetime import UTC
    >>> zone = ZoneInfo("Europe/Amsterdam")
    >>> taken = [(datetime(2027, 3, 16, 8, 30, tzinfo=UTC), datetime(2027, 3, 16, 14, tzinfo=UTC))]
    >>> [start.strftime("%d %H:%M") for start in free_starts(date(2027, 3, 15), 60, taken, zone)][:3]
    ['16 15:00', '16 16:00', '17 09:00']
    >>> [start.day for start in free_starts(date(2027, 3, 15), 480, (), zone, {date(2027, 3, 17)})][:3]
    [16, 18, 19]
    """
    spans, length = list(busy), timedelta(minutes=minutes)
    for n in range(1, DAYS + 1):
        day = today + timedelta(days=n)
        if day.weekday() >= SATURDAY or day in off:
            continue
        start, end = datetime.combine(day, BEGIN, zone), datetime.combine(day, END, zone)
        while start + length <= end:
            if not any(one < start + length and other > start for one, other in spans):
                yield start
            start += STEP
