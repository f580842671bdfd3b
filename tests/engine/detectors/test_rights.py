"""Who decides, whether advice was asked, what the law asks: P12, R17, R19, R29."""

from dataclasses import replace
from datetime import timedelta

from tests.engine.personas import (
    TODAY,
    advice,
    contract,
    femke,
    hospital,
    ingrid,
    karin,
    rob,
    rollout,
    see,
    talked,
)

from beforehand.engine.inputs import AdviceRequest, Door
from beforehand.engine.results import Certainty


def test_one_decider_and_nobody_who_thinks_otherwise() -> None:
    assert not see("P12", hospital(karin(), ingrid(thinks_decides="karin"), femke()))


def test_nobody_decides() -> None:
    [draft] = see("P12", hospital(karin(decides=False), ingrid()))
    assert draft.open_people == frozenset()


def test_who_decides_and_is_on_no_side_decides_all_the_same() -> None:
    nobody_here = hospital(karin(decides=False), ingrid())
    assert not see("P12", replace(nobody_here, deciders_elsewhere=1))
    assert see("P12", replace(nobody_here, deciders_elsewhere=2))
    assert see("P12", replace(hospital(karin(), ingrid()), deciders_elsewhere=1))


def test_two_decide() -> None:
    [draft] = see("P12", hospital(karin(), ingrid(decides=True)))
    assert draft.open_people == {"karin", "ingrid"}


def test_people_name_different_deciders() -> None:
    [draft] = see("P12", hospital(karin(), ingrid(thinks_decides="karin"), femke(thinks_decides="ingrid")))
    assert draft.people == {"karin", "ingrid"}


def test_who_does_not_know_who_decides_names_nobody() -> None:
    assert not see("P12", hospital(karin(), ingrid(thinks_decides="karin"), femke(thinks_decides=None)))


def test_a_decision_without_people_has_no_unclear_decider() -> None:
    assert not see("P12", hospital())


def test_a_commitment_ahead_that_nobody_decides_on() -> None:
    [draft] = see("R17", hospital(karin(), commitments=(contract(decider=None), rollout())))
    assert draft.commitments == {"contract"}


def test_with_a_decider_or_behind_us_it_is_no_question_any_more() -> None:
    past = contract(decider=None, day=TODAY - timedelta(days=1))
    done = contract(decider=None, done_already=True)
    for commitment in (contract(), past, done):
        assert not see("R17", hospital(karin(), commitments=(commitment,)))


def test_a_commitment_decided_by_somebody_on_no_side_has_a_decider() -> None:
    moments = (contract(decider=None, decided_elsewhere=True),)
    assert not see("R17", hospital(karin(), commitments=moments))


def test_what_hardens_today_is_still_ahead() -> None:
    assert see("R17", hospital(commitments=(contract(decider=None, day=TODAY),)))


def asked(commitment: str | None) -> AdviceRequest:
    return AdviceRequest(people=frozenset({"femke"}), day=TODAY - timedelta(days=9), commitment=commitment)


def test_advice_was_asked_for_one_commitment_and_not_for_the_one_way_one() -> None:
    [draft] = see("R19", hospital(commitments=(contract(), rollout()), advice_requested=(asked("rollout"),)))
    assert draft.commitments == {"contract"}


def test_advice_asked_or_not_recorded_anywhere_gives_nothing() -> None:
    for requested in ((), (asked("contract"),), (asked("rollout"), asked(None))):
        assert not see("R19", hospital(commitments=(contract(), rollout()), advice_requested=requested))


def test_a_door_that_opens_both_ways_needs_no_advice_first() -> None:
    two_way = contract(door=Door.TWO_WAY)
    assert not see("R19", hospital(commitments=(two_way, rollout()), advice_requested=(asked("rollout"),)))


def test_rob_has_to_be_consulted_before_a_statutory_term() -> None:
    [draft] = see("R29", hospital(karin(), rob(), commitments=(advice(), contract())))
    assert draft.anchor == ("advice",)
    assert draft.open_people == {"karin", "rob"}
    assert draft.certainty is Certainty.HIGH


def test_consultation_held_or_asked_for_settles_the_term() -> None:
    here = {"commitments": (advice(), contract())}
    assert not see(
        "R29", hospital(karin(), rob(), held=(talked("wettelijk", "karin rob", on="advice"),), **here)
    )
    assert not see("R29", hospital(karin(), rob(), advice_requested=(asked("advice"),), **here))


def test_consultation_about_something_else_does_not_settle_it() -> None:
    elsewhere = talked("wettelijk", "karin rob", on="contract")
    picture = hospital(karin(), rob(), held=(elsewhere,), commitments=(advice(), contract()))
    assert [d.anchor for d in see("R29", picture)] == [("advice",)]


def test_where_staff_are_represented_and_no_term_is_known_it_is_only_a_question() -> None:
    [draft] = see("R29", hospital(karin(), rob(), commitments=(contract(),)))
    assert draft.suggestion
    assert draft.open_people == {"rob"}


def test_without_representation_or_without_a_one_way_door_that_question_is_not_asked() -> None:
    assert not see("R29", hospital(karin(), femke(), commitments=(contract(),)))
    assert not see("R29", hospital(karin(), rob(), commitments=(rollout(),)))


def test_somebody_on_another_side_may_speak_for_staff_too() -> None:
    [draft] = see("R29", hospital(karin(), femke(represents=True), commitments=(contract(),)))
    assert draft.open_people == {"femke"}
