"""Whether somebody is free, from a calendar they gave: hours and nothing else, for who plans or leads."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django_q.models import OrmQ
from pytest_django import Settings
from tests.conversations.story import MONDAY, NOW, of, own_invited, told
from tests.oeverland import Oeverland

from beforehand.conversations.actions import change_talk
from beforehand.decisions.choices import Stage
from beforehand.decisions.models import Decision, SeatRole
from beforehand.exchange.actions import calendars
from beforehand.exchange.models import GivenCalendar
from beforehand.exchange.queries import BusySeen, busy_times, my_calendar
from beforehand.vault.guard import Author, NoScopeError
from beforehand.vault.processes.timekeeper import timekeeper

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
HOUR = timedelta(hours=1)
DENTIST = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//x//x//EN
BEGIN:VEVENT
UID:1
DTSTAMP:20270301T000000Z
DTSTART:20270329T120000Z
DTEND:20270329T130000Z
SUMMARY:The dentist in Zwolle
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")


@pytest.fixture
def home(home: Oeverland, settings: Settings) -> Oeverland:
    settings.CALENDARS_INSIDE = ["127.0.0.0/8"]
    return told(home)


@contextmanager
def calendar_of(body: str, status: int = 200) -> Iterator[str]:
    """Serve a calendar from this machine."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body.encode())))
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, format: str, *args: object) -> None:
            return

    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/secret-of-femke.ics"
        server.shutdown()
        thread.join()


def gives(home: Oeverland, name: str, address: str) -> None:
    """Give a calendar, and have it read as the worker does."""
    calendars.give_calendar(actor=of(home, name), address=address, now=NOW)
    reads(home)


def reads(home: Oeverland, now: datetime = NOW) -> None:
    for row in GivenCalendar.objects.scoped(timekeeper(home.decision.pk)):
        calendars.read_calendar(calendar=row.pk, now=now)


def asks(home: Oeverland, name: str, *others: str, now: datetime = NOW) -> dict[str, BusySeen]:
    """Ask whether these people are free from one hour before until one hour after the start on Monday."""
    seats = {home.seats[other].pk: other for other in others}
    told_of = busy_times(of(home, name), list(seats), MONDAY - HOUR, MONDAY + HOUR, now=now)
    return {seats[one.seat]: one for one in told_of}


def test_who_plans_sees_that_somebody_is_busy_and_never_why(home: Oeverland) -> None:
    with calendar_of(DENTIST) as address:
        gives(home, "femke", address)
    seen = asks(home, "lotte", "femke", "tom")
    twelve = datetime(2027, 3, 29, 12, tzinfo=UTC)
    assert (seen["femke"].free, seen["femke"].times) == (False, ((twelve, twelve + HOUR),))
    assert (seen["tom"].free, seen["tom"].times) == (None, ())
    (free,) = busy_times(
        of(home, "lotte"), [home.seats["femke"].pk], MONDAY + HOUR, MONDAY + 2 * HOUR, now=NOW
    )
    assert (free.free, free.times) == (True, ())


def test_others_are_told_nothing_and_who_leads_of_who_is_in_it_alone(home: Oeverland) -> None:
    with calendar_of(DENTIST) as address:
        gives(home, "femke", address)
    assert asks(home, "tom", "femke", "bas") == {}
    assert asks(home, "femke", "femke") == {}
    talk = own_invited(home, "femke")
    change_talk(actor=of(home, "lotte"), conversation=talk, lead=home.seats["tom"].pk)
    assert {name: one.free for name, one in asks(home, "tom", "femke", "bas").items()} == {"femke": False}


def test_neither_the_address_nor_an_hour_stands_anywhere_in_the_open(home: Oeverland) -> None:
    with calendar_of(DENTIST) as address:
        gives(home, "femke", address)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM exchange_given_calendar")
        row = b" ".join(
            bytes(v) if isinstance(v, bytes | memoryview) else str(v).encode() for v in cursor.fetchone()
        )
        cursor.execute("SELECT payload FROM django_q_ormq")
        queued = repr([OrmQ(payload=payload).task for (payload,) in cursor.fetchall()])
    for word in ("secret-of-femke", "dentist", "Zwolle", "2027-03-29"):
        assert word.encode() not in row
        assert word not in queued
    with pytest.raises(NoScopeError):
        GivenCalendar.objects.count()
    assert not GivenCalendar.objects.scoped(of(home, "lotte").reader).exists()
    assert not GivenCalendar.objects.scoped(Author(home.seats["tom"].pk)).exists()


def test_what_goes_wrong_is_said_to_that_person_alone(home: Oeverland) -> None:
    with calendar_of("<html>Sign in</html>") as address:
        gives(home, "femke", address)
    assert my_calendar(of(home, "femke")).fault.startswith("There is no calendar at this place")
    assert my_calendar(of(home, "lotte")).given_at is None
    assert asks(home, "lotte", "femke")["femke"] == asks(home, "lotte", "femke", "tom")["femke"]
    assert asks(home, "lotte", "femke")["femke"].free is None
    page = home.client("femke").get(f"/d/{home.decision.pk}/calendar/").content.decode()
    assert "secret-of-femke" not in page


def test_an_address_inside_is_not_asked(home: Oeverland, settings: Settings) -> None:
    settings.CALENDARS_INSIDE = []
    with calendar_of(DENTIST) as address:
        gives(home, "femke", address)
    assert my_calendar(of(home, "femke")).fault.startswith("This address can not be used")


def test_down_for_a_while_the_hours_stay_and_too_old_they_say_nothing(home: Oeverland) -> None:
    with calendar_of(DENTIST) as address:
        gives(home, "femke", address)
    reads(home, NOW + HOUR)
    mine = my_calendar(of(home, "femke"))
    assert mine.read_at == NOW
    assert mine.fault.startswith("The place where this calendar is kept does not answer")
    assert asks(home, "lotte", "femke", now=NOW + HOUR)["femke"].free is False
    assert asks(home, "lotte", "femke", now=NOW + timedelta(days=4))["femke"].free is None


def test_taken_back_while_it_was_read_it_stays_gone(home: Oeverland) -> None:
    with calendar_of(DENTIST) as address:
        gives(home, "femke", address)
        (row,) = GivenCalendar.objects.scoped(timekeeper(home.decision.pk))
        calendars.take_back_calendar(actor=of(home, "femke"))
        calendars.read_calendar(calendar=row.pk, now=NOW)
    assert not GivenCalendar.objects.scoped(timekeeper(home.decision.pk)).exists()


def test_taken_back_between_the_fetching_and_the_keeping_it_stays_gone(
    home: Oeverland, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker is halfway when Femke takes her calendar back, or gives another one."""
    femke, really = of(home, "femke"), calendars.fetch_calendar
    deeds = [
        lambda: calendars.take_back_calendar(actor=femke),
        lambda: calendars.give_calendar(actor=femke, address="https://other.example/x.ics", now=NOW),
    ]
    with calendar_of(DENTIST) as address:
        for deed, left in zip(deeds, (0, 1), strict=True):
            calendars.give_calendar(actor=femke, address=address, now=NOW)
            (row,) = GivenCalendar.objects.scoped(timekeeper(home.decision.pk))

            def fetched(*given: Any, do: Callable[[], None] = deed, **more: Any) -> bytes:
                data = really(*given, **more)
                do()
                return data

            monkeypatch.setattr(calendars, "fetch_calendar", fetched)
            calendars.read_calendar(calendar=row.pk, now=NOW)
            monkeypatch.setattr(calendars, "fetch_calendar", really)
            there = GivenCalendar.objects.scoped(timekeeper(home.decision.pk))
            assert [one.hours for one in there] == [None] * left


@pytest.mark.parametrize(
    "typed", ["", "calendar.example", "file:///etc/passwd", "https://", "https://a b", "x" * 3000]
)
def test_what_can_be_no_address_is_refused_in_words(home: Oeverland, typed: str) -> None:
    with pytest.raises(ValidationError):
        calendars.give_calendar(actor=of(home, "femke"), address=typed, now=NOW)


@pytest.mark.parametrize("typed", ["", "\x00", "x" * 100_000, "‮https://a.example", "<b>https://</b>"])
def test_on_the_page_bad_input_comes_back_with_words(home: Oeverland, typed: str) -> None:
    page = f"/d/{home.decision.pk}/calendar/"
    answer = home.client("femke").post(page, {"act": "give", "address": typed})
    assert answer.status_code == 422
    assert b'class="error' in answer.content
    assert not GivenCalendar.objects.scoped(Author(home.seats["femke"].pk)).exists()


def test_on_the_page_it_is_given_and_taken_back(home: Oeverland) -> None:
    client, page = home.client("femke"), f"/d/{home.decision.pk}/calendar/"
    given = client.post(page, {"act": "give", "address": "https://calendar.example/secret-of-femke.ics"})
    assert given.status_code == 302
    assert my_calendar(of(home, "femke")).given_at is not None
    assert "secret-of-femke" not in client.get(page).content.decode()
    client.post(page, {"act": "take_back"})
    assert my_calendar(of(home, "femke")).given_at is None


def test_who_has_no_role_any_more_keeps_no_calendar_here(home: Oeverland) -> None:
    address = "https://a.example/x.ics"
    calendars.give_calendar(actor=of(home, "femke"), address=address, now=NOW)
    calendars.take_back_calendar(actor=of(home, "femke"))
    SeatRole.objects.filter(seat=home.seats["femke"]).delete()
    with pytest.raises(PermissionDenied):
        calendars.give_calendar(actor=of(home, "femke"), address=address, now=NOW)
    with pytest.raises(PermissionDenied):
        calendars.take_back_calendar(actor=of(home, "femke"))


def test_once_it_is_decided_no_calendar_is_read_any_more(home: Oeverland) -> None:
    calendars.give_calendar(actor=of(home, "femke"), address="https://a.example/x.ics", now=NOW)
    before = OrmQ.objects.count()
    calendars.read_all_calendars()
    assert OrmQ.objects.count() == before + 1
    Decision.objects.update(stage=Stage.DECIDED)
    calendars.read_all_calendars()
    assert OrmQ.objects.count() == before + 1


def test_leaving_takes_it_along_and_no_other(home: Oeverland) -> None:
    for name in ("femke", "tom"):
        calendars.give_calendar(actor=of(home, name), address="https://a.example/x.ics", now=NOW)
    calendars.forget_calendars_of(person=home.seats["femke"].person_id)
    (left,) = GivenCalendar.objects.scoped(timekeeper(home.decision.pk))
    assert left.seat_id == home.seats["tom"].pk
