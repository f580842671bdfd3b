"""Lotte looks when a conversation suits; she sees moments that suit all who gave a calendar, and nothing of anybody."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.beginning import told_once
from tests.conversations.story import AMSTERDAM, MONDAY, invited, of, own, own_invited, told
from tests.oeverland import Oeverland

from beforehand.conversations.actions import change_talk, drop_talk, settle_time
from beforehand.decisions.models import Decision
from beforehand.exchange.models import GivenCalendar
from beforehand.exchange.queries import free_moments
from beforehand.exchange.queries.free import FreeSeen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
HOUR = timedelta(hours=1)
TUESDAY = datetime(2027, 3, 16, 9, tzinfo=AMSTERDAM)


@told_once
def beginning(home: Oeverland) -> Oeverland:
    return told(home)


def is_busy(home: Oeverland, name: str, *spans: tuple[datetime, datetime]) -> None:
    """Keep what was read of somebody's calendar, as reading it does."""
    seat = home.seats[name]
    row = GivenCalendar(seat=seat, given_at=timezone.now(), read_at=timezone.now())
    row.address = seat.data_key.seal("https://calendar.example/x.ics", row.place("address"))
    kept = [[one.isoformat(), other.isoformat()] for one, other in spans]
    row.hours = seat.data_key.seal(kept, row.place("hours"))
    row.save(force_insert=True)


def looks(home: Oeverland, talk: UUID, name: str = "lotte") -> FreeSeen:
    seen = free_moments(of(home, name), talk)
    assert seen is not None
    return seen


def starts(seen: FreeSeen) -> list[str]:
    return [start.strftime("%d %H") for day in seen.days for start in day.starts]


def address(home: Oeverland, talk: UUID) -> str:
    return f"/d/{home.decision.pk}/talks/{talk}/free/"


def browser(home: Oeverland, name: str) -> Client:
    return home.client(name, headers={"accept-language": "en"})


def test_a_moment_suits_when_it_suits_all_who_gave_a_calendar(home: Oeverland) -> None:
    talk = own(home, "femke", "tom", "bas", "ingrid", minutes=60)
    whole = looks(home, talk)
    assert (whole.any_calendar, whole.without) == (False, 4)
    assert starts(whole)[:2] == ["16 09", "16 10"]
    assert len(starts(whole)) == 9 * 8, "ten days from Monday to Friday but Easter Monday, of eight hours"
    assert not {"20", "21", "27", "28"} & {start[:2] for start in starts(whole)}, "no weekend"
    is_busy(home, "femke", (TUESDAY, TUESDAY + 2 * HOUR))
    is_busy(home, "tom", (TUESDAY + 2.5 * HOUR, TUESDAY + 4 * HOUR))
    seen = looks(home, talk)
    assert (seen.any_calendar, seen.without) == (True, 2)
    assert starts(seen)[:2] == ["16 13", "16 14"], "eleven o'clock would run into Tom's hour"


def test_it_says_only_moments_and_never_who_is_busy_or_gave_a_calendar(home: Oeverland) -> None:
    talk = own(home, "femke", "tom", minutes=60)
    is_busy(home, "femke", (TUESDAY, TUESDAY + 2 * HOUR))
    body = browser(home, "lotte").get(address(home, talk)).content.decode()
    for name in ("Femke", "Tom", "gave no calendar. Ask"):
        assert name not in body, "with two people a number would name one of them"
    assert "2027-03-16T09:00" not in body
    assert "2027-03-16T11:00" in body


@pytest.mark.parametrize(("names", "said"), [(("femke",), True), (("femke", "tom"), False)])
def test_with_one_person_in_it_the_page_says_whose_hours_are_left_out(
    home: Oeverland, names: tuple[str, ...], said: bool
) -> None:
    talk = own(home, *names, minutes=60)
    is_busy(home, "femke", (TUESDAY, TUESDAY + 2 * HOUR))
    body = browser(home, "lotte").get(address(home, talk)).content.decode()
    assert ("with one person, so the hours left out are theirs" in body) is said
    assert ("Which of them is busy at another hour is not shown" in body) is not said


def test_the_day_the_clock_goes_forward_shifts_nothing(home: Oeverland) -> None:
    Decision.objects.update(today=date(2027, 3, 16))
    talk = own(home, "femke", "tom", "bas", minutes=60)
    is_busy(home, "femke", (datetime(2027, 3, 30, 7, tzinfo=UTC), datetime(2027, 3, 30, 14, tzinfo=UTC)))
    left = [one for one in starts(looks(home, talk)) if one.startswith("30")]
    assert left == ["30 16"], "seven to fourteen in universal time is nine to sixteen in summer time"


def days(seen: FreeSeen) -> list[str]:
    return [f"{one.day:%d-%m}" for one in seen.days]


@pytest.mark.parametrize(
    ("today", "country", "off"),
    [
        (date(2027, 4, 20), "NL", "27-04"),
        (date(2027, 7, 14), "BE", "21-07"),
        (date(2026, 12, 22), "NL", "01-01"),
    ],
    ids=["King's Day", "the national day of Belgium", "across the year"],
)
def test_a_public_holiday_of_the_country_suits_nobody(
    home: Oeverland, today: date, country: str, off: str
) -> None:
    talk = own(home, "femke", "tom", minutes=60)
    elsewhere = {"NL": "BE", "BE": "NL"}[country]
    for where, there in ((country, False), (elsewhere, off != "01-01")):
        Decision.objects.update(today=today, country=where)
        assert (off in days(looks(home, talk))) is there, where


def test_other_conversations_of_the_same_people_count_as_taken(home: Oeverland) -> None:
    other = own(home, "femke", "tom", "bas", minutes=60)
    settle_time(actor=of(home, "lotte"), conversation=other, starts_at=TUESDAY, minutes=60)
    talk = own(home, "femke", "ingrid", minutes=60)
    assert starts(looks(home, talk))[0] == "16 10"
    assert starts(looks(home, own(home, "ingrid", "karin", minutes=60)))[0] == "16 09"
    drop_talk(actor=of(home, "lotte"), conversation=other, why="Not now")
    assert starts(looks(home, talk))[0] == "16 09"


def test_choosing_one_fills_in_the_form_and_nothing_more(home: Oeverland) -> None:
    talk = own_invited(home, "femke", "tom")
    lotte = browser(home, "lotte")
    assert address(home, talk) in lotte.get(f"/d/{home.decision.pk}/talks/{talk}/").content.decode()
    page = lotte.get(f"/d/{home.decision.pk}/talks/{talk}/?starts_at=2027-03-16T11:00").content.decode()
    assert 'value="2027-03-16T11:00"' in page
    for nonsense in ("x", "9999-99-99T00:00", "2027-03-28T02:30", "\x00", "<script>"):
        page = lotte.get(f"/d/{home.decision.pk}/talks/{talk}/", {"starts_at": nonsense}).content.decode()
        assert f'value="{MONDAY:%Y-%m-%dT%H:%M}"' in page
        assert "<script>" not in page.partition("<main")[2]


@pytest.mark.parametrize("name", ["karin", "femke", "tom", "peter", "wim", "stranger"])
def test_there_is_no_such_page_for_who_may_not_lead_it(home: Oeverland, name: str) -> None:
    talk = own_invited(home, "femke", "tom")
    assert home.client(name).get(address(home, talk)).status_code in (302, 404)
    assert home.client("lotte").get(address(home, talk)).status_code == 200


def test_who_leads_it_looks_too_and_another_facilitator_not_at_a_confidential_one(home: Oeverland) -> None:
    talk = own_invited(home, "femke", "bas")
    change_talk(actor=of(home, "lotte"), conversation=talk, lead=home.seats["tom"].pk)
    assert looks(home, talk, "tom")
    alone = invited(home, "een_op_een")
    assert looks(home, alone)
    assert free_moments(of(home, "hanna"), alone) is None
    assert free_moments(of(home, "hanna"), talk) is not None


def test_it_costs_no_more_questions_with_more_calendars(home: Oeverland) -> None:
    talk = own(home, "femke", "tom", "bas", "ingrid", minutes=60)
    lotte = home.client("lotte")

    def asked() -> int:
        with CaptureQueriesContext(connection) as counted:
            lotte.get(address(home, talk))
        return len(counted)

    is_busy(home, "femke", (TUESDAY, TUESDAY + HOUR))
    asked()
    few = asked()
    for name in ("tom", "bas", "ingrid"):
        is_busy(home, name, (TUESDAY, TUESDAY + HOUR))
    assert asked() == few
