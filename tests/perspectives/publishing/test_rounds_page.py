"""The facilitator's page of rounds: closing is said and confirmed, and nothing of who answered is on it."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.oeverland import Oeverland
from tests.perspectives.publishing.ward import closes, crowd, opens, picture, react, sentence
from tests.perspectives.telling import address

from beforehand.perspectives import actions
from beforehand.perspectives.models import Round

OTHERS = ("karin", "femke", "peter", "wim", "stranger")


def rounds(home: Oeverland) -> list[tuple[int, str, bool]]:
    rows = Round.objects.filter(decision=home.decision).order_by("n")
    return [(row.n, row.kind, row.closed_at is None) for row in rows]


def post(home: Oeverland, name: str = "lotte", **data: str) -> Any:
    return home.client(name).post(address(home, "rounds"), data)


def test_only_who_facilitates_gets_it(home: Oeverland) -> None:
    actions.open_round(decision=home.decision.pk)
    assert home.client("lotte").get(address(home, "rounds")).status_code == 200
    for other in OTHERS:
        assert home.client(other).get(address(home, "rounds")).status_code == 404
        assert post(home, other, do="close", number="1", sure="on").status_code == 404
    assert rounds(home) == [(1, "listen", True)]


def test_from_the_first_round_to_the_mirror(home: Oeverland) -> None:
    sentence(home, "femke", "Gloves stay on")
    actions.open_round(decision=home.decision.pk)
    page = home.client("lotte").get(address(home, "rounds")).text
    assert "Round 1 is open" in page
    assert "also when somebody leaves or changes their mind" in page
    assert post(home, do="close", number="1", sure="on").status_code == 302
    page = home.client("lotte").get(address(home, "rounds")).text
    assert "Being counted" in page
    assert "Open a round to respond" in page
    assert "Open a round on the mirror" not in page
    actions.publish_round(decision=home.decision.pk, round=Round.objects.get().pk)
    assert "None: too few answers" in home.client("lotte").get(address(home, "rounds")).text
    assert post(home, do="respond", number="0").status_code == 302
    picture(home, "femke", "it")
    closes(home)
    assert post(home, do="mirror", number="0").status_code == 302
    assert rounds(home) == [(1, "listen", False), (2, "respond", False), (3, "mirror", True)]


def test_closing_needs_a_tick_and_the_round_that_was_looked_at(home: Oeverland) -> None:
    sentence(home, "femke", "Gloves stay on")
    opens(home, "respond")
    answer = post(home, do="close", number="2")
    assert answer.status_code == 422
    assert "Tick this first" in answer.text
    assert post(home, do="close", number="1", sure="on").status_code == 302
    assert rounds(home) == [(1, "listen", False), (2, "respond", True)]


def test_what_cannot_be_opened_is_said(home: Oeverland) -> None:
    sentence(home, "femke", "For you alone", release=1)
    actions.open_round(decision=home.decision.pk)
    answer = post(home, do="respond", number="0")
    assert answer.status_code == 422
    assert "Close that one first" in answer.text
    closes(home)
    answer = post(home, do="respond", number="0")
    assert "There is no shared sentence yet" in answer.text
    assert rounds(home) == [(1, "listen", False)]


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"do": "close"},
        {"do": "party", "number": "1", "sure": "on"},
        {"do": "close", "number": "\x00", "sure": "on"},
        {"do": "close", "number": "1" * 100_000, "sure": "on"},
        {"do": "close", "number": "-1", "sure": "on"},
        {"do": "\u202eclose\u200b", "number": "1", "sure": "on"},
        {"do": "<script>", "number": "<b>1</b>", "sure": "<i>"},
    ],
)
def test_nonsense_changes_nothing(home: Oeverland, data: dict[str, str]) -> None:
    actions.open_round(decision=home.decision.pk)
    answer = post(home, **data)
    assert answer.status_code == 422
    assert "<script>" not in answer.text.partition("<main")[2]
    assert rounds(home) == [(1, "listen", True)]


def test_an_answer_changes_nothing_on_it_while_the_round_is_open(home: Oeverland) -> None:
    it = crowd(home, "it", 6)
    said = sentence(home, "femke", "Gloves stay on")
    round = opens(home, "respond")
    client = home.client("lotte")
    client.get(address(home, "rounds"))
    before = client.get(address(home, "rounds")).text
    react(round, said, {"recognise": it})
    after = client.get(address(home, "rounds")).text
    assert bare(before) == bare(after)


def bare(page: str) -> str:
    """The page without what is new at each look: the token of its forms, and the nonce."""
    import re

    return re.sub(r'(csrfmiddlewaretoken" value|nonce|content)="[^"]*"', "", page)


def test_as_many_questions_for_many_sentences_as_for_few(home: Oeverland) -> None:
    counts = []
    for number in range(2):
        for seat in crowd(home, "it", 3 + 10 * number):
            name = next(key for key, one in home.seats.items() if one == seat)
            sentence(home, name, "Something")
        client = home.client("lotte")
        client.get(address(home, "rounds"))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(address(home, "rounds"))
        counts.append(len(asked))
    assert counts[0] == counts[1]
