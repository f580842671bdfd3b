"""Working days: Monday to Friday, except the days a country has off.

Lead times are counted in working days (engine.md section 1, "Latest date"): a conversation asked for on
Friday is not a day nearer on Sunday.

Notes
-----
Days off come from the package ``holidays`` (Vacanza, category "public", which follows each country's
law: for the Netherlands the Algemene termijnenwet, for Belgium the law of 4 January 1974). One day is
decided otherwise here: **Good Friday is a working day in the Netherlands.** The package counts it
because the Algemene termijnenwet (article 3, second paragraph) treats it as equal to a holiday for the
end of legal terms; it is no day off by law and most collective agreements do not give it, so people can
be met on it. Liberation Day (5 May) is a day off only in years that end in 0 or 5, as the package has
it.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

_DAY = timedelta(days=1)
_WORKED_ALL_THE_SAME = {"NL": "goede vrijdag"}
_LANGUAGE = {"NL": "nl"}  # else the names would follow the machine's locale


@lru_cache(maxsize=4096)
def _holidays_in(country: str, year: int) -> frozenset[date]:
    import holidays  # a tenth of a second: only when a date is really counted

    try:
        found = holidays.country_holidays(country, years=year, language=_LANGUAGE.get(country))
    except NotImplementedError:
        return frozenset()
    worked = _WORKED_ALL_THE_SAME.get(country)
    return frozenset(day for day, name in found.items() if name.casefold() != worked)


def holidays_of(country: str, years: Iterable[int]) -> frozenset[date]:
    """Return the public holidays of a country in these years.

    Parameters
    ----------
    country
        ISO 3166 code in capitals, such as ``NL`` or ``BE``. A country nobody keeps a calendar for gives the
        empty set: then only weekends are off.
    years
        Calendar years; their order does not matter.

    Examples
    --------
    >>> date(2027, 4, 27) in holidays_of("NL", [2027])
    True
    >>> holidays_of("??", [2027])
    frozenset()
    """
    return frozenset().union(*(_holidays_in(country, year) for year in years))


def is_working_day(day: date, country: str) -> bool:
    """Return True from Monday to Friday when the country has no public holiday.

    >>> is_working_day(date(2027, 3, 29), "NL")  # Easter Monday
    False
    """
    return day.weekday() < 5 and day not in _holidays_in(country, day.year)


def add_working_days(day: date, n: int, country: str) -> date:
    """Return the n-th working day after ``day``, or before it when ``n`` is negative; ``day`` itself when 0.

    ``day`` need not be a working day and is never counted.

    Raises
    ------
    OverflowError
        When the calendar ends (years 1 to 9999).

    Examples
    --------
    >>> add_working_days(date(2027, 3, 26), 1, "NL")  # Friday, then Easter
    datetime.date(2027, 3, 30)
    >>> add_working_days(date(2027, 3, 28), -1, "NL")
    datetime.date(2027, 3, 26)
    """
    step = _DAY if n > 0 else -_DAY
    for _ in range(abs(n)):
        day += step
        while not is_working_day(day, country):
            day += step
    return day


def working_days_between(a: date, b: date, country: str) -> int:
    """Return how many working days lie after ``a`` up to and including ``b``; below 0 when ``b`` comes first.

    Swapping the two changes only the sign.

    >>> working_days_between(date(2027, 3, 26), date(2027, 3, 30), "NL")
    1
    """
    if b < a:
        return -working_days_between(b, a, country)
    weekdays = _weekdays_until(b) - _weekdays_until(a)
    off = holidays_of(country, range(a.year, b.year + 1))
    return weekdays - sum(1 for day in off if a < day <= b and day.weekday() < 5)


def _weekdays_until(day: date) -> int:
    # 1 January of year 1 was a Monday
    weeks, rest = divmod(day.toordinal(), 7)
    return weeks * 5 + min(rest, 5)
