"""A whole decision is framed and people are invited with the keyboard alone."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.keyboard import Keyboard
from tests.oeverland import Oeverland

from beforehand.decisions.choices import Door, SideKind
from beforehand.decisions.models import AbsentGroup, Commitment, Decision, Option, Promise, Seat, Side

pytestmark = pytest.mark.django_db(transaction=True)
SENTENCE = "Which shifts do we work from 1 October 2027?"
PAGES = (
    "/new/", "{d}frame/", "{d}frame/decision/", "{d}frame/sides/", "{d}frame/people/", "{d}frame/people/paste/",
    "{d}frame/options/", "{d}frame/moments/", "{d}frame/moments/new/", "{d}frame/absent/", "{d}first/", "{d}invite/",
    "{d}people/import/",
)  # fmt: skip
SHEET = "name,mail,side,function\nAda Vos,ada@oeverland.example,Night,Nurse\n"


def began(keys: Keyboard) -> Decision:
    """Begin a decision from the first page."""
    keys.page.goto("/")
    keys.press("Frame a new decision")
    keys.write("What is to be decided?", SENTENCE)
    keys.write("By when?", "04302027")
    keys.press("Begin")
    return Decision.objects.get(sentence=SENTENCE)


def named_the_sides(keys: Keyboard) -> None:
    keys.press("Name the sides")
    keys.write("Name of the side", "Night")
    keys.to("other", "radio")
    keys.page.keyboard.press("ArrowUp")
    keys.act("Add")
    keys.press("Back to the frame")


def added_the_people(keys: Keyboard, sheet: Path) -> None:
    keys.press("Change or add people")
    keys.write("Name", "Bo Smit")
    keys.write("Mail address", "bo@oeverland.example")
    keys.to("On which side?")
    keys.page.keyboard.type("Night")
    keys.press("Add")
    keys.press("paste a list")
    keys.write("Name, mail, side, function", "Cas Boer, cas@oeverland.example, Day, Planner")
    keys.act("Look first")
    keys.press("Add 1 person")
    keys.press("bring a sheet")
    keys.to("The file with the list")
    with keys.page.expect_file_chooser() as chosen:
        keys.page.keyboard.press("Space")
    chosen.value.set_files(sheet)
    keys.press("Read the list")
    keys.press("Add 1 person")


def named_the_moments(keys: Keyboard) -> None:
    keys.press("Add a moment")
    keys.write("What happens at this moment?", "The roster is published")
    keys.write("When?", "04152027")
    keys.to("heavy to take back", "radio")
    keys.page.keyboard.press("ArrowDown")
    keys.write("What can still change before this?", "Who works which nights")
    keys.press("Keep")
    keys.press("Add a moment")
    keys.write("What happens at this moment?", "The letter goes out")
    keys.write("When?", "04202027")
    keys.press("Keep")
    keys.press("Back to the frame")


def named_options_and_the_absent(keys: Keyboard) -> None:
    keys.press("Name the options")
    keys.write("A way to go", "Three shifts")
    keys.act("Add")
    keys.press("Back to the frame")
    keys.press("Name the groups")
    keys.write("Which group?", "Cleaners")
    keys.tick("For them it cannot wait")
    keys.act("Add")
    keys.press("Back to the frame")


def answered_first_and_signed(keys: Keyboard) -> None:
    keys.press("Answer first and sign the promise")
    for question in ("What have I already promised", "What can still change", "What could change my mind"):
        keys.write(question, "Nothing yet.")
    keys.press("Keep")
    keys.press("I sign this promise")


@pytest.mark.parametrize("viewport", [PHONE, DESK])
def test_a_decision_is_framed_and_people_are_invited_without_a_mouse(
    home: Oeverland, arrive: Callable[..., Page], tmp_path: Path, viewport: Any
) -> None:
    (tmp_path / "people.csv").write_text(SHEET)
    page = arrive(home, "lotte", viewport=viewport, locale="en-US")
    keys = Keyboard(page)
    decision = began(keys)
    frame = page.url
    named_the_sides(keys)
    added_the_people(keys, tmp_path / "people.csv")
    page.goto(frame)
    keys.press("Name the moments")
    named_the_moments(keys)
    named_options_and_the_absent(keys)
    answered_first_and_signed(keys)
    page.goto(frame.replace("/frame/", "/invite/"))
    keys.write("What can still change before this?", "Who works which nights")
    keys.write("What can still change before this?", "Its tone")
    keys.act("Keep")
    page.get_by_text("Kept.").wait_for()
    keys.tick("Bo Smit")
    keys.press("Send the invitation")

    assert set(Side.objects.filter(decision=decision).values_list("name", flat=True)) == {"Night", "Day"}
    assert Side.objects.get(decision=decision, name="Night").kind != SideKind.OTHER
    assert Commitment.objects.get(title="The roster is published").door != Door.HEAVY
    assert Commitment.objects.get(title="The letter goes out").still_open == "Its tone"
    assert Option.objects.filter(decision=decision, text="Three shifts").exists()
    assert AbsentGroup.objects.get(decision=decision).urgent
    assert Promise.objects.filter(decision=decision).exists()
    invited = Seat.objects.filter(decision=decision, invited_at__isnull=False)
    assert set(invited.values_list("person__name", flat=True)) == {"Cas Boer", "Ada Vos"}
    assert keys.wrong == []


@pytest.mark.parametrize("viewport", [PHONE, DESK])
def test_every_page_of_the_frame_is_walked_there_and_back(
    home: Oeverland, arrive: Callable[..., Page], viewport: Any
) -> None:
    page = arrive(home, "karin", viewport=viewport, locale="nl")
    keys = Keyboard(page)
    for address in PAGES:
        page.goto(address.format(d=f"/d/{home.decision.pk}/"))
        there = keys.walk()
        assert len(there) > 4, page.url
        keys.to(there[-1].name, there[-1].kind)
        back = [there[-1], *(stop for _ in there[1:] if (stop := keys.on("Shift+Tab")) is not None)]
        assert back == there[::-1], page.url
    assert keys.wrong == []
