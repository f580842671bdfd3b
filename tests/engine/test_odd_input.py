"""Decisions nobody would draw up: empty, one-sided, unanswered, too large, too late. There is always an answer."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from tests.cases.odd.crowd import crowd
from tests.engine.personas import (
    SIDES,
    TODAY,
    analysed,
    contract,
    femke,
    hospital,
    ingrid,
    karin,
    nurses,
    rollout,
    said,
    tom,
)
from tests.engine.tables import two_questions
from tests.engine.test_plan_days import faults

from beforehand.decisionfile import read, to_picture
from beforehand.engine.inputs import Picture
from beforehand.vault.disclose import Run

ODD = sorted((Path(__file__).parent.parent / "cases" / "odd").glob("*.yaml"))


def many() -> Picture:
    found = read(crowd(300))
    assert found.decision is not None
    return to_picture(found.decision)


def everybody_twice() -> Picture:
    picture = two_questions()
    return replace(picture, seats=tuple(replace(s, statements=s.statements * 2) for s in picture.seats))


PICTURES = {
    "nothing at all": lambda: Picture(day=TODAY),
    "no people": lambda: hospital(commitments=(contract(), rollout())),
    "no people and no sides": lambda: hospital(sides=(), commitments=(contract(),)),
    "one person": lambda: hospital(femke(accountable=5, heard=1), sponsor=None, commitments=(contract(),)),
    "one side": lambda: hospital(ingrid(heard=1, accountable=5), tom(reversible=1), sides=SIDES[:1]),
    "nobody answered": lambda: hospital(karin(), ingrid(), *nurses(12), commitments=(contract(), rollout())),
    "no commitments": lambda: replace(two_questions(), commitments=()),
    "all commitments past": lambda: replace(
        two_questions(), commitments=(contract(day=TODAY - timedelta(days=1)), rollout(done_already=True))
    ),
    "a sponsor who is not there": lambda: replace(two_questions(), sponsor="nobody"),
    "sides without anybody": lambda: hospital(karin(), dependencies=frozenset({frozenset({"it", "care"})})),
    "one empty sentence": lambda: hospital(karin(), femke(said("femke", "question", " "))),
    "today": lambda: replace(two_questions(), commitments=(contract(day=TODAY),)),
    "every sentence twice": everybody_twice,
}


@pytest.mark.parametrize("run", Run)
@pytest.mark.parametrize("name", PICTURES)
def test_there_is_always_an_answer(name: str, run: Run) -> None:
    picture = PICTURES[name]()
    result = analysed(picture, run)
    assert result.run is run
    assert result.counts.people == len(picture.seats)
    assert faults(picture, result) == []
    assert len({t.key for t in result.topics}) == len(result.topics)


@pytest.mark.parametrize("run", Run)
@pytest.mark.parametrize("path", [pytest.param(p, id=p.stem) for p in ODD])
def test_odd_files_that_can_be_read_can_be_analysed(path: Path, run: Run) -> None:
    found = read(path)
    if found.decision is None:
        assert found.errors
        return
    picture = to_picture(found.decision)
    assert faults(picture, analysed(picture, run)) == []


@pytest.mark.parametrize("run", Run)
def test_three_hundred_people(run: Run) -> None:
    picture = many()
    result = analysed(picture, run)
    assert result.counts.people == 300
    assert faults(picture, result) == []
    if run is Run.FACILITATOR:
        assert len(result.plan.conversations) == 13


@pytest.mark.parametrize("run", Run)
def test_without_people_there_is_nobody_to_speak_with(run: Run) -> None:
    plan = analysed(PICTURES["no people"](), run).plan
    assert (plan.conversations, plan.unplanned) == ((), ())


def test_with_nothing_ahead_no_topic_has_a_last_day() -> None:
    for name in ("no commitments", "all commitments past"):
        result = analysed(PICTURES[name]())
        assert result.topics
        assert {t.latest.day for t in result.topics} == {None}
        assert not any(t.commitments for t in result.topics)


def test_where_nobody_answered_one_person_of_each_side_is_spoken_with_first() -> None:
    result = analysed(PICTURES["nobody answered"]())
    ones = [c for c in result.plan.conversations if c.kind == "een_op_een"]
    assert sorted(c.sides for c in ones) == [("board",), ("care",), ("it",)]


def test_while_something_is_ahead_every_topic_bears_on_it() -> None:
    for topic in analysed(two_questions()).topics:
        assert topic.commitments == ("contract",)
