"""Somebody's conversations in their own calendar: an address of their own, which they can end."""

import logging
import re

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar
from tests.beginning import told_once
from tests.conversations.story import ALONE, FRIDAY, NOW, of, own, own_invited, told
from tests.oeverland import Oeverland

from beforehand.conversations.actions import drop_talk, settle_time
from beforehand.decisions.models import SeatRole
from beforehand.exchange.actions.calendars import forget_calendars_of, make_feed, withdraw_feed
from beforehand.exchange.models import Feed
from beforehand.people.actions import make_link
from beforehand.people.models import Person

pytestmark = pytest.mark.django_db


@told_once
def beginning(home: Oeverland) -> Oeverland:
    return told(home)


def path(home: Oeverland, name: str) -> str:
    return make_feed(actor=of(home, name), now=NOW).partition("testserver")[2]


def titles(address: str) -> list[str]:
    answer = Client().get(address)
    assert answer.status_code == 200
    return [str(event["SUMMARY"]) for event in Calendar.from_ical(answer.content).walk("VEVENT")]


def test_it_holds_what_somebody_is_invited_to_and_nothing_of_others(home: Oeverland) -> None:
    own_invited(home, "femke", "tom")
    own_invited(home, "femke", kind=ALONE)
    own_invited(home, "tom")
    own(home, "femke", "bas")  # planned, nobody invited
    femke = path(home, "femke")
    assert sorted(titles(femke)) == ["Conversation", "Two-factor sign-in"]
    assert titles(path(home, "bas")) == []
    whole = Client().get(femke).content.decode().replace("\r\n ", "")
    assert not [name for name in ("Tom", "tom@", "Bas", "ATTENDEE", "femke@") if name in whole]


def test_who_leads_it_has_it_too_and_another_facilitator_has_not(home: Oeverland) -> None:
    own_invited(home, "femke", kind=ALONE)
    assert titles(path(home, "lotte")) == ["Conversation"]
    assert titles(path(home, "hanna")) == []


def test_of_a_confidential_one_the_calendar_says_neither_who_calls_nor_what_about(home: Oeverland) -> None:
    own_invited(home, "femke")
    whole = Client().get(path(home, "femke")).content.decode()
    assert "Lotte" in whole
    assert home.decision.title in whole
    own_invited(home, "bas", kind=ALONE)
    whole = Client().get(path(home, "bas")).content.decode()
    assert "BEGIN:VEVENT" in whole
    assert not [word for word in ("Lotte", home.decision.title) if word in whole]


def test_a_dropped_one_leaves_it_and_a_moved_one_is_marked_anew(home: Oeverland) -> None:
    talk = own_invited(home, "femke")
    address = path(home, "femke")
    first = Client().get(address)
    mark, (event,) = first["ETag"], Calendar.from_ical(first.content).walk("VEVENT")
    before = event["DTSTAMP"].dt
    again = Client().get(address, headers={"If-None-Match": mark})
    assert (again.status_code, again.content) == (304, b"")
    settle_time(actor=of(home, "lotte"), conversation=talk, starts_at=FRIDAY)
    moved = Client().get(address, headers={"If-None-Match": mark})
    assert moved.status_code == 200
    assert moved["ETag"] != mark
    (event,) = Calendar.from_ical(moved.content).walk("VEVENT")
    assert event["DTSTAMP"].dt > before  # else a program that compares moments keeps the old time
    drop_talk(actor=of(home, "lotte"), conversation=talk, why="Not needed")
    assert titles(address) == []


def test_nothing_of_it_is_kept_on_the_way(home: Oeverland) -> None:
    answer = Client().get(path(home, "femke"))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert not answer.cookies


def test_withdrawn_replaced_unknown_foreign_or_erased_look_the_same(home: Oeverland) -> None:
    gone = path(home, "femke")
    now = path(home, "femke")
    ended = path(home, "tom")
    withdraw_feed(actor=of(home, "tom"))
    erased = path(home, "bas")
    Person.objects.filter(pk=home.seats["bas"].person_id).update(erased_at=NOW)
    personal = make_link(person=home.seats["femke"].person_id).rstrip("/").rpartition("/")[2]
    never = "/calendar/" + "a" * 43 + ".ics"
    answers = [Client().get(one) for one in (gone, ended, erased, never, f"/calendar/{personal}.ics")]
    assert {answer.status_code for answer in answers} == {404}
    # Each names the address it was asked for, and carries a form with a number of its own.
    own_words = re.compile(r"/calendar/[^\"]+|(?<=csrfmiddlewaretoken\" value=\")[^\"]+")
    assert len({own_words.sub("", answer.content.decode()) for answer in answers}) == 1
    assert titles(now) == []
    token = now.rpartition("/")[2].removesuffix(".ics")
    assert Client().get(f"/l/{token}/")["Location"] == "/door/link-gone/"


def test_its_token_is_in_no_log_line_and_in_no_table(
    home: Oeverland, caplog: pytest.LogCaptureFixture
) -> None:
    address = path(home, "femke")
    token = address.rpartition("/")[2].removesuffix(".ics")
    assert token.encode() not in bytes(Feed.objects.get().digest)
    withdraw_feed(actor=of(home, "femke"))
    with caplog.at_level(logging.DEBUG):
        Client().get(address)
    assert "Not Found" in caplog.text
    assert token not in caplog.text


def test_who_has_no_role_any_more_has_no_feed_of_the_decision(home: Oeverland) -> None:
    make_feed(actor=of(home, "femke"), now=NOW)
    withdraw_feed(actor=of(home, "femke"))
    SeatRole.objects.filter(seat=home.seats["femke"]).delete()
    with pytest.raises(PermissionDenied):
        make_feed(actor=of(home, "femke"), now=NOW)
    with pytest.raises(PermissionDenied):
        withdraw_feed(actor=of(home, "femke"))


def test_leaving_takes_it_along(home: Oeverland) -> None:
    path(home, "femke")
    path(home, "tom")
    forget_calendars_of(person=home.seats["femke"].person_id)
    assert [feed.person_id for feed in Feed.objects.all()] == [home.seats["tom"].person_id]


def test_on_the_page_it_is_made_shown_once_and_ended(home: Oeverland) -> None:
    client, page = home.client("femke"), f"/d/{home.decision.pk}/calendar/"
    assert b".ics" not in client.get(page).content
    shown = client.post(page, {"act": "make"})
    assert b".ics" in shown.content
    assert "no-store" in shown["Cache-Control"]
    assert b".ics" not in client.get(page).content
    assert client.post(page, {"act": "end"}).status_code == 302
    assert not Feed.objects.exists()
    assert home.client("stranger").get(page).status_code == 404
    assert client.get(page, {"act": "make"}).status_code == 200
    assert not Feed.objects.exists()


def test_more_conversations_are_no_more_questions_to_the_database(
    home: Oeverland,
) -> None:
    address = path(home, "femke")

    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            Client().get(address)
        return len(seen)

    own_invited(home, "femke")
    one = asked()
    for name in ("tom", "bas", "youssef"):
        own_invited(home, "femke", name)
    assert asked() == one
