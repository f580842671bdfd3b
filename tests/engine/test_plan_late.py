"""How many conversations, until when, and what is said when it is too late."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.engine.personas import (
    KNOWN,
    TODAY,
    about,
    analysed,
    contract,
    femke,
    hospital,
    ingrid,
    karin,
    nurses,
    rob,
    rollout,
    signal,
    talked,
    tom,
    youssef,
)
from tests.engine.tables import alone, merged, of_kind, two_questions, unsure

from beforehand.engine.inputs import (
    Absence,
    Commitment,
    Door,
    Seat,
)
from beforehand.engine.results import Analysis
from beforehand.engine.workdays import add_working_days


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


def test_what_must_come_first_holds_up_what_follows_while_somebody_is_away() -> None:
    gone = (Absence(start=TODAY, end=TODAY + timedelta(weeks=4)),)
    second = Seat(id="bert", side="board", mandate=4, decides=True, away=gone)
    picture = two_questions()
    result = analysed(replace(picture, seats=(*picture.seats, second)))
    [rights], [done] = of_kind(result, "beslisrechtengesprek"), of_kind(result, "klaargesprek")
    assert "bert" not in done.people
    assert rights.planned is not None
    assert done.planned is not None
    assert gone[0].end < rights.planned < done.planned


def test_a_conversation_taken_up_in_another_keeps_what_must_come_first() -> None:
    result = analysed(merged())
    [talk] = [c for c in result.plan.conversations if c.also]
    assert "vraaggesprek" in (talk.kind, *talk.also)
    [rights] = of_kind(result, "beslisrechtengesprek")
    assert rights.key in talk.after
    assert "een_op_een:youssef" in talk.after


@pytest.mark.parametrize("kind", sorted(KNOWN.conversation_types))
def test_minutes_and_role_are_those_of_the_kind(kind: str) -> None:
    more = KNOWN.planning["merged_minutes"]
    for picture in (two_questions(decides=True), merged()):
        for talk in analysed(picture).plan.conversations:
            if talk.kind == kind:
                entry = KNOWN.conversation_types[kind]
                assert talk.minutes == entry.minutes + more * len(talk.also)
                assert talk.role == entry.role


def test_three_nurses_and_one_day_left_on_which_a_facilitator_can_sit_down_twice() -> None:
    # a one-to-one is asked for four working days ahead and held four before the signature: eight days leave one day
    signing = contract(day=add_working_days(TODAY, 8, "NL"))
    ward = nurses(3, heard=1, affected=5, accountable=1)
    plan = analysed(hospital(karin(), ingrid(), *ward, commitments=(signing,))).plan
    held = [c for c in plan.conversations if c.kind == "een_op_een"]
    assert len(held) == 2
    assert {c.planned for c in held} == {add_working_days(TODAY, 4, "NL")}
    full = [c for c in plan.unplanned if c.kind == "een_op_een" and c.reason != "cut"]
    assert [c.reason for c in full] == ["no_room"]
