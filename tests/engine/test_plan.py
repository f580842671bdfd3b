"""Which conversations, with whom and after what: the rules one by one, in small situations."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from tests.engine.personas import (
    KNOWN,
    TODAY,
    about,
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
    signal,
    talked,
    tom,
    youssef,
)

from beforehand.engine.inputs import (
    Absence,
    AbsentGroup,
    Collision,
    Commitment,
    DoneKind,
    Door,
    Picture,
    Seat,
)
from beforehand.engine.results import Analysis, Conversation
from beforehand.engine.workdays import add_working_days

HARD = frozenset({"richting_genoemd", "budget_goedgekeurd", "planning_gedeeld"})


def of_kind(result: Analysis, kind: str) -> list[Conversation]:
    """Return the conversations of a kind, also where it was taken up in another."""
    return [c for c in (*result.plan.conversations, *result.plan.unplanned) if kind in (c.kind, *c.also)]


def alone(result: Analysis) -> list[str]:
    return [c.people[0] for c in of_kind(result, "een_op_een")]


def people(result: Analysis, kind: str) -> set[str]:
    [found] = of_kind(result, kind)
    return set(found.people)


# 1. who decides what ------------------------------------------------------------------------------------------------


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


def two_questions(**of_ingrid: Any) -> Picture:
    asks = said("ingrid", "question", "Hoe sluiten we het gat van gestolen wachtwoorden?")
    wonders = said("femke", "question", "Wat merkt een verpleegkundige aan bed ervan?")
    sound, flow = said("ingrid", "done", "Alles staat aan."), said("femke", "done", "Niemand zoekt nog.")
    return hospital(
        karin(),
        ingrid(asks, sound, accountable=5, **of_ingrid),
        tom(),
        femke(wonders, flow, accountable=4),
        youssef(),
        rob(),
        commitments=(contract(benefits_owner="femke"),),
        done_kinds={"ingrid": DoneKind.SOUNDNESS, "femke": DoneKind.FLOW},
    )


# 2. the relation ----------------------------------------------------------------------------------------------------


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


# 3. the decider -----------------------------------------------------------------------------------------------------


def open_minded(**facts: Any) -> Analysis:
    reversible = facts.pop("reversible", 5)
    table = (karin(reversible=reversible), ingrid(), femke())
    return analysed(hospital(*table, commitments=(contract(marks=HARD),), **facts))


def test_the_decider_thinks_open_what_is_hard_and_is_spoken_with_alone() -> None:
    assert alone(open_minded()) == ["karin"]


def test_not_when_she_answered_first_or_knows_how_hard_it_is() -> None:
    assert alone(open_minded(decider_first_by=frozenset({"karin"}))) == []
    assert alone(open_minded(reversible=2)) == []


# 4. who was not asked -----------------------------------------------------------------------------------------------


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


# 5. conversations at one table --------------------------------------------------------------------------------------


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


def unsure(who: str, importance: int = 5, certainty: int = 2) -> Any:
    return assumes(who, f"{who} denkt dat het dossier de pas kent.", importance, certainty)


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


# how many and when it is too late -----------------------------------------------------------------------------------


def test_never_more_than_thirteen_and_six_of_them_alone() -> None:
    crowd = tuple(
        Seat(
            id=f"n{n}",
            side="care",
            mandate=0,
            heard=1,
            affected=5,
            accountable=5,
            statements=(unsure(f"n{n}"),),
        )
        for n in range(40)
    )
    picture = replace(two_questions(decides=True), seats=(*two_questions(decides=True).seats, *crowd))
    plan = analysed(picture).plan
    held = [c for c in (*plan.conversations, *plan.unplanned) if c.reason != "cut"]
    assert len(held) <= 13
    assert sum(1 for c in held if c.kind == "een_op_een") <= 6
    assert any(c.reason == "cut" and c.kind == "een_op_een" for c in plan.unplanned)


def moments(*commitments: Commitment) -> Analysis:
    table = (karin(), ingrid(), tom(), youssef(heard=1, affected=5), femke(), rob())
    return analysed(hospital(*table, commitments=commitments))


def test_tomorrow_it_is_too_late_and_that_is_said() -> None:
    result = moments(contract(day=TODAY + timedelta(days=1)))
    assert result.plan.conversations == ()
    assert {c.reason for c in result.plan.unplanned} == {"late"}
    assert all(c.latest.passed for c in result.plan.unplanned)
    [topic] = about(result, "P21")
    assert topic.latest.passed
    assert topic.latest.commitment == "contract"
    assert topic.latest.day is not None
    assert topic.latest.day < TODAY


def test_with_a_later_commitment_it_serves_that_one_and_says_the_first_was_missed() -> None:
    result = moments(contract(day=TODAY + timedelta(days=1)), rollout())
    assert result.plan.conversations
    for talk in result.plan.conversations:
        assert (talk.latest.commitment, talk.latest.passed) == ("rollout", True)


def test_what_hardened_yesterday_gives_no_date_any_more() -> None:
    result = moments(contract(day=TODAY - timedelta(days=1)))
    [topic] = about(result, "P21")
    assert (topic.latest.day, topic.latest.passed, topic.commitments) == (None, False, ())
    assert alone(result) == ["youssef"]


def test_who_is_away_all_the_time_cannot_be_planned_and_what_waits_for_it_neither() -> None:
    gone = (Absence(start=TODAY, end=TODAY + timedelta(weeks=12)),)
    table = (karin(), ingrid(accountable=5, away=gone), tom(), femke(accountable=4), youssef())
    signals = (signal("G3a", "it"), signal("G3b", "care"))
    result = analysed(hospital(*table, signals=signals, commitments=(contract(),)))
    reasons = {c.key: c.reason for c in result.plan.unplanned}
    assert reasons["een_op_een:ingrid"] == "away"
    assert any(c.key == "een_op_een:femke" for c in result.plan.conversations)


def test_the_latest_day_is_the_commitment_less_lead_time_and_what_comes_first() -> None:
    lead = {t.id: t.lead for t in KNOWN.conversation_types.values()}
    first, question = lead["beslisrechtengesprek"], lead["vraaggesprek"]
    alone_ = about(moments(contract()), "P21")[0]
    assert alone_.latest.day == add_working_days(contract().day, -lead["een_op_een"], "NL")
    clear = about(analysed(two_questions()), "P06")[0]
    assert clear.latest.day == add_working_days(contract().day, -question, "NL")
    unclear = about(analysed(two_questions(decides=True)), "P06")[0]
    assert unclear.latest.day == add_working_days(contract().day, -question - first, "NL")


def sprint(working_days: int) -> bool:
    day = add_working_days(TODAY, working_days, "NL")
    table = (karin(), ingrid(), youssef(heard=1, affected=5))
    return bool(
        about(
            analysed(
                hospital(*table, commitments=(contract(day=day, premortem_on=day, benefits_owner="youssef"),))
            ),
            "P19",
        )
    )


def test_a_one_way_sprint_is_when_the_longest_chain_no_longer_fits() -> None:
    assert sprint(3)  # a one-to-one asks four working days
    assert not sprint(4)


def test_a_sprint_towards_a_date_the_law_sets_is_not_ones_own() -> None:
    table = (karin(), youssef(heard=1, affected=5))
    soon = TODAY + timedelta(days=1)
    for moment in (contract(day=soon, type="external_deadline"), contract(day=soon, door=Door.HEAVY)):
        assert about(analysed(hospital(*table, commitments=(moment,))), "P19") == []


def test_what_was_held_is_not_proposed_again() -> None:
    table = (karin(), femke(accountable=5, heard=1), youssef(accountable=5, heard=2))
    before = hospital(*table)
    assert set(alone(analysed(before))) == {"femke", "youssef"}
    after = replace(before, held=(talked("een_op_een", "femke"),))
    assert alone(analysed(after)) == ["youssef"]
    elsewhere = replace(before, held=(talked("meelopen", "femke tom"),))
    assert set(alone(analysed(elsewhere))) == {"femke", "youssef"}


def test_a_conversation_taken_up_in_another_keeps_what_must_come_first() -> None:
    result = analysed(merged())
    [talk] = [c for c in result.plan.conversations if c.also]
    assert "vraaggesprek" in (talk.kind, *talk.also)
    [rights] = of_kind(result, "beslisrechtengesprek")
    assert rights.key in talk.after
    assert "een_op_een:youssef" in talk.after


def merged() -> Picture:
    """Three people of whom two decide: what is fixed and which question come to one table."""
    return hospital(
        karin(reversible=5),
        ingrid(
            said("ingrid", "question", "Hoe sluiten we het gat?"), decides=True, accountable=5, reversible=1
        ),
        youssef(
            said("youssef", "question", "Wat merkt de nacht ervan?"),
            accountable=5,
            heard=1,
            affected=5,
            reversible=1,
        ),
        commitments=(contract(marks=HARD, premortem_on=TODAY, benefits_owner="youssef"),),
    )


@pytest.mark.parametrize("kind", sorted(KNOWN.conversation_types))
def test_minutes_and_role_are_those_of_the_kind(kind: str) -> None:
    more = KNOWN.planning["merged_minutes"]
    for picture in (two_questions(decides=True), merged()):
        for talk in analysed(picture).plan.conversations:
            if talk.kind == kind:
                entry = KNOWN.conversation_types[kind]
                assert talk.minutes == entry.minutes + more * len(talk.also)
                assert talk.role == entry.role
