"""Every form of the frame with nothing, far too much, what cannot be kept, and what is not allowed."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.oeverland import Oeverland

from beforehand.decisions.models import AbsentGroup, Commitment, FrameChange, Mark, Option, Seat, Side
from beforehand.decisions.rules.lines import read_lines
from beforehand.decisions.web.forms.typed import plain_number

BAD = {
    "nothing": "",
    "100 KB": "a" * 100_000,
    "NUL": "a\x00b",
    "right to left": "\u202etxet",
    "zero width": "\u200b\u200b",
}
FORMS: dict[str, tuple[str, dict[str, Any]]] = {  # page: the field that is typed badly, the others
    "wording": ("sentence", {"day": "2027-04-30", "country": "NL", "language": "en"}),
    "sides": ("name", {"kind": "other"}),
    "people": ("name", {}),
    "paste": ("lines", {}),
    "options": ("text", {"alive": "alive"}),
    "new_commitment": ("title", {"day": "2027-05-01", "type": "other", "door": "heavy", "revision": "0"}),
    "absent": ("name", {}),
}


def address(home: Oeverland, name: str, **more: object) -> str:
    return reverse(f"decisions:{name}", kwargs={"decision": home.decision.pk, **more})


def browser(home: Oeverland) -> Client:
    return home.client("karin", headers={"Accept-Language": "en"})


@pytest.mark.parametrize("typed", BAD.values(), ids=BAD)
@pytest.mark.parametrize("page", FORMS)
def test_a_bad_text_is_refused_next_to_where_it_is(home: Oeverland, page: str, typed: str) -> None:
    field, others = FORMS[page]
    answer = browser(home).post(address(home, page), {field: typed, **others})
    text = answer.content.decode()
    assert answer.status_code == 200
    assert f'id="id_{field}_error"' in text
    assert "\x00" not in text
    assert "\u202e" not in text
    assert not FrameChange.objects.exists()
    if typed.startswith("a" * 9):
        assert typed in text  # nothing typed is lost


@pytest.mark.parametrize("page", [page for page in FORMS if page != "paste"])
def test_html_is_kept_as_text_and_shown_as_text(home: Oeverland, page: str) -> None:
    field, others = FORMS[page]
    client = browser(home)
    if page == "wording":
        text = client.get(address(home, page)).content.decode()
        others = {**others, "seen": text.split('name="seen" value="')[1].split('"')[0]}
    client.post(address(home, page), {field: "<img src=x onerror=alert(1)>", **others})
    assert FrameChange.objects.exists()
    shown = client.get(address(home, "commitments" if page == "new_commitment" else page)).content.decode()
    assert "<img" not in shown
    assert "&lt;img src=x onerror=alert(1)&gt;" in shown


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"day": ""}, "Please choose a day"),
        ({"day": "2027-03-14"}, "Tick that it has happened already"),
        ({"day": "0001-01-01"}, "more than thirty years"),
        ({"cost_eur": "a lot"}, "This is not a number"),
        ({"cost_eur": "-5"}, "below nothing"),
        ({"cost_eur": "9" * 30}, "too large"),
        ({"cost_eur": "NaN"}, "This is not a number"),
        ({"weeks": "1e9"}, "This is not a number"),
        ({"type": "invented"}, "Select a valid choice"),
        ({"door": "trap"}, "Select a valid choice"),
        ({"marks": "invented"}, "Select a valid choice"),
        ({"decider": "3f2504e0-4f89-11d3-9a0c-0305e82c3301"}, "not in the list any more"),
        ({"decider": "x"}, "not in the list any more"),
        ({"still_open": "The tone", "nothing_open": "on"}, "Empty one of the two"),
        ({"revision": "no"}, "Enter a whole number"),
    ],
)
def test_a_moment_that_cannot_be_keeps_what_was_typed(
    home: Oeverland, more: dict[str, str], says: str
) -> None:
    typed = {
        "title": "Something we typed",
        "day": "2027-05-01",
        "type": "other",
        "door": "heavy",
        "revision": "0",
    }
    text = browser(home).post(address(home, "new_commitment"), {**typed, **more}).content.decode()
    assert says in text
    assert "Something we typed" in text
    assert Commitment.objects.count() == 2


def test_a_whole_moment_is_kept_as_typed(home: Oeverland) -> None:
    browser(home).post(
        address(home, "new_commitment"),
        {
            "title": "Tender", "day": "2027-05-01", "type": "publication", "door": "one_way", "revision": "0",
            "cost_eur": "180.000", "weeks": "1,5", "public": "on", "statutory": "article 25",
            "marks": ["richting_genoemd", "budget_goedgekeurd"], "decider": str(home.seats["tom"].pk),
            "still_open": "The requirements",
        },
    )  # fmt: skip
    made = Commitment.objects.get(title="Tender")
    assert (made.cost_eur, made.weeks, made.public, made.decider) == (180_000, 1.5, True, home.seats["tom"])
    assert set(Mark.objects.filter(commitment=made).values_list("mark", flat=True)) == {
        "richting_genoemd",
        "budget_goedgekeurd",
    }


@pytest.mark.parametrize(
    ("text", "whole", "number"),
    [
        ("180.000", True, "180000"),
        ("180,000.50", True, "180000.50"),
        ("€ 1 500,-", True, "?"),
        ("12.50", True, "12.50"),
        ("1.250.000,75", True, "1250000.75"),
        ("2,5", False, "2.5"),
    ],
)
def test_numbers_as_people_write_them(text: str, whole: bool, number: str) -> None:
    typed = plain_number(text, whole=whole)
    assert typed == number or (number == "?" and not typed.replace(".", "").isdigit())


def test_pasted_lines_are_looked_at_first_and_the_bad_ones_are_named(home: Oeverland) -> None:
    lines = (
        "Name, mail, side, function\nAda, ada@x.example, Care, Nurse, nights\n\n"
        "Bob, not a mail\nada@y.example, Ada\nAda B., ADA@x.example\nCas;;Pharmacy"
    )
    client = browser(home)
    look = client.post(address(home, "paste"), {"lines": lines, "step": "look"}).content.decode()
    for said in ("2 lines can be added", "3 lines cannot be read yet", "“not a mail” is not a mail address",
                 "name first, then mail", "The same mail address as in line 2", "with a new side"):  # fmt: skip
        assert said in look
    assert Seat.objects.count() == 10
    rest = client.post(address(home, "paste"), {"lines": lines, "step": "add"}).content.decode()
    added = {
        seat.person.name: seat for seat in Seat.objects.exclude(pk__in=[s.pk for s in home.seats.values()])
    }
    assert set(added) == {"Ada", "Cas"}
    assert added["Ada"].function == "Nurse, nights"
    assert Side.objects.filter(name="Pharmacy").exists()
    assert "Bob, not a mail" in rest
    assert "2 people were added" in rest
    assert "Nurse, nights" not in rest


def test_too_many_lines_add_nobody(home: Oeverland) -> None:
    lines = "\n".join(f"Person {n}" for n in range(501))
    text = browser(home).post(address(home, "paste"), {"lines": lines, "step": "add"}).content.decode()
    assert "Five hundred people is the most" in text
    assert Seat.objects.count() == 10


def test_a_sheet_that_was_copied_has_tabs() -> None:
    [line] = read_lines("Ada\tada@x.example\tCare\tNurse; nights, weekends", [])
    assert line.newcomer is not None
    assert line.newcomer.function == "Nurse; nights, weekends"


def test_the_same_thing_twice_is_said(home: Oeverland) -> None:
    client = browser(home)
    for page, typed, says in (
        ("sides", {"name": "CARE", "kind": "other"}, "a side with this name already"),
        ("options", {"text": "Badge", "alive": "alive"}, "in the list already"),
        ("absent", {"name": "Night nurses"}, "in the list already"),
    ):
        client.post(address(home, page), typed)
        assert says in client.post(address(home, page), typed).content.decode()
    assert (Option.objects.count(), AbsentGroup.objects.count(), Side.objects.count()) == (1, 1, 3)


@pytest.mark.parametrize("typed", BAD.values(), ids=BAD)
def test_what_the_decider_says_first(home: Oeverland, typed: str) -> None:
    client = browser(home)
    answer = client.post(address(home, "first"), {"q1": typed, "q2": "Kept?"}, follow=True)
    assert answer.status_code == 200
    assert "Kept?" in answer.content.decode()


def test_the_declaration_is_asked_for(home: Oeverland) -> None:
    home.seats["lotte"].roles.update(declared_at=None)
    client = home.client("lotte", headers={"Accept-Language": "en"})
    where = address(home, "facilitate")
    assert "Only with this can you facilitate" in client.post(where, {"answer": "yes"}).content.decode()
    assert "Thank you" in client.post(where, {"answer": "yes", "nobodys_manager": "on"}).content.decode()
    assert client.get(where).status_code == 404


def test_roles_that_do_not_exist_or_clash(home: Oeverland) -> None:
    where = address(home, "roles", seat=home.seats["tom"].pk)
    client = browser(home)
    assert "Select a valid choice" in client.post(where, {"roles": ["king"]}).content.decode()
    clash = client.post(where, {"roles": ["decider", "facilitator"]}).content.decode()
    assert "Let somebody else facilitate" in clash


def test_a_button_that_means_nothing_does_nothing(home: Oeverland) -> None:
    text = browser(home).post(address(home, "close"), {"how": "burn"}).content.decode()
    assert "Choose one of the two" in text
    home.decision.refresh_from_db()
    assert home.decision.stage == "framing"


def test_with_htmx_only_the_list_comes_back(home: Oeverland) -> None:
    client = browser(home)
    part = client.post(
        address(home, "options"), {"text": "Badge", "alive": "alive"}, headers={"HX-Request": "true"}
    ).content.decode()
    assert "Badge" in part
    assert "<html" not in part
    wrong = client.post(
        address(home, "options"), {"text": ""}, headers={"HX-Request": "true"}
    ).content.decode()
    assert "Please fill this in" in wrong
    assert "<html" not in wrong


def test_with_htmx_adding_everybody_leads_to_the_list(home: Oeverland) -> None:
    answer = browser(home).post(
        address(home, "paste"), {"lines": "Ada", "step": "add"}, headers={"HX-Request": "true"}
    )
    assert answer.headers["HX-Redirect"] == address(home, "people")
    assert answer.content == b""
