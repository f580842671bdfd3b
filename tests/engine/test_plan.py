"""Who is spoken with: who decides what, the decider, and who was not asked."""

from typing import Any

from tests.engine.personas import (
    analysed,
    contract,
    femke,
    hospital,
    ingrid,
    karin,
    marjolein,
    nurses,
    rob,
    rollout,
    said,
    tom,
    youssef,
)
from tests.engine.tables import HARD, alone, of_kind, people, two_questions

from beforehand.engine.inputs import (
    AbsentGroup,
)
from beforehand.engine.results import Analysis


def test_one_decider_needs_no_talk_about_who_decides() -> None:
    result = analysed(hospital(karin(), ingrid(), femke(), commitments=(contract(),)))
    assert of_kind(result, "beslisrechtengesprek") == []


def test_nobody_decides_so_the_sponsor_and_whoever_decides_parts_of_it_talk_first() -> None:
    moments = (contract(decider="ingrid"), rollout(decider=None))
    result = analysed(hospital(karin(decides=False), ingrid(), femke(), youssef(), commitments=moments))
    assert people(result, "beslisrechtengesprek") == {"karin", "ingrid"}


def test_two_deciders_talk_with_each_other() -> None:
    result = analysed(hospital(karin(), ingrid(decides=True), femke(), commitments=(contract(),)))
    assert people(result, "beslisrechtengesprek") == {"karin", "ingrid"}


def test_what_is_asked_and_what_is_done_wait_for_who_decides() -> None:
    result = analysed(two_questions(decides=True))
    [rights] = of_kind(result, "beslisrechtengesprek")
    waiting = [c for kind in ("vraaggesprek", "klaargesprek") for c in of_kind(result, kind)]
    assert waiting
    for later in waiting:
        assert rights.key in later.after
        assert later.planned is not None
        assert rights.planned is not None
        assert rights.planned < later.planned


def open_minded(**facts: Any) -> Analysis:
    reversible = facts.pop("reversible", 5)
    table = (karin(reversible=reversible), ingrid(), femke())
    return analysed(hospital(*table, commitments=(contract(marks=HARD),), **facts))


def test_the_decider_thinks_open_what_is_hard_and_is_spoken_with_alone() -> None:
    assert alone(open_minded()) == ["karin"]


def test_not_when_she_answered_first_or_knows_how_hard_it_is() -> None:
    assert alone(open_minded(decider_first_by=frozenset({"karin"}))) == []
    assert alone(open_minded(reversible=2)) == []


def test_who_works_with_it_comes_before_who_is_held_to_it_and_before_who_knows_something() -> None:
    knows = said("tom", "knows", "De licentie vervalt in april.", bears_on=("contract",))
    table = (
        tom(knows),
        marjolein(accountable=5, heard=2),
        youssef(heard=2, affected=5),
        karin(),
        ingrid(),
        femke(),
        rob(),
    )
    result = analysed(hospital(*table, *nurses(6), commitments=(contract(),)))
    waiting = [*of_kind(result, "een_op_een")]
    waiting.sort(key=lambda c: (c.planned is None, c.planned))
    assert [c.people[0] for c in waiting] == ["youssef", "marjolein", "tom"]


def test_who_was_not_asked_comes_first_even_when_another_carries_more() -> None:
    knows = said("marjolein", "knows", "De licentie vervalt in april.", bears_on=("contract",))
    table = (marjolein(knows, accountable=5, heard=1), youssef(heard=2, affected=0, mandate=2))
    picture = hospital(*table, sponsor=None, commitments=(contract(),))
    assert alone(analysed(picture)) == ["youssef", "marjolein"]


def test_who_carries_several_topics_is_spoken_with_once() -> None:
    knows = said("youssef", "knows", "De oproep is voor drie locaties.", bears_on=("contract",))
    result = analysed(
        hospital(youssef(knows, heard=1, affected=5, accountable=5), karin(), commitments=(contract(),))
    )
    [talk] = of_kind(result, "een_op_een")
    assert talk.people == ("youssef",)
    assert {key.partition(":")[0] for key in talk.topics} >= {"P01", "P09", "P21"}


def test_a_care_without_a_commitment_and_a_group_without_a_seat_open_no_conversation() -> None:
    care = femke(said("femke", "protects", "De nacht."), said("femke", "condition", "Eerst een proef."))
    patients = AbsentGroup(id="patients", legitimate=True, urgent=True, power=False)
    result = analysed(hospital(karin(), care, ingrid(), absent_groups=(patients,), commitments=(rollout(),)))
    assert {t.pattern for t in result.topics} >= {"P02", "P14"}
    assert [*result.plan.conversations, *result.plan.unplanned] == []


def test_they_come_along_where_their_people_are() -> None:
    care = femke(
        said("femke", "protects", "De nacht."),
        said("femke", "condition", "Eerst een proef."),
        accountable=5,
        heard=1,
    )
    [talk] = of_kind(analysed(hospital(karin(), care, ingrid())), "een_op_een")
    assert "P02:femke" in talk.topics
