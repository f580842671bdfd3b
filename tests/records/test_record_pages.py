"""What was written down, as pages and as something to take along."""

import json
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from docx import Document
from pypdf import PdfReader
from tests.beginning import told_once
from tests.oeverland import Oeverland
from tests.records.gated import NOW, REASON, before, decides, seat_for, way
from tests.records.story import of
from tests.topics.over_time.story import analyse
from tests.topics.saying import says, taps

from beforehand.decisions.choices import Role
from beforehand.decisions.models import Fact
from beforehand.records.actions import erase_person
from beforehand.records.actions.deciding import Bound, make_smaller, postpone
from beforehand.records.actions.setting import set_condition
from beforehand.records.actions.watching import Watched
from beforehand.records.queries.consulted import said_for_all
from beforehand.records.rules.chain import head_in, verify
from beforehand.records.rules.exported import exported

pytestmark = [pytest.mark.django_db, pytest.mark.once]
MORE = ("anna", "bea", "cas")
READS = ("karin", "lotte", "femke", "peter", "wim")
FORMS = ("record.pdf", "record.docx", "record.md", "record.json", "brief.pdf")
UNTIL = date(2027, 5, 28)


@told_once
def beginning(home: Oeverland) -> Oeverland:
    """People said by what it is done and what it rests on; Femke and Youssef set a condition."""
    for name in MORE:
        seat_for(home, name, Role.PARTICIPANT, side="care")
    before(home)
    says(home.seats["marjolein"], "done", "Nobody signs in as somebody else", release=2)
    taps(home.seats["marjolein"], "done_kind", "soundness", release=2)
    says(home.seats["youssef"], "done", "Nobody sorted this one", release=2)
    says(home.seats["bas"], "assumptions", "The readers work with gloves", release=2)
    says(home.seats["tom"], "assumptions", "The supplier lasts", release=2)
    says(home.seats["ingrid"], "assumptions", "Nobody shared this", release=1)
    body = {"commitment": str(home.commitments["licence"].pk), "seat": str(home.seats["tom"].pk)}
    Fact.objects.create(decision=home.decision, kind="benefits_owner", ref="b", day=NOW.date(), body=body)
    analyse(home)
    return home


def signed(home: Oeverland) -> None:
    """Karin postpones it, makes it smaller, and decides."""
    karin, licence = of(home, "karin"), home.commitments["licence"].pk
    postpone(actor=karin, commitment=licence, day=UNTIL, must_know=(), why="Nights first", now=NOW)
    make_smaller(actor=karin, commitment=licence, what="Two wards", now=NOW)
    asked = [
        set_condition(actor=of(home, name), commitment=licence, text=text, release=release, now=NOW)
        for name, text, release in (("femke", "The nights keep cards", 4), ("youssef", "Spare cards", 2))
    ]
    gloves = next(one.id for one in said_for_all(karin) if "gloves" in one.text)
    watched = Watched(
        assumption=gloves, sign="One in ten tries fails", owner=home.seats["bas"].pk, day=date(2027, 7, 1)
    )
    decides(
        home,
        why="The insurer asks for it.",
        why_not={way(home, "An app"): "Not everybody has a telephone."},
        conditions=[Bound(condition=asked[0], due=date(2027, 6, 1))],
        watched=[watched],
        must_know=[home.seats["wim"].pk],
    )


def browser(home: Oeverland, name: str, language: str = "en") -> Client:
    return home.client(name, HTTP_ACCEPT_LANGUAGE=language)


def at(home: Oeverland, rest: str = "") -> str:
    return f"/d/{home.decision.pk}/record/{rest}"


def read(home: Oeverland, name: str, rest: str = "", language: str = "en") -> str:
    page = browser(home, name, language).get(at(home, rest))
    assert page.status_code == 200, page.status_code
    assert page["Cache-Control"] == "private, no-store"
    return page.content.decode()


def test_what_was_postponed_made_smaller_and_decided_stands_in_order(home: Oeverland) -> None:
    assert "Nothing was decided yet" in read(home, "femke")
    signed(home)
    page = read(home, "femke")
    told = [page.index(f'class="tag">{word}\n') for word in ("postponed", "made smaller", "decided")]
    assert told == sorted(told)
    assert page.count("by Karin") == 3
    assert page.count("Sign the licences") == 3


def test_it_says_what_the_line_is_for_and_gives_all_of_it(home: Oeverland) -> None:
    signed(home)
    page = read(home, "femke")
    chain = exported(browser(home, "karin").get(at(home, "3/record.json")).content)
    assert chain.head is not None
    assert str(chain.head) in page
    assert f"3:{chain.head.hash[:8]}…" in page
    assert "beforehand verify FILE --head LINE" in page


def test_one_moment_says_everything_that_was_known_then(home: Oeverland) -> None:
    signed(home)
    page = read(home, "femke", "3/")
    for words in (
        "Decided, on 15 March 2027, by Karin.", "The insurer asks for it.", "A card on every ward",
        "Femke argued for it.", "Not everybody has a telephone.", "No reason was given.", REASON,
        "We look again on 15 June 2027.", "asked by Femke, in place by 1 June 2027", "asked without a name",
        "When it is sound", "Not marked as either", "Nobody sorted this one", "Tom watches over the benefit.",
        "One in ten tries fails", "Bas looks on 1 July 2027.", "Nobody was named to look.", "Wim",
        "Who was asked",
    ):  # fmt: skip
        assert words in page, words
    bound, asked = page.split("The decision is bound to these")[1].split("Also asked")
    assert "The nights keep cards" in bound
    assert "Spare cards" in asked.split("</section>")[0]
    assert "Nobody shared this" not in page
    assert "no longer kept" not in page


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("1/", ("Postponed until 28 May 2027", "Nights first", "It was to harden on 30 April 2027.")),
        ("2/", ("Made smaller", "Two wards", "It hardens on 28 May 2027.")),
    ],
)
def test_what_was_postponed_or_made_smaller_has_a_page_too(
    home: Oeverland, entry: str, words: tuple[str, ...]
) -> None:
    signed(home)
    page = read(home, "peter", entry)
    for said in words:
        assert said in page, said
    assert "Nobody set a condition" not in page


def test_who_is_forgotten_is_gone_and_the_page_says_so_quietly(home: Oeverland) -> None:
    signed(home)
    assert "erased here" not in read(home, "karin", "3/")
    erase_person(decision=home.decision.pk, seat=home.seats["femke"].pk, at=NOW)
    page = read(home, "karin", "3/")
    assert "3 names and texts were erased here" in page
    assert "These words are no longer kept." in page
    assert "asked by somebody whose name is no longer kept" in page
    assert "Femke" not in page
    erase_person(decision=home.decision.pk, seat=home.seats["karin"].pk, at=NOW)
    assert "by somebody whose name is no longer kept" in read(home, "lotte")


@pytest.mark.parametrize("name", READS)
def test_who_may_read_it_reads_the_same(home: Oeverland, name: str) -> None:
    signed(home)
    assert "The insurer asks for it." in read(home, name, "3/")
    assert browser(home, name).get(at(home, "3/brief.pdf")).status_code == 200


def test_who_has_no_role_and_a_stranger_find_nothing(home: Oeverland) -> None:
    signed(home)
    seat_for(home, "vera")
    for name in ("vera", "stranger"):
        for rest in ("", "3/", *(f"3/{form}" for form in FORMS)):
            assert browser(home, name).get(at(home, rest)).status_code == 404, (name, rest)
    assert Client().get(at(home)).status_code == 302


@pytest.mark.parametrize(
    "rest", ["9/", "4/", "0/", "9/record.pdf", "3/record.exe", "3/record", "3/../secret"]
)
def test_what_is_not_there_is_not_found(home: Oeverland, rest: str) -> None:
    signed(home)
    erase_person(decision=home.decision.pk, seat=home.seats["femke"].pk, at=NOW)  # entry 4 is no moment
    assert browser(home, "karin").get(at(home, rest)).status_code == 404
    assert browser(home, "karin").get(at(home, "3/")).status_code == 200


def test_nothing_can_be_sent_to_a_record(home: Oeverland) -> None:
    signed(home)
    for rest in ("", "3/", "3/record.json"):
        assert browser(home, "karin").post(at(home, rest), {"why": "Another reason"}).status_code == 405


KINDS = {
    "record.pdf": ("application/pdf", "inline", "record.pdf"),
    "brief.pdf": ("application/pdf", "inline", "record-on-one-page.pdf"),
    "record.docx": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "attachment", "record.docx"
    ),
    "record.md": ("text/markdown; charset=utf-8", "attachment", "record.md"),
    "record.json": ("application/json", "attachment", "record.json"),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_each_form_says_what_it_is_and_its_name_says_nothing(home: Oeverland, form: str) -> None:
    signed(home)
    response = browser(home, "femke").get(at(home, f"3/{form}"))
    kind, how, name = KINDS[form]
    assert response["Content-Type"] == kind
    assert response["Content-Disposition"] == f'{how}; filename="{name}"'
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(("language", "said"), [("en", "Decided"), ("nl", "Besloten")])
def test_the_forms_are_in_the_language_of_the_page(
    home: Oeverland, language: str, said: str, tmp_path: Any
) -> None:
    signed(home)
    client = browser(home, "femke", language)
    files = {form: client.get(at(home, f"3/{form}")).content for form in FORMS}
    for form in ("record.pdf", "brief.pdf"):
        path = tmp_path / form
        path.write_bytes(files[form])
        assert said in "\n".join(page.extract_text() for page in PdfReader(path).pages)
    word = tmp_path / "record.docx"
    word.write_bytes(files["record.docx"])
    cells = [cell.text for table in Document(str(word)).tables for row in table.rows for cell in row.cells]
    assert said in cells
    assert said in files["record.md"].decode()
    assert "The nights keep cards" in json.loads(files["record.json"])["record"]["conditions"][0]["text"]


def test_the_json_is_what_verify_reads(home: Oeverland) -> None:
    signed(home)
    page = read(home, "femke", "3/")
    found = exported(browser(home, "femke").get(at(home, "3/record.json")).content)
    line = page.split('class="whole-line">')[1].split("<")[0]
    assert verify(found.entries, head_in(line), decision=str(home.decision.pk)) == []


def asked_of_the_database(home: Oeverland, rest: str) -> int:
    client = browser(home, "femke")
    client.get(at(home, rest))
    with CaptureQueriesContext(connection) as asked:
        assert client.get(at(home, rest)).status_code == 200
    return len(asked)


@pytest.mark.parametrize("rest", ["", "1/", "1/record.json"])
def test_more_moments_ask_no_more_of_the_database(home: Oeverland, rest: str) -> None:
    karin, licence = of(home, "karin"), home.commitments["licence"].pk
    make_smaller(actor=karin, commitment=licence, what="Two wards", now=NOW)
    few = asked_of_the_database(home, rest)
    for n in range(4):
        make_smaller(actor=karin, commitment=licence, what=f"Ward {n}", now=NOW)
    assert asked_of_the_database(home, rest) == few
