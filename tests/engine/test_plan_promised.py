"""What people are invited to stays, and who meets whom for now: a plan goes around it; one all may read does not know."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.engine.personas import TODAY, analysed
from tests.engine.tables import alone, of_kind, people, two_questions

from beforehand.engine.inputs import Invitation, Picture
from beforehand.engine.results import Conversation
from beforehand.vault.disclose import Run


def promising(kind: str, who: str, day: date | None, picture: Picture | None = None) -> Picture:
    """The decision with people invited to a conversation."""
    picture = picture or two_questions()
    talk = Invitation(kind=kind, people=frozenset(who.split()), day=day)
    return replace(picture, invited=(*picture.invited, talk))


def day_of(picture: Picture, kind: str) -> date:
    [talk] = of_kind(analysed(picture), kind)
    assert talk.planned is not None
    return talk.planned


def test_what_people_are_invited_to_is_not_proposed_again() -> None:
    asked = people(analysed(two_questions()), "vraaggesprek")
    again = analysed(promising("vraaggesprek", " ".join(asked), TODAY + timedelta(days=9)))
    assert of_kind(again, "vraaggesprek") == []
    assert of_kind(again, "premortem"), "or this would say nothing of the rest"


def test_who_is_promised_twice_in_a_week_is_asked_no_third_time() -> None:
    """Two a week is the most a plan asks of one person: with two promised in the week it fell in, it goes elsewhere."""
    before = day_of(two_questions(), "vraaggesprek")
    monday = before - timedelta(days=before.weekday())
    full = promising("een_op_een", "ingrid", monday, promising("klaargesprek", "ingrid", monday))
    after = day_of(full, "vraaggesprek")
    assert after - timedelta(days=after.weekday()) != monday
    once = promising("een_op_een", "ingrid", monday - timedelta(weeks=1))
    assert day_of(once, "vraaggesprek") == before


def test_nobody_is_asked_twice_on_a_day() -> None:
    before = day_of(two_questions(), "vraaggesprek")
    after = day_of(promising("meelopen", "ingrid", before), "vraaggesprek")
    assert after != before


def test_four_promised_in_a_week_leave_the_facilitator_no_room_there() -> None:
    before = day_of(two_questions(), "vraaggesprek")
    monday = before - timedelta(days=before.weekday())
    picture = two_questions()
    for day in range(4):  # with somebody who is in no other conversation
        picture = promising("een_op_een", "nobody", monday + timedelta(days=day), picture)
    planned = [c.planned for c in analysed(picture).plan.conversations if c.planned is not None]
    assert planned
    assert all(day - timedelta(days=day.weekday()) != monday for day in planned)


def test_a_joint_conversation_waits_for_the_promised_one_to_one() -> None:
    """Which question comes after the own one-to-one: held two days later than planned, the question waits for it."""
    before = day_of(two_questions(), "vraaggesprek")
    own = before + timedelta(days=2)
    assert day_of(promising("een_op_een", "ingrid", own), "vraaggesprek") > own
    assert day_of(promising("een_op_een", "nobody", own), "vraaggesprek") == before


def test_the_plan_all_may_read_goes_around_nothing() -> None:
    plain = analysed(two_questions(), Run.SHARED)
    promised = promising("een_op_een", "ingrid", TODAY + timedelta(days=9))
    first = plain.plan.conversations[0]
    promised = promising(first.kind, " ".join(first.people), TODAY + timedelta(days=9), promised)
    seats = tuple(replace(s, weekly=0) for s in promised.seats)
    promised = replace(
        promised,
        seats=seats,
        apart=frozenset({frozenset({"karin", "femke"})}),
        alone_first=frozenset({"tom"}),
    )
    assert replace(analysed(promised, Run.SHARED), invited=()) == plain


APART = frozenset({frozenset({"ingrid", "femke"})})


def together(talks: tuple[Conversation, ...]) -> list[str]:
    return [c.key for c in talks if {"ingrid", "femke"} <= set(c.people)]


def test_two_who_are_kept_apart_sit_in_no_room_together() -> None:
    plan = analysed(two_questions()).plan
    assert together(plan.conversations), "or nothing is kept apart here"
    kept = analysed(replace(two_questions(), apart=APART)).plan
    assert together((*kept.conversations, *kept.unplanned)) == []


def test_who_is_held_to_it_most_stays_in_the_room() -> None:
    """Ingrid is held to it at 5, Femke at 4: Femke stays out of the conversation about the question, Karin decides it."""
    result = analysed(replace(two_questions(), apart=APART))
    assert {"ingrid", "karin"} <= people(result, "vraaggesprek")
    assert "femke" not in people(result, "vraaggesprek")
    with_decider = analysed(replace(two_questions(), apart=frozenset({frozenset({"ingrid", "karin"})})))
    assert "karin" in people(with_decider, "vraaggesprek")
    assert "ingrid" not in people(with_decider, "vraaggesprek")


def test_a_conversation_too_few_are_left_for_is_not_held() -> None:
    """When everybody is apart from everybody, one person is left of each table, and that is no conversation."""
    everybody = [s.id for s in two_questions().seats]
    pairs = frozenset(frozenset({a, b}) for a in everybody for b in everybody if a < b)
    result = analysed(replace(two_questions(), apart=pairs))
    talks = (*result.plan.conversations, *result.plan.unplanned)
    assert {c.kind for c in talks} <= {"een_op_een"}


def test_whom_the_facilitator_wants_to_speak_with_alone_comes_first() -> None:
    assert "tom" not in alone(analysed(two_questions()))
    result = analysed(replace(two_questions(), alone_first=frozenset({"tom"})))
    assert "tom" in alone(result)
    own = next(c for c in result.plan.conversations if c.people == ("tom",))
    joint = [c for c in result.plan.conversations if "tom" in c.people and len(c.people) > 1]
    assert joint
    assert all(own.key in c.after for c in joint)


@pytest.mark.parametrize("most", [0, 1])
def test_somebody_is_asked_no_more_a_week_than_was_said(most: int) -> None:
    picture = two_questions()
    seats = tuple(replace(s, weekly=most) if s.id == "femke" else s for s in picture.seats)
    result = analysed(replace(picture, seats=seats))
    weeks = [
        c.planned.isocalendar()[:2]
        for c in result.plan.conversations
        if "femke" in c.people and c.planned is not None
    ]
    assert len(weeks) == len(set(weeks))
    assert bool(weeks) is (most > 0)
