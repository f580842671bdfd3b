"""Who sits at which table, one rule at a time."""

from dataclasses import replace
from datetime import timedelta

from tests.engine.personas import (
    TODAY,
    advice,
    analysed,
    assumes,
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
    sanne,
    tom,
    youssef,
)
from tests.engine.tables import HARD, of_kind, people, two_questions, unsure

from beforehand.engine.inputs import (
    Collision,
    Seat,
)
from beforehand.engine.results import Analysis, Conversation


def test_statutory_consultation_seats_its_decider_the_overall_one_all_of_the_council_and_who_assumes_something() -> (
    None
):
    knows = assumes("tom", "De raad stemt in.", 3, 3, bears_on=("advice",))
    second = Seat(id="nadia", side="council")
    moment = advice(decider="ingrid")
    result = analysed(hospital(karin(), ingrid(), tom(knows), femke(), rob(), second, commitments=(moment,)))
    assert people(result, "wettelijk") == {"ingrid", "karin", "rob", "nadia", "tom"}


def test_only_one_statutory_conversation_is_planned_the_nearest() -> None:
    later = advice(id="later", day=TODAY + timedelta(weeks=15))
    result = analysed(hospital(karin(), rob(), commitments=(later, advice())))
    [talk] = of_kind(result, "wettelijk")
    assert talk.commitments == ("advice",)


def test_what_is_fixed_is_told_by_who_decides_and_the_accountable_who_know_it() -> None:
    table = (
        karin(reversible=5),
        tom(accountable=4, reversible=1),
        ingrid(accountable=5, reversible=2),
        femke(accountable=3, reversible=1),
        youssef(accountable=5, reversible=4),
        marjolein(),
        rob(),
    )
    assert people(analysed(hospital(*table, commitments=(contract(marks=HARD),))), "eerlijkheidsgesprek") == {
        "karin",
        "tom",
        "ingrid",
        "youssef",
    }


def test_what_is_open_still_needs_no_talk_about_what_is_fixed() -> None:
    table = (karin(reversible=3), tom(accountable=4, reversible=3), ingrid(accountable=5, reversible=4))
    assert of_kind(analysed(hospital(*table, commitments=(contract(),))), "eerlijkheidsgesprek") == []


def test_what_to_protect_when_a_condition_bears_on_the_nearest_one_way_commitment() -> None:
    def result(on: str) -> list[Conversation]:
        care = femke(
            said("femke", "protects", "De nacht."),
            said("femke", "condition", "Eerst een proef.", bears_on=(on,)),
        )
        return of_kind(
            analysed(hospital(karin(), care, ingrid(), commitments=(contract(), rollout()))), "zorggesprek"
        )

    [talk] = result("contract")
    assert set(talk.people) == {"femke", "karin"}
    assert result("rollout") == []


def test_how_do_we_find_out_seats_the_holders_of_unsure_assumptions_the_choice_rests_on() -> None:
    table = (
        karin(),
        tom(unsure("tom")),
        sanne(unsure("sanne")),
        ingrid(unsure("ingrid", certainty=4)),
        femke(unsure("femke", importance=3)),
        youssef(),
    )
    assert people(analysed(hospital(*table)), "aannamegesprek") == {"tom", "sanne"}


def test_one_holder_alone_has_nobody_to_find_out_with() -> None:
    assert of_kind(analysed(hospital(karin(), tom(unsure("tom")), femke())), "aannamegesprek") == []


def test_at_most_five_find_out_together() -> None:
    crowd = tuple(Seat(id=f"n{n}", side="care", statements=(unsure(f"n{n}"),)) for n in range(12))
    assert len(people(analysed(hospital(karin(), *crowd)), "aannamegesprek")) == 5


def test_which_question_seats_who_decides_and_the_most_accountable_of_every_side() -> None:
    assert people(analysed(two_questions()), "vraaggesprek") >= {"karin", "ingrid", "femke", "rob"}
    many = replace(two_questions(), seats=(*two_questions().seats, *nurses(9, accountable=3)))
    assert len(people(analysed(many), "vraaggesprek")) == 7


def test_done_is_talked_about_without_a_second_decider_of_the_same_side() -> None:
    second = Seat(id="bert", side="board", mandate=4, decides=True, accountable=5)
    picture = two_questions()
    result = analysed(replace(picture, seats=(*picture.seats, second, *nurses(4, accountable=3))))
    [done] = of_kind(result, "klaargesprek")
    assert len(done.people) == 5
    assert "karin" in done.people
    assert "bert" not in done.people
    assert {"it", "care"} <= set(done.sides)


def test_a_premortem_is_with_everybody_up_to_eleven() -> None:
    small = hospital(karin(), ingrid(), tom(), femke(), youssef(), rob(), commitments=(contract(),))
    assert people(analysed(small), "premortem") == {s.id for s in small.seats}
    large = replace(small, seats=(*small.seats, *nurses(20)))
    assert len(people(analysed(large), "premortem")) == 11
    [talk] = of_kind(analysed(large), "premortem")
    assert set(talk.sides) == {"it", "care", "board", "council"}


def test_what_we_give_up_for_what_needs_a_difference_of_interest_over_two_sides() -> None:
    def result(kind: str, other: Seat) -> list[Conversation]:
        clash = Collision(people=frozenset({"ingrid", other.id}), kind=kind)
        return of_kind(
            analysed(hospital(karin(), ingrid(), other, rob(), collisions=(clash,))), "afruilgesprek"
        )

    [talk] = result("interest", femke())
    assert set(talk.people) == {"ingrid", "femke", "karin"}
    assert result("fact", femke()) == []
    assert result("value", tom()) == []


def visit(*of_youssef: str) -> Analysis:
    seat = youssef(heard=1, affected=5, contact=frozenset(of_youssef))
    return analysed(hospital(karin(), sanne(contact=frozenset()), seat, femke()))


def test_nobody_who_designs_it_saw_youssefs_work_so_they_walk_along() -> None:
    assert people(visit(), "meelopen") >= {"youssef", "sanne"}


def test_who_has_already_met_does_not_have_to() -> None:
    assert of_kind(visit("sanne"), "meelopen") == []
