"""What comes back from the gate: nothing typed is lost, also when something changed while somebody was typing."""

from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from tests.beginning import told_once
from tests.oeverland import Oeverland
from tests.records.at_gate import at, browser, filled, form_of, gates, hidden, read, said, settled
from tests.records.gated import AGAIN, NOW, REASON, before, decides, question, seat_for, way
from tests.records.story import of
from tests.topics.over_time.story import analyse
from tests.topics.saying import says

from beforehand.decisions.actions import close
from beforehand.decisions.choices import Role
from beforehand.decisions.models import Commitment, Fact, Option
from beforehand.perspectives.models import Statement
from beforehand.records.actions.deciding import postpone
from beforehand.records.actions.setting import set_condition
from beforehand.records.models import Condition
from beforehand.vault.guard import Author

pytestmark = [pytest.mark.once, pytest.mark.django_db, pytest.mark.usefixtures("english")]
LATE = "2027-03-15"


@told_once
def beginning(home: Oeverland) -> Oeverland:
    return before(home)


def kept(page: str, deed: str, asked: dict[str, Any]) -> None:
    """Everything typed stands in the form that came back, and the form is open."""
    form = unescape(form_of(page, deed))
    for name, value in asked.items():
        if name not in ("do", "seen", "option") and isinstance(value, str):
            assert name in form, name
            assert value in form, name
    assert f'id="{deed}" open' in page


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"option": ""}, "Choose one of the ways to go that are still open."),
        ({"option": "elsewhere"}, "Choose one of the ways to go that are still open."),
        ({"reason_1": ""}, "Write why this may stay open."),
        ({"reason_1": "a" * 301}, "301 characters"),
        ({"again_1": ""}, "Choose a day to come on which you look at it again."),
        ({"again_1": LATE}, "Choose a day to come on which you look at it again."),
        ({"again_1": "0000-99-99"}, "This is not a day."),
        ({"again_1": "9999-12-31"}, "Choose a day to come on which you look at it again."),
        ({"topic_1": ""}, "Choose what stays open."),
        ({"topic_1": "P06.elsewhere"}, "This is no longer open."),
        ({"why": "a" * 2001}, "2001 characters"),
        ({"why": "a\u202eb"}, "cannot be kept"),
        ({"know_0": "elsewhere"}, "Select a valid choice."),
    ],
)
def test_what_is_missing_is_asked_for_beside_it(home: Oeverland, wrong: dict[str, str], told: str) -> None:
    karin = browser(home, "karin")
    asked = filled(home, read(karin, at(home)), **wrong)
    page = said(karin.post(at(home), asked))
    assert told in unescape(form_of(page, "decide"))
    if not {"why", "know_0", "again_1", "topic_1"} & set(wrong):
        kept(page, "decide", asked)
    assert settled(home) == []


def test_a_topic_stands_there_once_and_the_way_taken_has_no_why_not(home: Oeverland) -> None:
    karin = browser(home, "karin")
    asked = filled(home, read(karin, at(home)))
    twice = {"topic_2": asked["topic_1"], "reason_2": "Again.", "again_2": AGAIN.isoformat()}
    page = said(karin.post(at(home), {**asked, **twice}))
    assert "This one stands here twice." in page
    page = said(karin.post(at(home), {**asked, f"not_{way(home, 'A card')}": "Too dear."}))
    assert "You go this way. Empty this, or choose another way." in page
    assert "Too dear." in page
    assert settled(home) == []


def test_a_condition_asks_for_a_tick_and_a_day_to_come_and_what_is_watched_for_all_of_it(
    home: Oeverland,
) -> None:
    rests = says(home.seats["bas"], "assumptions", "The readers work with gloves", release=2)
    bound = set_condition(
        actor=of(home, "femke"), commitment=home.commitments["licence"].pk, text="Cards", release=4, now=NOW
    )
    karin = browser(home, "karin")
    start = read(karin, at(home))
    for more, told in (
        ({f"due_{bound}": "2027-04-20"}, "Tick this too, or empty the day."),
        (
            {f"bind_{bound}": "on", f"due_{bound}": "2027-03-14"},
            "Choose a day to come by which it is in place.",
        ),
        ({f"sign_{rests}": "One in ten fails"}, "Choose who looks."),
        ({f"day_{rests}": "2027-05-28"}, "Write what would show that it does not hold."),
        ({f"owner_{rests}": str(home.seats["tom"].pk)}, "Choose a day to come on which somebody looks."),
    ):
        asked = filled(home, start, **more)
        page = said(karin.post(at(home), asked))
        assert told in page
        kept(page, "decide", asked)
    assert settled(home) == []


def test_somebody_else_decided_meanwhile(home: Oeverland) -> None:
    karin = browser(home, "karin")
    asked = filled(home, read(karin, at(home)))
    decides(home)
    page = said(karin.post(at(home), asked))
    assert "This was decided already." in form_of(page, "decide")
    assert f"/d/{home.decision.pk}/record/1/" in form_of(page, "decide")
    kept(page, "decide", asked)
    assert settled(home) == ["decided"]


def test_the_decision_was_closed_meanwhile(home: Oeverland) -> None:
    karin = browser(home, "karin")
    asked = filled(home, read(karin, at(home)))
    close(actor=of(home, "karin"), taken=False, now=NOW)
    page = said(karin.post(at(home), asked))
    assert "This decision was closed." in form_of(page, "decide")
    kept(page, "decide", asked)


def test_what_was_said_meanwhile_is_read_before_it_is_decided(home: Oeverland) -> None:
    karin = browser(home, "karin")
    start = read(karin, at(home))
    asked = filled(home, start)
    for name in ("ingrid", "marjolein"):
        says(home.seats[name], "assumptions", "Everybody has a telephone on the ward", release=2)
    page = said(karin.post(at(home), asked))
    assert "Nothing was decided, and what you typed is still here." in form_of(page, "decide")
    kept(page, "decide", asked)
    assert settled(home) == []
    again = karin.post(at(home), {**asked, "seen": hidden(page, "decide")})
    assert again.status_code == 302
    assert settled(home) == ["decided"]


@pytest.mark.both
def test_a_topic_that_closed_meanwhile_leaves_its_reason_to_copy(home: Oeverland) -> None:
    karin = browser(home, "karin")
    asked = filled(home, read(karin, at(home)))
    for name in home.seats:
        Statement.objects.scoped(Author(home.seats[name].pk)).filter(field="question").delete()
    analyse(home)
    page = said(karin.post(at(home), asked))
    form = form_of(page, "decide")
    assert "Nothing was decided, and what you typed is still here." in form
    assert "This is no longer open." in form
    assert REASON in form
    assert settled(home) == []


@pytest.mark.both
def test_what_was_written_about_something_that_is_gone_comes_back_and_keeps_nothing_up(
    home: Oeverland,
) -> None:
    rests = says(home.seats["bas"], "assumptions", "The readers work with gloves", release=2)
    karin = browser(home, "karin")
    more = {
        f"sign_{rests}": "One in ten fails", f"owner_{rests}": str(home.seats["tom"].pk),
        f"day_{rests}": "2027-05-28",
    }  # fmt: skip
    asked = filled(home, read(karin, at(home)), **more)
    Statement.objects.scoped(Author(home.seats["bas"].pk)).filter(pk=rests).delete()
    Option.objects.filter(text__startswith="An app").delete()
    page = said(karin.post(at(home), asked))
    form = form_of(page, "decide")
    assert "About something that is no longer there" in form
    assert "One in ten fails" in form
    assert "Not everybody has a telephone." in form
    assert karin.post(at(home), {**asked, "seen": hidden(page, "decide")}).status_code == 302
    assert settled(home) == ["decided"]


def test_a_condition_taken_back_meanwhile_is_read_again(home: Oeverland) -> None:
    bound = set_condition(
        actor=of(home, "femke"), commitment=home.commitments["licence"].pk, text="Cards", release=4, now=NOW
    )
    karin = browser(home, "karin")
    asked = filled(home, read(karin, at(home)), **{f"bind_{bound}": "on"})
    Condition.objects.scoped(Author(home.seats["femke"].pk)).delete()
    page = said(karin.post(at(home), asked))
    assert "Nothing was decided" in page
    assert settled(home) == []


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("", "Choose a day."),
        ("tomorrow", "This is not a day."),
        ("2027-03-14", "That day has passed."),
        ("2027-04-30", "To postpone is to choose a later day."),
        ("2227-01-01", "Is the year right?"),
    ],
)
def test_a_day_that_cannot_be_comes_back(home: Oeverland, day: str, told: str) -> None:
    karin = browser(home, "karin")
    start = read(karin, at(home))
    asked = {
        "do": "postpone",
        "seen": hidden(start, "postpone"),
        "day": day,
        "why": "The nights are not heard.",
    }
    page = said(karin.post(at(home), asked))
    assert told in form_of(page, "postpone")
    kept(page, "postpone", asked)
    assert settled(home) == []
    assert Commitment.objects.get(key="licence").day.isoformat() == "2027-04-30"


def test_what_somebody_else_moved_meanwhile_is_read_again(home: Oeverland) -> None:
    karin = browser(home, "karin")
    start = read(karin, at(home))
    late = {"do": "postpone", "seen": hidden(start, "postpone"), "day": "2027-07-01", "why": "The nights."}
    small = {"do": "smaller", "seen": hidden(start, "smaller"), "text": "Two wards", "cost_eur": "12000"}
    postpone(
        actor=of(home, "karin"), commitment=home.commitments["licence"].pk,
        day=AGAIN, must_know=(), now=NOW,
    )  # fmt: skip
    for asked in (late, small):
        page = said(karin.post(at(home), asked))
        assert "Somebody changed this moment since you read it." in form_of(page, asked["do"])
        kept(page, asked["do"], asked)
        assert settled(home) == ["postponed"]
    seen_now = hidden(said(karin.post(at(home), late)), "postpone")
    assert karin.post(at(home), {**late, "seen": seen_now}).status_code == 302
    assert settled(home) == ["postponed", "postponed"]


@pytest.mark.parametrize(
    ("typed", "kept_as"),
    [("120000", 120000), ("120.000", 120000), ("€ 1 500", 1500), ("1,250,000", 1250000), ("", 180000)],
)
def test_euro_are_read_as_people_write_them(home: Oeverland, typed: str, kept_as: int) -> None:
    karin = browser(home, "karin")
    asked = {"do": "smaller", "seen": hidden(read(karin, at(home)), "smaller"), "text": "Two wards"}
    assert karin.post(at(home), {**asked, "cost_eur": typed}).status_code == 302
    assert Commitment.objects.get(key="licence").cost_eur == kept_as


@pytest.mark.parametrize("typed", ["1,5", "12.00", "many", "-3", "1.5000", "٣", "9" * 15, "1.000,000"])
def test_euro_that_can_be_read_in_two_ways_are_asked_again(home: Oeverland, typed: str) -> None:
    karin = browser(home, "karin")
    asked = {"do": "smaller", "seen": hidden(read(karin, at(home)), "smaller"), "text": "Two wards"}
    page = said(karin.post(at(home), {**asked, "cost_eur": typed}))
    kept(page, "smaller", {**asked, "cost_eur": typed})
    assert settled(home) == []


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"text": "", "release": "2"}, "Please fill this in."),
        ({"text": " \u200b ", "release": "2"}, "Please fill this in."),
        ({"text": "A" * 301, "release": "2"}, "301 characters"),
        ({"text": "<b>Cards</b>", "release": ""}, "Please fill this in."),
        ({"text": "Cards", "release": "7"}, "Select a valid choice."),
    ],
)
def test_a_condition_without_words_or_readers_comes_back(
    home: Oeverland, asked: dict[str, str], told: str
) -> None:
    page = said(browser(home, "femke").post(at(home), {"do": "condition", **asked}))
    form = form_of(page, "condition")
    assert told in form
    assert "<b>Cards" not in page
    assert not Condition.objects.scoped(Author(home.seats["femke"].pk)).exists()


def test_a_condition_after_the_decision_comes_back_with_why(home: Oeverland) -> None:
    decides(home)
    page = said(browser(home, "femke").post(at(home), {"do": "condition", "text": "Cards", "release": "4"}))
    assert "it comes too late" in form_of(page, "condition")
    assert "Cards" in form_of(page, "condition")


@pytest.mark.parametrize(
    "asked", [{"words": "Not like this."}, {"yes": "no"}, {"yes": "maybe", "words": "So."}]
)
def test_an_answer_in_half_comes_back(home: Oeverland, asked: dict[str, str]) -> None:
    Commitment.objects.filter(key="licence").update(type="continue")
    page = said(browser(home, "femke").post(at(home), {"do": "today", **asked}))
    assert asked.get("words", "") in form_of(page, "today")


@pytest.mark.parametrize(
    "asked", [{}, {"seat": "x", "last": "2027-04-29"}, {"last": "2027-04-29"}, {"last": "never"}]
)
@pytest.mark.both
def test_somebody_who_leaves_has_a_name_and_a_last_day(home: Oeverland, asked: dict[str, str]) -> None:
    if "seat" not in asked and asked:
        asked = {**asked, "seat": ""}
    page = said(browser(home, "karin").post(gates(home), asked))
    assert asked.get("last", "") in page
    assert "Not everything could be kept yet." in page
    assert not Fact.objects.filter(kind="outgoing").exists()


@pytest.mark.parametrize(
    "asked",
    [{}, {"do": "nothing"}, {"do": "met"}, {"do": "take_back", "condition": "\x00"}, {"do": "<script>"}],
)
def test_what_is_no_deed_changes_nothing(home: Oeverland, asked: dict[str, str]) -> None:
    karin = browser(home, "karin")
    assert karin.post(at(home), asked).status_code == 302
    page = read(karin, at(home))
    assert "That cannot be done here. Look again." in page
    assert "<script>" not in page.split("</head>")[1]
    assert settled(home) == []


def test_a_moment_that_is_not_there_has_no_gate(home: Oeverland) -> None:
    seat_for(home, "olga", Role.DECIDER)
    for name in ("karin", "lotte", "femke", "olga"):
        assert browser(home, name).get(f"{gates(home)}{uuid4()}/").status_code == 404
        assert browser(home, name).post(f"{gates(home)}{uuid4()}/", {"do": "decide"}).status_code == 404
    assert question(home)
