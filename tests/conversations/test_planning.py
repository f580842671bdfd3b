"""Lotte takes over what is proposed, changes it, drops it with a reason, or adds her own."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.beginning import told_once
from tests.conversations.story import (
    ALONE,
    DONE,
    NOW,
    QUESTION,
    invited,
    of,
    own,
    proposed,
    row,
    seen,
    taken,
    told,
)
from tests.oeverland import Oeverland

from beforehand.conversations.actions import (
    Item,
    add_own,
    change_talk,
    drop_proposal,
    drop_talk,
    set_agenda,
    take_over,
)
from beforehand.conversations.models import AgendaItem, Conversation
from beforehand.conversations.queries import conversations_of
from beforehand.decisions.models import Decision
from beforehand.topics.queries import proposals
from beforehand.vault.models import DataKey

pytestmark = pytest.mark.django_db
WHY = "Femke spoke with her own manager."


@told_once
def beginning(home: Oeverland) -> Oeverland:
    return told(home)


def names(home: Oeverland, talk: UUID) -> list[str]:
    return [p.name for p in seen(home, "lotte", talk).line.people]


def test_what_is_taken_over_is_what_was_proposed(home: Oeverland) -> None:
    found = proposed(home, QUESTION)
    talk = taken(home, QUESTION)
    it = seen(home, "lotte", talk)
    assert {p.seat for p in it.line.people} == set(found.people)
    assert (it.line.status, it.line.minutes, it.line.proposal) == ("planned", 60, found.handle)
    assert [i.topic.pattern for i in it.items if i.topic] == ["P06"]
    assert it.line.lead == "Lotte"
    assert it.opening.endswith("?")
    assert [(p.mode, p.minutes) for p in it.parts] == [("picture", 24), ("judgement", 24), ("decision", 12)]


def test_taking_over_twice_is_once_also_for_two_facilitators(home: Oeverland) -> None:
    handle = proposed(home, QUESTION).handle
    first = take_over(actor=of(home, "lotte"), proposal=handle, now=NOW)
    assert take_over(actor=of(home, "lotte"), proposal=handle, now=NOW) == first
    assert take_over(actor=of(home, "hanna"), proposal=handle, now=NOW) == first


def test_a_one_to_one_another_took_over_tells_nothing_of_it(home: Oeverland) -> None:
    mine = taken(home, ALONE)
    hers = take_over(actor=of(home, "hanna"), proposal=proposed(home, ALONE).handle, now=NOW)
    assert mine != hers
    assert [line.id for line in conversations_of(of(home, "hanna"))] == [hers]


def test_a_handle_does_not_spell_who_is_in_it(home: Oeverland) -> None:
    handle = proposed(home, ALONE).handle
    assert str(home.seats["femke"].pk) not in handle
    assert handle not in {p.handle for p in proposals(of(home, "lotte")) if p.kind != ALONE}
    assert proposals(of(home, "karin")) == ()


@pytest.mark.parametrize("handle", ["", "x" * 64, "c1"])
def test_what_is_not_proposed_is_not_taken_over(home: Oeverland, handle: str) -> None:
    with pytest.raises(ValidationError):
        take_over(actor=of(home, "lotte"), proposal=handle, now=NOW)
    with pytest.raises(ValidationError):
        drop_proposal(actor=of(home, "lotte"), proposal=handle, why=WHY, now=NOW)
    assert conversations_of(of(home, "lotte")) == ()


@pytest.mark.parametrize("name", ["karin", "femke", "peter", "wim"])
def test_nobody_else_plans(home: Oeverland, name: str) -> None:
    other, handle = of(home, name), proposed(home, QUESTION).handle
    with pytest.raises(PermissionDenied):
        take_over(actor=other, proposal=handle, now=NOW)
    with pytest.raises(PermissionDenied):
        drop_proposal(actor=other, proposal=handle, why=WHY, now=NOW)
    with pytest.raises(PermissionDenied):
        add_own(actor=other, kind=DONE, people=[home.seats["femke"].pk, home.seats["tom"].pk], now=NOW)
    assert conversations_of(of(home, "lotte")) == ()


CHANGES = {
    "change": lambda home, who, talk: change_talk(actor=of(home, who), conversation=talk, minutes=30),
    "agenda": lambda home, who, talk: set_agenda(
        actor=of(home, who), conversation=talk, items=[Item(text="Monday")]
    ),
    "drop": lambda home, who, talk: drop_talk(actor=of(home, who), conversation=talk, why=WHY),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("name", ["karin", "femke", "tom", "wim"])
def test_nobody_else_changes_it_also_who_is_in_it(home: Oeverland, name: str, change: str) -> None:
    talk = invited(home, QUESTION)
    with pytest.raises(PermissionDenied):
        CHANGES[change](home, name, talk)
    CHANGES[change](home, "hanna", talk)


@pytest.mark.parametrize("change", CHANGES)
def test_a_facilitator_who_is_not_in_a_one_to_one_changes_nothing_of_it(home: Oeverland, change: str) -> None:
    talk = invited(home, ALONE)
    with pytest.raises(PermissionDenied):
        CHANGES[change](home, "hanna", talk)
    CHANGES[change](home, "lotte", talk)


def test_lotte_changes_who_is_in_it_how_long_and_how_it_opens(home: Oeverland) -> None:
    talk = taken(home, QUESTION)
    people = [home.seats[name].pk for name in ("femke", "ingrid", "karin")]
    change_talk(
        actor=of(home, "lotte"), conversation=talk, people=people, minutes=90, opening="What is it for?"
    )
    it = seen(home, "lotte", talk)
    assert names(home, talk) == ["Femke", "Ingrid", "Karin"]
    assert (it.line.minutes, it.opening, it.line.sequence) == (90, "What is it for?", 0)


def test_after_inviting_another_length_is_another_time(home: Oeverland) -> None:
    talk = invited(home, QUESTION)
    change_talk(actor=of(home, "lotte"), conversation=talk, minutes=60)
    assert row(home, talk).sequence == 0
    change_talk(actor=of(home, "lotte"), conversation=talk, minutes=90)
    assert row(home, talk).sequence == 1


@pytest.mark.parametrize("minutes", [0, 4, 481, -5])
def test_a_length_that_cannot_be_is_refused(home: Oeverland, minutes: int) -> None:
    talk = taken(home, QUESTION)
    with pytest.raises(ValidationError):
        change_talk(actor=of(home, "lotte"), conversation=talk, minutes=minutes)
    assert row(home, talk).minutes == 60


def test_people_who_cannot_be_in_it_are_refused(home: Oeverland) -> None:
    talk = taken(home, ALONE)
    for people in ([], [uuid4()], [home.seats["lotte"].pk], [home.seats["femke"].pk, home.seats["tom"].pk]):
        with pytest.raises(ValidationError):
            change_talk(actor=of(home, "lotte"), conversation=talk, people=people)
    assert names(home, talk) == ["Femke"]


def test_an_own_conversation_has_a_kind_and_topics_of_this_decision(home: Oeverland) -> None:
    [topic] = proposed(home, QUESTION).topics
    talk = add_own(
        actor=of(home, "lotte"),
        kind=DONE,
        people=[home.seats[name].pk for name in ("femke", "ingrid", "karin")],
        topics=[topic],
        serves=[home.commitments["licence"].pk, uuid4()],
        now=NOW,
    )
    it = seen(home, "lotte", talk)
    assert [i.topic.pattern for i in it.items if i.topic] == ["P06"]
    assert [c.title for c in it.commitments] == ["Sign the licences"]
    assert it.line.proposal == ""
    with pytest.raises(ValidationError):
        own(home, "femke", "ingrid", kind="chat")
    with pytest.raises(ValidationError):
        own(home, "femke", "ingrid", topics=[uuid4()])
    assert len(conversations_of(of(home, "lotte"))) == 1


def test_a_talk_about_what_to_protect_is_always_confidential(home: Oeverland) -> None:
    assert row(home, own(home, "femke", kind="zorggesprek")).confidential
    assert not row(home, own(home, "femke", "karin")).confidential


def test_what_is_dropped_keeps_why_and_can_be_taken_over_again(home: Oeverland) -> None:
    talk = taken(home, QUESTION)
    drop_talk(actor=of(home, "lotte"), conversation=talk, why=WHY)
    drop_talk(actor=of(home, "lotte"), conversation=talk, why="Another reason.")
    assert [(x.status, x.why_dropped) for x in conversations_of(of(home, "lotte"))] == [("dropped", WHY)]
    assert WHY.encode() not in row(home, talk).body.ciphertext
    with pytest.raises(ValidationError):
        change_talk(actor=of(home, "lotte"), conversation=talk, minutes=30)
    assert taken(home, QUESTION) != talk


def test_a_proposal_is_left_out_with_why(home: Oeverland) -> None:
    handle = proposed(home, QUESTION).handle
    talk = drop_proposal(actor=of(home, "lotte"), proposal=handle, why=WHY, now=NOW)
    assert seen(home, "hanna", talk).line.why_dropped == WHY


@pytest.mark.parametrize("why", ["", "   ", "x" * 501, "a\x00b"])
def test_why_is_asked_in_words_that_can_be_kept(home: Oeverland, why: str) -> None:
    talk = taken(home, QUESTION)
    with pytest.raises(ValidationError):
        drop_talk(actor=of(home, "lotte"), conversation=talk, why=why)
    assert row(home, talk).status == "planned"


def test_an_agenda_is_in_order_and_says_what_each_part_is(home: Oeverland) -> None:
    talk = taken(home, QUESTION)
    items = [
        Item(text="What we see", minutes=20, mode="picture"),
        Item(text="What we choose", mode="decision"),
    ]
    set_agenda(actor=of(home, "lotte"), conversation=talk, items=items)
    set_agenda(actor=of(home, "lotte"), conversation=talk, items=items)
    assert [(i.place, i.title, i.minutes, i.mode) for i in seen(home, "lotte", talk).items] == [
        (1, "What we see", 20, "picture"),
        (2, "What we choose", None, "decision"),
    ]
    with pytest.raises(ValidationError):
        set_agenda(actor=of(home, "lotte"), conversation=talk, items=[Item(text="x", mode="vote")])
    assert AgendaItem.objects.scoped(of(home, "lotte").reader).filter(conversation=talk).count() == 2


def test_another_decision_s_facilitator_reaches_nothing(home: Oeverland) -> None:
    talk = taken(home, QUESTION)
    there = Decision.objects.create(
        organisation=home.organisation, sentence="Which scanner?", data_key=DataKey.make(), today=NOW.date()
    )
    other = replace(of(home, "lotte"), decision=there.pk)
    assert not Conversation.objects.scoped(other.reader).exists()
    with pytest.raises(PermissionDenied):
        drop_talk(actor=other, conversation=talk, why=WHY)
