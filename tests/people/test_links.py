"""A personal link lets one person in, leaves no trace by being opened, and is the same nothing when it is gone."""

import logging
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client, RequestFactory
from django.utils import timezone
from tests.oeverland import Oeverland

from beforehand.people.access import LINK_COOKIE, arrival_of
from beforehand.people.actions import make_link, withdraw_links
from beforehand.people.choices import LinkPurpose
from beforehand.people.models import AccessLink, Person

Dump = dict[str, list[tuple[object, ...]]]
TYPED = [
    "",
    "x",
    "x" * 100_000,
    "%00",
    "%E2%80%8B",
    "%E2%80%AE",
    "<script>alert(1)</script>",
    "../../etc",
    "a/b/c",
]


def address(link: str) -> str:
    return link.removeprefix(settings.ADDRESS)


def token(link: str) -> str:
    return link.rstrip("/").rpartition("/")[2]


def test_femke_opens_her_link_and_is_in_for_as_long_as_it_lasts(home: Oeverland) -> None:
    femke = Client()
    answer = femke.get(address(home.link("femke")))
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["Cache-Control"] == "private, no-store"
    cookie = answer.cookies[LINK_COOKIE]
    assert cookie.value == token(home.link("femke"))
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
    assert 59 * 86400 < int(cookie["max-age"]) <= 60 * 86400
    assert "Femke" in femke.get("/door/").content.decode()


def test_a_link_can_lead_to_one_decision_and_nowhere_else(home: Oeverland) -> None:
    link = address(home.link("femke"))
    there = Client().get(f"{link}{home.decision.pk}/")
    assert there["Location"] == f"/d/{home.decision.pk}/"
    assert LINK_COOKIE in there.cookies
    elsewhere = Client().get(f"{link}https://example.org/")
    assert elsewhere["Location"] == "/door/link-gone/"
    assert LINK_COOKIE not in elsewhere.cookies
    assert Client().get(f"{link}?to=https://example.org/&next=//example.org")["Location"] == "/"


@pytest.mark.parametrize("way", ["get", "head"])
def test_programs_that_read_mail_open_links_and_change_no_row(
    home: Oeverland, whole_database: Callable[[], Dump], way: str
) -> None:
    link = address(home.link("femke"))
    before = whole_database()
    for _ in range(3):
        assert getattr(Client(), way)(link).status_code == 302
    assert whole_database() == before


def test_a_form_sent_to_a_link_opens_nothing(home: Oeverland, whole_database: Callable[[], Dump]) -> None:
    link = address(home.link("femke"))
    before = whole_database()
    for way in ("post", "put", "delete", "options"):
        answer = getattr(Client(enforce_csrf_checks=True), way)(link)
        assert answer["Location"] == "/door/link-gone/"
        assert LINK_COOKIE not in answer.cookies
    after = whole_database()
    assert {name for name in before if before[name] != after[name]} <= {"shared_cache"}


def test_every_link_that_is_gone_is_the_same_nothing(home: Oeverland) -> None:
    gone = {
        "unknown": f"/l/{'a' * 43}/",
        "cut off": address(home.link("tom"))[:-9] + "/",
        "expired": address(
            make_link(person=home.seats["bas"].person_id, now=timezone.now() - timedelta(days=61))
        ),
        "of a demonstration": address(
            make_link(person=home.seats["bas"].person_id, purpose=LinkPurpose.DEMO)
        ),
        "of somebody erased": address(make_link(person=home.stranger.pk)),
        "withdrawn": address(home.link("femke")),
    }
    Person.objects.filter(pk=home.stranger.pk).update(erased_at=timezone.now(), mail=None)
    assert withdraw_links(person=home.seats["femke"].person_id) == 1
    said = set()
    for why, link in gone.items():
        answer = Client().get(link)
        assert LINK_COOKIE not in answer.cookies, why
        page = Client().get(answer["Location"], headers={"accept-language": "en"})
        answer.headers.pop("Expires", None)  # that is the clock
        head = tuple(sorted(answer.headers.items()))
        said.add((answer.status_code, head, page.status_code, _without_form(page)))
    assert len(said) == 1
    assert next(iter(said))[2] == 410
    assert "Send me a new link" in next(iter(said))[3]


def test_a_withdrawn_link_is_refused_at_the_next_click(home: Oeverland) -> None:
    femke = home.client("femke")
    assert "Femke" in femke.get("/door/").content.decode()
    withdraw_links(person=home.seats["femke"].person_id)
    assert "Femke" not in femke.get("/door/").content.decode()


def test_the_database_holds_no_token(home: Oeverland, whole_database: Callable[[], Dump]) -> None:
    link = home.link("femke")
    Client().get(address(link))
    assert token(link) not in repr(whole_database())
    assert len(bytes(AccessLink.objects.get().digest)) == 32


def test_whoever_opens_a_link_is_that_person_and_no_longer_who_was_signed_in(home: Oeverland) -> None:
    browser = home.client("lotte")
    assert "Lotte" in browser.get("/door/").content.decode()
    browser.get(address(home.link("femke")))
    page = browser.get("/door/").content.decode()
    assert "Femke" in page
    assert "Lotte" not in page


def test_who_is_signed_in_and_opens_the_own_link_stays_signed_in(home: Oeverland) -> None:
    browser = home.client("lotte")
    answer = browser.get(address(home.link("lotte")))
    assert LINK_COOKIE not in answer.cookies  # a session and a link never go together
    assert browser.session["_auth_user_id"] == str(home.seats["lotte"].person.account_id)


def test_pages_speak_the_language_of_who_arrives_until_that_person_chooses_another(home: Oeverland) -> None:
    Person.objects.filter(pk=home.seats["femke"].person_id).update(language="nl")
    femke = Client(headers={"accept-language": "en"})
    femke.get(address(home.link("femke")))
    assert 'lang="nl"' in femke.get("/door/").content.decode()
    femke.post("/language/", {"language": "en", "next": "/door/"})
    femke.get(address(home.link("femke")))
    assert '<html lang="en"' in femke.get("/door/").content.decode()
    # Somebody else on the same phone does not inherit the choice.
    femke.cookies[settings.LANGUAGE_COOKIE_NAME] = "nl"
    femke.get(address(home.link("tom")))
    assert '<html lang="en"' in femke.get("/door/").content.decode()


def test_without_a_language_of_their_own_the_organisation_decides(home: Oeverland) -> None:
    assert home.stranger.language == ""
    answer = Client(headers={"accept-language": "nl"}).get(address(home.link("stranger")))
    assert answer.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"
    request = RequestFactory().get("/")
    request.COOKIES[LINK_COOKIE] = token(home.link("stranger"))
    arrival = arrival_of(request)
    assert arrival is not None
    assert (arrival.language, arrival.strong, arrival.administrator) == ("en", False, False)


@pytest.mark.parametrize("typed", TYPED)
def test_whatever_is_typed_after_the_slash_gets_a_clear_page(home: Oeverland, typed: str) -> None:
    for link in (f"/l/{typed}", f"/l/{typed}/", f"/l/{typed}/{uuid4()}/"):
        answer = Client().get(link, follow=True)
        assert answer.status_code in (404, 410)
        assert "<script>alert" not in answer.content.decode()


def test_a_token_is_in_no_log_line(home: Oeverland, caplog: pytest.LogCaptureFixture) -> None:
    for name in [None, *logging.root.manager.loggerDict]:
        logging.getLogger(name).setLevel(logging.DEBUG)
        logging.getLogger(name).propagate = True
    caplog.set_level(logging.DEBUG)
    good, client = home.link("femke"), Client(raise_request_exception=False)
    bad = make_link(person=home.stranger.pk)
    withdraw_links(person=home.stranger.pk)
    for link in (good, bad):
        for tail in ("", "x/y/", f"{uuid4()}/"):
            client.get(address(link) + tail, follow=True)
            client.post(address(link) + tail)
    client.post("/door/", {"mail": good})
    logging.getLogger("django.request").warning("Not Found: %s", address(good))
    assert "/l/…" in caplog.text  # the filter was at work
    assert token(good) not in caplog.text
    assert token(bad) not in caplog.text


def test_guessing_stops_and_says_until_when_while_good_links_go_on(home: Oeverland) -> None:
    guesser = Client(headers={"accept-language": "en"})
    answers = [guesser.get(f"/l/guess-{n}/") for n in range(31)]
    assert [each.status_code for each in answers] == [302] * 30 + [429]
    last = answers[-1]
    at = timezone.localtime(timezone.now() + timedelta(minutes=10))
    assert f"after {at:%H:%M}" in last.content.decode()
    assert (last["Retry-After"], last["Cache-Control"], last["Referrer-Policy"]) == (
        "600", "private, no-store", "no-referrer",
    )  # fmt: skip
    assert guesser.get(address(home.link("femke")))["Location"] == "/"


def test_what_counts_tries_keeps_no_address_of_a_computer(home: Oeverland) -> None:
    from django.db import connection

    Client(REMOTE_ADDR="203.0.113.77").get("/l/nothing/")
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM shared_cache")
        keys = " ".join(row[0] for row in cursor.fetchall())
    assert "open_link" in keys
    assert "203.0.113.77" not in keys
    cache.clear()


def test_opening_a_link_asks_the_database_once(
    home: Oeverland, django_assert_num_queries: Callable[[int], object]
) -> None:
    link = address(home.link("femke"))
    for _ in range(5):
        make_link(person=home.seats["femke"].person_id)
    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        Client().get(link)


def test_over_https_the_cookies_are_bound_to_the_host() -> None:
    done = subprocess.run(
        [sys.executable, Path(__file__).with_name("over_https.py")],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(["src", "."])},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    said = done.stdout
    names = [line.split("=")[0].removeprefix("Set-Cookie: ") for line in said.splitlines() if line]
    assert names == ["__Host-beforehand_link", "beforehand_language"]
    link, language = said.splitlines()
    for attribute in ("HttpOnly", "Secure", "SameSite=Lax", "Path=/"):
        assert attribute in link
        assert attribute in language
    assert "Domain" not in said


def _without_form(page: object) -> str:
    import re

    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page.content.decode())  # type: ignore[attr-defined]
