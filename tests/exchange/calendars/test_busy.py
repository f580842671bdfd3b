"""When somebody is busy: the hours come out, and nothing else does."""

from datetime import UTC, datetime
from time import monotonic
from zoneinfo import ZoneInfo

import pytest
from tests.exchange.calendars.answers import written
from tests.exchange.calendars.meetings import AMSTERDAM

from beforehand.exchange.calendars.busy import busy
from beforehand.exchange.calendars.faults import NoCalendar, TooLarge, TooMuchRepeats
from beforehand.exchange.calendars.occupied import occupied

# Every calendar here is read from Monday 19 October to Monday 2 November 2026. The clock of Amsterdam goes from two
# hours before UTC to one on Sunday 25 October.
START = datetime(2026, 10, 19, 0, 0, tzinfo=AMSTERDAM)
END = datetime(2026, 11, 2, 0, 0, tzinfo=AMSTERDAM)


def calendar(*events: str) -> bytes:
    """Return a calendar of events, each given as its lines, separated by a bar."""
    inner = "".join(
        f"BEGIN:VEVENT\nUID:{number}@x.example\nDTSTAMP:20261001T000000Z\n"
        + "\n".join(line for line in event.split("|"))
        + "\nEND:VEVENT\n"
        for number, event in enumerate(events)
    )
    return written(f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//x//EN\n{inner}END:VCALENDAR\n")


def hours(*events: str) -> list[str]:
    """Return the hours taken, in UTC, as ``day hour:minute-day hour:minute`` of the month."""
    return [
        f"{one:%d %H:%M}-{other:%d %H:%M}"
        for one, other in occupied(calendar(*events), START, END, AMSTERDAM)
    ]


def test_an_appointment_in_utc_in_a_zone_and_without_one() -> None:
    assert hours("DTSTART:20261020T080000Z|DTEND:20261020T090000Z") == ["20 08:00-20 09:00"]
    assert hours(
        "DTSTART;TZID=America/New_York:20261020T080000|DTEND;TZID=America/New_York:20261020T090000"
    ) == ["20 12:00-20 13:00"]
    assert hours("DTSTART:20261020T080000|DTEND:20261020T090000") == ["20 06:00-20 07:00"]
    assert hours("DTSTART:20261027T080000|DURATION:PT90M") == ["27 07:00-27 08:30"]


def test_a_zone_under_its_name_in_windows_and_one_nobody_knows() -> None:
    windows = "DTSTART;TZID={0}:20261020T080000|DTEND;TZID={0}:20261020T090000"
    assert hours(windows.format("W. Europe Standard Time")) == ["20 06:00-20 07:00"]
    assert hours(windows.format("GMT Standard Time")) == ["20 07:00-20 08:00"]
    assert hours(windows.format("Nowhere/At_All")) == ["20 06:00-20 07:00"]
    assert hours(windows.format('"(UTC+01:00) Amsterdam, Berlin, Bern"')) == ["20 06:00-20 07:00"]


def test_a_zone_the_file_itself_explains() -> None:
    own = (
        "BEGIN:VTIMEZONE\nTZID:Our own\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:-0500\n"
        "TZOFFSETTO:-0500\nEND:STANDARD\nEND:VTIMEZONE\nBEGIN:VEVENT"
    )
    data = calendar("DTSTART;TZID=Our own:20261020T080000|DTEND;TZID=Our own:20261020T090000")
    data = data.replace(b"BEGIN:VEVENT", written(own), 1)
    ((start, end),) = occupied(data, START, END, AMSTERDAM)
    assert (start, end) == (datetime(2026, 10, 20, 13, tzinfo=UTC), datetime(2026, 10, 20, 14, tzinfo=UTC))


def test_every_monday_at_nine_stays_at_nine_when_the_clock_changes() -> None:
    weekly = "DTSTART;TZID=Europe/Amsterdam:20260105T090000|DTEND;TZID=Europe/Amsterdam:20260105T100000|RRULE:FREQ=WEEKLY"
    assert hours(weekly) == ["19 07:00-19 08:00", "26 08:00-26 09:00"]
    assert hours(weekly.replace(";TZID=Europe/Amsterdam", "")) == ["19 07:00-19 08:00", "26 08:00-26 09:00"]


def test_a_monday_left_out_and_a_monday_moved() -> None:
    weekly = "DTSTART;TZID=Europe/Amsterdam:20260105T090000|DTEND;TZID=Europe/Amsterdam:20260105T100000|RRULE:FREQ=WEEKLY"
    assert hours(weekly + "|EXDATE;TZID=Europe/Amsterdam:20261019T090000") == ["26 08:00-26 09:00"]
    floating = weekly.replace(";TZID=Europe/Amsterdam", "") + "|EXDATE:20261019T090000"
    assert hours(floating) == ["26 08:00-26 09:00"]
    moved = (
        "UID:0@x.example|RECURRENCE-ID;TZID=Europe/Amsterdam:20261019T090000|SEQUENCE:1"
        "|DTSTART;TZID=Europe/Amsterdam:20261021T140000|DTEND;TZID=Europe/Amsterdam:20261021T150000"
    )
    data = calendar(weekly, moved).replace(b"UID:1@x.example\r\n", b"")
    assert [f"{one:%d %H:%M}" for one, _ in occupied(data, START, END, AMSTERDAM)] == ["21 12:00", "26 08:00"]
    cancelled = data.replace(b"SEQUENCE:1", b"SEQUENCE:1\r\nSTATUS:CANCELLED")
    assert [f"{one:%d %H:%M}" for one, _ in occupied(cancelled, START, END, AMSTERDAM)] == ["26 08:00"]


def test_extra_dates_of_a_series_count() -> None:
    extra = "DTSTART:20261020T080000Z|DTEND:20261020T090000Z|RDATE:20261022T080000Z,20261023T100000Z"
    assert hours(extra) == ["20 08:00-20 09:00", "22 08:00-22 09:00", "23 10:00-23 11:00"]


@pytest.mark.parametrize("until", ["20261026T090000", "20261026T080000Z", "20261026"])
def test_a_series_ends_with_the_day_its_rule_names(until: str) -> None:
    daily = f"DTSTART:20261024T090000|DTEND:20261024T100000|RRULE:FREQ=DAILY;UNTIL={until}"
    assert hours(daily) == ["24 07:00-24 08:00", "25 08:00-25 09:00", "26 08:00-26 09:00"]


def test_the_end_of_a_series_in_the_west_is_not_lost() -> None:
    daily = (
        "DTSTART;TZID=America/New_York:20261024T180000|DTEND;TZID=America/New_York:20261024T190000"
        "|RRULE:FREQ=DAILY;UNTIL=20261025T180000"
    )
    assert hours(daily) == ["24 22:00-24 23:00", "25 22:00-25 23:00"]


def test_a_whole_day_is_the_day_of_the_house_and_of_25_hours_when_the_clock_goes_back() -> None:
    assert hours("DTSTART;VALUE=DATE:20261020|DTEND;VALUE=DATE:20261022") == ["19 22:00-21 22:00"]
    assert hours("DTSTART;VALUE=DATE:20261025") == ["24 22:00-25 23:00"]
    yearly = "DTSTART;VALUE=DATE:20201020|RRULE:FREQ=YEARLY;UNTIL=20301231T000000Z"
    assert hours(yearly) == ["19 22:00-20 22:00"]


def test_what_is_free_or_cancelled_takes_no_time() -> None:
    one = "DTSTART:20261020T080000Z|DTEND:20261020T090000Z"
    assert hours(one + "|TRANSP:TRANSPARENT") == []
    assert hours(one + "|STATUS:CANCELLED") == []
    assert hours(one + "|X-MICROSOFT-CDO-BUSYSTATUS:FREE") == []
    assert hours(one + "|TRANSP:OPAQUE|STATUS:TENTATIVE") == ["20 08:00-20 09:00"]
    assert hours("DTSTART:20261020T080000Z|DTEND:20261020T080000Z") == []


def test_hours_are_merged_sorted_and_cut_to_the_window() -> None:
    assert hours(
        "DTSTART:20261022T120000Z|DTEND:20261022T130000Z",
        "DTSTART:20261020T080000Z|DTEND:20261020T100000Z",
        "DTSTART:20261020T090000Z|DTEND:20261020T110000Z",
        "DTSTART:20261020T110000Z|DTEND:20261020T113000Z",
        "DTSTART:20261020T083000Z|DTEND:20261020T084500Z",
    ) == ["20 08:00-20 11:30", "22 12:00-22 13:00"]
    assert hours("DTSTART:20261018T120000Z|DTEND:20261019T120000Z") == ["18 22:00-19 12:00"]
    assert hours("DTSTART:20260101T000000Z|DTEND:20270101T000000Z") == ["18 22:00-01 23:00"]
    assert hours("DTSTART:20261102T000000Z|DTEND:20261102T010000Z") == []


def test_a_calendar_that_tells_only_when_it_is_busy() -> None:
    told = (
        "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VFREEBUSY\nUID:1\nFREEBUSY:20261020T080000Z/PT1H,20261021T080000Z/"
        "20261021T093000Z\nFREEBUSY;FBTYPE=FREE:20261022T080000Z/PT1H\nFREEBUSY;FBTYPE=BUSY-UNAVAILABLE:"
        "20261023T080000Z/PT1H\nEND:VFREEBUSY\nEND:VCALENDAR\n"
    )
    found = [f"{one:%d %H:%M}-{other:%H:%M}" for one, other in occupied(written(told), START, END, AMSTERDAM)]
    assert found == ["20 08:00-09:00", "21 08:00-09:30", "23 08:00-09:00"]


def test_one_appointment_that_makes_no_sense_does_not_take_the_others_along() -> None:
    assert (
        hours(
            "DTSTART:20261020T080000Z|DTEND:20261020T090000Z",
            "DTSTART:yesterday|DTEND:20261020T120000Z",
            "DTSTART:20261021T080000Z|DTEND:20261021T090000Z|RRULE:FREQ=SOMETIMES",
            "SUMMARY:no time at all",
            "DTSTART:20261022T090000Z|DTEND:20261022T080000Z",
        )[0]
        == "20 08:00-20 09:00"
    )


def test_only_times_leave() -> None:
    data = calendar("DTSTART:20261020T080000Z|DTEND:20261020T090000Z|SUMMARY:Geheim|ATTENDEE:mailto:a@b.c")
    assert busy(data, START, END, AMSTERDAM) == (
        (datetime(2026, 10, 20, 8, tzinfo=UTC), datetime(2026, 10, 20, 9, tzinfo=UTC)),
    )


def test_five_thousand_occurrences_are_read_and_one_more_is_not() -> None:
    hourly = "DTSTART:20260401T000000Z|DTEND:20260401T001000Z|RRULE:FREQ=HOURLY;COUNT={}"
    start, end = datetime(2026, 4, 1, tzinfo=UTC), datetime(2026, 12, 31, tzinfo=UTC)
    assert len(occupied(calendar(hourly.format(5000)), start, end, AMSTERDAM)) == 5000
    with pytest.raises(TooMuchRepeats):
        occupied(calendar(hourly.format(5001)), start, end, AMSTERDAM)


@pytest.mark.parametrize("often", ["FREQ=SECONDLY", "FREQ=MINUTELY;INTERVAL=5"])
def test_what_repeats_every_second_or_minute_is_not_read(often: str) -> None:
    with pytest.raises(TooMuchRepeats):
        hours(f"DTSTART:20200101T000000Z|DTEND:20200101T000001Z|RRULE:{often}")


_EVERY = ",".join(str(number) for number in range(60))
_HOURS = ",".join(str(number) for number in range(24))


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30",
        f"FREQ=DAILY;BYHOUR={_HOURS};BYMINUTE={_EVERY};BYSECOND={_EVERY}",
    ],
    ids=["never comes round", "every second of every day"],
)
def test_a_rule_that_takes_for_ever_is_given_up_in_time(rule: str) -> None:
    began = monotonic()
    with pytest.raises(TooMuchRepeats):
        busy(
            calendar(f"DTSTART:20260101T080000Z|DTEND:20260101T080001Z|RRULE:{rule}"),
            START,
            END,
            AMSTERDAM,
            seconds=3,
        )
    assert monotonic() - began < 6


@pytest.mark.parametrize(
    "data", [b"", b"<html></html>", b"\x89PNG\r\n\x1a\n" * 50, b"BEGIN:VEVENT\r\nEND:VEVENT\r\n"]
)
def test_what_is_no_calendar_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(NoCalendar):
        occupied(data, START, END, AMSTERDAM)


def test_the_process_that_reads_says_so_too_and_more_than_five_megabytes_are_not_handed_to_it() -> None:
    with pytest.raises(NoCalendar):
        busy(b"<html></html>", START, END, AMSTERDAM)
    with pytest.raises(TooLarge):
        busy(b"BEGIN:VCALENDAR" + b" " * 5 * 1024 * 1024, START, END, AMSTERDAM)


def test_a_calendar_written_in_another_encoding_still_tells_its_hours() -> None:
    data = (
        calendar("DTSTART:20261020T080000Z|DTEND:20261020T090000Z|SUMMARY:Één café")
        .decode()
        .encode("latin-1")
    )
    assert len(occupied(data, START, END, AMSTERDAM)) == 1


def test_the_window_may_be_asked_in_any_zone() -> None:
    data = calendar("DTSTART:20261020T080000Z|DTEND:20261020T090000Z")
    tokyo = ZoneInfo("Asia/Tokyo")
    assert occupied(data, START.astimezone(tokyo), END.astimezone(tokyo), AMSTERDAM) == occupied(
        data, START.astimezone(UTC), END.astimezone(UTC), AMSTERDAM
    )
