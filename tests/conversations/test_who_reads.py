"""Who knows of a conversation at all, and what of it. A twin differs only in who reads."""

from uuid import UUID

import pytest
from tests.beginning import told_once
from tests.conversations.story import (
    ALONE,
    FRIDAY,
    NOW,
    QUESTION,
    invited,
    of,
    own_invited,
    row,
    seen,
    taken,
    told,
)
from tests.oeverland import Oeverland

from beforehand.conversations.actions import (
    Item,
    answer_invitation,
    ask_those_concerned,
    change_talk,
    confirm_outcome,
    drop_talk,
    hold_talk,
    record_outcome,
    set_agenda,
    settle_time,
)
from beforehand.conversations.models import (
    AgendaItem,
    Asked,
    Attendance,
    Confirmation,
    Conversation,
    Outcome,
)
from beforehand.conversations.queries import conversations_of, my_conversations, one, room
from beforehand.conversations.queries.rows import bodies
from beforehand.perspectives.models import Round
from beforehand.shell.rendering import refuse_rows
from beforehand.vault.guard import Author
from beforehand.vault.processes.closer import closer

pytestmark = pytest.mark.django_db
ALL_OTHERS = ["hanna", "karin", "ingrid", "youssef", "peter", "wim"]


@told_once
def beginning(home: Oeverland) -> Oeverland:
    return told(home)


def test_a_one_to_one_exists_for_the_two_in_it(home: Oeverland) -> None:
    talk = invited(home, ALONE)
    for name in ("femke", "lotte"):
        assert [line.id for line in conversations_of(of(home, name))] == [talk]
        refuse_rows(seen(home, name, talk), "seen")
        assert Conversation.objects.scoped(of(home, name).reader).count() == 1


@pytest.mark.parametrize("name", ALL_OTHERS)
def test_and_for_nobody_else(home: Oeverland, name: str) -> None:
    before = room(of(home, name))
    talk = invited(home, ALONE)
    reader = of(home, name)
    assert one(reader, talk) is None
    assert conversations_of(reader) == ()
    for model in (Conversation, Attendance, AgendaItem):
        assert not model.objects.scoped(reader.reader).exists()
    assert bodies(reader, [row(home, talk)]) == {}, "the door stays shut, even for who holds the row"
    after = room(reader)
    assert (after is None) == (before is None)
    assert after is None or after.going == ()


def test_what_is_not_invited_to_yet_exists_for_who_plans_it_alone(home: Oeverland) -> None:
    talk = taken(home, QUESTION)
    assert one(of(home, "femke"), talk) is None
    assert not Conversation.objects.scoped(of(home, "femke").reader).exists()
    assert one(of(home, "lotte"), talk) is not None
    assert one(of(home, "hanna"), talk) is not None


@pytest.mark.parametrize(
    ("name", "there"), [("hanna", True), ("ingrid", True), ("tom", False), ("peter", False)]
)
def test_a_joint_one_exists_for_facilitators_and_who_is_in_it(
    home: Oeverland, name: str, there: bool
) -> None:
    talk = own_invited(home, "karin", "femke", "ingrid")
    assert (one(of(home, name), talk) is not None) is there
    assert Conversation.objects.scoped(of(home, name).reader).exists() is there
    assert bool(bodies(of(home, name), [row(home, talk)])) is there


def test_who_decides_and_is_not_in_it_does_not_know_of_it(home: Oeverland) -> None:
    talk = own_invited(home, "tom", "femke", "ingrid")
    assert one(of(home, "karin"), talk) is None
    assert not Attendance.objects.scoped(of(home, "karin").reader).exists()


def test_nobody_who_is_invited_sees_what_another_answered(home: Oeverland) -> None:
    talk = own_invited(home, "karin", "femke", "ingrid")
    before = [seen(home, name, talk) for name in ("karin", "femke")]
    answer_invitation(
        actor=of(home, "ingrid"), conversation=talk, answer="no", sequence=0, note="Rather on paper.", now=NOW
    )
    assert [seen(home, name, talk) for name in ("karin", "femke")] == before
    reached = Attendance.objects.scoped(of(home, "femke").reader)
    assert list(reached.values_list("seat_id", flat=True)) == [home.seats["femke"].pk]
    assert seen(home, "femke", talk).answers == ()
    for name in ("lotte", "hanna"):
        told_to = {a.person.name: (a.answer, a.note) for a in seen(home, name, talk).answers}
        assert told_to == {
            "Femke": ("waiting", ""),
            "Ingrid": ("no", "Rather on paper."),
            "Karin": ("waiting", ""),
        }


def test_who_is_in_it_sees_who_else_comes(home: Oeverland) -> None:
    talk = own_invited(home, "karin", "femke", "ingrid")
    people = seen(home, "femke", talk).line.people
    assert [(p.name, p.side) for p in people] == [("Femke", "Care"), ("Ingrid", "It"), ("Karin", "Board")]


def test_a_facilitator_who_is_only_invited_reads_no_answers_of_a_confidential_one(home: Oeverland) -> None:
    talk = own_invited(home, "femke", "hanna", kind="zorggesprek")
    answer_invitation(actor=of(home, "femke"), conversation=talk, answer="yes", sequence=0, now=NOW)
    assert seen(home, "hanna", talk).answers == ()
    assert Attendance.objects.scoped(of(home, "hanna").reader).count() == 1
    assert len(seen(home, "lotte", talk).answers) == 2


def test_who_was_taken_out_does_not_know_of_it_any_more(home: Oeverland) -> None:
    talk = own_invited(home, "karin", "femke", "ingrid")
    people = [home.seats[name].pk for name in ("karin", "ingrid", "tom")]
    change_talk(actor=of(home, "lotte"), conversation=talk, people=people)
    assert one(of(home, "femke"), talk) is None
    assert one(of(home, "tom"), talk) is not None


def test_why_it_was_dropped_is_for_who_leads_it(home: Oeverland) -> None:
    talk = own_invited(home, "karin", "femke", "ingrid")
    drop_talk(actor=of(home, "lotte"), conversation=talk, why="Karin spoke with them already.")
    assert [line.why_dropped for line in my_conversations(of(home, "femke"))] == [""]
    assert [line.status for line in my_conversations(of(home, "femke"))] == ["dropped"]
    assert [line.why_dropped for line in conversations_of(of(home, "lotte"))] == [
        "Karin spoke with them already."
    ]


def test_words_lie_there_sealed(home: Oeverland) -> None:
    talk = own_invited(home, "karin", "femke", "ingrid")
    change_talk(actor=of(home, "lotte"), conversation=talk, aim="One view of done")
    set_agenda(actor=of(home, "lotte"), conversation=talk, items=[Item(text="The first Monday")])
    answer_invitation(
        actor=of(home, "femke"), conversation=talk, answer="yes", sequence=0, note="By phone", now=NOW
    )
    lies = [
        row(home, talk).body,
        *AgendaItem.objects.scoped(closer(home.decision.pk)).values_list("text", flat=True),
    ]
    lies += list(Attendance.objects.scoped(Author(home.seats["femke"].pk)).values_list("note", flat=True))
    assert len(lies) == 3
    assert not any(w in sealed.ciphertext for sealed in lies for w in (b"One view", b"Monday", b"phone"))
    assert seen(home, "femke", talk).aim == "One view of done"
    assert [item.title for item in seen(home, "femke", talk).items] == ["The first Monday"]


def test_what_it_is_about_for_the_facilitator_stays_there(home: Oeverland) -> None:
    """That Femke was not heard rests on her alone; she did not agree to share it, nor is she told what Lotte sees."""
    talk = invited(home, ALONE)
    assert [bool(i.topic) for i in seen(home, "lotte", talk).items] == [True]
    assert [(i.title, i.topic) for i in seen(home, "femke", talk).items] == [("", None)]


def test_what_all_read_comes_with_each_side_s_words_and_what_to_avoid(home: Oeverland) -> None:
    talk = invited(home, QUESTION)
    [item] = seen(home, "femke", talk).items
    assert (item.title, item.topic) == ("", None), "people still answer without having read each other"
    assert seen(home, "lotte", talk).items[0].topic is not None
    Round.objects.update_or_create(decision=home.decision, n=1, defaults={"closed_at": NOW})
    for name in ("femke", "lotte"):
        [item] = seen(home, name, talk).items
        assert item.topic is not None
        assert item.title == item.topic.title
        assert item.topic.avoid
        assert {s.text for s in item.topic.sentences} == {
            "Can my team reach a record within three seconds?",
            "How do we close the hole before the audit?",
        }


def confirmed(home: Oeverland) -> tuple[UUID, UUID]:
    """Ingrid, Karin and Femke met; there is a text."""
    talk = own_invited(home, "karin", "femke", "ingrid")
    set_agenda(actor=of(home, "lotte"), conversation=talk, items=[Item(text="The first Monday")])
    hold_talk(actor=of(home, "lotte"), conversation=talk, now=NOW)
    [item] = seen(home, "lotte", talk).items
    text = record_outcome(
        actor=of(home, "lotte"),
        item=item.id,
        kind="shared_text",
        text="Done is a quiet week.",
        over=None,
        now=NOW,
    )
    return talk, text


def test_a_no_to_a_text_is_told_to_nobody(home: Oeverland) -> None:
    talk, text = confirmed(home)
    before = {name: seen(home, name, talk) for name in ("lotte", "femke", "karin")}
    confirm_outcome(actor=of(home, "ingrid"), outcome=text, agrees=False, now=NOW)
    assert {name: seen(home, name, talk) for name in before} == before
    assert not Confirmation.objects.scoped(of(home, "lotte").reader).exists()
    assert Confirmation.objects.scoped(Author(home.seats["ingrid"].pk)).count() == 1


def test_who_was_asked_afterwards_is_told_to_nobody_else(home: Oeverland) -> None:
    talk, text = confirmed(home)
    before = {name: seen(home, name, talk) for name in ("lotte", "hanna")}
    ask_those_concerned(actor=of(home, "lotte"), outcome=text, now=NOW)
    assert {name: seen(home, name, talk) for name in before} == before
    assert not Asked.objects.scoped(of(home, "lotte").reader).exists()
    assert [i.outcome.asked_me for i in seen(home, "femke", talk).items if i.outcome] == [""]


@pytest.mark.parametrize("name", ["tom", "peter", "wim"])
def test_outcomes_do_not_exist_for_others(home: Oeverland, name: str) -> None:
    confirmed(home)
    for model in (Outcome, AgendaItem, Confirmation, Asked):
        assert not model.objects.scoped(of(home, name).reader).exists()
    assert Outcome.objects.scoped(of(home, "femke").reader).exists()


def test_an_answer_to_a_time_that_moved_counts_no_longer(home: Oeverland) -> None:
    talk = own_invited(home, "karin", "femke", "ingrid")
    answer_invitation(actor=of(home, "femke"), conversation=talk, answer="yes", sequence=0, now=NOW)
    mine = seen(home, "femke", talk).mine
    assert mine is not None
    assert (mine.answer, mine.moved) == ("yes", False)
    settle_time(actor=of(home, "lotte"), conversation=talk, starts_at=FRIDAY)
    mine = seen(home, "femke", talk).mine
    assert mine is not None
    assert (mine.answer, mine.moved, mine.sequence) == ("waiting", True, 1)
