"""Which questions are the same is suggested by the engine and said by a facilitator."""

from dataclasses import replace
from uuid import UUID

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.oeverland import TODAY, Oeverland
from tests.topics.people import standing
from tests.topics.saying import says

from beforehand.decisions.access import Standing
from beforehand.decisions.choices import Role
from beforehand.decisions.models import SeatRole
from beforehand.perspectives.choices import GroupState
from beforehand.perspectives.models import QuestionGroup, QuestionGroupMember
from beforehand.topics.actions import (
    confirm_group,
    make_analysis,
    merge_groups,
    set_aside,
    split_group,
    take_back,
)
from beforehand.topics.analyses import picture_of
from beforehand.topics.queries import latest
from beforehand.vault.processes.analyst import analyst

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(home: Oeverland) -> dict[str, UUID]:
    """Four people ask something."""
    SeatRole.objects.filter(role=Role.FACILITATOR).update(declared_at="2027-03-01T12:00:00Z")
    questions = {
        "ingrid": "How do we close the hole quickly?",
        "tom": "How do we close the hole fast?",
        "femke": "Can my team reach a record within three seconds?",
        "youssef": "What does a locked screen do to a patient?",
    }
    return {name: says(home.seats[name], "question", text) for name, text in questions.items()}


def lotte(home: Oeverland) -> Standing:
    return standing(home.decision.pk, "Lotte")


def groups(home: Oeverland) -> set[frozenset[str]]:
    """Return who asks the same, by name, as the engine reads it."""
    names = {str(seat.pk): name for name, seat in home.seats.items()}
    picture = picture_of(home.decision.pk, TODAY)
    return {frozenset(names[p] for p in group.people) for group in picture.question_groups}


def test_a_confirmed_group_is_what_the_engine_reads(home: Oeverland, asked: dict[str, UUID]) -> None:
    assert groups(home) == set()
    confirm_group(actor=lotte(home), statements=[asked["ingrid"], asked["tom"]])
    assert groups(home) == {frozenset({"ingrid", "tom"})}
    home.decision.refresh_from_db()
    assert home.decision.input_version == 1


@pytest.mark.parametrize("name", ["karin", "femke", "peter", "wim"])
def test_nobody_but_the_facilitator_says_which_questions_are_the_same(
    home: Oeverland, asked: dict[str, UUID], name: str
) -> None:
    group = confirm_group(actor=lotte(home), statements=[asked["ingrid"], asked["tom"]])
    other = standing(home.decision.pk, name.title())
    for act in (
        lambda actor: confirm_group(actor=actor, statements=[asked["femke"], asked["youssef"]]),
        lambda actor: split_group(actor=actor, group=group, statements=[asked["tom"]]),
        lambda actor: merge_groups(actor=actor, groups=[group, group]),
        lambda actor: set_aside(actor=actor, statements=[asked["tom"]]),
        lambda actor: take_back(actor=actor, statements=[asked["tom"]]),
    ):
        with pytest.raises(PermissionDenied):
            act(other)
    assert groups(home) == {frozenset({"ingrid", "tom"})}


def test_a_group_is_split_and_merged_again(home: Oeverland, asked: dict[str, UUID]) -> None:
    actor = lotte(home)
    first = confirm_group(actor=actor, statements=[asked["ingrid"], asked["tom"], asked["femke"]])
    second = split_group(actor=actor, group=first, statements=[asked["femke"]])
    assert groups(home) == {frozenset({"ingrid", "tom"}), frozenset({"femke"})}
    assert merge_groups(actor=actor, groups=[first, second]) == first
    assert groups(home) == {frozenset({"ingrid", "tom", "femke"})}
    assert QuestionGroup.objects.scoped(analyst(home.decision.pk)).count() == 1


def test_the_same_confirmed_by_two_facilitators_is_confirmed_once(
    home: Oeverland, asked: dict[str, UUID]
) -> None:
    pair = [asked["ingrid"], asked["tom"]]
    first = confirm_group(actor=lotte(home), statements=pair)
    assert confirm_group(actor=lotte(home), statements=list(reversed(pair))) == first


def test_who_comes_second_is_told_to_look_again(home: Oeverland, asked: dict[str, UUID]) -> None:
    group = confirm_group(actor=lotte(home), statements=[asked["ingrid"], asked["tom"]])
    with pytest.raises(ValidationError, match=r"changed|veranderd"):
        confirm_group(actor=lotte(home), statements=[asked["tom"], asked["femke"]])
    set_aside(actor=lotte(home), statements=[asked["ingrid"], asked["tom"]])
    for late in (
        lambda: split_group(actor=lotte(home), group=group, statements=[asked["tom"]]),
        lambda: merge_groups(actor=lotte(home), groups=[group, group]),
    ):
        with pytest.raises(ValidationError, match=r"changed|veranderd"):
            late()


def test_what_was_set_aside_is_asked_alone_and_not_suggested_again(
    home: Oeverland, asked: dict[str, UUID]
) -> None:
    make_analysis(home.decision.pk)

    def suggested() -> list[set[str]]:
        seen = latest(lotte(home))
        assert seen is not None
        return [{q.name.lower() for q in g.questions} for g in seen.question_groups if not g.confirmed]

    assert {"ingrid", "tom"} in suggested()
    set_aside(actor=lotte(home), statements=[asked["ingrid"], asked["tom"]])
    assert not any({"ingrid", "tom"} & group for group in suggested())
    assert groups(home) == {frozenset({"ingrid"}), frozenset({"tom"})}
    make_analysis(home.decision.pk)
    assert not any({"ingrid", "tom"} & group for group in suggested())
    take_back(actor=lotte(home), statements=[asked["ingrid"], asked["tom"]])
    make_analysis(home.decision.pk)
    assert {"ingrid", "tom"} in suggested()


@pytest.mark.parametrize("kept", ["level 0", "draft", "unconfirmed"])
def test_what_the_facilitator_may_not_read_is_in_no_group(
    home: Oeverland, asked: dict[str, UUID], kept: str
) -> None:
    hidden = says(
        home.seats["marjolein"],
        "question",
        "Who asked us?",
        release=0 if kept == "level 0" else 1,
        state="draft" if kept == "draft" else "sent",
        confirmed=kept != "unconfirmed",
    )
    with pytest.raises(ValidationError):
        confirm_group(actor=lotte(home), statements=[asked["tom"], hidden])
    assert not QuestionGroupMember.objects.scoped(analyst(home.decision.pk)).exists()


def test_a_sentence_of_another_decision_is_not_there(home: Oeverland, asked: dict[str, UUID]) -> None:
    elsewhere = replace(lotte(home), decision=UUID(int=7))
    with pytest.raises(Exception, match="does not exist"):
        confirm_group(actor=elsewhere, statements=[asked["tom"]])


def test_the_state_of_a_group_is_one_of_three(home: Oeverland, asked: dict[str, UUID]) -> None:
    set_aside(actor=lotte(home), statements=[asked["tom"]])
    state = QuestionGroup.objects.scoped(analyst(home.decision.pk)).values_list("state", flat=True).get()
    assert state == GroupState.SET_ASIDE
