"""The shell's own pages: one language each, a strict policy, and kind when something goes wrong."""

import gzip
import re
from pathlib import Path

import pytest
from django.test import Client
from django.utils.translation import override
from tests.shell.wrecked import SECRET

import beforehand.shell

STATIC = Path(beforehand.shell.__file__).parent / "static" / "shell"
LANGUAGES = ("nl", "en")
WRONG = {"/broken/": 500, "/refused/": 403, "/garbled/": 400, "/nothing/": 404, "/look/": 200}
# Names of things, and words that are the same in both.
SAME = {
    "Beforehand",
    "Femke",
    "IT",
    "link",
    "Letters",
    "Open",
    "Half",
    "Later",
    "Nederlands",
    "English",
    "--paper",
}


def visible(html: str) -> list[str]:
    """Every piece of text a reader meets."""
    body = re.sub(r"<(code|option)\b.*?</\1>", "", html, flags=re.S)
    pieces = (" ".join(p.split()) for p in re.split(r"<[^>]*>", body))
    return [p for p in pieces if re.search(r"[A-Za-z]{2}", p)]


def policy_of(reply) -> dict[str, str]:
    header = reply.headers["Content-Security-Policy"]
    return {p.split(" ", 1)[0].strip(): p.split(" ", 1)[1] for p in re.split(r";\s*", header)}


@pytest.mark.urls("tests.shell.wrecked")
@pytest.mark.parametrize(("path", "status"), WRONG.items())
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_strict_bare_and_in_its_language(path, status, language):
    reply = Client(raise_request_exception=False, headers={"accept-language": language}).get(path)
    html = reply.content.decode()
    assert reply.status_code == status
    assert f'<html lang="{language}">' in html
    policy = policy_of(reply)
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert "unsafe" not in reply.headers["Content-Security-Policy"]
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)|javascript:", html)
    assert SECRET not in html
    assert "Traceback" not in html
    assert html.count("<h1") == 1


@pytest.mark.urls("tests.shell.wrecked")
@pytest.mark.parametrize("path", WRONG)
def test_no_page_is_mixed(path):
    said = {}
    for language in LANGUAGES:
        client = Client(raise_request_exception=False, headers={"accept-language": language})
        said[language] = visible(client.get(path).content.decode())
    both = set(said["nl"]) & set(said["en"]) - SAME
    assert not both


@pytest.mark.urls("tests.shell.wrecked")
@pytest.mark.parametrize("path", ["/broken/", "/refused/", "/garbled/"])
def test_whoever_typed_something_is_told_how_to_get_it_back(path):
    page = Client(raise_request_exception=False, headers={"accept-language": "en"}).post(path)
    assert "back button" in page.content.decode()


def test_a_form_without_its_mark_is_refused_with_what_to_do():
    reply = Client(enforce_csrf_checks=True, headers={"accept-language": "en"}).post(
        "/language/", {"language": "nl"}
    )
    assert reply.status_code == 403
    assert "We could not take this form" in reply.content.decode()
    assert "back button" in reply.content.decode()


def test_a_page_breaks_kindly_even_when_nothing_can_be_asked(django_assert_num_queries, db):
    from beforehand.shell.web.views import server_error

    with django_assert_num_queries(0), override("nl"):
        assert "Er ging bij ons iets stuk" in server_error(None).content.decode()


def test_the_language_chosen_is_kept_and_one_is_back_where_one_was():
    client = Client(headers={"accept-language": "nl"})
    reply = client.post("/language/", {"language": "en", "next": "/look/?a=1"})
    assert reply.headers["Location"] == "/look/?a=1"
    assert reply.cookies["beforehand_language"]["httponly"]
    assert "How it looks" in client.get("/look/").content.decode()


@pytest.mark.parametrize(
    "away",
    [
        "",
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "look/",
        "\x00",
    ],
)
def test_one_never_leaves_the_site_by_choosing_a_language(away):
    assert Client().post("/language/", {"language": "en", "next": away}).headers["Location"] == "/"


@pytest.mark.parametrize("unknown", ["", "xx", "a" * 100_000, "en\x00", "<b>"])
def test_a_language_that_is_not_there_is_not_kept(unknown):
    reply = Client().post("/language/", {"language": unknown, "next": "/look/"})
    assert reply.status_code == 302
    assert "beforehand_language" not in reply.cookies


def test_a_language_is_not_changed_by_following_a_link():
    reply = Client().get("/language/?language=en")
    assert (reply.status_code, reply.headers["Allow"]) == (405, "POST")
    assert "beforehand_language" not in reply.cookies


@pytest.mark.parametrize(("language", "words"), [("en", "belongs to a button"), ("nl", "hoort bij een knop")])
def test_who_loads_the_address_of_a_button_reads_that_it_is_one(language, words):
    reply = Client().get("/language/", headers={"accept-language": language})
    assert words in reply.content.decode()


def test_what_every_page_fetches_is_small():
    sheet = (STATIC / "shell.css").read_bytes()
    assert len(sheet) <= 25_000
    assert len(gzip.compress(sheet)) <= 8_000


def test_htmx_comes_with_its_licence_and_may_not_evaluate():
    assert "Zero-Clause BSD" in (STATIC / "vendor" / "htmx" / "LICENSE").read_text()
    page = Client().get("/look/").content.decode()
    assert '"allowEval":false' in page
    assert '"selfRequestsOnly":true' in page
    assert '"includeIndicatorStyles":false' in page
    assert "htmx.min.js" not in page
