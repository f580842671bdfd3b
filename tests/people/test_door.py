"""Whoever lost a link gets a new one by mail, and nobody learns by asking who is in something."""

import re
from collections.abc import Callable, Iterator
from uuid import UUID

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_q.models import OrmQ
from tests.oeverland import Oeverland

from beforehand.people.access import LINK_COOKIE
from beforehand.people.actions import find_or_add_person
from beforehand.people.models import Person
from beforehand.people.signals import link_wanted
from beforehand.shell.jobs import run

BAD = [
    "",
    " ",
    "femke",
    "femke@",
    "@oeverland.example",
    "x" * 100_000 + "@oeverland.example",
    "fem\x00ke@oeverland.example",
    "\u200b\u200b",
    "\u202efemke@oeverland.example",
    "<b>femke</b>@oeverland.example",
    "femke@oeverland.example, tom@oeverland.example",
]


@pytest.fixture
def wanted() -> Iterator[list[UUID]]:
    """Who is said to want a link, by the signal that those who send mail listen to."""
    heard: list[UUID] = []

    def hear(person: UUID, **more: object) -> None:
        heard.append(person)

    others, link_wanted.receivers = link_wanted.receivers, []
    link_wanted.connect(hear, weak=False)
    yield heard
    link_wanted.receivers = others


def english() -> Client:
    return Client(headers={"accept-language": "en"})


def queued() -> list[tuple[str, ...]]:
    return [tuple(each.task["args"]) for each in OrmQ.objects.order_by("pk")]


def work_off() -> None:
    for name, *ids in queued():
        run(name, *ids)
    OrmQ.objects.all().delete()


def test_a_lost_link_is_asked_for_with_a_mail_address(home: Oeverland, wanted: list[UUID]) -> None:
    answer = english().post("/door/", {"mail": "Femke@OEVERLAND.example "}, follow=True)
    assert answer.redirect_chain == [("/door/link-on-its-way/", 302)]
    assert "Look in your mail" in answer.content.decode()
    assert wanted == []  # nothing is sent while somebody waits for the page
    work_off()
    assert wanted == [home.seats["femke"].person_id]


def test_known_and_unknown_addresses_get_the_same_answer_by_the_same_work(
    home: Oeverland, wanted: list[UUID]
) -> None:
    said: list[object] = []
    asked, put = [], []
    for mail in ("femke@oeverland.example", "nobody.at.all@oeverland.example"):
        client = english()
        with CaptureQueriesContext(connection) as queries:
            first = client.post("/door/", {"mail": mail})
        second = client.get(first["Location"])
        said.append(
            (
                first.status_code,
                sorted(pair for pair in first.items() if pair[0] != "Expires"),  # that is the clock
                first.content,
                second.status_code,
                plain(second.content),
            )
        )
        asked.append([re.sub(r"'[^']*'|[0-9a-f]{32,}", "?", each["sql"])[:60] for each in queries])
        put.append([(args[0], len(args), len(args[1])) for args in queued()])
        work_off()
    assert said[0] == said[1]
    assert asked[0] == asked[1]
    assert put[0] == put[1] == [("people.new_link", 2, 36)]
    assert wanted == [home.seats["femke"].person_id]


def test_the_queue_holds_an_id_and_never_an_address(home: Oeverland) -> None:
    english().post("/door/", {"mail": "femke@oeverland.example"})
    english().post("/door/", {"mail": "somebody@else.example"})
    assert "femke@" not in repr(queued())
    assert "else.example" not in repr(queued())


def test_somebody_who_was_erased_gets_no_link(home: Oeverland, wanted: list[UUID]) -> None:
    english().post("/door/", {"mail": "femke@oeverland.example"})
    Person.objects.filter(pk=home.seats["femke"].person_id).update(erased_at="2027-01-01T00:00Z", mail=None)
    work_off()
    assert wanted == []


@pytest.mark.parametrize("typed", BAD)
def test_what_is_no_address_is_said_where_it_was_typed(home: Oeverland, typed: str) -> None:
    answer = english().post("/door/", {"mail": typed})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="id_mail_error"' in page
    assert 'aria-describedby="id_mail_error"' in page
    assert "<b>" not in page
    assert queued() == []


def test_one_mail_in_two_spellings_is_one_person(home: Oeverland) -> None:
    spellings = [
        "Noor.van.Dam@Oeverland.example",
        " noor.van.dam@OEVERLAND.EXAMPLE\t",
        "noor.van.dam\u200b@oeverland.example",
    ]
    found = {
        find_or_add_person(organisation=home.organisation.pk, name="Noor", mail=each).pk for each in spellings
    }
    assert len(found) == 1


def test_without_mail_two_people_stay_two(home: Oeverland) -> None:
    both = {
        find_or_add_person(organisation=home.organisation.pk, name="Noor", mail=each).pk
        for each in (None, "", " ")
    }
    assert len(both) == 3


@pytest.mark.parametrize("mail", ["femke@oeverland.example", "nobody.at.all@oeverland.example"])
def test_asking_again_and_again_rests_the_same_for_known_and_unknown(home: Oeverland, mail: str) -> None:
    answers = [
        Client(REMOTE_ADDR=f"203.0.113.{n}").post("/door/", {"mail": mail.upper() if n % 2 else mail})
        for n in range(4)
    ]
    assert [each.status_code for each in answers] == [302, 302, 302, 429]
    assert len(queued()) == 3


def test_one_computer_asking_for_many_addresses_rests_too(home: Oeverland) -> None:
    answers = [
        Client().post("/door/", {"mail": f"guess{n}@oeverland.example"}).status_code for n in range(11)
    ]
    assert answers == [302] * 10 + [429]


def test_leaving_forgets_the_link_and_ends_the_session(home: Oeverland) -> None:
    femke = home.client("femke")
    answer = femke.post("/leave/")
    assert answer["Location"] == "/door/"
    assert femke.cookies[LINK_COOKIE].value == ""
    assert "Femke" not in femke.get("/door/").content.decode()
    lotte = home.client("lotte")
    assert Session.objects.count() == 1
    lotte.post("/leave/")
    assert Session.objects.count() == 0


def test_leaving_needs_a_form_of_ours(home: Oeverland) -> None:
    assert home.client("femke").get("/leave/").status_code == 405
    strict = home.client("femke", enforce_csrf_checks=True)
    assert strict.post("/leave/").status_code == 403
    assert "Femke" in strict.get("/door/").content.decode()


def test_the_door_asks_little_of_the_database(
    home: Oeverland, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    with django_assert_max_num_queries(0):  # type: ignore[attr-defined]
        english().get("/door/")
    femke = home.client("femke")
    with django_assert_max_num_queries(1):  # type: ignore[attr-defined]
        femke.get("/door/")


@pytest.mark.parametrize("address", ["/door/", "/door/link-gone/", "/door/link-on-its-way/"])
def test_no_page_of_the_door_is_mixed(db: None, address: str) -> None:
    dutch = Client(headers={"accept-language": "nl"}).get(address).content.decode()
    other = english().get(address).content.decode()
    assert '<html lang="nl"' in dutch
    assert '<html lang="en"' in other
    sentences = [
        {
            each.strip()
            for each in re.findall(r">([^<>]+)<", page[page.index("<main") : page.index("</main>")])
        }
        - {""}
        for page in (dutch, other)
    ]
    assert len(sentences[0]) == len(sentences[1]) >= 4
    assert sentences[0].isdisjoint(sentences[1])


def plain(content: bytes) -> str:
    return re.sub(r'value="[^"]+"', "", content.decode())
