"""What goes out to calendars: it parses elsewhere, says nothing of the topic, and ten o'clock stays ten o'clock."""

# ruff: noqa: DTZ001 - clocks on walls know no zone, and are what some of this is about

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar
from tests.exchange.calendars.meetings import AMSTERDAM, MAILBOX, NOW, meeting

from beforehand.exchange.calendars.faults import UnusableMeetingError
from beforehand.exchange.calendars.making import cancellation, etag, feed, invitation, update
from beforehand.exchange.calendars.meeting import Meeting
from beforehand.exchange.calendars.zones import zone_rules


def lines(data: bytes) -> list[str]:
    """Unfold by the rule of RFC 5545, 3.1, without any library."""
    return data.decode().replace("\r\n ", "").split("\r\n")


def sent(one: Meeting) -> bytes:
    return invitation(one, now=NOW, zone=AMSTERDAM)


@pytest.mark.parametrize("make", [invitation, update, cancellation])
def test_two_libraries_that_know_nothing_of_each_other_read_the_same(make: object) -> None:
    one = meeting(
        attendee_name='Jansen, Zoë; "van" Öland',
        title="Rooster; nacht, dag",
        place='Zaal 4, "Zuid"; tweede\nverdieping',
    )
    data = make(one, now=NOW, zone=AMSTERDAM)  # type: ignore[operator]

    theirs = Calendar.from_ical(data).events[0]
    others = IcsCalendarStream.calendar_from_ics(data.decode()).events[0]

    expected = datetime(2026, 11, 12, 9, 0, tzinfo=UTC), datetime(2026, 11, 12, 10, 0, tzinfo=UTC)
    assert isinstance(theirs.start, datetime)
    assert isinstance(theirs.end, datetime)
    assert (theirs.start.astimezone(UTC), theirs.end.astimezone(UTC)) == expected
    assert isinstance(others.dtstart, datetime)
    assert isinstance(others.dtend, datetime)
    assert (others.dtstart.astimezone(UTC), others.dtend.astimezone(UTC)) == expected
    assert str(theirs["SUMMARY"]) == others.summary == "Rooster; nacht, dag"
    assert str(theirs["LOCATION"]) == others.location == 'Zaal 4, "Zuid"; tweede verdieping'
    assert theirs["ATTENDEE"].params["CN"] == others.attendees[0].common_name == "Jansen, Zoë; 'van' Öland"
    assert str(theirs["UID"]) == others.uid == "c0ffee-1@oeverland.example"


def test_an_invitation_asks_one_person_and_comes_from_the_mailbox() -> None:
    found = lines(sent(meeting()))
    attendees = [line for line in found if line.startswith("ATTENDEE")]
    assert "METHOD:REQUEST" in found
    assert len(attendees) == 1
    assert attendees[0].endswith(":mailto:zoe@oeverland.example")
    assert {"RSVP=TRUE", "PARTSTAT=NEEDS-ACTION"} <= set(attendees[0].partition(":")[0].split(";"))
    assert f"ORGANIZER;CN=Oeverland:mailto:{MAILBOX}" in found
    assert "DTSTAMP:20261102T080000Z" in found
    assert "LAST-MODIFIED:20261101T120000Z" in found
    assert "TRANSP:OPAQUE" in found
    assert "STATUS:CONFIRMED" in found
    assert "SEQUENCE:0" in found


def test_a_change_is_the_same_meeting_with_a_higher_number_and_asks_anew() -> None:
    moved = meeting(
        sequence=3,
        starts=datetime(2026, 11, 13, 14, 0, tzinfo=AMSTERDAM),
        ends=datetime(2026, 11, 13, 15, 0, tzinfo=AMSTERDAM),
    )
    found = lines(update(moved, now=NOW, zone=AMSTERDAM))
    assert "UID:c0ffee-1@oeverland.example" in found
    assert "SEQUENCE:3" in found
    assert "METHOD:REQUEST" in found
    assert "DTSTART;TZID=Europe/Amsterdam:20261113T140000" in found
    assert any("PARTSTAT=NEEDS-ACTION" in line for line in found)


def test_a_cancellation_takes_the_same_meeting_away_and_asks_nothing() -> None:
    found = lines(cancellation(meeting(sequence=4), now=NOW, zone=AMSTERDAM))
    assert "METHOD:CANCEL" in found
    assert "STATUS:CANCELLED" in found
    assert "SEQUENCE:4" in found
    assert "UID:c0ffee-1@oeverland.example" in found
    assert not any("RSVP" in line for line in found)
    assert sum(line.startswith("STATUS") for line in found) == 1


def test_a_confidential_one_is_private_and_carries_a_neutral_word() -> None:
    private = sent(meeting(confidential=True, language="en"))
    assert b"SUMMARY:Conversation\r\n" in private
    assert b"CLASS:PRIVATE\r\n" in private
    assert b"rooster" not in private
    assert b"rooster" not in feed([meeting(confidential=True)], "Agenda", zone=AMSTERDAM)
    assert b"CLASS:PUBLIC\r\n" in sent(meeting())


def test_the_description_is_one_line_and_the_page() -> None:
    (described,) = [line for line in lines(sent(meeting(language="en"))) if line.startswith("DESCRIPTION")]
    assert described == (
        r"DESCRIPTION:Everything about this conversation is on its page:\nhttps://oeverland.example/d/1/talk/2/"
    )


def test_no_line_is_longer_than_75_bytes_and_no_letter_is_cut_in_two() -> None:
    long = sent(meeting(attendee_name="Ünïcödé " * 30, title="ë" * 200, place="中" * 120))
    for line in long.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()
    assert f"SUMMARY:{'ë' * 200}" in lines(long)


def test_what_people_type_adds_no_line_of_its_own() -> None:
    sly = "Zaal\r\nATTENDEE:mailto:other@x.example\nX\x07\x85Y\u2028Z"
    data = sent(meeting(title=sly, place=sly, attendee_name=sly, organiser_name=sly))
    assert sum(line.startswith("ATTENDEE") for line in lines(data)) == 1
    assert b"\x07" not in data
    assert str(Calendar.from_ical(data).events[0]["ATTENDEE"]) == "mailto:zoe@oeverland.example"


@pytest.mark.parametrize(
    "different",
    [
        {"starts": datetime(2026, 11, 12, 10, 0)},
        {"ends": datetime(2026, 11, 12, 10, 0, tzinfo=AMSTERDAM)},
        {"sequence": -1},
        {"attendee_mail": "zoe@oeverland.example\r\nX:1"},
        {"attendee_mail": ""},
        {"organiser_mail": "a@b@c"},
        {"uid": ""},
        {"address": "https://x.example/\nX:1"},
    ],
)
def test_what_no_calendar_could_keep_is_refused_without_repeating_it(different: dict[str, object]) -> None:
    with pytest.raises(UnusableMeetingError) as refused:
        meeting(**different)
    assert "zoe@" not in str(refused.value)


# Worked out by hand from the rule of the European Union: the last Sunday of March and of October, at 01:00 UTC.
# 2026: 29 March and 25 October. 2027: 28 March and 31 October.
CHANGES = [
    (datetime(2026, 3, 27, 10), 9),
    (datetime(2026, 3, 30, 10), 8),
    (datetime(2026, 10, 23, 10), 8),
    (datetime(2026, 10, 26, 10), 9),
    (datetime(2027, 3, 26, 10), 9),
    (datetime(2027, 3, 29, 10), 8),
    (datetime(2027, 10, 29, 10), 8),
    (datetime(2027, 11, 1, 10), 9),
]


@pytest.mark.parametrize(("local", "hour"), CHANGES)
def test_ten_stays_ten_when_the_clock_changes(local: datetime, hour: int) -> None:
    starts = datetime(local.year, local.month, local.day, hour, tzinfo=UTC)
    data = sent(meeting(starts=starts, ends=starts + timedelta(hours=1)))
    assert f"DTSTART;TZID=Europe/Amsterdam:{local:%Y%m%d}T100000" in lines(data)

    anonymous = data.replace(b"Europe/Amsterdam", b"Nowhere/Known")  # then only the rules we sent can tell
    told = Calendar.from_ical(anonymous).events[0].start
    assert isinstance(told, datetime)
    assert told.replace(tzinfo=None) == local
    assert told.astimezone(UTC) == starts


def test_the_rules_of_amsterdam_are_dated_by_the_clock_before_each_change() -> None:
    found = lines(zone_rules(AMSTERDAM, NOW, NOW).to_ical())
    summer = found[found.index("BEGIN:DAYLIGHT") : found.index("END:DAYLIGHT")]
    winter = found[found.index("BEGIN:STANDARD") : found.index("END:STANDARD")]
    assert "DTSTART:20250330T020000" in summer  # the last Sunday of March 2025, two o'clock in winter time
    assert {"RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200"} <= set(summer)
    assert (
        "DTSTART:20251026T030000" in winter
    )  # the last Sunday of October 2025, three o'clock in summer time
    assert {"RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100"} <= set(
        winter
    )


def test_other_zones_second_sundays_no_changes_and_changes_by_the_moon() -> None:
    new_york = lines(zone_rules(ZoneInfo("America/New_York"), NOW, NOW).to_ical())
    assert "RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3" in new_york
    assert "RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11" in new_york
    tokyo = lines(zone_rules(ZoneInfo("Asia/Tokyo"), NOW, NOW).to_ical())
    assert [line for line in tokyo if line.startswith("TZOFFSETTO")] == ["TZOFFSETTO:+0900"]
    casablanca = lines(zone_rules(ZoneInfo("Africa/Casablanca"), NOW, NOW).to_ical())
    assert not any(line.startswith("RRULE") for line in casablanca)
    assert any(line.startswith("RDATE") for line in casablanca)


def test_a_feed_is_the_same_bytes_whatever_order_the_meetings_come_in() -> None:
    first, second = meeting(), meeting(uid="another@oeverland.example", title="Ander")
    early = meeting(uid="zzz@oeverland.example", starts=datetime(2026, 11, 11, 9, tzinfo=UTC))
    one = feed([first, second, early], "Gesprekken", zone=AMSTERDAM)
    assert one == feed([early, second, first], "Gesprekken", zone=AMSTERDAM)
    assert [line for line in lines(one) if line.startswith("UID")] == [
        "UID:zzz@oeverland.example",
        "UID:another@oeverland.example",
        "UID:c0ffee-1@oeverland.example",
    ]
    assert etag(one) == etag(feed([second, early, first], "Gesprekken", zone=AMSTERDAM))
    changed = meeting(changed_at=NOW)
    assert etag(one) != etag(feed([changed, second, early], "Gesprekken", zone=AMSTERDAM))


def test_a_feed_is_read_by_both_libraries_and_names_nobody_who_comes() -> None:
    data = feed([meeting()], "Mijn gesprekken; alle, ja", zone=AMSTERDAM)
    assert b"METHOD:PUBLISH" in data
    assert b"DTSTAMP:20261101T120000Z" in data  # when the meeting last changed, not when it was asked for
    assert b"ATTENDEE" not in data
    assert b"zoe@" not in data
    assert len(Calendar.from_ical(data).events) == 1
    assert len(IcsCalendarStream.calendar_from_ics(data.decode()).events) == 1
    assert r"X-WR-CALNAME:Mijn gesprekken\; alle\, ja" in lines(data)


def test_an_empty_feed_is_a_calendar_as_well() -> None:
    data = feed([], "Mijn gesprekken", zone=AMSTERDAM)
    assert Calendar.from_ical(data).events == []
    assert IcsCalendarStream.calendar_from_ics(data.decode()).events == []
