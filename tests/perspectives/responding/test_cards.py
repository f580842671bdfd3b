"""Two minutes with the cards, in a browser without scripts and with them."""

import re
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.oeverland import Oeverland
from tests.perspectives.responding.answering import (
    SAID,
    begins,
    closes,
    everybody_said,
    opens,
    sentence,
    texts,
    words,
)
from tests.perspectives.telling import NOW, address, gives, place, sends, shown, stands

from beforehand.decisions.choices import Role
from beforehand.decisions.models import SeatRole
from beforehand.knowledge import load
from beforehand.perspectives import actions
from beforehand.perspectives.actions import NotKeptError
from beforehand.perspectives.models import Reaction, Round
from beforehand.perspectives.queries.responding import Responding, responding
from beforehand.vault.guard import Author
from beforehand.vault.processes.tabulator import tabulator

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def respond(home: Oeverland) -> Oeverland:
    """Four people released what they said, and round 2 is open."""
    everybody_said(home)
    opens(home)
    return home


def now(home: Oeverland, name: str = "femke") -> Responding:
    return responding(stands(home, name))


def values(home: Oeverland, name: str = "femke") -> list[str]:
    return [card.value for card in now(home, name).cards]


def test_from_the_start_to_the_end_without_a_script(respond: Oeverland) -> None:
    femke = respond.client("femke")
    start = address(respond, "respond")
    assert "two minutes" in femke.get(start).text
    page = femke.post(start, follow=True)
    assert page.request["PATH_INFO"] == address(respond, "picture_side")
    page = femke.post(
        address(respond, "picture_side"),
        shown(femke, address(respond, "picture_side")) | {"go": "pass"},
        follow=True,
    )
    assert page.request["PATH_INFO"] == address(respond, "cards")
    taps = ["recognise", "different", "unknown", "recognise", "different", "unknown"]
    for n, tap in enumerate(taps, 1):
        assert f"{n} of 6" in page.text
        statement = re.findall(r'name="statement" value="([^"]+)"', page.text)[0]
        page = femke.post(
            address(respond, "cards"), {"statement": statement, "card": n, "do": tap}, follow=True
        )
    assert page.request["PATH_INFO"] == address(respond, "more")
    assert values(respond) == taps
    assert "Thank you" in femke.get(address(respond, "respond_done")).text


def test_on_the_cards_lie_the_released_sentences_of_others_and_first_what_one_person_knows(
    respond: Oeverland,
) -> None:
    here = begins(respond, "femke")
    assert set(texts(here)) == words("youssef", "ingrid", "tom")
    assert set(texts(here)[:3]) == words("youssef", "ingrid", "tom", fields=["knows", "risks"])


def test_no_card_says_who_wrote_it_or_from_which_side(respond: Oeverland) -> None:
    sends(respond, "ingrid", 4)
    page = (begins(respond, "femke"), respond.client("femke").get(address(respond, "cards")).text)[1]
    main = page[page.index("<main") : page.index("</main")]
    for name in ("Ingrid", "Tom", "Youssef", ">It<", ">Care<"):
        assert name not in main


def test_what_was_not_released_to_all_lies_before_nobody(home: Oeverland) -> None:
    everybody_said(home)
    sends(home, "tom", 1)
    sends(home, "ingrid", 0)
    opens(home)
    assert set(texts(begins(home, "femke"))) == words("youssef")


def test_who_facilitates_and_takes_part_gets_no_other_cards_than_anybody(home: Oeverland) -> None:
    everybody_said(home)
    sends(home, "tom", 1)
    lotte = home.seats["lotte"]
    lotte.side = home.sides["board"]
    lotte.save()
    SeatRole.objects.create(seat=lotte, role=Role.PARTICIPANT)
    opens(home)
    here = begins(home, "lotte")
    assert set(texts(here)) == words("femke", "youssef", "ingrid")
    assert Reaction.objects.scoped(Author(lotte.pk)).count() == len(here.cards)
    sends(home, "ingrid", 1)
    assert set(texts(now(home, "lotte"))) == words("femke", "youssef")


def test_a_sentence_gets_cards_in_one_round_only(respond: Oeverland) -> None:
    for name in ("femke", "tom"):
        begins(respond, name)
    opens(respond)
    gives(respond, "tom", "question", "Which means does each ward get?")
    assert texts(begins(respond, "youssef")) == ["Which means does each ward get?"]


def test_the_words_on_the_taps_are_those_of_the_form(respond: Oeverland) -> None:
    asked = next(q for q in load().form.rounds[1] if q.id == "cards")
    here = begins(respond, "femke")
    assert [o.label for o in here.options] == [o.text.en for o in asked.options]
    assert [o.value for o in here.options] == ["recognise", "different", "unknown"]
    assert asked.also is not None
    assert here.also == asked.also.en


def test_undo_takes_the_last_tap_back(respond: Oeverland) -> None:
    one = begins(respond, "femke").cards[0].statement
    femke = respond.client("femke")
    femke.post(address(respond, "cards"), {"statement": one, "card": 1, "do": "recognise", "may_change": "1"})
    assert now(respond).cards[0].may_change
    page = femke.post(address(respond, "cards"), {"statement": one, "card": 2, "do": "undo"}, follow=True)
    assert "1 of 6" in page.text
    assert values(respond)[0] == ""


def test_a_card_may_stay_open(respond: Oeverland) -> None:
    begins(respond, "femke")
    page = respond.client("femke").get(address(respond, "cards") + "?card=3").text
    assert "3 of 6" in page
    assert "You left 6 cards open" in respond.client("femke").get(address(respond, "respond_done")).text


def test_with_a_script_only_the_next_card_comes_back(respond: Oeverland) -> None:
    here = begins(respond, "femke")
    femke = respond.client("femke")
    post = {"statement": here.cards[0].statement, "card": 1, "do": "recognise"}
    part = femke.post(address(respond, "cards"), post, headers=HTMX).text
    assert "<html" not in part
    assert here.cards[1].text in part
    last = {"statement": here.cards[5].statement, "card": 6, "do": "unknown"}
    told = femke.post(address(respond, "cards"), last, headers=HTMX)
    assert told["HX-Redirect"] == address(respond, "more")


def test_on_two_devices_the_last_tap_counts(respond: Oeverland) -> None:
    one = begins(respond, "femke").cards[0].statement
    for client, tap in ((respond.client("femke"), "recognise"), (respond.client("femke"), "different")):
        client.post(address(respond, "cards"), {"statement": one, "card": 1, "do": tap})
    assert values(respond)[0] == "different"
    assert Reaction.objects.scoped(Author(respond.seats["femke"].pk)).count() == 6


def test_beginning_twice_deals_once(respond: Oeverland) -> None:
    first, again = texts(begins(respond, "femke")), texts(begins(respond, "femke"))
    assert first == again
    assert Reaction.objects.scoped(Author(respond.seats["femke"].pk)).count() == 6


@pytest.mark.parametrize("how", ["withdrawn", "narrowed"])
def test_a_sentence_taken_back_meanwhile_is_skipped_and_said(respond: Oeverland, how: str) -> None:
    begins(respond, "femke")
    lies = sentence(respond, "tom", "risks")
    tom = {"actor": stands(respond, "tom"), "place": place(respond, "tom"), "statement": lies}
    if how == "withdrawn":
        actions.withdraw_statement(**tom)
    else:
        actions.release_statement(**tom, release=1)
    for headers in ({}, HTMX):
        page = respond.client("femke").post(
            address(respond, "cards"), {"statement": lies, "card": 1, "do": "recognise"}, headers=headers
        )
        assert "took it back meanwhile" in page.text
        assert SAID["tom"]["risks"] not in page.text
        assert "1 of 5" in page.text
    assert SAID["tom"]["risks"] not in texts(now(respond))


def test_what_was_tapped_in_time_counts_and_what_came_late_is_said(respond: Oeverland) -> None:
    here = begins(respond, "femke")
    actions.react(
        actor=stands(respond, "femke"), statement=here.cards[0].statement, value="recognise", now=NOW
    )
    closes(respond)
    late = {"statement": here.cards[1].statement, "card": 2, "do": "recognise"}
    page = respond.client("femke").post(address(respond, "cards"), late)
    assert page.status_code == 409
    assert "What you tapped in time counts" in page.text
    told = respond.client("femke").post(address(respond, "cards"), late, headers=HTMX)
    assert "It closed while you were answering" in respond.client("femke").get(told["HX-Redirect"]).text
    kept = Reaction.objects.scoped(tabulator(respond.decision.pk)).filter(body__isnull=False)
    assert [row.statement_id for row in kept] == [here.cards[0].statement]


def test_before_the_mirror_is_behind_no_sentence_of_others_is_seen(respond: Oeverland) -> None:
    actions.take_hand(actor=stands(respond, "femke"), now=NOW)
    assert now(respond).cards == ()
    femke = respond.client("femke")
    assert femke.get(address(respond, "cards"))["Location"] == address(respond, "picture_side")
    for door in ("respond", "picture_side", "cards", "more", "respond_done"):
        page = femke.get(address(respond, door), follow=True).text
        assert not [text for text in words("tom", "ingrid", "youssef") if text in page]


@pytest.mark.parametrize("value", ["", "1", "right", "x" * 100_000, "\x00", "‮recognise", "<b>recognise</b>"])
@pytest.mark.parametrize("part", ["do", "statement", "card"])
def test_anything_else_than_a_tap_is_refused_kindly(respond: Oeverland, part: str, value: str) -> None:
    here = begins(respond, "femke")
    post: dict[str, Any] = {"statement": here.cards[0].statement, "card": 1, "do": "recognise"}
    page = respond.client("femke").post(address(respond, "cards"), post | {part: value}, follow=True)
    assert page.status_code in (200, 422)
    assert "<b>recognise" not in page.text
    assert values(respond)[0] == ("recognise" if part == "card" else "")


def test_with_nobody_else_s_sentences_there_is_an_end_too(home: Oeverland) -> None:
    opens(home)
    begins(home, "femke")
    page = respond_page(home)
    assert page.status_code == 200


def respond_page(home: Oeverland) -> Any:
    return home.client("femke").get(address(home, "cards"), follow=True)


@pytest.mark.parametrize(
    "door", ["respond", "picture_side", "cards", "more", "respond_done", "mirror", "mirror_done"]
)
def test_where_no_round_is_open_a_page_says_so(home: Oeverland, door: str) -> None:
    page = home.client("femke").get(address(home, door))
    assert page.status_code == 200
    assert "Nothing is asked of you" in page.text or "This round is closed" in page.text
    assert home.client("femke").post(address(home, door), {"do": "begin"}).status_code in (200, 302, 405, 409)


def test_somebody_without_a_side_is_asked_nothing(respond: Oeverland) -> None:
    seat = respond.seats["bas"]
    seat.side = None
    seat.save()
    assert not now(respond, "bas").open
    with pytest.raises(PermissionDenied):
        actions.take_hand(actor=stands(respond, "bas"), now=NOW)


def test_an_unknown_value_is_refused(respond: Oeverland) -> None:
    one = begins(respond, "femke").cards[0].statement
    with pytest.raises(NotKeptError, match="unknown"):
        actions.react(actor=stands(respond, "femke"), statement=one, value="right", now=NOW)


def test_more_sentences_are_no_more_questions_to_the_database(respond: Oeverland) -> None:
    def questions() -> dict[str, int]:
        found = {}
        femke = respond.client("femke")
        for door in ("cards", "more"):
            with CaptureQueriesContext(connection) as asked:
                assert femke.get(address(respond, door) + "?card=1").status_code == 200
            found[door] = len(asked)
        with CaptureQueriesContext(connection) as asked:
            one = now(respond).cards[0].statement
            actions.react(actor=stands(respond, "femke"), statement=one, value="recognise", now=NOW)
        found["tap"] = len(asked)
        with CaptureQueriesContext(connection) as asked:
            actions.leave_mirror(actor=stands(respond, "marjolein"), now=NOW)
        found["deal"] = len(asked)
        Reaction.objects.scoped(Author(respond.seats["marjolein"].pk)).delete()
        return found

    for name in ("tom", "youssef"):
        actions.withdraw_everything(actor=stands(respond, name))
    actions.leave_mirror(actor=stands(respond, "femke"), now=NOW)
    few = questions()
    Reaction.objects.scoped(Author(respond.seats["femke"].pk)).delete()
    Round.objects.filter(decision=respond.decision).delete()
    everybody_said(respond)
    for name in ("bas", "karin", "youssef"):
        for n in range(2, 8):
            gives(respond, name, "risks", f"{name} {n}", ordinal=n)
        sends(respond, name, 2)
    opens(respond)
    actions.leave_mirror(actor=stands(respond, "femke"), now=NOW)
    assert len(now(respond).cards) == 8
    many = questions()
    assert few == many
