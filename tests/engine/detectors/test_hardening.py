"""What is harder than some think, and what a door that opens one way asks: P13, P18, P20, R03, R04,
R08, R12, R13, R14, R30."""

from datetime import timedelta
from typing import Any

import pytest
from tests.engine.personas import (
    TODAY,
    advice,
    at,
    contract,
    femke,
    happened,
    hospital,
    ingrid,
    karin,
    rollout,
    see,
    talked,
    tom,
)

from beforehand.engine.inputs import Commitment, Door, EventType, InputResponse, Picture

YESTERDAY = TODAY - timedelta(days=1)
RANGE, HARD, OPEN = at("P13", "range"), at("P13", "hardness"), at("P13", "reversible")


def test_tom_knows_it_is_fixed_and_femke_thinks_it_is_open() -> None:
    [draft] = see("P13", hospital(tom(reversible=1), femke(reversible=1 + RANGE), ingrid(reversible=2)))
    assert draft.anchor == ("decision",)
    assert draft.holders == {"tom", "femke"}


def test_one_step_less_apart_is_no_gap() -> None:
    assert not see("P13", hospital(tom(reversible=1), femke(reversible=RANGE)))


def test_who_does_not_know_stands_at_neither_end() -> None:
    assert not see("P13", hospital(tom(reversible=1), femke(reversible=None), ingrid(reversible=None)))


def gap(marks: int, value: int | None, **facts: Any) -> list[frozenset[str]]:
    picture = hospital(karin(reversible=value), commitments=(contract(),), **facts)
    return [d.holders for d in see("P13", picture, marks={"contract": marks})]


def test_the_decider_thinks_open_what_is_hard() -> None:
    assert gap(HARD, OPEN) == [{"karin"}]
    assert gap(HARD - 1, OPEN) == []
    assert gap(HARD, OPEN - 1) == []
    assert gap(HARD, None) == []


def test_that_somebody_else_thinks_it_open_is_not_enough() -> None:
    picture = hospital(karin(), femke(reversible=5), commitments=(contract(),))
    assert not see("P13", picture, marks={"contract": 6})


def per(**values: int | None) -> dict[str, Any]:
    return {"reversible_by_commitment": values}


def test_per_commitment_the_gap_is_at_the_one_they_differ_on() -> None:
    picture = hospital(
        tom(**per(contract=1, rollout=3)),
        femke(**per(contract=1 + RANGE, rollout=4)),
        commitments=(contract(), rollout()),
    )
    [draft] = see("P13", picture)
    assert draft.anchor == ("contract",)
    assert draft.holders == {"tom", "femke"}


def test_answers_about_two_different_commitments_are_not_laid_side_by_side() -> None:
    picture = hospital(tom(**per(contract=1)), femke(**per(rollout=5)), commitments=(contract(), rollout()))
    assert not see("P13", picture)


def test_of_a_commitment_behind_us_nothing_is_said() -> None:
    picture = hospital(
        tom(**per(contract=1)), femke(**per(contract=5)), commitments=(contract(day=YESTERDAY), rollout())
    )
    assert not see("P13", picture)


def test_the_one_who_decides_on_the_commitment_counts_there() -> None:
    here = (contract(decider="tom"),)
    for value, holders in ((OPEN, [{"tom"}]), (OPEN - 1, [])):
        picture = hospital(tom(**per(contract=value)), karin(), commitments=here)
        assert [d.holders for d in see("P13", picture, marks={"contract": HARD})] == holders


def test_dont_know_per_commitment_does_not_silence_what_others_said_overall() -> None:
    picture = hospital(
        tom(reversible=1), femke(reversible=5), ingrid(**per(contract=None)), commitments=(contract(),)
    )
    assert [d.holders for d in see("P13", picture)] == [{"tom", "femke"}]


LONG = at("P18", "days")
FIXED = at("P18", "hardness")


def request(days_ago: int, plan: bool | None = True, on: str | None = "contract") -> Any:
    return happened(
        EventType.INPUT_REQUESTED, days_ago, input_request=True, response_plan=plan, commitment=on
    )


def sham(*events: Any, marks: int = 0, responses: tuple[InputResponse, ...] = ()) -> list[tuple[str, ...]]:
    picture = hospital(karin(), events=events, commitments=(contract(),), responses_to_input=responses)
    return [d.evidence[1].refs for d in see("P18", picture, marks={"contract": marks})]


def test_input_was_asked_with_a_plan_on_something_open_and_not_long_ago() -> None:
    assert sham(request(LONG)) == []


def test_after_a_fortnight_nobody_said_what_became_of_it() -> None:
    assert sham(request(LONG + 1)) == [("input_reported_back",)]


def test_it_was_asked_without_a_plan_to_answer() -> None:
    assert sham(request(1, plan=False)) == [("response_plan",)]
    assert sham(request(1, plan=None)) == []


def test_it_was_asked_about_what_is_fixed() -> None:
    assert sham(request(1), marks=FIXED) == [("hardness",)]
    assert sham(request(1), marks=FIXED - 1) == []


def test_reporting_back_after_it_settles_it_and_before_it_does_not() -> None:
    late = LONG + 10
    assert sham(request(late), happened(EventType.INPUT_REPORTED_BACK, 3)) == []
    assert sham(request(late), happened(EventType.INPUT_REPORTED_BACK, late + 5)) == [
        ("input_reported_back",)
    ]
    told = InputResponse(person="femke", day=TODAY, outcome="taken")
    assert sham(request(late), responses=(told,)) == []


def test_nothing_was_asked() -> None:
    assert sham(happened(EventType.STANDSTILL, 40), marks=6) == []


def pushing(*events: Any, held: tuple[Any, ...] = ()) -> bool:
    return bool(see("P20", hospital(karin(), events=events, held=held)))


@pytest.mark.parametrize("kind", [EventType.DEADLINE_TIGHTENED, EventType.EXTRA_REPORTING])
def test_pushing_harder_without_a_conversation_since(kind: EventType) -> None:
    assert pushing(happened(kind, 6))
    assert pushing(happened(kind, 6), held=(talked("een_op_een", "karin", days_ago=7),))
    assert not pushing(happened(kind, 6), held=(talked("een_op_een", "karin", days_ago=6),))


def test_what_is_announced_or_something_else_is_no_push() -> None:
    assert not pushing(happened(EventType.DEADLINE_TIGHTENED, -3))
    assert not pushing(happened(EventType.STANDSTILL, 6))


def missing_premortem(moment: Commitment, *held: Any) -> bool:
    return bool(see("R08", hospital(karin(), commitments=(moment,), held=held)))


def test_a_one_way_door_without_a_premortem() -> None:
    assert missing_premortem(contract())
    for moment in (
        contract(premortem_on=TODAY),
        contract(door=Door.HEAVY),
        contract(type="statutory"),
        contract(statutory="advies_art25"),
        contract(done_already=True),
        contract(day=YESTERDAY),
    ):
        assert not missing_premortem(moment)


def test_a_premortem_that_was_held_counts_for_what_it_was_about() -> None:
    assert not missing_premortem(contract(), talked("premortem", "karin tom femke"))
    assert not missing_premortem(contract(), talked("premortem", "karin tom femke", on="contract"))
    assert missing_premortem(contract(), talked("premortem", "karin tom femke", on="rollout"))
    assert missing_premortem(contract(), talked("vraaggesprek", "karin tom femke", on="contract"))


def go_on(**facts: Any) -> list[tuple[str, ...]]:
    moment = contract(**{"id": "go_on", "type": "continue", **facts})
    return [d.evidence[0].refs for d in see("R13", hospital(karin(), commitments=(moment,)))]


def test_going_on_blindly() -> None:
    assert go_on() == [("stop_criteria", "independent_judge")]
    assert go_on(stop_criteria=True) == [("independent_judge",)]
    assert go_on(independent_judge="femke") == [("stop_criteria",)]
    assert go_on(stop_criteria=True, independent_judge="femke") == []
    assert go_on(type="contract") == []
    assert go_on(day=YESTERDAY) == []


def test_one_option_alive_before_a_one_way_door() -> None:
    few = at("R14", "live_options")

    def seen(options: int | None, moment: Commitment) -> bool:
        return bool(see("R14", hospital(karin(), live_options=options, commitments=(moment,))))

    assert seen(few - 1, contract())
    assert not seen(few, contract())
    assert not seen(None, contract())
    assert not seen(few - 1, contract(door=Door.TWO_WAY))
    assert not seen(few - 1, advice(door=Door.ONE_WAY))


def afterwards(
    days_ago: int, *, moment: Commitment, answered: bool, on: str = "contract"
) -> list[tuple[str, ...]]:
    told = (InputResponse(person="femke", day=TODAY, outcome="not", reason=True),) if answered else ()
    picture = hospital(
        karin(),
        commitments=(moment,),
        held=(talked("een_op_een", "femke", days_ago=days_ago, on=on),),
        responses_to_input=told,
    )
    return [d.evidence[0].refs for d in see("R03", picture)]


def test_femke_was_spoken_with_on_the_day_it_hardened() -> None:
    assert afterwards(1, moment=contract(day=YESTERDAY), answered=True) == [("beforehand",)]
    assert afterwards(2, moment=contract(day=YESTERDAY), answered=True) == []


def test_nobody_said_what_was_done_with_it() -> None:
    assert afterwards(5, moment=contract(), answered=False) == [("response_to_input",)]
    assert afterwards(5, moment=contract(), answered=True) == []


def test_a_talk_about_something_else_is_not_looked_at() -> None:
    assert afterwards(5, moment=contract(), answered=False, on="rollout") == []


def nothing_open(**marks: int) -> bool:
    return bool(see("R04", hospital(karin(), commitments=(contract(), rollout())), marks=marks))


def test_where_nothing_is_open_any_more_do_not_call_it_input() -> None:
    assert nothing_open(contract=4, rollout=5)
    assert not nothing_open(contract=4, rollout=3)
    assert not nothing_open(contract=4)
    behind: Picture = hospital(karin(), commitments=(contract(day=YESTERDAY),))
    assert not see("R04", behind, marks={"contract": 6})


def test_what_is_past_exploring_is_told_as_it_is() -> None:
    def hard(marks: int, **facts: Any) -> list[frozenset[str]]:
        picture = hospital(karin(), commitments=(contract(**facts), rollout()))
        return [d.commitments for d in see("R12", picture, marks={"contract": marks})]

    assert hard(at("R12", "negotiating")) == [{"contract"}]
    assert hard(at("R12", "negotiating") - 1) == []
    assert hard(5, type="external_deadline") == []
    assert hard(5, day=YESTERDAY) == []


def groundwork(*outcomes: bool | None, kind: str = "een_op_een") -> bool:
    held = tuple(talked(kind, f"nurse{n}", changed=o) for n, o in enumerate(outcomes))
    return bool(see("R30", hospital(karin(), held=held)))


def test_three_one_to_ones_and_nothing_changed() -> None:
    assert groundwork(False, False, False)
    assert not groundwork(False, False)
    assert not groundwork(False, False, True)
    assert not groundwork(False, False, None)
    assert not groundwork(False, False, False, kind="betekenisgesprek")
