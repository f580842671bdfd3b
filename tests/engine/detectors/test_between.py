"""Between sides: P10, P14, P15, P16, R05, R23, R24, R25."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pytest
from tests.engine.personas import (
    SIDES,
    TODAY,
    about,
    advice,
    analysed,
    at,
    contract,
    femke,
    hospital,
    ingrid,
    karin,
    marjolein,
    nurses,
    rollout,
    said,
    see,
    talked,
    tom,
    youssef,
)

from beforehand.engine.inputs import (
    AbsentGroup,
    ContactWay,
    Door,
    MirrorJudgement,
    Picture,
    PublishedFigure,
    Seat,
)
from beforehand.vault.disclose import Run

WORRY = said("ingrid", "risks", "Nog een aanval voor de zomer.")
SMALLEST = at("P10", "side")


def ward(size: int, answered: int, *, worried: bool = True) -> tuple[Seat, ...]:
    """A side of nurses of whom the first few answered; one of them saw a risk."""
    seats = [
        *nurses(answered, accountable=1),
        *(Seat(id=f"quiet{n}", side="care") for n in range(size - answered)),
    ]
    if worried and answered:
        seats[0] = Seat(
            id="nurse0",
            side="care",
            accountable=1,
            statements=(said("nurse0", "risks", "Zoeken naar een telefoon."),),
        )
    return tuple(seats)


def silent(size: int, answered: int, *, worried: bool = True) -> list[frozenset[str]]:
    return [d.sides for d in see("P10", hospital(ingrid(WORRY), *ward(size, answered, worried=worried)))]


def test_less_than_half_of_the_ward_answered() -> None:
    assert silent(5, 2) == [{"care"}]


def test_exactly_half_answered_and_that_is_enough() -> None:
    assert silent(6, 3) == []
    assert silent(6, 2) == [{"care"}]


def test_all_answered_but_nobody_saw_a_risk_or_felt_uneasy() -> None:
    assert silent(5, 5, worried=False) == [{"care"}]
    assert silent(5, 5) == []


def test_of_a_side_of_four_nothing_is_said_whatever_it_did() -> None:
    assert silent(SMALLEST - 1, 0) == []
    assert silent(SMALLEST - 1, 4, worried=False) == []


def test_before_anybody_answered_there_is_no_silence() -> None:
    assert not see("P10", hospital(ingrid(), *ward(6, 0)))


@pytest.mark.parametrize(
    "answer",
    [
        {"reversible": 3},
        {"contact_sides": {"it": ContactWay.SELF}},
        {"thinks_decides": "karin"},
        {"statements": (said("nurse", "needs", "Dat iemand komt kijken."),)},
    ],
)
def test_whatever_question_somebody_answered_she_was_not_silent(answer: dict[str, Any]) -> None:
    seen = said("ingrid", "risks", "Nog een aanval.")
    answered = [Seat(id=f"n{n}", side="care", **answer) for n in range(2)]
    worried = Seat(id="w", side="care", statements=(said("w", "unease", "Alles moet tegelijk."),))
    rest = [Seat(id=f"quiet{n}", side="care") for n in range(2)]
    assert not see("P10", hospital(ingrid(seen), worried, *answered, *rest))


def test_nobody_said_anything_yet_so_ask_what_people_know_first() -> None:
    assert see("R05", hospital(karin(), ingrid(), femke()))


@pytest.mark.parametrize(
    "answer",
    [
        {"heard": 3},
        {"reversible": 3},
        {"accountable": 0},
        {"thinks_decides": "karin"},
        {"contact": frozenset()},
    ],
)
def test_one_answer_to_any_question_is_a_beginning(answer: dict[str, Any]) -> None:
    assert not see("R05", hospital(karin(), ingrid(**answer), femke()))
    assert not see("R05", hospital(karin(), ingrid(said("ingrid", "needs", "Uitleg.")), femke()))


def test_without_people_there_is_nobody_to_ask() -> None:
    assert not see("R05", hospital())


def patients(**facts: Any) -> AbsentGroup:
    return AbsentGroup(**{"id": "patients", "legitimate": True, "urgent": True, "power": False, **facts})


def test_patients_are_affected_and_have_no_seat() -> None:
    [draft] = see("P14", hospital(karin(), absent_groups=(patients(advocate_candidate="marjolein"),)))
    assert draft.absent_groups == {"patients"}
    assert draft.open_people == {"marjolein"}


@pytest.mark.parametrize("fact", [{"legitimate": False}, {"urgent": False}, {"power": True}])
def test_a_group_with_power_or_without_a_pressing_claim_needs_no_advocate(fact: dict[str, bool]) -> None:
    assert not see("P14", hospital(karin(), absent_groups=(patients(**fact),)))


def test_somebody_names_a_group_nobody_thought_of_and_that_is_a_suggestion() -> None:
    named = said("femke", "absent_named", "De uitzendkrachten in het weekend.")
    [draft] = see("P14", hospital(femke(named)))
    assert draft.suggestion
    assert draft.anchor == ("named",)
    assert not see("P14", hospital(femke()))


IMAGE = said("ingrid", "mirror", "De zorg wil vooral geen extra handeling.")
ENOUGH = 5  # G1: below five answers there is no word about them


def judged(*values: str, by: Iterable[Seat] | None = None) -> Picture:
    people = tuple(by or nurses(len(values)))
    given = tuple(
        MirrorJudgement(statement=IMAGE.id, person=p.id, value=v) for p, v in zip(people, values, strict=True)
    )
    return hospital(ingrid(IMAGE), *people, mirror_judgements=given)


def test_more_than_half_of_five_nurses_say_the_image_is_wrong() -> None:
    [draft] = see("P15", judged("wrong", "wrong", "wrong", "right", "partly"))
    assert draft.anchor == ("it", "care")


def test_exactly_half_is_not_more_than_half() -> None:
    assert not see("P15", judged("wrong", "wrong", "wrong", "right", "right", "partly"))
    assert see("P15", judged("wrong", "wrong", "wrong", "wrong", "right", "partly"))


def test_partly_is_not_wrong() -> None:
    assert not see("P15", judged("wrong", "wrong", "partly", "partly", "partly"))


def test_under_five_judgements_nothing_is_said_even_when_all_say_wrong() -> None:
    assert not see("P15", judged(*["wrong"] * (ENOUGH - 1)))


def test_judgements_of_two_sides_do_not_make_up_five_together() -> None:
    mixed = (*nurses(3), tom(), karin())
    assert not see("P15", judged(*["wrong"] * 5, by=mixed))


def frozen(answers: int, **counts: int) -> Picture:
    figure = PublishedFigure(subject="mirror", side="care", answers=answers, counts=counts)
    return hospital(ingrid(), femke(), published=(figure,))


def test_a_published_figure_on_the_mirror_says_it_to_everybody() -> None:
    [topic] = about(analysed(frozen(5, wrong=3, right=2), Run.SHARED), "P15")
    assert topic.anchor == topic.sides == ("care",)


def test_a_published_figure_of_four_or_of_no_majority_says_nothing() -> None:
    assert not about(analysed(frozen(4, wrong=4), Run.SHARED), "P15")
    assert not about(analysed(frozen(6, wrong=3, right=3), Run.SHARED), "P15")


def test_images_were_written_and_nobody_was_asked_whether_they_are_right() -> None:
    waiting = hospital(ingrid(IMAGE), femke(), commitments=(contract(),))
    assert see("R24", waiting)
    asked = hospital(
        ingrid(IMAGE),
        femke(),
        commitments=(contract(),),
        mirror_judgements=(MirrorJudgement(statement=IMAGE.id, person="femke", value="right"),),
    )
    assert not see("R24", asked)
    assert not see("R24", hospital(ingrid(), femke(), commitments=(contract(),)))
    assert not see("R24", hospital(ingrid(IMAGE), femke(), commitments=(contract(done_already=True),)))


TOGETHER = frozenset({frozenset({"it", "care"})})


def between(*seats: Seat) -> list[tuple[str, ...]]:
    return [d.anchor for d in see("P16", hospital(*seats, dependencies=TOGETHER))]


def test_it_and_care_depend_on_each_other_and_did_not_speak() -> None:
    nobody: frozenset[str] = frozenset()
    assert between(ingrid(contact=nobody), femke(contact=nobody)) == [("care", "it")]


def test_one_line_is_talking() -> None:
    assert between(ingrid(contact=frozenset({"femke"})), femke(contact=frozenset())) == []


def test_contact_within_the_own_side_is_no_line_to_the_other() -> None:
    own = frozenset({"tom"})
    assert between(ingrid(contact=own), tom(contact=frozenset({"ingrid"})), femke(contact=frozenset())) == [
        ("care", "it")
    ]


def test_tickets_only_is_not_speaking_and_speaking_oneself_is() -> None:
    ticket, spoke = {"it": ContactWay.TICKET}, {"it": ContactWay.SELF}
    other = {"care": ContactWay.NOT}
    assert between(ingrid(contact_sides=other), femke(contact_sides=ticket)) == [("care", "it")]
    assert between(ingrid(contact_sides=other), femke(contact_sides=spoke)) == []


@pytest.mark.parametrize("seat", [{}, {"contact": None, "contact_sides": None}])
def test_no_verdict_when_one_side_was_not_asked(seat: dict[str, Any]) -> None:
    assert between(ingrid(contact=frozenset()), femke(**seat)) == []


def test_no_verdict_when_one_side_was_asked_about_others_only() -> None:
    elsewhere = {"board": ContactWay.NOT}
    about_care = {"care": ContactWay.NOT}
    assert between(ingrid(contact_sides=about_care), femke(contact_sides=elsewhere)) == []
    assert between(ingrid(contact_sides=elsewhere), femke(contact_sides=elsewhere)) == []


def test_sides_that_do_not_depend_on_each_other_need_not_speak() -> None:
    picture = hospital(ingrid(contact=frozenset()), femke(contact=frozenset()))
    assert not see("P16", picture)


def owner(who: str | None, **facts: Any) -> list[frozenset[str]]:
    picture = hospital(ingrid(), femke(), commitments=(contract(benefits_owner=who, **facts),))
    return [d.commitments for d in see("R23", picture)]


def test_nobody_owns_the_benefits_or_it_does() -> None:
    assert owner(None) == [{"contract"}]
    assert owner("ingrid") == [{"contract"}]


def test_somebody_outside_it_owns_them_or_it_is_not_a_one_way_door_of_ones_own() -> None:
    assert owner("femke") == []
    assert owner(None, door=Door.HEAVY) == []
    assert owner(None, type="external_deadline") == []
    assert owner(None, day=TODAY - timedelta(days=1)) == []


def visited(*held: Any, affected: int | None = 4, heard: int | None = 2, moment: Any = None) -> bool:
    seat = youssef(affected=affected, heard=heard)
    return bool(see("R25", hospital(seat, karin(), commitments=(moment or contract(),), held=held)))


def test_youssef_uses_it_daily_was_not_asked_and_nobody_came_to_look() -> None:
    assert visited()


def test_a_visit_being_asked_or_a_door_that_opens_both_ways_settles_it() -> None:
    assert not visited(talked("meelopen", "youssef ingrid"))
    assert not visited(heard=3)
    assert not visited(affected=3)
    assert not visited(heard=None)
    assert not visited(affected=None)
    assert not visited(moment=rollout())
    assert not visited(moment=advice(door=Door.ONE_WAY))
    assert visited(talked("een_op_een", "youssef"))


def test_all_sides_of_these_stories_have_the_kind_the_stories_lean_on() -> None:
    assert {s.id: s.kind.value for s in SIDES}["it"] == "it"
    assert marjolein().side == femke().side == "care"
