"""A time, a place, an invitation, and what each answers; the plan keeps what people are invited to."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.beginning import told_once
from tests.conversations.story import (
    ALONE,
    AMSTERDAM,
    FRIDAY,
    MONDAY,
    NOW,
    QUESTION,
    analyse,
    invited,
    of,
    own,
    own_invited,
    row,
    seen,
    taken,
    told,
)
from tests.oeverland import Oeverland

from beforehand.conversations import signals
from beforehand.conversations.actions import (
    answer_invitation,
    change_talk,
    drop_talk,
    hold_talk,
    invite_to_talk,
    settle_time,
    withdraw_from_talk,
)
from beforehand.conversations.queries import my_conversations
from beforehand.decisions.models import Decision, Fact
from beforehand.topics.queries import latest, proposals

pytestmark = pytest.mark.django_db


@told_once
def beginning(home: Oeverland) -> Oeverland:
    return told(home)


@pytest.fixture
def sent(home: Oeverland, django_capture_on_commit_callbacks: Any) -> Any:
    """Listen to everything that is told, as words."""
    heard: list[tuple[str, tuple[str, ...]]] = []
    seats = {seat.pk: name for name, seat in home.seats.items()}
    keep = []
    for name in ("people_invited", "talk_moved", "talk_cancelled", "invitation_answered"):

        def hear(sender: object, _name: str = name, **more: Any) -> None:
            heard.append((_name, tuple(sorted(seats[s] for s in more.get("seats", ())))))

        keep.append(hear)
        getattr(signals, name).connect(hear)

    def during(act: Any) -> list[tuple[str, tuple[str, ...]]]:
        heard.clear()
        with django_capture_on_commit_callbacks(execute=True):
            act()
        return list(heard)

    yield during
    for name, hear in zip(
        ("people_invited", "talk_moved", "talk_cancelled", "invitation_answered"), keep, strict=True
    ):
        getattr(signals, name).disconnect(hear)


def fact(home: Oeverland, kind: str = "conversation_invited") -> list[tuple[date, str, set[str]]]:
    names = {str(seat.pk): name for name, seat in home.seats.items()}
    rows = Fact.objects.filter(decision=home.decision, kind=kind)
    return [(f.day, f.body["kind"], {names[p] for p in f.body["people"]}) for f in rows]


def answers(home: Oeverland, talk: UUID) -> dict[str, str]:
    return {a.person.name: a.answer for a in seen(home, "lotte", talk).answers}


def test_it_needs_a_time_before_people_are_invited(home: Oeverland) -> None:
    talk = taken(home, QUESTION)
    with pytest.raises(ValidationError):
        invite_to_talk(actor=of(home, "lotte"), conversation=talk, now=NOW)
    assert row(home, talk).status == "planned"
    assert fact(home) == []


def test_the_people_in_it_are_told_once_and_the_engine_knows(home: Oeverland, sent: Any) -> None:
    talk = own(home, "femke", "ingrid", "karin")
    settle_time(actor=of(home, "lotte"), conversation=talk, starts_at=MONDAY, place="Room 4")

    def act() -> None:
        invite_to_talk(actor=of(home, "lotte"), conversation=talk, now=NOW)

    assert sent(act) == [("people_invited", ("femke", "ingrid", "karin"))]
    assert sent(act) == []
    assert fact(home) == [(date(2027, 3, 29), "klaargesprek", {"femke", "ingrid", "karin"})]
    it = seen(home, "femke", talk)
    assert (it.place, it.line.starts_at, it.ends_at) == ("Room 4", MONDAY, MONDAY + timedelta(minutes=60))


def test_a_conversation_late_in_the_evening_is_on_its_own_day(home: Oeverland) -> None:
    talk = own(home, "femke", "karin")
    late = datetime(2027, 3, 29, 0, 30, tzinfo=AMSTERDAM)  # the day before, in UTC
    settle_time(actor=of(home, "lotte"), conversation=talk, starts_at=late)
    invite_to_talk(actor=of(home, "lotte"), conversation=talk, now=NOW)
    assert [day for day, _, _ in fact(home)] == [date(2027, 3, 29)]


def test_moving_it_asks_everybody_anew_and_the_same_time_nobody(home: Oeverland, sent: Any) -> None:
    talk = own_invited(home, "femke", "ingrid", "karin")
    move: dict[str, Any] = {"actor": of(home, "lotte"), "conversation": talk, "starts_at": FRIDAY}
    assert sent(lambda: settle_time(**move)) == [("talk_moved", ("femke", "ingrid", "karin"))]
    assert row(home, talk).sequence == 1
    assert sent(lambda: settle_time(**move)) == []
    assert row(home, talk).sequence == 1
    assert [day for day, _, _ in fact(home)] == [date(2027, 4, 2)]
    settle_time(**move, place="Ward 3")
    assert row(home, talk).sequence == 2


def test_a_day_behind_us_is_refused(home: Oeverland) -> None:
    talk = own(home, "femke", "karin")
    with pytest.raises(ValidationError):
        settle_time(
            actor=of(home, "lotte"), conversation=talk, starts_at=datetime(2027, 3, 14, 9, tzinfo=AMSTERDAM)
        )
    with pytest.raises(ValueError, match="zone"):
        settle_time(actor=of(home, "lotte"), conversation=talk, starts_at=datetime(2027, 3, 29, 9))  # noqa: DTZ001
    settle_time(actor=of(home, "lotte"), conversation=talk, starts_at=MONDAY)
    Decision.objects.update(today=date(2027, 3, 30))
    with pytest.raises(ValidationError):
        invite_to_talk(actor=of(home, "lotte"), conversation=talk, now=NOW)


STEPS = {
    "time": lambda home, who, talk: settle_time(actor=of(home, who), conversation=talk, starts_at=FRIDAY),
    "invite": lambda home, who, talk: invite_to_talk(actor=of(home, who), conversation=talk, now=NOW),
    "hold": lambda home, who, talk: hold_talk(actor=of(home, who), conversation=talk, now=NOW),
}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("name", ["karin", "femke", "tom", "wim"])
def test_nobody_else_sets_a_time_invites_or_says_it_was_held(home: Oeverland, name: str, step: str) -> None:
    talk = own(home, "karin", "femke", "ingrid")
    settle_time(actor=of(home, "lotte"), conversation=talk, starts_at=MONDAY)
    with pytest.raises(PermissionDenied):
        STEPS[step](home, name, talk)
    STEPS[step](home, "hanna", talk)


@pytest.mark.parametrize("step", STEPS)
def test_nor_a_facilitator_of_a_one_to_one_of_another(home: Oeverland, step: str) -> None:
    talk = invited(home, ALONE)
    with pytest.raises(PermissionDenied):
        STEPS[step](home, "hanna", talk)
    STEPS[step](home, "lotte", talk)


def test_each_answers_for_oneself(home: Oeverland) -> None:
    talk = own_invited(home, "femke", "ingrid", "karin")
    for name, answer in (("femke", "yes"), ("ingrid", "other_time")):
        answer_invitation(actor=of(home, name), conversation=talk, answer=answer, sequence=0, now=NOW)
    assert answers(home, talk) == {"Femke": "yes", "Ingrid": "other_time", "Karin": "waiting"}
    mine = seen(home, "femke", talk).mine
    assert mine is not None
    assert mine.answer == "yes"


@pytest.mark.parametrize("name", ["tom", "hanna", "lotte", "wim"])
def test_who_is_not_invited_answers_nothing(home: Oeverland, name: str) -> None:
    talk = own_invited(home, "femke", "ingrid", "karin")
    with pytest.raises(PermissionDenied):
        answer_invitation(actor=of(home, name), conversation=talk, answer="yes", sequence=0, now=NOW)
    with pytest.raises(PermissionDenied):
        withdraw_from_talk(actor=of(home, name), conversation=talk, now=NOW)
    assert set(answers(home, talk).values()) == {"waiting"}


def test_nobody_answers_before_being_invited(home: Oeverland) -> None:
    talk = own(home, "femke", "karin")
    with pytest.raises(PermissionDenied):
        answer_invitation(actor=of(home, "femke"), conversation=talk, answer="yes", sequence=0, now=NOW)


def test_an_answer_to_an_old_time_is_not_taken_for_the_new_one(home: Oeverland) -> None:
    talk = own_invited(home, "femke", "karin")
    settle_time(actor=of(home, "lotte"), conversation=talk, starts_at=FRIDAY)
    with pytest.raises(ValidationError) as refused:
        answer_invitation(actor=of(home, "femke"), conversation=talk, answer="yes", sequence=0, now=NOW)
    assert refused.value.code == "moved"
    assert answers(home, talk)["Femke"] == "waiting"


@pytest.mark.parametrize("answer", ["", "waiting", "maybe", "YES"])
def test_there_are_three_answers(home: Oeverland, answer: str) -> None:
    talk = own_invited(home, "femke", "karin")
    with pytest.raises(ValidationError):
        answer_invitation(actor=of(home, "femke"), conversation=talk, answer=answer, sequence=0, now=NOW)


def test_the_same_answer_again_tells_nothing_twice(home: Oeverland, sent: Any) -> None:
    talk = own_invited(home, "femke", "karin")

    def act() -> None:
        answer_invitation(actor=of(home, "femke"), conversation=talk, answer="yes", sequence=0, now=NOW)

    assert sent(act) == [("invitation_answered", ())]
    assert sent(act) == []


def test_somebody_falls_out_on_the_day_and_lotte_sees_that_too_few_are_left(
    home: Oeverland, sent: Any
) -> None:
    talk = own_invited(home, "femke", "ingrid", "karin")
    answer_invitation(actor=of(home, "femke"), conversation=talk, answer="yes", sequence=0, now=NOW)
    assert not seen(home, "lotte", talk).coming_too_few
    for name in ("femke", "ingrid"):
        assert sent(
            lambda name=name: withdraw_from_talk(
                actor=of(home, name), conversation=talk, note="Ill at home.", now=NOW
            )
        ) == [("invitation_answered", ())]
    assert answers(home, talk) == {"Femke": "no", "Ingrid": "no", "Karin": "waiting"}
    assert seen(home, "lotte", talk).coming_too_few, "one and who leads it: it takes three"
    assert not seen(home, "karin", talk).coming_too_few
    assert sent(lambda: withdraw_from_talk(actor=of(home, "femke"), conversation=talk, now=NOW)) == []


def test_held_with_few_on_purpose_nobody_is_missed_until_somebody_says_no(home: Oeverland) -> None:
    talk = own_invited(home, "femke", "ingrid", kind="betekenisgesprek")
    assert not seen(home, "lotte", talk).coming_too_few, "two and who leads it, as Lotte chose"
    answer_invitation(actor=of(home, "femke"), conversation=talk, answer="no", sequence=0, now=NOW)
    assert seen(home, "lotte", talk).coming_too_few


def test_who_is_left_out_need_not_come_and_who_is_new_is_invited(home: Oeverland, sent: Any) -> None:
    talk = own_invited(home, "femke", "ingrid", "karin")
    people = [home.seats[name].pk for name in ("femke", "ingrid", "tom")]
    assert sent(lambda: change_talk(actor=of(home, "lotte"), conversation=talk, people=people)) == [
        ("talk_cancelled", ("karin",)),  # told with its cause, and not after it
        ("people_invited", ("tom",)),
    ]
    assert [who for _, _, who in fact(home)] == [{"femke", "ingrid", "tom"}]


def test_dropping_it_tells_who_was_invited_and_gives_their_time_back(home: Oeverland, sent: Any) -> None:
    talk = own_invited(home, "femke", "ingrid", "karin")
    assert sent(lambda: drop_talk(actor=of(home, "lotte"), conversation=talk, why="Settled by phone.")) == [
        ("talk_cancelled", ("femke", "ingrid", "karin"))
    ]
    assert row(home, talk).sequence == 1
    assert fact(home) == []
    with pytest.raises(ValidationError):
        answer_invitation(actor=of(home, "femke"), conversation=talk, answer="yes", sequence=1, now=NOW)


def test_dropping_what_nobody_was_invited_to_tells_nobody(home: Oeverland, sent: Any) -> None:
    talk = own(home, "femke", "ingrid", "karin")
    assert sent(lambda: drop_talk(actor=of(home, "lotte"), conversation=talk, why="Not now.")) == []
    assert my_conversations(of(home, "femke")) == ()


def test_what_people_are_invited_to_stays_when_the_plan_is_made_anew(home: Oeverland) -> None:
    """The question is on Monday; the plan proposes it no more, and Femke's one-to-one of Thursday stays before it."""
    invited(home, QUESTION)
    analyse(home)
    kinds = [p.kind for p in proposals(of(home, "lotte"))]
    assert QUESTION not in kinds
    assert ALONE in kinds
    found = latest(of(home, "lotte"))
    assert found is not None
    assert [(x.kind, x.planned) for x in found.invited] == [(QUESTION, date(2027, 3, 29))]
    other = latest(of(home, "karin"))
    assert other is not None
    assert QUESTION in {x.kind for x in (*other.next.conversations, *other.next.later)}


def test_an_invitation_to_a_one_to_one_shows_in_no_list_of_another_facilitator(home: Oeverland) -> None:
    invited(home, ALONE)
    analyse(home)
    for name in ("hanna", "karin", "ingrid"):
        found = latest(of(home, name))
        assert found is not None
        assert found.invited == ()
    mine = latest(of(home, "femke"))
    assert mine is not None
    assert [x.kind for x in mine.invited] == [ALONE]


def test_what_was_held_is_written_down_with_who_came(home: Oeverland) -> None:
    talk = own_invited(home, "femke", "ingrid", "karin")
    withdraw_from_talk(actor=of(home, "karin"), conversation=talk, now=NOW)
    Decision.objects.update(today=date(2027, 3, 30))
    hold_talk(actor=of(home, "lotte"), conversation=talk, now=NOW)
    hold_talk(actor=of(home, "lotte"), conversation=talk, now=NOW)
    assert fact(home) == []
    assert fact(home, "conversation_held") == [(date(2027, 3, 29), "klaargesprek", {"femke", "ingrid"})]
    assert seen(home, "karin", talk).line.status == "held"
    analyse(home)
    assert "klaargesprek" not in [p.kind for p in proposals(of(home, "lotte")) if len(p.people) == 2]


def test_held_earlier_than_planned_is_held_today(home: Oeverland) -> None:
    talk = own_invited(home, "femke", "ingrid", "karin")
    there = frozenset({home.seats["femke"].pk, home.seats["tom"].pk})
    hold_talk(actor=of(home, "lotte"), conversation=talk, there=there, now=NOW)
    assert fact(home, "conversation_held") == [(date(2027, 3, 15), "klaargesprek", {"femke"})]


def test_what_was_dropped_was_not_held_and_what_was_held_is_not_dropped(home: Oeverland) -> None:
    dropped, held = own_invited(home, "femke", "karin"), own_invited(home, "femke", "tom")
    drop_talk(actor=of(home, "lotte"), conversation=dropped, why="Not now.")
    hold_talk(actor=of(home, "lotte"), conversation=held, now=NOW)
    with pytest.raises(ValidationError):
        hold_talk(actor=of(home, "lotte"), conversation=dropped, now=NOW)
    with pytest.raises(ValidationError):
        drop_talk(actor=of(home, "lotte"), conversation=held, why="Too late.")
    with pytest.raises(ValidationError):
        settle_time(actor=of(home, "lotte"), conversation=held, starts_at=FRIDAY)
