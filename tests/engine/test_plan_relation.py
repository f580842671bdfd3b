"""Two sides that strain: two one-to-ones, then a small talk, then the rest; or no group at all."""

from typing import Any

from tests.engine.personas import (
    TODAY,
    analysed,
    contract,
    femke,
    hospital,
    ingrid,
    karin,
    marjolein,
    rob,
    said,
    sanne,
    signal,
    tom,
    youssef,
)
from tests.engine.tables import alone, of_kind, people

from beforehand.engine.results import Analysis


def strained(*signals: Any, **tie: Any) -> Analysis:
    table = (
        karin(),
        ingrid(accountable=5),
        tom(accountable=3),
        femke(accountable=4),
        youssef(accountable=2),
        rob(),
    )
    return analysed(hospital(*table, signals=signals, commitments=(contract(premortem_on=TODAY),), **tie))


def test_a_strained_relation_is_two_one_to_ones_and_then_a_small_talk_with_the_decider() -> None:
    result = strained(signal("G3a", "it"), signal("G3b", "care"))
    assert set(alone(result)) == {"ingrid", "femke"}
    [small] = of_kind(result, "zorggesprek")
    assert set(small.people) == {"ingrid", "femke", "karin"}
    assert {"een_op_een:ingrid", "een_op_een:femke"} <= set(small.after)
    assert of_kind(result, "betekenisgesprek") == []


def test_both_one_to_ones_are_as_long() -> None:
    result = strained(signal("G3a", "it"), signal("G3b", "care"))
    assert len({c.minutes for c in of_kind(result, "een_op_een")}) == 1


def test_from_weight_four_only_the_two_sit_together() -> None:
    four = (signal("G3a", "it"), signal("G3b", "care"), signal("G4a", "it"), signal("G4b", "care"))
    assert people(strained(*four), "zorggesprek") == {"ingrid", "femke"}
    assert people(strained(*four[:3]), "zorggesprek") == {"ingrid", "femke", "karin"}


def test_equally_accountable_the_one_with_the_mandate_speaks_for_the_side() -> None:
    table = (
        karin(),
        ingrid(accountable=4, mandate=2),
        tom(accountable=4, mandate=3),
        femke(accountable=4),
        youssef(),
    )
    signals = (signal("G3a", "it"), signal("G3b", "care"))
    assert set(alone(analysed(hospital(*table, signals=signals)))) == {"tom", "femke"}


def test_hearsay_counts_half_so_what_was_seen_and_heard_once_is_one_meaning_conversation() -> None:
    result = strained(signal("G3a", "it"), signal("G3b", "care", seen=False))
    assert alone(result) == []
    assert of_kind(result, "zorggesprek") == []
    assert {"ingrid", "tom", "femke", "youssef"} <= people(result, "betekenisgesprek")


def test_signals_below_the_third_stage_do_not_strain() -> None:
    result = strained(*(signal(f"G2{x}", "it") for x in "abcd"))
    assert alone(result) == []
    assert len(of_kind(result, "betekenisgesprek")) == 1


def test_without_signals_there_is_no_talk_about_the_relation() -> None:
    assert of_kind(strained(), "betekenisgesprek") == of_kind(strained(), "zorggesprek") == []


def test_the_premortem_waits_for_the_relation() -> None:
    table = (karin(), ingrid(accountable=5), tom(), femke(accountable=4), youssef(), rob())
    signals = (signal("G3a", "it"), signal("G3b", "care"))
    result = analysed(hospital(*table, signals=signals, commitments=(contract(),)))
    [premortem] = of_kind(result, "premortem")
    assert "zorggesprek" in premortem.after


def far(stage: int) -> Analysis:
    people = (karin(), ingrid(accountable=5), tom(), sanne(), femke(accountable=4), youssef(), marjolein())
    signals = tuple(signal(f"G{stage}{x}", by) for x in "ab" for by in ("it", "care"))
    asks = said("rob", "question", "Mag dit?")
    return analysed(
        hospital(
            *people,
            rob(asks),
            signals=signals,
            commitments=(contract(),),
            question=("Hoe voeren we 2FA in?",),
            live_options=1,
        )
    )


GROUPS = ("betekenisgesprek", "zorggesprek", "vraaggesprek", "afruilgesprek", "klaargesprek", "premortem")


def test_from_the_fifth_stage_no_group_seats_both_sides_but_each_is_still_spoken_with() -> None:
    result = far(5)
    for kind in GROUPS:
        for group in of_kind(result, kind):
            assert not {"it", "care"} <= set(group.sides), kind
    assert {"ingrid", "femke"} <= set(alone(result))


def test_at_the_fourth_stage_groups_are_still_proposed() -> None:
    result = far(4)
    assert any({"it", "care"} <= set(c.sides) for kind in GROUPS for c in of_kind(result, kind))
