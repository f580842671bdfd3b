"""Every action: somebody who may, and the twin who differs only in who they are."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.exceptions import PermissionDenied
from tests.oeverland import Oeverland
from tests.perspectives.responding.test_who_may import ASKING, JUDGING, RESPONDING, TABLED
from tests.perspectives.telling import NOW, gives, place, says, sends, stands

from beforehand.decisions.access import Standing
from beforehand.decisions.models import Fact
from beforehand.decisions.signals import invited
from beforehand.perspectives import actions
from beforehand.perspectives.actions import NotKeptError, Yes
from beforehand.perspectives.choices import WayIn
from beforehand.perspectives.models import Perspective, Round, Statement
from beforehand.perspectives.queries import contests, one_to_one_balance, own_call, own_card, statements_for
from beforehand.perspectives.queries.asked import Given
from beforehand.perspectives.signals import perspectives_changed, reminder_wanted
from beforehand.vault.guard import Author

Do = Callable[[Oeverland, Standing], object]


def first(home: Oeverland) -> UUID:
    return own_card(stands(home, "femke")).lines[0].id


def seat(home: Oeverland) -> UUID:
    return home.seats["femke"].pk


OWN: dict[str, Do] = {
    "begin": lambda home, actor: actions.begin(actor=actor),
    "choose_way_in": lambda home, actor: actions.choose_way_in(actor=actor, way=WayIn.NOW, now=NOW),
    "answer_later": lambda home, actor: actions.answer_later(
        actor=actor, when=NOW + timedelta(days=1), now=NOW
    ),
    "ask_to_be_called": lambda home, actor: actions.ask_to_be_called(
        actor=actor, when="now", number="06", now=NOW
    ),
    "do_not_call": lambda home, actor: actions.do_not_call(actor=actor),
    "choose_readers": lambda home, actor: actions.choose_readers(actor=actor, release=2, apart={}),
    "send_perspective": lambda home, actor: actions.send_perspective(actor=actor, now=NOW),
    "withdraw_everything": lambda home, actor: actions.withdraw_everything(actor=actor),
}
AT_A_PLACE: dict[str, Do] = {
    "store_answer": lambda home, actor: actions.store_answer(
        actor=actor, place=place(home, "femke"), given=Given(field="risks", text="Delay"), now=NOW
    ),
    "correct_statement": lambda home, actor: actions.correct_statement(
        actor=actor,
        place=place(home, "femke"),
        statement=first(home),
        text="Other",
        certainty=None,
        revision=1,
        now=NOW,
    ),
    "release_statement": lambda home, actor: actions.release_statement(
        actor=actor, place=place(home, "femke"), statement=first(home), release=4
    ),
    "contest_statement": lambda home, actor: actions.contest_statement(
        actor=actor, place=place(home, "femke"), statement=first(home), text="Not so", now=NOW
    ),
    "withdraw_statement": lambda home, actor: actions.withdraw_statement(
        actor=actor, place=place(home, "femke"), statement=first(home)
    ),
    "confirm_statements": lambda home, actor: actions.confirm_statements(
        actor=actor,
        place=place(home, "femke"),
        said=[Yes(statement=waiting(home), revision=1, text="Yes", release=1)],
        now=NOW,
    ),
    "throw_away_statement": lambda home, actor: actions.throw_away_statement(
        actor=actor, place=place(home, "femke"), statement=waiting(home)
    ),
}
FACILITATING: dict[str, Do] = {
    "begin_typing": lambda home, actor: actions.begin_typing(actor=actor, seat=seat(home)),
    "type_for": lambda home, actor: actions.type_for(
        actor=actor, seat=seat(home), given=Given(field="risks", text="Delay"), now=NOW
    ),
    "mark_talk_held": lambda home, actor: actions.mark_talk_held(
        actor=actor, seat=seat(home), day=date(2027, 3, 15), now=NOW
    ),
    "close_round": lambda home, actor: actions.close_round(actor=actor, now=NOW),
    "open_next_round": lambda home, actor: actions.open_next_round(actor=actor, kind="listen", now=NOW),
    "ask_for_reminder": lambda home, actor: actions.ask_for_reminder(actor=actor),
}


def waiting(home: Oeverland) -> UUID:
    return own_card(stands(home, "femke")).waiting[0].id


@pytest.fixture
def answered(home: Oeverland) -> Oeverland:
    """Femke wrote a sentence, and Lotte typed another for her."""
    gives(home, "femke", "knows", "Gloves stay on")
    given = Given(field="done", text="it works with gloves")
    actions.type_for(actor=stands(home, "lotte"), seat=seat(home), given=given, now=NOW)
    return home


@pytest.mark.parametrize("do", OWN)
def test_who_takes_part_may(answered: Oeverland, do: str) -> None:
    OWN[do](answered, stands(answered, "femke"))


@pytest.mark.parametrize("name", ["lotte", "peter", "wim"])
@pytest.mark.parametrize("do", OWN)
def test_who_takes_no_part_may_not(answered: Oeverland, do: str, name: str) -> None:
    with pytest.raises(PermissionDenied):
        OWN[do](answered, stands(answered, name))


@pytest.mark.parametrize("do", AT_A_PLACE)
def test_the_writer_may(answered: Oeverland, do: str) -> None:
    AT_A_PLACE[do](answered, stands(answered, "femke"))


@pytest.mark.parametrize("name", ["youssef", "lotte", "karin"])
@pytest.mark.parametrize("do", AT_A_PLACE)
def test_another_may_not_touch_it(answered: Oeverland, do: str, name: str) -> None:
    with pytest.raises(PermissionDenied):
        AT_A_PLACE[do](answered, stands(answered, name))


@pytest.mark.parametrize("do", FACILITATING)
def test_the_facilitator_may(answered: Oeverland, do: str) -> None:
    FACILITATING[do](answered, stands(answered, "lotte"))


@pytest.mark.parametrize("name", ["femke", "karin", "peter", "wim"])
@pytest.mark.parametrize("do", FACILITATING)
def test_who_does_not_facilitate_may_not(answered: Oeverland, do: str, name: str) -> None:
    with pytest.raises(PermissionDenied):
        FACILITATING[do](answered, stands(answered, name))


def test_nobody_types_for_who_takes_no_part(home: Oeverland) -> None:
    for name in ("peter", "lotte"):
        with pytest.raises(PermissionDenied):
            actions.begin_typing(actor=stands(home, "lotte"), seat=home.seats[name].pk)


def test_every_action_stands_in_one_of_these_tables() -> None:
    started_by_the_house = {"open_round", "publish_round", "remind", "seats_to_remind", "seats_typed_for"}
    started_by_the_house |= {
        "hands_to_remind",
        "later_round",
        "remind_hands",
        "seats_asked",
        "seats_asked_for_table",
        "seats_replied_to",
    }
    rounds = set(RESPONDING) | set(JUDGING) | set(TABLED) | set(ASKING)
    by_who_decides_too = {"reply"}  # in replying/test_replying.py
    told = set(OWN) | set(AT_A_PLACE) | set(FACILITATING) | rounds | started_by_the_house | by_who_decides_too
    done = {name for name in actions.__all__ if name[0].islower()}
    assert done == told


class TestSending:
    @pytest.fixture
    def heard(self) -> Iterator[list[UUID]]:
        told: list[UUID] = []

        def hear(decision: UUID, **more: Any) -> None:
            told.append(decision)

        perspectives_changed.connect(hear)
        yield told
        perspectives_changed.disconnect(hear)

    def test_a_draft_tells_nobody_and_sending_does(
        self, home: Oeverland, heard: list[UUID], django_capture_on_commit_callbacks: Any
    ) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            gives(home, "femke", "knows", "Gloves")
            actions.choose_readers(actor=stands(home, "femke"), release=2, apart={})
        assert heard == []
        with django_capture_on_commit_callbacks(execute=True):
            actions.send_perspective(actor=stands(home, "femke"), now=NOW)
        assert heard == [home.decision.pk]

    @pytest.mark.parametrize(
        "do", [d for d in AT_A_PLACE if d not in ("contest_statement", "throw_away_statement")]
    )
    def test_after_sending_every_change_tells(
        self, answered: Oeverland, heard: list[UUID], do: str, django_capture_on_commit_callbacks: Any
    ) -> None:
        actions.send_perspective(actor=stands(answered, "femke"), now=NOW)
        with django_capture_on_commit_callbacks(execute=True):
            AT_A_PLACE[do](answered, stands(answered, "femke"))
        assert heard == [answered.decision.pk]

    def test_nothing_cannot_be_sent(self, home: Oeverland) -> None:
        with pytest.raises(NotKeptError, match="empty"):
            actions.send_perspective(actor=stands(home, "femke"), now=NOW)

    @pytest.mark.parametrize("level", [-1, 5, 99])
    def test_there_are_five_levels(self, home: Oeverland, level: int) -> None:
        gives(home, "femke", "knows", "Gloves")
        with pytest.raises(NotKeptError, match="unknown"):
            actions.choose_readers(actor=stands(home, "femke"), release=level, apart={})

    def test_the_switch_of_one_sentence_holds(self, home: Oeverland) -> None:
        gives(home, "femke", "knows", "Open")
        gives(home, "femke", "risks", "Closed")
        closed = next(line.id for line in own_card(stands(home, "femke")).lines if line.text == "Closed")
        sends(home, "femke", 4, **{str(closed): 1})
        assert {v.value.text for v in statements_for(stands(home, "tom"))} == {"Open"}
        gives(home, "femke", "done", "Added later")
        assert {v.value.text for v in statements_for(stands(home, "tom"))} == {"Open", "Added later"}


class TestAfterwards:
    def test_taken_back_is_gone_for_everyone(self, home: Oeverland) -> None:
        says(home, "femke", "Gloves", release=4)
        actions.withdraw_statement(
            actor=stands(home, "femke"), place=place(home, "femke"), statement=first(home)
        )
        assert statements_for(stands(home, "lotte")) == []

    def test_once_the_conversation_began_only_contesting_is_left(self, home: Oeverland) -> None:
        says(home, "femke", "Gloves", release=4)
        Statement.objects.scoped(Author(seat(home))).update(frozen_at=NOW)
        for do in ("correct_statement", "release_statement", "withdraw_statement"):
            with pytest.raises(NotKeptError, match="frozen"):
                AT_A_PLACE[do](home, stands(home, "femke"))
        AT_A_PLACE["contest_statement"](home, stands(home, "femke"))
        (seen,) = contests(stands(home, "lotte"))
        assert (seen.value.name, seen.value.text) == ("Femke", "Not so")

    def test_correcting_what_was_changed_elsewhere_is_asked(self, home: Oeverland) -> None:
        says(home, "femke", "Gloves")
        gives(home, "femke", "knows", "Changed elsewhere", revision=1)
        kept = AT_A_PLACE["correct_statement"](home, stands(home, "femke"))
        assert kept is False
        assert own_card(stands(home, "femke")).lines[0].text == "Changed elsewhere"

    def test_everything_taken_back_leaves_nothing_and_asks_nothing_again(self, home: Oeverland) -> None:
        invite(home, "femke")
        says(home, "femke", "Gloves", release=4)
        gives(home, "femke", "heard", choice="1")
        actions.withdraw_everything(actor=stands(home, "femke"))
        assert own_card(stands(home, "femke")).empty
        assert statements_for(stands(home, "lotte")) == []
        assert actions.seats_to_remind(home.decision.pk, NOW) == ()


def invite(home: Oeverland, *names: str) -> None:
    for name in names:
        home.seats[name].invited_at = NOW
        home.seats[name].save()


class TestReminders:
    def test_who_has_not_sent_is_reminded_twice_at_most(self, home: Oeverland) -> None:
        invite(home, "femke", "tom", "ingrid")
        says(home, "ingrid", "Sent already")
        decision = home.decision.pk
        for _ in range(2):
            due = actions.seats_to_remind(decision, NOW)
            assert set(due) == {home.seats["femke"].pk, home.seats["tom"].pk}
            assert actions.remind(decision=decision, seats=due) is None
        assert actions.seats_to_remind(decision, NOW) == ()
        actions.remind(decision=decision, seats=due)
        assert Perspective.objects.scoped(Author(seat(home))).get().reminders == 2

    def test_who_asked_for_a_later_day_or_a_call_is_left_alone_until_then(self, home: Oeverland) -> None:
        invite(home, "femke", "tom")
        actions.answer_later(actor=stands(home, "femke"), when=NOW + timedelta(days=3), now=NOW)
        actions.ask_to_be_called(actor=stands(home, "tom"), when="Thursday", number="06", now=NOW)
        assert actions.seats_to_remind(home.decision.pk, NOW + timedelta(days=2)) == ()
        assert actions.seats_to_remind(home.decision.pk, NOW + timedelta(days=4)) == (seat(home),)

    def test_later_is_later(self, home: Oeverland) -> None:
        with pytest.raises(NotKeptError, match="past"):
            actions.answer_later(actor=stands(home, "femke"), when=NOW, now=NOW)

    def test_asking_for_one_says_nothing_about_whom(
        self, home: Oeverland, django_capture_on_commit_callbacks: Any
    ) -> None:
        told: list[dict[str, Any]] = []

        def hear(**more: Any) -> None:
            told.append(more)

        reminder_wanted.connect(hear)
        with django_capture_on_commit_callbacks(execute=True):
            assert actions.ask_for_reminder(actor=stands(home, "lotte")) is None
        reminder_wanted.disconnect(hear)
        assert [set(one) - {"signal", "sender"} for one in told] == [{"decision"}]


class TestRounds:
    @pytest.fixture(autouse=True)
    def invited_now(self, home: Oeverland) -> None:
        invite(home, "femke")

    def test_the_first_invitation_opens_the_round_and_a_second_does_not(self, home: Oeverland) -> None:
        for _ in range(2):
            invited.send(sender=None, seats=(seat(home),), decision=home.decision.pk)
        assert [r.n for r in Round.objects.filter(decision=home.decision)] == [1]

    def test_a_closed_round_stays_closed_when_somebody_is_invited_late(self, home: Oeverland) -> None:
        actions.open_round(decision=home.decision.pk)
        actions.close_round(actor=stands(home, "lotte"), now=NOW)
        invited.send(sender=None, seats=(seat(home),), decision=home.decision.pk)
        assert Round.objects.get(decision=home.decision).closed_at == NOW


class TestCalls:
    def test_the_number_is_for_the_facilitator_and_the_person(self, home: Oeverland) -> None:
        actions.ask_to_be_called(actor=stands(home, "femke"), when="Thursday", number="06 1234", now=NOW)
        asked = own_call(stands(home, "femke"))
        assert asked is not None
        assert asked.number == "06 1234"
        assert own_call(stands(home, "tom")) is None
        actions.ask_to_be_called(actor=stands(home, "femke"), when="Friday", number="06 99", now=NOW)
        changed = own_call(stands(home, "femke"))
        assert changed is not None
        assert (changed.when, changed.number) == ("Friday", "06 99")

    def test_the_balance_counts_people_by_side(self, home: Oeverland) -> None:
        for name in ("femke", "youssef", "tom"):
            for _ in range(2):
                actions.mark_talk_held(
                    actor=stands(home, "lotte"), seat=home.seats[name].pk, day=date(2027, 3, 12), now=NOW
                )
        held = {line.name: (line.held, line.people) for line in one_to_one_balance(stands(home, "lotte"))}
        assert held == {"Board": (0, 1), "Care": (2, 3), "It": (1, 3)}
        fact = Fact.objects.get(ref=f"call:{home.seats['tom'].pk}")
        assert fact.body == {"kind": "een_op_een", "people": [str(home.seats["tom"].pk)]}
