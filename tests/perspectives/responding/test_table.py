""" "May this be on the table like this?": asked once, answered on a page, and nobody is told what the answer was."""

import pytest
from tests.oeverland import Oeverland
from tests.perspectives.responding.answering import SAID, everybody_said, sentence
from tests.perspectives.telling import NOW, address, place, stands

from beforehand.perspectives import actions
from beforehand.perspectives.actions import NotKeptError
from beforehand.perspectives.models import TableRequest
from beforehand.perspectives.queries import statements_for, waits_for_me
from beforehand.vault.guard import Author
from beforehand.vault.processes.postman import postman

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(home: Oeverland) -> Oeverland:
    """Everybody wrote for the facilitator, who asks Femke about one sentence."""
    everybody_said(home, 1)
    told = home.client("lotte").post(
        address(home, "ask_for_table", sentence(home, "femke", "knows")), {"back": "pages:said"}
    )
    assert told["Location"].endswith("/said/")
    return home


def read_by_tom(home: Oeverland) -> set[str]:
    return {seen.value.text for seen in statements_for(stands(home, "tom"))} - set(SAID["tom"].values())


def answers(home: Oeverland, do: str, revision: int = 1, name: str = "femke") -> object:
    page = address(home, "table", sentence(home, "femke", "knows"))
    return home.client(name).post(page, {"do": do, "revision": revision}, follow=True)


def test_femke_reads_her_own_words_and_what_a_yes_means(asked: Oeverland) -> None:
    (waits,) = waits_for_me(stands(asked, "femke"))
    assert (waits.what, waits.statement) == ("table", sentence(asked, "femke", "knows"))
    page = asked.client("femke").get(address(asked, "table", waits.statement)).text
    assert SAID["femke"]["knows"] in page
    assert "Lotte" in page
    assert "3 people" in page


def test_yes_lets_everybody_read_this_one_without_a_name(asked: Oeverland) -> None:
    answers(asked, "yes")
    (seen,) = [
        s.value for s in statements_for(stands(asked, "tom")) if s.value.text == SAID["femke"]["knows"]
    ]
    assert (seen.name, seen.seat) == (None, None)
    assert read_by_tom(asked) == {SAID["femke"]["knows"]}
    assert waits_for_me(stands(asked, "femke")) == ()


def test_no_leaves_it_as_it_is(asked: Oeverland) -> None:
    answers(asked, "no")
    assert read_by_tom(asked) == set()
    assert waits_for_me(stands(asked, "femke")) == ()


def test_it_is_asked_once_and_answered_once(asked: Oeverland) -> None:
    answers(asked, "no")
    one = sentence(asked, "femke", "knows")
    actions.ask_for_table(actor=stands(asked, "lotte"), statement=one, now=NOW)
    assert TableRequest.objects.scoped(postman(asked.decision.pk)).count() == 1
    assert "answered this already" in answers(asked, "yes").text  # type: ignore[attr-defined]
    assert read_by_tom(asked) == set()


def test_a_yes_is_taken_back_by_changing_who_may_read_it(asked: Oeverland) -> None:
    answers(asked, "yes")
    actions.release_statement(
        actor=stands(asked, "femke"), place=place(asked, "femke"), statement=sentence(asked, "femke", "knows"), release=1
    )  # fmt: skip
    assert read_by_tom(asked) == set()


def test_a_yes_is_to_the_words_that_were_read(asked: Oeverland) -> None:
    actions.correct_statement(
        actor=stands(asked, "femke"), place=place(asked, "femke"), statement=sentence(asked, "femke", "knows"),
        text="Gloves and masks stay on", certainty=None, revision=1, now=NOW,
    )  # fmt: skip
    back = answers(asked, "yes", revision=1)
    assert "You changed these words meanwhile" in back.text  # type: ignore[attr-defined]
    assert "Gloves and masks stay on" in back.text  # type: ignore[attr-defined]
    assert read_by_tom(asked) == set()
    answers(asked, "yes", revision=2)
    assert read_by_tom(asked) == {"Gloves and masks stay on"}


def test_a_sentence_taken_away_takes_the_question_along(asked: Oeverland) -> None:
    one = sentence(asked, "femke", "knows")
    actions.withdraw_statement(actor=stands(asked, "femke"), place=place(asked, "femke"), statement=one)
    assert waits_for_me(stands(asked, "femke")) == ()
    assert asked.client("femke").get(address(asked, "table", one)).status_code == 404


@pytest.mark.parametrize("name", ["youssef", "tom", "karin", "lotte", "peter", "wim"])
def test_for_everybody_else_there_is_no_such_page(asked: Oeverland, name: str) -> None:
    assert (
        asked.client(name).get(address(asked, "table", sentence(asked, "femke", "knows"))).status_code == 404
    )


@pytest.mark.parametrize("level", [0, 2, 4])
def test_only_a_sentence_for_the_facilitator_can_be_asked_about(home: Oeverland, level: int) -> None:
    everybody_said(home, level)
    with pytest.raises(NotKeptError, match="gone"):
        actions.ask_for_table(
            actor=stands(home, "lotte"), statement=sentence(home, "femke", "knows"), now=NOW
        )
    page = home.client("lotte").post(
        address(home, "ask_for_table", sentence(home, "femke", "knows")), follow=True
    )
    assert page.status_code == 200
    assert not TableRequest.objects.scoped(Author(home.seats["femke"].pk)).exists()


@pytest.mark.parametrize("do", ["", "maybe", "YES", "\x00", "x" * 100_000, "<b>"])
def test_anything_but_yes_or_no_asks_again(asked: Oeverland, do: str) -> None:
    back = answers(asked, do)
    assert back.status_code == 200  # type: ignore[attr-defined]
    assert read_by_tom(asked) == set()
    assert len(waits_for_me(stands(asked, "femke"))) == 1


@pytest.mark.parametrize("revision", ["", "x", "-1", "9" * 50])
def test_a_yes_without_the_words_it_is_to_is_none(asked: Oeverland, revision: str) -> None:
    page = address(asked, "table", sentence(asked, "femke", "knows"))
    assert asked.client("femke").post(page, {"do": "yes", "revision": revision}).status_code == 409
    assert read_by_tom(asked) == set()
