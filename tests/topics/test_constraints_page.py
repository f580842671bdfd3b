"""Lotte says on a page what the plan goes around, each says their own, and who stands apart is hers alone to read."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.beginning import told_once
from tests.oeverland import TODAY, Oeverland
from tests.topics.over_time.story import NOW, analyse, of, unheard

from beforehand.decisions.models import SeatRole
from beforehand.topics.actions import lift_constraint, set_constraint, state_own, take_back_own
from beforehand.topics.analyses import picture_of
from beforehand.topics.models import Constraint, WaitingAnalysis
from beforehand.topics.queries import constraints, own_constraints, proposals
from beforehand.vault.guard import Author

pytestmark = [pytest.mark.once, pytest.mark.django_db, pytest.mark.usefixtures("english")]
WHY = "They had words in the corridor last week"


@told_once
def beginning(home: Oeverland) -> Oeverland:
    unheard(home)
    analyse(home)
    return home


def page(home: Oeverland, own: bool = False) -> str:
    return f"/d/{home.decision.pk}/{'my-time' if own else 'constraints'}/"


def seat(home: Oeverland, name: str) -> str:
    return str(home.seats[name].pk)


def browser(home: Oeverland, name: str) -> Client:
    return home.client(name, headers={"accept-language": "en"})


def sends(home: Oeverland, name: str, own: bool = False, **form: Any) -> Any:
    return browser(home, name).post(page(home, own), form)


def apart(home: Oeverland, one: str = "femke", other: str = "ingrid", **more: Any) -> Any:
    form = {"do": "apart", "person": seat(home, one), "other": seat(home, other), "why": WHY, **more}
    return sends(home, "lotte", **form)


def without_tokens(text: str) -> str:
    return re.sub(r'(name="csrfmiddlewaretoken" value|nonce)="[^"]*"', "", text)


def shown(home: Oeverland, name: str, own: bool = False) -> str:
    answer = browser(home, name).get(page(home, own))
    assert answer.status_code == 200
    return str(answer.content.decode())


def unchosen(text: str) -> str:
    """Return a page without the names one can choose from, which all in the decision know."""
    return re.sub("<option[^>]*>[^<]*</option>", "", text)


@pytest.mark.both
def test_two_are_kept_apart_with_why_and_the_plan_is_asked_anew(home: Oeverland) -> None:
    WaitingAnalysis.objects.all().delete()
    assert apart(home).status_code == 302
    assert WaitingAnalysis.objects.filter(decision=home.decision).exists()
    [said] = constraints(of(home, "lotte"))
    assert (set(said.people), said.why) == ({"Femke", "Ingrid"}, WHY)
    assert WHY in shown(home, "lotte")
    analyse(home)
    both = {home.seats["femke"].pk, home.seats["ingrid"].pk}
    assert not any(both <= set(one.people) for one in proposals(of(home, "lotte")))
    answer = sends(home, "lotte", do="lift", constraint=str(said.id))
    assert (answer.status_code, constraints(of(home, "lotte"))) == (302, ())
    analyse(home)
    assert any(both <= set(one.people) for one in proposals(of(home, "lotte")))


def test_every_kind_is_said_and_reaches_the_planner(home: Oeverland) -> None:
    sends(home, "lotte", do="away", person=seat(home, "tom"), start="2027-03-22", end="2027-03-26")
    sends(home, "lotte", do="weekly", person=seat(home, "tom"), most="1")
    sends(home, "lotte", do="alone_first", person=seat(home, "tom"))
    tom = picture_of(home.decision.pk, TODAY).seat(seat(home, "tom"))
    assert [(one.start, one.end) for one in tom.away] == [(date(2027, 3, 22), date(2027, 3, 26))]
    assert tom.weekly == 1
    assert picture_of(home.decision.pk, TODAY).alone_first == {seat(home, "tom")}
    assert "at most 1 conversation a week" in shown(home, "lotte")


@pytest.mark.parametrize(
    ("form", "beside", "words"),
    [
        (
            {"do": "away", "start": "2027-03-26", "end": "2027-03-22"},
            "away-end",
            "from which day to which day",
        ),
        ({"do": "away", "start": "2027-03-01", "end": "2027-03-14"}, "away-end", "behind us"),
        ({"do": "away", "start": "2027-03-22", "end": "9999-12-31"}, "away-end", "three years"),
        ({"do": "away", "start": "2027-02-30", "end": "2027-03-22"}, "away-start", "Write a day"),
        ({"do": "away", "start": "", "end": "2027-03-22"}, "away-start", "Choose a day"),
        ({"do": "weekly", "most": "6"}, "weekly-most", "from 0 to 5"),
        ({"do": "weekly", "most": ""}, "weekly-most", "from 0 to 5"),
        ({"do": "weekly", "most": "1", "person": ""}, "weekly-person", "Choose somebody"),
        ({"do": "weekly", "most": "1", "person": "stranger"}, "weekly-person", "takes part"),
        ({"do": "weekly", "most": "1", "person": "lotte"}, "weekly-person", "takes part"),
        ({"do": "alone_first", "person": "nonsense"}, "alone_first-person", "takes part"),
        ({"do": "apart", "other": "femke", "why": WHY}, "apart-other", "same person"),
        ({"do": "apart", "other": "ingrid", "why": ""}, "apart-why", "fill this in"),
        ({"do": "apart", "other": "ingrid", "why": "x" * 501}, "apart-why", "Make it shorter"),
    ],
)
def test_what_cannot_be_comes_back_with_a_word_beside_its_field(
    home: Oeverland, form: dict[str, Any], beside: str, words: str
) -> None:
    form = {"person": "femke", **form}
    for name in ("person", "other"):
        if form.get(name) in home.seats:
            form[name] = seat(home, form[name])
    if form["person"] == "stranger":
        form["person"] = str(home.stranger.pk)
    answer = sends(home, "lotte", **form)
    text = answer.content.decode()
    assert answer.status_code == 422
    told = text.partition(f'id="{beside}_error"')[2].partition("</div>")[0]
    assert words in told
    assert (form.get("why") or "") in text
    assert constraints(of(home, "lotte")) == ()


def test_twice_the_same_is_said_once_and_what_is_gone_can_be_taken_back_again(home: Oeverland) -> None:
    for _ in range(2):
        apart(home)
        apart(home, "ingrid", "femke")
    [said] = constraints(of(home, "lotte"))
    for _ in range(2):
        assert sends(home, "lotte", do="lift", constraint=str(said.id)).status_code == 302
    senseless: list[dict[str, Any]] = [{"do": "lift", "constraint": "x"}, {"do": "enemies"}, {}]
    for form in senseless:
        assert sends(home, "lotte", **form).status_code == 302


def test_each_says_their_own_time_and_reads_nothing_else(home: Oeverland) -> None:
    apart(home)
    sends(home, "lotte", do="weekly", person=seat(home, "femke"), most="3")
    sends(home, "femke", own=True, do="away", start="2027-03-22", end="2027-03-26")
    sends(home, "femke", own=True, do="weekly", most="2")
    sends(home, "femke", own=True, do="weekly", most="1")
    femke = picture_of(home.decision.pk, TODAY).seat(seat(home, "femke"))
    assert ([(a.start.day, a.end.day) for a in femke.away], femke.weekly) == ([(22, 26)], 1)
    mine = shown(home, "femke", own=True)
    assert "22 March 2027 to 26 March 2027" in mine
    assert "at most 1 conversation a week" in mine
    assert "at most 2" not in mine, "a new number takes the place of the old"
    assert "at most 3" not in mine, "what a facilitator said of her is not hers to read"
    assert "Ingrid" not in unchosen(mine)
    assert "said so themselves" in shown(home, "lotte")
    own = next(one for one in own_constraints(of(home, "femke")) if one.kind == "away")
    with pytest.raises(PermissionDenied):
        lift_constraint(actor=of(home, "lotte"), constraint=own.id)
    sends(home, "femke", own=True, do="lift", constraint=str(own.id))
    assert [one.kind for one in own_constraints(of(home, "femke"))] == ["weekly"]


def test_a_page_with_one_s_own_time_is_the_same_whatever_was_said_of_one(home: Oeverland) -> None:
    before = shown(home, "femke", own=True)
    apart(home)
    sends(home, "lotte", do="away", person=seat(home, "femke"), start="2027-03-22", end="2027-03-26")
    assert own_constraints(of(home, "femke")) == ()
    assert without_tokens(shown(home, "femke", own=True)) == without_tokens(before)


@pytest.mark.both
def test_who_facilitated_and_does_no_longer_reads_nothing_of_it_as_a_participant(home: Oeverland) -> None:
    SeatRole.objects.create(seat=home.seats["femke"], role="facilitator", declared_at=NOW)
    set_constraint(actor=of(home, "femke"), kind="weekly", seats=[home.seats["tom"].pk], most=1, now=NOW)
    both = [home.seats["femke"].pk, home.seats["bas"].pk]
    set_constraint(actor=of(home, "femke"), kind="apart", seats=both, why=WHY, now=NOW)
    SeatRole.objects.filter(seat=home.seats["femke"], role="facilitator").delete()
    assert own_constraints(of(home, "femke")) == ()
    assert Constraint.objects.scoped(Author(home.seats["femke"].pk)).exists(), "it is there"
    mine = unchosen(shown(home, "femke", own=True))
    assert ("Tom" in mine, "Bas" in mine, WHY in mine) == (False, False, False)


@pytest.mark.parametrize("name", ["karin", "femke", "peter", "wim", "stranger"])
def test_the_page_opens_for_who_facilitates_alone(home: Oeverland, name: str) -> None:
    apart(home)
    client = home.client(name)
    for answer in (client.get(page(home)), client.post(page(home), {"do": "away"})):
        assert answer.status_code in (302, 404)
        assert WHY not in answer.content.decode()
    assert home.client("lotte").get(page(home)).status_code == 200


@pytest.mark.parametrize("name", ["lotte", "peter", "wim"])
def test_who_takes_no_part_says_nothing_of_their_time(home: Oeverland, name: str) -> None:
    assert home.client(name).get(page(home, True)).status_code in (302, 404)
    with pytest.raises(PermissionDenied):
        state_own(actor=of(home, name), kind="weekly", most=1, now=NOW)
    with pytest.raises(PermissionDenied):
        take_back_own(actor=of(home, name), constraint=home.decision.pk)
    state_own(actor=of(home, "tom"), kind="weekly", most=1, now=NOW)


@pytest.mark.parametrize("kind", ["alone_first", "enemies"])
def test_of_oneself_one_says_only_when(home: Oeverland, kind: str) -> None:
    with pytest.raises(PermissionDenied):
        state_own(actor=of(home, "femke"), kind=kind, now=NOW)
    with pytest.raises(ValidationError):
        state_own(actor=of(home, "femke"), kind="weekly", now=NOW)


def test_nobody_takes_back_what_another_said_of_themselves(home: Oeverland) -> None:
    kept = state_own(actor=of(home, "tom"), kind="weekly", most=1, now=NOW)
    take_back_own(actor=of(home, "femke"), constraint=kept)
    assert len(own_constraints(of(home, "tom"))) == 1
    take_back_own(actor=of(home, "tom"), constraint=kept)
    assert own_constraints(of(home, "tom")) == ()


def test_what_is_said_costs_no_more_questions_when_there_is_more_of_it(home: Oeverland) -> None:
    lotte = home.client("lotte")

    def asked() -> int:
        with CaptureQueriesContext(connection) as counted:
            lotte.get(page(home))
        return len(counted)

    apart(home)
    asked()
    few = asked()
    for n in range(8):
        set_constraint(
            actor=of(home, "lotte"), kind="away", seats=[home.seats["tom"].pk], now=NOW,
            start=TODAY + timedelta(days=n), end=TODAY + timedelta(days=n),
        )  # fmt: skip
    assert asked() == few
