"""The rules of a zone as calendars want them: when the clock changes, from what to what (RFC 5545, 3.6.5)."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vDatetime, vRecur

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_YEARS_AHEAD = 4


def zone_rules(zone: ZoneInfo, first: datetime, last: datetime) -> Timezone:
    """Return the VTIMEZONE of a zone, right for every moment from ``first`` to ``last``.

    Each change of the clock is dated by the clock that is still running before it, as the standard asks. Changes
    that fall on the same Sunday of the same month each year are one rule, which every calendar program understands;
    others are dated one by one.
    """
    begins = datetime(first.year - 1, 1, 1, tzinfo=UTC)
    ends = datetime(last.year + 1 + _YEARS_AHEAD, 1, 1, tzinfo=UTC)
    changes: dict[tuple[timedelta, timedelta, str, bool], list[datetime]] = {}
    for moment in _changes(zone, begins, ends):
        before, after = (moment - timedelta(seconds=1)).astimezone(zone), moment.astimezone(zone)
        kind = (_offset(before), _offset(after), after.tzname() or "", bool(after.dst()))
        changes.setdefault(kind, []).append(moment.replace(tzinfo=None) + _offset(before))
    found = Timezone()
    found.add("TZID", zone.key)
    years = ends.year - begins.year
    if not all(len(days) == years and _rule(days) for days in changes.values()) or not changes:
        found.add_component(_at_first(begins.astimezone(zone)))
    for kind, days in changes.items():
        found.add_component(_observed(kind, days, years))
    return found


def _changes(zone: ZoneInfo, begins: datetime, ends: datetime) -> Iterator[datetime]:
    """Yield the moments at which the clock of a zone changes, to the minute."""
    moment = begins
    while moment < ends:
        following = moment + timedelta(days=1)
        if _offset(moment.astimezone(zone)) != _offset(following.astimezone(zone)):
            low, high = moment, following
            while high - low > timedelta(minutes=1):
                middle = low + timedelta(minutes=int((high - low) / timedelta(minutes=2)))
                same = _offset(middle.astimezone(zone)) == _offset(moment.astimezone(zone))
                low, high = (middle, high) if same else (low, middle)
            yield high
        moment = following


def _observed(
    kind: tuple[timedelta, timedelta, str, bool], days: list[datetime], years: int
) -> TimezoneStandard | TimezoneDaylight:
    before, after, name, summer = kind
    observed = TimezoneDaylight() if summer else TimezoneStandard()
    observed.add("DTSTART", days[0])
    rule = _rule(days) if len(days) == years else None
    if rule:
        observed.add("RRULE", vRecur(rule))
    elif days[1:]:
        observed.add("RDATE", [vDatetime(day).dt for day in days[1:]])
    observed.add("TZOFFSETFROM", before)
    observed.add("TZOFFSETTO", after)
    observed.add("TZNAME", name)
    return observed


def _at_first(moment: datetime) -> TimezoneStandard | TimezoneDaylight:
    """Return what holds before the first change that is told."""
    summer = bool(moment.dst())
    observed = TimezoneDaylight() if summer else TimezoneStandard()
    observed.add("DTSTART", datetime(1970, 1, 1))  # noqa: DTZ001 - the standard wants the local time without a zone
    observed.add("TZOFFSETFROM", _offset(moment))
    observed.add("TZOFFSETTO", _offset(moment))
    observed.add("TZNAME", moment.tzname() or "")
    return observed


def _rule(days: list[datetime]) -> dict[str, object] | None:
    """Return the yearly rule that gives exactly these days, or None."""
    first = days[0]
    if any(
        (day.month, day.weekday(), day.time()) != (first.month, first.weekday(), first.time()) for day in days
    ):
        return None
    if [day.year for day in days] != [first.year + n for n in range(len(days))]:
        return None
    if all((day + timedelta(days=7)).month != day.month for day in days):
        which = -1
    elif len({(day.day - 1) // 7 for day in days}) == 1:
        which = (first.day - 1) // 7 + 1
    else:
        return None
    return {"FREQ": "YEARLY", "BYMONTH": first.month, "BYDAY": f"{which}{_WEEKDAYS[first.weekday()]}"}


def _offset(moment: datetime) -> timedelta:
    return moment.utcoffset() or timedelta()
