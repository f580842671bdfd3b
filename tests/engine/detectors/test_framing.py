"""What is asked, when it is done and who tells the why: P06, P07, P11, P17."""

from types import MappingProxyType
from typing import Any

import pytest
from tests.engine.personas import at, femke, hospital, ingrid, karin, said, see, tom, youssef

from beforehand.engine.inputs import DoneKind, Picture, QuestionGroup, Seat
from beforehand.engine.results import Certainty

PASSWORDS = "Hoe sluiten we het gat van gestolen wachtwoorden?"
HANDS = "Wat merkt een verpleegkundige aan bed ervan?"


def asks(seat: Any, who: str, text: str) -> Seat:
    found = seat(said(who, "question", text, id=f"{who}.q"))
    assert isinstance(found, Seat)
    return found


def test_ingrid_and_femke_answer_different_questions_and_so_far_that_is_a_suggestion() -> None:
    [draft] = see("P06", hospital(asks(ingrid, "ingrid", PASSWORDS), asks(femke, "femke", HANDS)))
    assert draft.suggestion
    assert draft.statements == {"ingrid.q", "femke.q"}
    assert draft.sides == {"it", "care"}


def test_the_same_question_on_two_sides_is_one_question() -> None:
    assert not see("P06", hospital(asks(ingrid, "ingrid", HANDS), asks(femke, "femke", HANDS)))


def test_two_questions_within_one_side_are_not_this_pattern() -> None:
    assert not see("P06", hospital(asks(ingrid, "ingrid", PASSWORDS), asks(tom, "tom", HANDS)))


def test_confirmed_groups_make_it_certain() -> None:
    picture = hospital(
        asks(ingrid, "ingrid", PASSWORDS),
        asks(femke, "femke", HANDS),
        question_groups=(
            QuestionGroup(id="a", people=frozenset({"ingrid"})),
            QuestionGroup(id="b", people=frozenset({"femke"})),
        ),
    )
    [draft] = see("P06", picture)
    assert not draft.suggestion
    assert draft.certainty is Certainty.HIGH


def test_people_confirmed_to_ask_the_same_do_not_differ() -> None:
    one = (QuestionGroup(id="a", people=frozenset({"ingrid", "femke"})),)
    picture = hospital(asks(ingrid, "ingrid", PASSWORDS), asks(femke, "femke", HANDS), question_groups=one)
    assert not see("P06", picture)


def dones(**kinds: DoneKind) -> Picture:
    return hospital(
        ingrid(said("ingrid", "done", "Elk account heeft een tweede factor.")),
        femke(said("femke", "done", "Niemand zoekt nog.")),
        karin(),
        done_kinds=MappingProxyType(kinds),
    )


def test_one_side_calls_it_done_by_the_work_and_another_by_how_sound_it_is() -> None:
    [draft] = see("P07", dones(ingrid=DoneKind.SOUNDNESS, femke=DoneKind.FLOW))
    assert draft.sides == {"it", "care"}
    assert not draft.suggestion


@pytest.mark.parametrize("other", [DoneKind.SOUNDNESS, DoneKind.BOTH])
def test_marked_alike_or_as_both_the_dones_do_not_differ(other: DoneKind) -> None:
    assert not see("P07", dones(ingrid=DoneKind.SOUNDNESS, femke=other))


def test_nobody_marked_the_kinds_yet_so_lay_them_side_by_side() -> None:
    [draft] = see("P07", dones())
    assert draft.suggestion


def test_a_done_of_one_side_alone_is_nothing_to_lay_side_by_side() -> None:
    alone = hospital(ingrid(said("ingrid", "done", "Af.")), tom(said("tom", "done", "Uitgerold.")), femke())
    assert not see("P07", alone)


def test_a_kind_marked_for_somebody_whose_sentence_is_not_here_says_nothing() -> None:
    silent = hospital(
        ingrid(said("ingrid", "done", "Elk account heeft een tweede factor.")),
        femke(),
        done_kinds=MappingProxyType({"ingrid": DoneKind.SOUNDNESS, "femke": DoneKind.FLOW}),
    )
    assert not see("P07", silent)


INTRODUCE = ("Hoe voeren we 2FA in voor alle medewerkers?",)


def test_the_question_already_holds_the_answer() -> None:
    assert see("P11", hospital(question=INTRODUCE, live_options=at("P11", "live_options")))


def test_a_second_live_option_an_open_question_or_an_unknown_number_of_options_changes_that() -> None:
    assert not see("P11", hospital(question=INTRODUCE, live_options=at("P11", "live_options") + 1))
    assert not see("P11", hospital(question=("Welke manier van aanmelden kiezen we?",), live_options=1))
    assert not see("P11", hospital(question=INTRODUCE, live_options=None))


def test_it_tells_the_why() -> None:
    [draft] = see("P17", hospital(ingrid(), femke(), why_messenger="ingrid"))
    assert draft.open_people == {"ingrid"}


def test_the_project_tells_the_why_whatever_side_it_sits_on() -> None:
    assert see("P17", hospital(youssef(project=True), why_messenger="youssef"))


@pytest.mark.parametrize("messenger", ["femke", None])
def test_a_colleague_or_nobody_tells_the_why(messenger: str | None) -> None:
    assert not see("P17", hospital(ingrid(), femke(), why_messenger=messenger))
