"""What the choice rests on: P08, P09, R07."""

from datetime import timedelta

import pytest
from tests.engine.personas import (
    TODAY,
    advice,
    assumes,
    at,
    contract,
    femke,
    hospital,
    ingrid,
    rollout,
    said,
    sanne,
    see,
    tom,
    youssef,
)

from beforehand.engine.inputs import Collision, Commitment, Door, Picture, Reaction
from beforehand.engine.results import Certainty

WEIGHS = at("P08", "importance")
PHONE_YES = assumes("ingrid", "Iedere medewerker heeft een telefoon op het werk.", WEIGHS, 4)
PHONE_NO = assumes("femke", "Niet iedere medewerker heeft een telefoon op het werk.", WEIGHS, 5)
CLASH = Collision(people=frozenset({"ingrid", "femke"}), statements=frozenset({PHONE_YES.id, PHONE_NO.id}))


def test_a_person_confirmed_that_two_assumptions_collide() -> None:
    [draft] = see("P08", hospital(ingrid(PHONE_YES), femke(PHONE_NO), collisions=(CLASH,)))
    assert draft.people == {"ingrid", "femke"}
    assert draft.statements == {PHONE_YES.id, PHONE_NO.id}
    assert not draft.suggestion


def test_nobody_confirmed_it_but_they_are_about_the_same_thing() -> None:
    [draft] = see("P08", hospital(ingrid(PHONE_YES), femke(PHONE_NO)))
    assert draft.suggestion
    assert draft.certainty is Certainty.LOW


def test_two_colleagues_on_one_side_can_collide_too() -> None:
    colleague = assumes("tom", PHONE_NO.text, WEIGHS, 2)
    [draft] = see("P08", hospital(ingrid(PHONE_YES), tom(colleague)))
    assert draft.sides == {"it"}


@pytest.mark.parametrize("importance", [WEIGHS - 1, None])
def test_an_assumption_that_carries_little_collides_with_nothing(importance: int | None) -> None:
    light = assumes("femke", PHONE_NO.text, importance, 5)
    assert not see("P08", hospital(ingrid(PHONE_YES), femke(light)))


def test_assumptions_about_different_things_are_not_suggested() -> None:
    elsewhere = assumes("femke", "Rond kerst zijn de roosters vol.", WEIGHS, 5)
    assert not see("P08", hospital(ingrid(PHONE_YES), femke(elsewhere)))


def test_nobody_collides_with_herself() -> None:
    assert not see("P08", hospital(ingrid(PHONE_YES, assumes("ingrid", PHONE_NO.text, WEIGHS, 1))))


def test_a_confirmed_collision_of_which_one_sentence_was_withheld_is_not_told() -> None:
    assert not see("P08", hospital(ingrid(PHONE_YES), femke(), collisions=(CLASH,)))


NIGHT = said("youssef", "knows", "Tussen elf en zeven is er een oproepbare voor drie locaties.")


def told_unknown(*others: str) -> tuple[Reaction, ...]:
    return tuple(Reaction(statement=NIGHT.id, person=p, value="unknown") for p in others)


def test_youssef_knows_something_to_which_others_said_they_did_not_know() -> None:
    [draft] = see("P09", hospital(youssef(NIGHT), ingrid(), reactions=told_unknown("ingrid")))
    assert draft.holders == {"youssef"}
    assert draft.certainty is Certainty.HIGH
    assert not draft.suggestion


@pytest.mark.parametrize("reaction", ["recognise", "different"])
def test_others_recognise_it_so_it_is_not_his_alone(reaction: str) -> None:
    others = (Reaction(statement=NIGHT.id, person="ingrid", value=reaction),)
    assert not see("P09", hospital(youssef(NIGHT), ingrid(), reactions=others))


def test_a_sentence_that_bears_on_nothing_is_not_important_because_one_person_wrote_it() -> None:
    assert not see("P09", hospital(youssef(NIGHT), ingrid()))


def test_it_matters_when_it_bears_on_a_commitment_and_is_then_a_suggestion() -> None:
    named = said("youssef", "knows", NIGHT.text, bears_on=("contract",))
    [draft] = see("P09", hospital(youssef(named), ingrid(), commitments=(contract(),)))
    assert draft.suggestion
    assert draft.commitments == {"contract"}


def test_it_matters_when_it_stands_in_a_confirmed_collision() -> None:
    clash = Collision(people=frozenset({"youssef", "ingrid"}), statements=frozenset({NIGHT.id}))
    assert see("P09", hospital(youssef(NIGHT), ingrid(), collisions=(clash,)))


def test_it_matters_when_another_is_less_sure_of_the_same_thing() -> None:
    unsure = assumes("ingrid", "Tussen elf en zeven is er een oproepbare voor elke locatie.", WEIGHS, 2)
    [draft] = see("P09", hospital(youssef(NIGHT), ingrid(unsure)))
    assert draft.holders == {"youssef"}


def test_a_second_person_who_says_it_too_makes_it_known_by_two() -> None:
    again = said("femke", "knows", NIGHT.text, bears_on=("contract",))
    first = said("youssef", "knows", NIGHT.text, bears_on=("contract",))
    assert not see("P09", hospital(youssef(first), femke(again), commitments=(contract(),)))


SURE = at("P09", "certainty")


@pytest.mark.parametrize(
    ("importance", "certainty", "fires"),
    [(WEIGHS, SURE, True), (WEIGHS, SURE - 1, False), (WEIGHS - 1, SURE, False), (WEIGHS, None, False)],
)
def test_an_assumption_is_knowledge_when_it_carries_and_its_holder_is_sure(
    importance: int, certainty: int | None, fires: bool
) -> None:
    held = assumes("femke", "Op de IC mag geen telefoon.", importance, certainty)
    assert bool(see("P09", hospital(femke(held), ingrid()))) is fires


UNSURE = at("R07", "certainty")


def bare(
    importance: int | None = WEIGHS, certainty: int | None = UNSURE, *moments: Commitment, on: str = ""
) -> Picture:
    leans = assumes("sanne", "Het dossier kent de pas.", importance, certainty, bears_on=tuple(on.split()))
    return hospital(sanne(leans), commitments=moments or (contract(),))


def test_a_one_way_door_leans_on_an_unsure_assumption_without_a_signpost() -> None:
    [draft] = see("R07", bare())
    assert draft.anchor == ("contract",)
    assert len(draft.statements) == 1


def test_sure_light_or_without_a_figure_asks_for_no_signpost() -> None:
    for figures in ((WEIGHS, UNSURE + 1), (WEIGHS - 1, UNSURE), (WEIGHS, None), (None, UNSURE)):
        assert not see("R07", bare(*figures))


def test_a_signpost_settles_it() -> None:
    [held] = bare().statements
    assert not see("R07", bare(WEIGHS, UNSURE, contract(signposts=frozenset({held.id}))))
    assert see("R07", bare(WEIGHS, UNSURE, contract(signposts=frozenset({"another"}))))


def test_only_the_commitments_it_bears_on_and_only_doors_of_ones_own() -> None:
    later = rollout(door=Door.ONE_WAY)
    assert [d.anchor for d in see("R07", bare(WEIGHS, UNSURE, contract(), later, on="rollout"))] == [
        ("rollout",)
    ]
    for moment in (
        contract(door=Door.HEAVY),
        advice(door=Door.ONE_WAY),
        contract(type="external_deadline"),
        contract(day=TODAY - timedelta(days=1)),
    ):
        assert not see("R07", bare(WEIGHS, UNSURE, moment))
