"""What people keep to themselves around a talk, a decision and a look back leaves no trace with others.

As ``test_twins``, in a group that has talked and decided: each change has a twin that the reader may see.
"""

from collections.abc import Iterator

import pytest
from django.db import transaction
from tests.confidentiality.canaries import plant
from tests.confidentiality.signing import days, sign
from tests.confidentiality.talking import plan_talks
from tests.confidentiality.test_twins import Before, Change, differing, pages
from tests.conversations.story import NOW
from tests.oeverland import Oeverland, oeverland
from tests.records.story import of

from beforehand.conversations.actions import (
    add_own,
    answer_invitation,
    confirm_outcome,
    hold_talk,
    invite_to_talk,
    lay_open,
    record_outcome,
    set_agenda,
    settle_time,
    write_ahead,
)
from beforehand.conversations.actions.agenda import Item
from beforehand.conversations.models import AgendaItem, Conversation, Outcome
from beforehand.records.actions.looking_back import look_back
from beforehand.records.actions.setting import set_condition, set_reservation
from beforehand.topics.actions import make_analysis, note_change
from beforehand.vault.processes.closer import closer

pytestmark = [pytest.mark.once, pytest.mark.django_db]
OTHERS = ("ingrid", "bas", "karin")
EVERYBODY_ELSE = (*OTHERS, "lotte")
WORD = "Sandpiper"


@pytest.fixture(scope="module")
def before(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[Before]:
    """They were invited to two talks and to look ahead; one moment was decided on, and today they look back at it."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        home = oeverland()
        plant(home, ("knows", "risks"))
        plan_talks(home)
        talk_held(home)
        look_ahead(home)
        sign(home)
        note_change(home.decision.pk)
        make_analysis(home.decision.pk)
        readers = (*EVERYBODY_ELSE, "femke")
        yield Before(home, {reader: pages(home, reader, talks=True) for reader in readers}, talks=True)
        transaction.set_rollback(True)


def talk_held(home: Oeverland) -> None:
    """Hold a third talk, of Femke, Bas and Ingrid, and write down what came of it."""
    lotte = of(home, "lotte")
    talk = add_own(
        actor=lotte,
        kind="vraaggesprek",
        people=[home.seats[n].pk for n in ("femke", "bas", "ingrid")],
        now=NOW,
    )
    set_agenda(actor=lotte, conversation=talk, items=[Item(text="What is asked of whom")])
    settle_time(actor=lotte, conversation=talk, starts_at=NOW)
    invite_to_talk(actor=lotte, conversation=talk, now=NOW)
    hold_talk(actor=lotte, conversation=talk, there=None, now=NOW)
    item = AgendaItem.objects.scoped(closer(home.decision.pk)).get(conversation_id=talk)
    record_outcome(
        actor=lotte, item=item.pk, kind="shared_text", over=None, text="Both count.", how="", changed="", owner=None,
        due=None, now=NOW,
    )  # fmt: skip


def look_ahead(home: Oeverland) -> None:
    """Invite Femke, Bas and Ingrid to foresee what can go wrong; Bas wrote something already."""
    lotte = of(home, "lotte")
    talk = add_own(
        actor=lotte, kind="premortem", people=[home.seats[n].pk for n in ("femke", "bas", "ingrid")], now=NOW
    )
    settle_time(actor=lotte, conversation=talk, starts_at=NOW)
    invite_to_talk(actor=lotte, conversation=talk, now=NOW)
    write_ahead(actor=of(home, "bas"), conversation=talk, text="The spare cards ran out", release=2, now=NOW)


def foreseen(home: Oeverland) -> Conversation:
    return Conversation.objects.scoped(closer(home.decision.pk)).get(kind="premortem")


def writes_ahead(home: Oeverland) -> None:
    write_ahead(actor=of(home, "femke"), conversation=foreseen(home).pk, text=WORD, release=4, now=NOW)


def writes_ahead_and_it_is_laid_open(home: Oeverland) -> None:
    writes_ahead(home)
    lay_open(actor=of(home, "lotte"), conversation=foreseen(home).pk, now=NOW)


def confirms(agrees: bool) -> Change:
    """Say of what came of the talk whether it is what was said."""

    def change(home: Oeverland) -> None:
        made = Outcome.objects.scoped(closer(home.decision.pk)).get()
        confirm_outcome(actor=of(home, "femke"), outcome=made.pk, agrees=agrees, words="", now=NOW)

    return change


def judges_otherwise(home: Oeverland) -> None:
    look_back(actor=of(home, "femke"), day=days(home)[0], done="yes", helped="", now=NOW)


def asks(release: int) -> Change:
    """Ask for something to be in place before the licence."""

    def change(home: Oeverland) -> None:
        licence = home.commitments["licence"].pk
        set_condition(actor=of(home, "femke"), commitment=licence, text=WORD, release=release, now=NOW)

    return change


def will_not_come(home: Oeverland) -> None:
    talk, femke = shared_talk_to_come(home), of(home, "femke")
    answer_invitation(actor=femke, conversation=talk, answer="no", sequence=0, note=WORD, now=NOW)


def shared_talk_to_come(home: Oeverland) -> object:
    rows = Conversation.objects.scoped(closer(home.decision.pk)).filter(kind="vraaggesprek", held_on=None)
    return rows.values_list("pk", flat=True).get()


def has_a_reservation(home: Oeverland) -> None:
    set_reservation(actor=of(home, "lotte"), commitment=home.commitments["licence"].pk, now=NOW)


HIDDEN_FROM_ALL = {
    "what somebody foresees, before it is laid open": writes_ahead,
    "that somebody did not confirm": confirms(False),
    "what somebody judges, before it closes": judges_otherwise,
    "a condition for the writer alone": asks(0),
}
SEEN_BY_ALL = {
    "what somebody foresaw, once laid open": writes_ahead_and_it_is_laid_open,
    "that a side confirmed": confirms(True),
    "a condition for all": asks(4),
}
HIDDEN_FROM_OTHERS = {
    "a condition for the facilitator": asks(1),
    "that somebody will not come": will_not_come,
}


@pytest.mark.parametrize("case", HIDDEN_FROM_ALL)
def test_what_is_kept_to_oneself_leaves_no_trace(before: Before, case: str) -> None:
    found = differing(before, HIDDEN_FROM_ALL[case], (*EVERYBODY_ELSE, "femke"))
    assert found.pop("femke"), "its writer must see it, or this compares pages it is not on"
    assert found == {reader: set() for reader in EVERYBODY_ELSE}


@pytest.mark.parametrize("case", SEEN_BY_ALL)
def test_what_is_for_all_is_there_for_all_of_them(before: Before, case: str) -> None:
    found = differing(before, SEEN_BY_ALL[case], ("bas", "ingrid", "lotte"))
    assert all(found.values()), found


@pytest.mark.parametrize("case", HIDDEN_FROM_OTHERS)
def test_what_is_for_who_facilitates_leaves_no_trace_with_others(before: Before, case: str) -> None:
    found = differing(before, HIDDEN_FROM_OTHERS[case], EVERYBODY_ELSE)
    assert found.pop("lotte"), "who facilitates must see it"
    assert found == {reader: set() for reader in OTHERS}


def test_a_reservation_is_known_to_who_decides_and_to_nobody_who_takes_part_only(before: Before) -> None:
    found = differing(before, has_a_reservation, EVERYBODY_ELSE)
    assert found.pop("karin")
    assert found.pop("lotte")
    assert found == {"ingrid": set(), "bas": set()}
