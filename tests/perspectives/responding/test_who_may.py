"""Every action of rounds 2 and 3: somebody who may, and the twin who differs only in who they are."""

from collections.abc import Callable
from uuid import UUID

import pytest
from django.core.exceptions import PermissionDenied
from tests.oeverland import Oeverland
from tests.perspectives.responding.answering import closes, everybody_said, opens, sentence
from tests.perspectives.telling import NOW, gives, place, sends, stands

from beforehand.decisions.access import Standing
from beforehand.perspectives import actions
from beforehand.perspectives.choices import RoundKind
from beforehand.perspectives.models import Statement
from beforehand.perspectives.queries.asked import Given
from beforehand.perspectives.queries.responding import responding
from beforehand.vault.guard import Author

pytestmark = [pytest.mark.once, pytest.mark.django_db]
Do = Callable[[Oeverland, Standing], object]


def card(home: Oeverland, kind: RoundKind = RoundKind.RESPOND) -> UUID:
    """Return the first card that lies before Femke."""
    return responding(stands(home, "femke"), kind).cards[0].statement


RESPONDING: dict[str, Do] = {
    "take_hand": lambda home, actor: actions.take_hand(actor=actor, now=NOW),
    "leave_mirror": lambda home, actor: actions.leave_mirror(actor=actor, now=NOW),
    "react": lambda home, actor: actions.react(
        actor=actor, statement=card(home), value="recognise", may_change=True, now=NOW
    ),
    "undo_reaction": lambda home, actor: actions.undo_reaction(actor=actor, statement=card(home), now=NOW),
    "say_more": lambda home, actor: actions.say_more(
        actor=actor, place=place(home, "femke"), given=Given(field="needs", text="Time"), now=NOW
    ),
    "pick_two": lambda home, actor: actions.pick_two(
        actor=actor,
        place=place(home, "femke"),
        picked=[sentence(home, "ingrid", "protects")],
        release=2,
        now=NOW,
    ),
}
JUDGING: dict[str, Do] = {
    "judge_mirror": lambda home, actor: actions.judge_mirror(
        actor=actor, statement=card(home, RoundKind.MIRROR), value="partly", now=NOW
    ),
    "undo_judgement": lambda home, actor: actions.undo_judgement(
        actor=actor, statement=card(home, RoundKind.MIRROR), now=NOW
    ),
}
TABLED: dict[str, Do] = {
    "answer_table": lambda home, actor: actions.answer_table(
        actor=actor, statement=sentence(home, "femke", "assumptions"), yes=True, revision=1, now=NOW
    )
}
ASKING: dict[str, Do] = {
    "ask_for_table": lambda home, actor: actions.ask_for_table(
        actor=actor, statement=sentence(home, "femke", "condition"), now=NOW
    )
}


@pytest.fixture
def respond(home: Oeverland) -> Oeverland:
    """Round 2 is open, and cards lie before Femke."""
    everybody_said(home)
    opens(home)
    actions.leave_mirror(actor=stands(home, "femke"), now=NOW)
    return home


@pytest.fixture
def judge(home: Oeverland) -> Oeverland:
    """Round 3 is open, and what Tom thinks care wants lies before Femke."""
    everybody_said(home)
    opens(home)
    for name in ("tom", "ingrid", "bas"):
        actor = stands(home, name)
        actions.take_hand(actor=actor, now=NOW)
        given = Given(field="mirror", text=f"That nothing changes, says {name}", release=2)
        actions.say_more(actor=actor, place=actions.begin(actor=actor), given=given, now=NOW)
    about = home.sides["care"].pk
    for name in ("tom", "ingrid", "bas"):
        Statement.objects.scoped(Author(home.seats[name].pk)).filter(field="mirror").update(about_side=about)
    opens(home, RoundKind.MIRROR)
    actions.take_hand(actor=stands(home, "femke"), now=NOW)
    return home


@pytest.fixture
def told(home: Oeverland) -> Oeverland:
    """Femke wrote two sentences for the facilitator, and was asked about one."""
    for field, text in (("assumptions", "Badges work with gloves"), ("condition", "A spare badge")):
        gives(home, "femke", field, text)
    sends(home, "femke", 1)
    actions.ask_for_table(
        actor=stands(home, "lotte"), statement=sentence(home, "femke", "assumptions"), now=NOW
    )
    return home


@pytest.mark.parametrize("do", RESPONDING)
def test_who_takes_part_may(respond: Oeverland, do: str) -> None:
    RESPONDING[do](respond, stands(respond, "femke"))


@pytest.mark.parametrize("name", ["lotte", "peter", "wim"])
@pytest.mark.parametrize("do", RESPONDING)
def test_who_takes_no_part_may_not(respond: Oeverland, do: str, name: str) -> None:
    with pytest.raises(PermissionDenied):
        RESPONDING[do](respond, stands(respond, name))


@pytest.mark.parametrize("do", ["say_more", "pick_two"])
def test_another_writes_nothing_in_her_place(respond: Oeverland, do: str) -> None:
    with pytest.raises(PermissionDenied):
        RESPONDING[do](respond, stands(respond, "youssef"))


@pytest.mark.parametrize("do", JUDGING)
@pytest.mark.both
def test_who_is_pictured_may_judge(judge: Oeverland, do: str) -> None:
    JUDGING[do](judge, stands(judge, "femke"))


@pytest.mark.parametrize("name", ["lotte", "peter", "wim"])
@pytest.mark.parametrize("do", JUDGING)
def test_who_takes_no_part_may_not_judge(judge: Oeverland, do: str, name: str) -> None:
    with pytest.raises(PermissionDenied):
        JUDGING[do](judge, stands(judge, name))


@pytest.mark.parametrize("do", ["react", "undo_reaction"])
def test_nobody_answers_a_card_that_lies_before_another(respond: Oeverland, do: str) -> None:
    for name in ("youssef", "tom"):
        with pytest.raises(actions.NotKeptError, match="taken_back"):
            RESPONDING[do](respond, stands(respond, name))


@pytest.mark.parametrize("do", RESPONDING)
def test_after_the_round_nothing_is_kept(respond: Oeverland, do: str) -> None:
    lies = card(respond)
    closes(respond)
    late: dict[str, Do] = {
        "react": lambda h, a: actions.react(actor=a, statement=lies, value="recognise", now=NOW),
        "undo_reaction": lambda h, a: actions.undo_reaction(actor=a, statement=lies, now=NOW),
    }
    with pytest.raises(actions.NotKeptError, match="round_closed"):
        late.get(do, RESPONDING[do])(respond, stands(respond, "femke"))


@pytest.mark.parametrize("do", TABLED)
def test_the_writer_may_answer(told: Oeverland, do: str) -> None:
    TABLED[do](told, stands(told, "femke"))


@pytest.mark.parametrize("name", ["lotte", "peter", "wim"])
@pytest.mark.parametrize("do", TABLED)
def test_who_did_not_write_it_may_not(told: Oeverland, do: str, name: str) -> None:
    with pytest.raises(PermissionDenied):
        TABLED[do](told, stands(told, name))


def test_for_another_participant_nothing_was_asked(told: Oeverland) -> None:
    with pytest.raises(actions.NotKeptError, match="gone"):
        TABLED["answer_table"](told, stands(told, "youssef"))


@pytest.mark.parametrize("do", ASKING)
def test_the_facilitator_may_ask(told: Oeverland, do: str) -> None:
    ASKING[do](told, stands(told, "lotte"))


@pytest.mark.parametrize("name", ["femke", "karin", "peter", "wim"])
@pytest.mark.parametrize("do", ASKING)
def test_who_does_not_facilitate_may_not_ask(told: Oeverland, do: str, name: str) -> None:
    with pytest.raises(PermissionDenied):
        ASKING[do](told, stands(told, name))
