"""Over decisions: which kinds of open topic mattered later; counts, how sure, and no persons."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from tests.oeverland import Oeverland
from tests.records.gated import AGAIN, NOW
from tests.records.test_look_back_pages import CARE, answer, beginning, browser, closed, seen, sends

from beforehand.decisions.choices import Role
from beforehand.decisions.models import Commitment, Decision, Seat, SeatRole, Side
from beforehand.knowledge import load
from beforehand.records.models import Decided, LookBack
from beforehand.records.queries.over_decisions import KindMattered
from beforehand.records.rules.mattering import between
from beforehand.records.web.afterwards.mattered import shown
from beforehand.shell.rendering import render
from beforehand.vault.models import DataKey
from beforehand.vault.processes.reviewer import reviewer

__all__ = ["beginning"]
pytestmark = [pytest.mark.django_db, pytest.mark.once]
OVER = "/over-decisions/"
DAY = timedelta(days=1)


def read(home: Oeverland, name: str) -> str:
    page = browser(home, name).get(OVER)
    assert page.status_code == 200
    assert page["Cache-Control"] == "private, no-store"
    return page.content.decode()


def test_before_anything_was_published_there_is_too_little_to_say(home: Oeverland) -> None:
    for name in CARE:
        sends(home, name, answer(home))
    page = read(home, "femke")
    assert "There is too little to say." in page
    assert "<table" not in page


def test_of_one_topic_it_is_said_how_often_and_that_it_says_too_little(home: Oeverland) -> None:
    key = seen(home).topics[0].key
    for name in CARE:
        sends(home, name, answer(home, bit=[key]))
    sends(home, "karin", {"do": "close"})
    page = read(home, "femke")
    pattern = load().patterns[seen(home).topics[0].pattern].name.say("en")
    assert pattern[1:] in page
    assert "1 of 1" in page
    assert "too little to say" in page
    assert "in a hundred" not in page.split("</table>")[0]
    assert not [name for name in home.seats if name.title() in page]


def test_half_of_a_side_is_not_more_than_half(home: Oeverland) -> None:
    closed(home)  # three of six said that it got in the way
    assert "0 of 1" in read(home, "karin")


@pytest.mark.parametrize("name", ["peter", "wim", "stranger"])
def test_who_reads_no_content_learns_nothing_from_it(home: Oeverland, name: str) -> None:
    closed(home)
    assert "<table" not in read(home, name)
    assert "<table" in read(home, "lotte")


def test_nobody_is_asked_who_they_are(home: Oeverland) -> None:
    assert Client().get(OVER).status_code == 302
    assert browser(home, "femke").post(OVER).status_code == 405


def again(home: Oeverland) -> None:
    """Another day to look back at the same decision, on which nobody says that anything got in the way."""
    first = LookBack.objects.scoped(reviewer(home.decision.pk)).get()
    day = LookBack(
        decision=first.decision, commitment=first.commitment, decided=first.decided, day=AGAIN - DAY
    )
    day.save(force_insert=True)
    address = f"/d/{home.decision.pk}/look-back/{day.pk}/"
    for name in CARE:
        assert browser(home, name).post(address, {"do": "judge", "done": "yes"}).status_code == 302
    assert browser(home, "karin").post(address, {"do": "close"}).status_code == 302


def test_a_topic_that_was_judged_on_two_days_counts_once(home: Oeverland) -> None:
    key, first = seen(home).topics[0].key, f"/d/{home.decision.pk}/look-back/{seen(home).id}/"
    again(home)
    assert "0 of 1" in read(home, "femke")
    for name in CARE:
        browser(home, name).post(first, {"do": "judge", "done": "no", "bit": [key]})
    browser(home, "karin").post(first, {"do": "close"})
    assert "1 of 1" in read(home, "femke")
    assert "of 2" not in read(home, "femke")


def another(home: Oeverland, n: int) -> None:
    """Femke takes part in one more decision, in which people looked back."""
    key = DataKey.make()
    decision = Decision.objects.create(
        organisation=home.organisation, sentence=f"Question {n}?", title="", language="en", data_key=key
    )
    side = Side.objects.create(decision=decision, key="care", name="Care", kind="business")
    seat = Seat.objects.create(
        decision=decision,
        person=home.seats["femke"].person,
        side=side,
        data_key=DataKey.make(),
        invited_at=NOW,
    )
    SeatRole.objects.create(seat=seat, role=Role.PARTICIPANT)
    moment = Commitment.objects.create(decision=decision, key="x", title="Sign", day=AGAIN)
    left = {"open": [{"key": "P06.x", "pattern": "P06"}], "also": [], "assumptions": []}
    told = {"topic:P06.x": [{"sides": [], "members": 6, "answers": 6, "counts": {"bit": 4, "not": 2}}]}
    decided = Decided(decision=decision, commitment=moment, what="decided", at=NOW, seq=1)
    decided.body = key.seal(left, decided.about)
    decided.save(force_insert=True)
    row = LookBack(decision=decision, commitment=moment, decided=decided, day=AGAIN, closed_at=NOW)
    row.body = key.seal(told, row.about)
    row.save(force_insert=True)


def test_more_decisions_ask_no_more_of_the_database(home: Oeverland) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(OVER).status_code == 200
        return len(queries)

    closed(home)
    client = browser(home, "femke")
    client.get(OVER)
    few = asked()
    for n in range(4):
        another(home, n)
    assert asked() == few
    page = read(home, "femke")
    assert "Over 5 decisions" in page
    assert "4 of 5" in page
    assert "Over 1 decision" in read(home, "youssef")


def test_with_enough_it_says_between_which_shares() -> None:
    low, high = between(8, 9)
    kind = KindMattered(pattern="P06", judged=9, mattered=8, low=low, high=high)
    request = RequestFactory().get(OVER)
    with override("en"):
        page = render(request, "records/over.html", kinds=(shown(kind),), decisions=4, little=False)
    text = page.content.decode()
    assert "Over 4 decisions" in text
    assert "8 of 9" in text
    assert "between 57 and 98 in a hundred" in text  # Wilson, 95 %: .5650 and .9801
    assert "too little" not in text
