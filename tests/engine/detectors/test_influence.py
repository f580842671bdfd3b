"""Mandate and reach, and who is the only bridge: P03, P04, P05. Always a question, only from eight people on."""

from dataclasses import replace
from typing import Any

from tests.engine.personas import (
    at,
    changed,
    femke,
    hospital,
    ingrid,
    karin,
    marjolein,
    rob,
    sanne,
    see,
    tom,
    youssef,
)

from beforehand.engine.inputs import Picture, Seat

FEWEST = at("P03", "people")


def table(extra: int = 0, **named: set[str]) -> Picture:
    """Eight people, of whom some say with whom one must have spoken; a person who named nobody was still asked."""

    def asked(who: str) -> dict[str, Any]:
        return {"talk_to": frozenset(named.get(who, set()))}

    makers = (karin, ingrid, tom, sanne, femke, youssef, marjolein, rob)
    seats = tuple(make(**asked(make.__name__)) for make in makers)
    return hospital(*seats[: FEWEST + extra])


def seen(pattern: str, picture: Picture) -> list[str]:
    return [d.anchor[0] for d in see(pattern, picture)]


def test_karin_has_the_mandate_and_one_other_side_looks_to_her() -> None:
    assert seen("P03", table(ingrid={"karin"}, tom={"karin"})) == ["karin"]


def test_two_other_sides_look_to_her() -> None:
    assert seen("P03", table(ingrid={"karin"}, femke={"karin"})) == []


def test_being_named_on_ones_own_side_is_no_reach() -> None:
    assert seen("P04", table(ingrid={"sanne"}, femke={"sanne"})) == []
    assert seen("P04", table(karin={"sanne"}, femke={"sanne"})) == ["sanne"]


def test_sanne_has_little_mandate_and_two_other_sides_look_to_her() -> None:
    assert seen("P04", table(femke={"sanne"}, karin={"sanne"})) == ["sanne"]
    assert seen("P04", table(femke={"sanne"}, youssef={"sanne"})) == []


def mandated(picture: Picture, who: str, mandate: int | None) -> Picture:
    return changed(picture, who, lambda seat: replace(seat, mandate=mandate))


def test_the_mandates_at_the_threshold_itself() -> None:
    quiet, named = table(), table(femke={"tom"}, karin={"tom"})
    assert seen("P03", mandated(quiet, "tom", at("P03", "mandate"))) == ["karin", "tom"]
    assert seen("P03", mandated(quiet, "tom", at("P03", "mandate") - 1)) == ["karin"]
    assert seen("P04", mandated(named, "tom", at("P04", "mandate"))) == ["tom"]
    assert seen("P04", mandated(named, "tom", at("P04", "mandate") + 1)) == []
    assert seen("P04", mandated(named, "tom", None)) == []


def test_with_seven_people_the_question_is_not_even_put() -> None:
    seven = table(-1, femke={"sanne"}, karin={"sanne"})
    assert len(seven.seats) == FEWEST - 1
    assert seen("P03", seven) == []
    assert seen("P04", seven) == []


def test_nobody_was_asked_so_nobody_has_little_reach() -> None:
    makers = (karin, ingrid, tom, sanne, femke, youssef, marjolein, rob)
    assert seen("P03", hospital(*(make() for make in makers))) == []


TOGETHER = frozenset({frozenset({"it", "care"})})


def bridges(*seats: Seat, dependent: frozenset[frozenset[str]] = TOGETHER) -> list[frozenset[str]]:
    return [d.holders for d in see("P05", hospital(*seats, dependencies=dependent))]


def spoke(*others: str) -> dict[str, Any]:
    return {"contact": frozenset(others)}


def test_every_line_runs_through_sanne() -> None:
    assert bridges(sanne(**spoke("femke", "youssef")), femke(), youssef(), ingrid()) == [{"sanne"}]


def test_a_single_line_is_not_a_bridge() -> None:
    assert bridges(sanne(**spoke("femke")), femke(**spoke("sanne")), ingrid()) == []


def test_a_second_line_around_her_takes_the_load_off() -> None:
    assert bridges(sanne(**spoke("femke", "youssef")), femke(), youssef(), ingrid(**spoke("femke"))) == []


def test_lines_told_by_either_end_count() -> None:
    assert bridges(sanne(), femke(**spoke("sanne")), youssef(**spoke("sanne"))) == [{"sanne"}]


def test_between_sides_that_need_not_speak_there_is_no_bridge() -> None:
    people = (sanne(**spoke("femke", "youssef")), femke(), youssef())
    assert bridges(*people, dependent=frozenset()) == []
    assert bridges(*people, dependent=frozenset({frozenset({"it", "board"})})) == []
