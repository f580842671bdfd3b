"""Counting working days, checked by hand against the wall calendars of 2027."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beforehand.engine.workdays import add_working_days, holidays_of, is_working_day, working_days_between

GOOD_FRIDAY = date(2027, 3, 26)
EASTER_MONDAY = date(2027, 3, 29)
days = st.dates(min_value=date(2000, 1, 1), max_value=date(2060, 12, 31))
countries = st.sampled_from(["NL", "BE", "nowhere"])


@pytest.mark.parametrize(
    "off",
    [
        date(2027, 1, 1),
        EASTER_MONDAY,
        date(2027, 4, 27),  # King's Day
        date(2027, 5, 6),  # Ascension
        date(2027, 5, 17),  # Whit Monday
    ],
)
def test_the_netherlands_are_off(off: date) -> None:
    assert not is_working_day(off, "NL")


@pytest.mark.parametrize("locale", ["en_US.UTF-8", "nl_NL.UTF-8", "th_TH.UTF-8"])
def test_the_language_of_the_machine_changes_no_date(locale: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", locale)
    monkeypatch.setenv("LANG", locale)
    years = {"en_US.UTF-8": 2034, "nl_NL.UTF-8": 2035, "th_TH.UTF-8": 2036}  # not yet remembered
    good_friday = {2034: date(2034, 4, 7), 2035: date(2035, 3, 23), 2036: date(2036, 4, 11)}[years[locale]]
    assert is_working_day(good_friday, "NL")


def test_good_friday_is_worked_in_the_netherlands_every_year() -> None:
    assert is_working_day(GOOD_FRIDAY, "NL")
    # from the computus: Easter Sunday minus two
    others = [date(2024, 3, 29), date(2025, 4, 18), date(2026, 4, 3), date(2028, 4, 14), date(2030, 4, 19)]
    assert all(is_working_day(day, "NL") for day in others)


def test_liberation_day_is_off_once_in_five_years() -> None:
    assert is_working_day(date(2027, 5, 5), "NL")
    assert not is_working_day(date(2025, 5, 5), "NL")


def test_kings_day_moves_when_it_falls_on_a_sunday() -> None:
    # 27 April 2031 is a Sunday, so the Saturday before it; the Monday after is worked
    assert date(2031, 4, 26) in holidays_of("NL", [2031])
    assert is_working_day(date(2031, 4, 28), "NL")


def test_belgium_has_its_own_days() -> None:
    assert date(2027, 5, 1) in holidays_of("BE", [2027])  # a Saturday
    assert not is_working_day(date(2027, 7, 21), "BE")
    assert is_working_day(date(2027, 7, 21), "NL")
    assert is_working_day(date(2027, 4, 27), "BE")


def test_without_a_calendar_only_weekends_are_off() -> None:
    assert holidays_of("nowhere", [2027]) == frozenset()
    assert is_working_day(EASTER_MONDAY, "nowhere")
    assert not is_working_day(date(2027, 3, 27), "nowhere")


def test_a_week_over_easter_takes_a_day_longer() -> None:
    # Thu 25 March: Fri 26, Tue 30, Wed 31, Thu 1 April, Fri 2
    assert add_working_days(date(2027, 3, 25), 5, "NL") == date(2027, 4, 2)
    assert add_working_days(date(2027, 3, 25), 5, "nowhere") == date(2027, 4, 1)


def test_ten_working_days_before_a_signature() -> None:
    # Fri 30 April back: 29, 28, 26, 23, 22, 21, 20, 19, 16, 15 (King's Day is Tue 27)
    assert add_working_days(date(2027, 4, 30), -10, "NL") == date(2027, 4, 15)
    assert working_days_between(date(2027, 4, 15), date(2027, 4, 30), "NL") == 10


def test_from_a_weekend_the_first_working_day_is_the_next_one() -> None:
    sunday = date(2027, 4, 11)
    assert add_working_days(sunday, 1, "NL") == date(2027, 4, 12)
    assert add_working_days(sunday, -1, "NL") == date(2027, 4, 9)
    assert add_working_days(sunday, 0, "NL") == sunday


def test_may_2027_has_nineteen_working_days_in_the_netherlands() -> None:
    # 21 weekdays, minus Ascension and Whit Monday
    assert working_days_between(date(2027, 4, 30), date(2027, 5, 31), "NL") == 19
    # over the turn of the year: Mon 27 to Fri 31 December (1 January is a Saturday), Mon 3 January
    assert working_days_between(date(2027, 12, 26), date(2028, 1, 3), "NL") == 6


@given(a=days, b=days, country=countries)
def test_counting_agrees_with_walking_day_by_day(a: date, b: date, country: str) -> None:
    b = a + (b - a) % timedelta(days=500)
    walked = sum(is_working_day(a + timedelta(days=i), country) for i in range(1, (b - a).days + 1))
    assert working_days_between(a, b, country) == walked
    assert working_days_between(b, a, country) == -walked


@given(a=days, n=st.integers(min_value=-60, max_value=60).filter(bool), country=countries)
def test_adding_then_counting_gives_the_number_back(a: date, n: int, country: str) -> None:
    end = add_working_days(a, n, country)
    assert is_working_day(end, country)
    if n > 0 or is_working_day(a, country):
        assert working_days_between(a, end, country) == n


def test_the_calendar_ends_where_the_calendar_ends() -> None:
    assert working_days_between(date(1, 1, 1), date(1, 1, 8), "NL") == 5
    with pytest.raises(OverflowError):
        add_working_days(date(9999, 12, 31), 1, "NL")
