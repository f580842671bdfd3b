"""What stands on the wall and on paper is what everybody may read; and more rows ask no more of the database."""

from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pypdf import PdfReader
from tests.beginning import told_once
from tests.conversations.story import ALONE, DONE, QUESTION, invited, of, own, own_invited, told
from tests.oeverland import Oeverland
from tests.topics.saying import says

from beforehand.conversations.queries import aloud, one
from beforehand.conversations.web.paper import on_paper
from beforehand.decisions.queries import frame
from beforehand.knowledge import load
from beforehand.perspectives.choices import RoundKind
from beforehand.perspectives.models import Round
from beforehand.topics.queries import latest

pytestmark = [pytest.mark.once, pytest.mark.django_db]
ALL = ("?screen=1", "sheet.pdf")


@told_once
def beginning(home: Oeverland) -> Oeverland:
    """Tom gave his question to the facilitator alone; Femke and Ingrid theirs to all without a name."""
    Round.objects.create(decision=home.decision, n=1, kind=RoundKind.LISTEN, closed_at=timezone.now())
    says(home.seats["tom"], "question", "Who pays for the phones of the night shift?", release=1)
    return told(home)


def at(home: Oeverland, talk: object, more: str = "") -> str:
    return f"/d/{home.decision.pk}/talks/{talk}/{more}"


def browser(home: Oeverland, name: str) -> Client:
    return home.client(name, HTTP_ACCEPT_LANGUAGE="en")


def bare_of(page: str) -> str:
    """Return what a page says of the conversation, without its head and foot."""
    return page.partition("<main")[2].partition("</main>")[0] or page


def text_of(home: Oeverland, name: str, talk: object, more: str) -> str:
    page = browser(home, name).get(at(home, talk, more))
    assert page.status_code == 200
    if more == "sheet.pdf":
        assert page["Content-Type"] == "application/pdf"
        return " ".join(p.extract_text() for p in PdfReader(BytesIO(page.content)).pages).replace("\n", " ")
    return page.content.decode()


def topics_of_all(home: Oeverland) -> list[object]:
    seen = latest(of(home, "lotte"))
    assert seen is not None
    return [t.story.id for t in seen.topics if t.story is not None]


@pytest.mark.parametrize("more", ALL)
def test_what_the_facilitator_alone_may_read_stands_on_no_wall(home: Oeverland, more: str) -> None:
    talk = own(home, "femke", "ingrid", "tom", topics=topics_of_all(home))
    page = browser(home, "lotte").get(at(home, talk)).content.decode()
    assert "night shift" in page, "the facilitator reads it on their own page"
    shown = text_of(home, "lotte", talk, more)
    assert "night shift" not in shown
    assert "three seconds" in shown, "what was released to all does stand there"


@pytest.mark.parametrize("more", ["", *ALL])
def test_before_the_first_round_has_closed_nobody_in_it_reads_another(home: Oeverland, more: str) -> None:
    talk = invited(home, QUESTION)
    assert "three seconds" in text_of(home, "ingrid", talk, more), "it is Femke's question, for all"
    Round.objects.update(closed_at=None)
    shown = text_of(home, "ingrid", talk, more)
    assert "three seconds" not in shown
    assert "Different questions" not in shown
    assert "three seconds" in text_of(home, "lotte", talk, ""), "who facilitates reads on"


def test_a_topic_of_one_person_is_on_no_wall(home: Oeverland) -> None:
    talk = invited(home, ALONE)
    mine = one(of(home, "lotte"), talk)
    shown = aloud(of(home, "lotte"), talk)
    assert mine is not None
    assert shown is not None
    assert [item.title for item in mine.items if item.topic and item.topic.pattern == "P01"]
    assert shown.items == ()
    assert mine.items[0].title not in text_of(home, "lotte", talk, "?screen=1")


@pytest.mark.parametrize("more", ALL)
def test_what_to_avoid_stands_with_what_all_read_and_with_nothing_else(home: Oeverland, more: str) -> None:
    every, alone = (load().patterns[p].avoid.say("en") for p in ("P06", "P01"))
    talk = invited(home, QUESTION)
    assert every in text_of(home, "femke", talk, more), "there are different questions, and all read that"
    between = invited(home, ALONE)
    assert alone in text_of(home, "lotte", between, ""), "who leads it reads it on their own page"
    assert alone not in text_of(home, "femke", between, more)
    Round.objects.update(closed_at=None)
    assert every not in text_of(home, "lotte", talk, more)


@pytest.mark.parametrize("more", ALL)
def test_all_in_it_get_the_same_and_who_is_not_gets_nothing(home: Oeverland, more: str) -> None:
    talk = own_invited(home, "femke", "ingrid", kind=DONE)
    found = {bare_of(text_of(home, name, talk, more)) for name in ("lotte", "hanna", "femke", "ingrid")}
    assert len(found) == 1
    for name in ("tom", "karin", "peter", "stranger"):
        assert browser(home, name).get(at(home, talk, more)).status_code == 404


@pytest.mark.parametrize("more", ["", *ALL])
def test_what_is_between_two_does_not_exist_for_another_facilitator(home: Oeverland, more: str) -> None:
    talk = invited(home, ALONE)
    assert browser(home, "lotte").get(at(home, talk, more)).status_code == 200
    assert browser(home, "hanna").get(at(home, talk, more)).status_code == 404
    if not more:
        assert browser(home, "hanna").post(at(home, talk), {"do": "drop", "why": "x"}).status_code == 404


def test_the_sheet_reads_in_order_and_is_tagged(home: Oeverland) -> None:
    talk = invited(home, QUESTION)
    body = browser(home, "lotte").get(at(home, talk, "sheet.pdf")).content
    reader = PdfReader(BytesIO(body))
    text = " ".join(p.extract_text() for p in reader.pages)
    order = ["What it is for", "It begins with", "Picture", "What it is about", "Room to write"]
    assert [text.index(words) for words in order] == sorted(text.index(words) for words in order)
    assert "24 minutes" in text
    root = reader.trailer["/Root"].get_object()
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"


def test_what_people_wrote_is_text_on_paper_and_never_markup(home: Oeverland) -> None:
    talk = own_invited(home, "femke", "ingrid", kind=DONE)
    sly = '#panic("x") *bold* = Heading $1/0$ <b>'
    done = browser(home, "lotte").post(at(home, talk), {"do": "agenda", "line-new1-text": sly})
    assert done.status_code == 302
    assert sly.replace(" ", "") in text_of(home, "lotte", talk, "sheet.pdf").replace(" ", "")
    seen = aloud(of(home, "lotte"), talk)
    assert seen is not None
    assert on_paper(seen, frame(of(home, "lotte")), language="en")["items"][0]["title"] == sly


def asked_of_the_database(home: Oeverland, name: str, address: str) -> int:
    client = browser(home, name)
    assert client.get(address).status_code == 200  # what is looked up once
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


@pytest.mark.parametrize("name", ["lotte", "femke"])
def test_more_conversations_ask_no_more_of_the_database(home: Oeverland, name: str) -> None:
    own_invited(home, "femke", "ingrid", kind=DONE)
    before = asked_of_the_database(home, name, f"/d/{home.decision.pk}/talks/")
    for _ in range(4):
        own_invited(home, "femke", "ingrid", "tom", kind=DONE)
    assert asked_of_the_database(home, name, f"/d/{home.decision.pk}/talks/") == before


@pytest.mark.parametrize("name", ["lotte", "femke"])
def test_more_items_and_people_ask_no_more_of_the_database(home: Oeverland, name: str) -> None:
    few, many = (
        own_invited(home, "femke", kind=DONE),
        own_invited(home, "femke", "ingrid", "tom", "bas", kind=DONE),
    )
    typed = {"do": "agenda", "line-new1-text": "One thing"}
    browser(home, "lotte").post(at(home, few), typed)
    for _ in range(3):
        page = browser(home, "lotte").get(at(home, many)).content.decode()
        lines = {
            part.split('"')[0]: "Again"
            for part in page.split('name="')
            if part.startswith("line-") and part.split('"')[0].endswith("-text")
        }
        browser(home, "lotte").post(at(home, many), {"do": "agenda", **lines})
    assert browser(home, name).get(at(home, many)).content.decode().count('class="topic item"') == 6
    assert asked_of_the_database(home, name, at(home, many)) == asked_of_the_database(
        home, name, at(home, few)
    )


@pytest.mark.parametrize("name", ["lotte", "femke"])
def test_no_browser_keeps_what_stands_there(home: Oeverland, name: str) -> None:
    talk = own_invited(home, "femke", "ingrid", kind=DONE)
    for address in (f"/d/{home.decision.pk}/talks/", *(at(home, talk, more) for more in ("", *ALL))):
        assert "no-store" in browser(home, name).get(address).headers.get("Cache-Control", ""), address
