"""Held to it, working with it, guarding something: what P01, P21 and P02 see, and what they leave alone."""

import pytest
from tests.engine.personas import at, contract, femke, hospital, said, see, youssef

HELD, UNHEARD = at("P01", "accountable"), at("P01", "heard")


def test_femke_is_held_to_it_and_was_not_heard() -> None:
    [draft] = see("P01", hospital(femke(accountable=HELD, heard=UNHEARD)))
    assert draft.anchor == ("femke",)
    assert draft.holders == {"femke"}
    assert draft.sides == {"care"}


@pytest.mark.parametrize(
    "answers",
    [
        {"accountable": HELD - 1, "heard": UNHEARD},
        {"accountable": HELD, "heard": UNHEARD + 1},
        {"accountable": HELD, "heard": None},
        {"accountable": None, "heard": UNHEARD},
    ],
)
def test_one_step_to_the_other_side_and_there_is_nothing_to_say(answers: dict[str, int | None]) -> None:
    assert not see("P01", hospital(femke(**answers)))


def test_each_person_is_a_topic_of_her_or_his_own() -> None:
    both = hospital(femke(accountable=5, heard=1), youssef(accountable=4, heard=2))
    assert sorted(draft.anchor for draft in see("P01", both)) == [("femke",), ("youssef",)]


ASKED, MANDATE, DAILY = at("P21", "heard"), at("P21", "mandate"), at("P21", "affected")


def test_youssef_works_with_it_every_night_and_nobody_asked_him() -> None:
    [draft] = see("P21", hospital(youssef(heard=ASKED, mandate=MANDATE, affected=DAILY)))
    assert draft.anchor == ("youssef",)
    assert draft.strong


@pytest.mark.parametrize("affected", [None, 0, DAILY - 1])
def test_who_was_not_asked_but_does_not_use_it_daily_is_a_weaker_case(affected: int | None) -> None:
    [draft] = see("P21", hospital(youssef(heard=ASKED, mandate=MANDATE, affected=affected)))
    assert not draft.strong


@pytest.mark.parametrize(
    "facts",
    [
        {"heard": ASKED + 1, "mandate": MANDATE},
        {"heard": ASKED, "mandate": MANDATE + 1},
        {"heard": None, "mandate": MANDATE},
        {"heard": ASKED, "mandate": None},
    ],
)
def test_asked_or_with_a_mandate_or_unknown_is_no_such_case(facts: dict[str, int | None]) -> None:
    assert not see("P21", hospital(youssef(affected=5, **facts)))


GUARDS = said("femke", "protects", "Dat niemand op de IC moet zoeken naar een telefoon.")
CONDITION = said("femke", "condition", "Als er op de IC eerst een proef is.", bears_on=("contract",))


def test_femke_guards_something_and_says_what_would_change_it() -> None:
    [draft] = see("P02", hospital(femke(GUARDS, CONDITION), commitments=(contract(),)))
    assert draft.statements == {GUARDS.id, CONDITION.id}
    assert draft.commitments == {"contract"}
    assert draft.holders == {"femke"}


@pytest.mark.parametrize("only", [GUARDS, CONDITION])
def test_one_of_the_two_alone_is_not_holding_on_out_of_care(only: object) -> None:
    assert not see("P02", hospital(femke(only)))  # type: ignore[arg-type]


def test_a_condition_of_one_and_a_care_of_another_do_not_add_up() -> None:
    elsewhere = said("youssef", "condition", "Als de nachtdienst mag meedenken.")
    assert not see("P02", hospital(femke(GUARDS), youssef(elsewhere)))
