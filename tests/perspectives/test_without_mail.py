"""Somebody without a mail address is called; the facilitator learns how they get a link, and never holds it."""

import pytest
from tests.oeverland import Oeverland
from tests.perspectives.telling import NOW, address, stands

from beforehand.people.models import Person
from beforehand.people.rules import letter_number
from beforehand.perspectives import actions

SAID = "The administrator can print a letter with a link"


def number(home: Oeverland, name: str) -> str:
    return letter_number(home.seats[name].person_id)


@pytest.fixture
def called(home: Oeverland) -> Oeverland:
    """Femke and Tom asked to be called; Femke has no mail address."""
    Person.objects.filter(pk=home.seats["femke"].person_id).update(mail=None)
    for name in ("femke", "tom"):
        actions.ask_to_be_called(actor=stands(home, name), when="Thursday", number="06 1234", now=NOW)
    return home


def test_the_page_with_calls_says_where_a_letter_comes_from(called: Oeverland) -> None:
    text = called.client("lotte").get(address(called, "calls")).text
    assert text.count(SAID) == 1
    assert text.count(number(called, "femke")) == 2, "with the call, and in the list"
    assert number(called, "tom") not in text


def test_so_does_the_page_to_type_on(called: Oeverland) -> None:
    lotte = called.client("lotte")
    femke = lotte.get(address(called, "typing", called.seats["femke"].pk)).text
    assert SAID in femke
    assert number(called, "femke") in femke
    assert SAID not in lotte.get(address(called, "typing", called.seats["tom"].pk)).text


def test_nothing_there_is_a_link(called: Oeverland) -> None:
    lotte = called.client("lotte")
    for page in (address(called, "calls"), address(called, "typing", called.seats["femke"].pk)):
        assert "/l/" not in lotte.get(page).text
    assert lotte.post("/admin-room/letter/", {"number": number(called, "femke")}).status_code == 404
