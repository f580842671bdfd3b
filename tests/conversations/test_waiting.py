"""What waits for somebody: an invitation, a text, the one small question; and no page reads more when there is more."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.beginning import told_once
from tests.conversations.story import FRIDAY, NOW, QUESTION, of, own_invited, proposed, seen, told
from tests.oeverland import Oeverland

from beforehand.conversations.actions import (
    answer_asked,
    answer_invitation,
    ask_those_concerned,
    confirm_outcome,
    hold_talk,
    lay_open,
    record_outcome,
    settle_time,
    write_ahead,
)
from beforehand.conversations.queries import conversations_of, one, room, waiting_in_talks
from beforehand.shell.rendering import refuse_rows

pytestmark = [pytest.mark.once, pytest.mark.django_db]


@told_once
def beginning(home: Oeverland) -> Oeverland:
    return told(home)


def waits(home: Oeverland, name: str) -> list[str]:
    found = waiting_in_talks(of(home, name))
    refuse_rows(found, "found")
    return [one.what for one in found]


def text(home: Oeverland, *names: str) -> tuple[UUID, UUID]:
    [about] = proposed(home, QUESTION).topics
    talk = own_invited(home, *names, kind=QUESTION, topics=[about])
    hold_talk(actor=of(home, "lotte"), conversation=talk, now=NOW)
    [item] = seen(home, "lotte", talk).items
    made = record_outcome(
        actor=of(home, "lotte"), item=item.id, kind="shared_text", over=None, text="Both.", now=NOW
    )
    return talk, made


def test_writing_ahead_waits_until_it_is_done_or_laid_open(home: Oeverland) -> None:
    talk = own_invited(home, "femke", "ingrid", "karin", kind="premortem")
    for name, answer in (("femke", "yes"), ("ingrid", "yes"), ("karin", "no")):
        answer_invitation(actor=of(home, name), conversation=talk, answer=answer, sequence=0, now=NOW)
    assert [waits(home, name) for name in ("femke", "ingrid", "karin", "lotte")] == [
        ["ahead"],
        ["ahead"],
        [],
        [],
    ]
    write_ahead(actor=of(home, "femke"), conversation=talk, text="Too late", release=0, now=NOW)
    assert [waits(home, name) for name in ("femke", "ingrid")] == [[], ["ahead"]]
    lay_open(actor=of(home, "lotte"), conversation=talk, now=NOW)
    assert waits(home, "ingrid") == []


def test_an_invitation_waits_until_it_is_answered_and_again_when_it_moves(home: Oeverland) -> None:
    talk = own_invited(home, "femke", "ingrid", "karin")
    assert waits(home, "femke") == ["invitation"]
    answer_invitation(actor=of(home, "femke"), conversation=talk, answer="yes", sequence=0, now=NOW)
    answer_invitation(actor=of(home, "karin"), conversation=talk, answer="no", sequence=0, now=NOW)
    assert waits(home, "femke") == []
    assert waits(home, "ingrid") == ["invitation"]
    settle_time(actor=of(home, "lotte"), conversation=talk, starts_at=FRIDAY)
    assert waits(home, "femke") == ["invitation"]
    assert waits(home, "karin") == [], "a no stays a no"
    for name in ("lotte", "hanna", "tom", "wim"):
        assert waits(home, name) == []


def test_a_text_waits_and_then_the_small_question(home: Oeverland) -> None:
    _, made = text(home, "femke", "ingrid", "karin")
    assert waits(home, "femke") == ["text"]
    confirm_outcome(actor=of(home, "femke"), outcome=made, agrees=False, now=NOW)
    assert waits(home, "femke") == []
    ask_those_concerned(actor=of(home, "lotte"), outcome=made, now=NOW)
    assert waits(home, "femke") == ["question"]
    assert waits(home, "karin") == ["text"]
    answer_asked(actor=of(home, "femke"), outcome=made, changed="same", now=NOW)
    assert waits(home, "femke") == []


READS: dict[str, Callable[[Oeverland, str, UUID], Any]] = {
    "one": lambda home, name, talk: one(of(home, name), talk),
    "list": lambda home, name, talk: conversations_of(of(home, name)),
    "room": lambda home, name, talk: room(of(home, name)),
    "waiting": lambda home, name, talk: waiting_in_talks(of(home, name)),
}


@pytest.mark.parametrize("read", READS)
@pytest.mark.parametrize("name", ["lotte", "femke"])
def test_more_people_and_more_conversations_ask_no_more_of_the_database(
    home: Oeverland, name: str, read: str
) -> None:
    def queries(talk: UUID) -> int:
        with CaptureQueriesContext(
            connection,
        ) as counted:
            READS[read](home, name, talk)
        return len(counted)

    talk, made = text(home, "femke", "ingrid")
    confirm_outcome(actor=of(home, "femke"), outcome=made, agrees=True, words="Yes.", now=NOW)
    own_invited(home, "femke", "ingrid")
    before = queries(talk)
    for names in (("femke", "tom", "bas"), ("femke", "ingrid", "karin", "youssef", "marjolein")):
        talk, made = text(home, *names)
        for one_name in names:
            confirm_outcome(actor=of(home, one_name), outcome=made, agrees=True, words="Yes.", now=NOW)
        own_invited(home, *names)
    assert queries(talk) <= before
