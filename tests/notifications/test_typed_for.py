"""After a call somebody hears that something waits for their yes: one letter, and nothing of what it is."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from tests.notifications.conftest import look, plain, speaks
from tests.notifications.test_reminders import standing
from tests.oeverland import Oeverland
from tests.outbox.post_office import PostOffice

from beforehand.decisions.choices import Stage
from beforehand.decisions.models import Decision, Seat, SeatRole
from beforehand.notifications.actions import post_typed, post_typed_now
from beforehand.notifications.jobs import catch_up
from beforehand.notifications.models import Wish
from beforehand.outbox.actions import Sending, send
from beforehand.outbox.models import Message
from beforehand.people.models import Person
from beforehand.perspectives.access import own_place
from beforehand.perspectives.actions import (
    Yes,
    confirm_statements,
    mark_talk_held,
    seats_typed_for,
    throw_away_statement,
    type_for,
)
from beforehand.perspectives.queries import own_card
from beforehand.perspectives.queries.asked import Given

pytestmark = pytest.mark.django_db
Delivered = Callable[[], list[EmailMessage]]
CANARY = "Canary of Femke at the bed"


def lotte_types(
    home: Oeverland, name: str = "femke", *, text: str = CANARY, n: int = 1, revision: int = 0
) -> None:
    given = Given(field="knows", ordinal=n, text=text, revision=revision)
    actor, seat = standing(home, "lotte"), home.seats[name].pk
    type_for(actor=actor, seat=seat, given=given, now=timezone.now())


def has_spoken(home: Oeverland, caught: Any, name: str = "femke") -> None:
    """Let Lotte write down that the talk is over."""
    with caught(execute=True):
        mark_talk_held(
            actor=standing(home, "lotte"),
            seat=home.seats[name].pk,
            day=timezone.localdate(),
            now=timezone.now(),
        )


@pytest.fixture
def listening(listening: Oeverland) -> Oeverland:
    """Everybody was invited a while ago, so that nothing else is caught up with."""
    Seat.objects.update(invited_at=timezone.now() - timedelta(days=3))
    return listening


@pytest.fixture
def typed(listening: Oeverland) -> Oeverland:
    """Six sentences were typed for Femke."""
    for n in range(1, 7):
        lotte_types(listening, text=f"{CANARY} {n}", n=n)
    return listening


@pytest.mark.parametrize(
    ("language", "subject", "words"),
    [
        ("en", "Two-factor sign-in: something was written down for you", "say whether it is right"),
        ("nl", "Two-factor sign-in: er is iets voor je opgeschreven", "zeg of het klopt"),
    ],
)
def test_when_the_talk_is_over_one_letter_says_that_something_waits(
    typed: Oeverland,
    delivered: Delivered,
    django_capture_on_commit_callbacks: Any,
    language: str,
    subject: str,
    words: str,
) -> None:
    speaks(typed, "femke", language)
    for _ in range(2):
        has_spoken(typed, django_capture_on_commit_callbacks)
    catch_up()
    [letter] = delivered()
    assert (letter["To"], letter["Subject"]) == ("femke@oeverland.example", subject)
    assert words in plain(letter)
    assert words in look(letter)
    [link] = re.findall(rf"http://testserver(/l/[\w-]{{43}}/{typed.decision.pk}/)", plain(letter))
    browser = Client()
    assert browser.get(browser.get(link)["Location"]).status_code == 200
    assert len(own_card(standing(typed, "femke")).waiting) == 6, "opening a link does nothing by itself"


def test_nothing_of_what_was_typed_is_in_it(
    typed: Oeverland, delivered: Delivered, office: PostOffice, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("DEBUG"):
        post_typed_now(decision=typed.decision.pk, seat=typed.seats["femke"].pk)
        assert len(delivered()) == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM outbox_message")
        rows = str(cursor.fetchall())
    assert not [
        kept
        for kept in (*office.raw, caplog.text.encode(), rows.encode())
        if b"canary of femke" in kept.lower()
    ]
    assert not [told for told in ("femke", "Femke", "oeverland") if told in rows]


def test_without_the_button_it_comes_an_hour_after_typing_and_once(
    typed: Oeverland, delivered: Delivered
) -> None:
    for _ in range(3):
        catch_up()
    [message] = Message.objects.all()
    last = seats_typed_for(typed.decision.pk, timezone.now() - timedelta(days=1))[typed.seats["femke"].pk]
    assert message.not_before == last + timedelta(hours=1)
    assert len(delivered()) == 1
    catch_up()
    assert delivered() == []


def test_what_is_typed_after_the_letter_gets_one_of_its_own(typed: Oeverland, delivered: Delivered) -> None:
    def ask(now: datetime) -> list[Sending]:
        post_typed_now(decision=typed.decision.pk, seat=typed.seats["femke"].pk, now=now)
        return [send(message=m.pk, now=now) for m in Message.objects.filter(state="waiting")]

    now = timezone.now() + timedelta(seconds=1)
    assert ask(now) == [Sending.SENT]
    assert ask(now + timedelta(minutes=2)) == [Sending.DROPPED], "nothing was typed since"
    Message.objects.update(sent_at=timezone.now())
    lotte_types(typed, n=7)
    assert ask(now + timedelta(minutes=4)) == [Sending.SENT]


def test_a_letter_about_one_decision_does_not_stand_for_another(
    typed: Oeverland, delivered: Delivered
) -> None:
    Message.objects.create(
        once="other", kind="typed_for", recipient=typed.seats["femke"].person_id, subject_id=typed.seats["tom"].pk,
        state="sent", sent_at=timezone.now(), message_id="<x>", not_before=timezone.now(),
    )  # fmt: skip
    post_typed_now(decision=typed.decision.pk, seat=typed.seats["femke"].pk)
    assert len(delivered()) == 1


def answers_all(home: Oeverland) -> None:
    femke = standing(home, "femke")
    place = own_place(femke)
    assert place is not None
    first, *rest = own_card(femke).waiting
    throw_away_statement(actor=femke, place=place, statement=first.id)
    said = [Yes(statement=one.id, revision=one.revision, text=one.text, release=1) for one in rest]
    assert confirm_statements(actor=femke, place=place, said=said, now=timezone.now()) == ()


DROPPED: dict[str, Callable[[Oeverland], object]] = {
    "everything was answered meanwhile": answers_all,
    "no mail address": lambda home: Person.objects.filter(pk=home.seats["femke"].person_id).update(mail=None),
    "gone": lambda home: Person.objects.filter(pk=home.seats["femke"].person_id).update(
        erased_at=timezone.now()
    ),
    "takes no part any more": lambda home: SeatRole.objects.filter(seat=home.seats["femke"]).delete(),
    "turned down": lambda home: Wish.objects.create(
        person_id=home.seats["femke"].person_id, kind="typed_for"
    ),
    "no mail at all": lambda home: Wish.objects.create(person_id=home.seats["femke"].person_id, kind="all"),
    "decided": lambda home: Decision.objects.filter(pk=home.decision.pk).update(stage=Stage.DECIDED),
}


@pytest.mark.parametrize("why", DROPPED)
def test_it_is_dropped_when_it_is_sent(typed: Oeverland, delivered: Delivered, why: str) -> None:
    post_typed_now(decision=typed.decision.pk, seat=typed.seats["femke"].pk)
    DROPPED[why](typed)
    assert delivered() == []
    assert Message.objects.get().state == "dropped"


def test_a_talk_in_which_nothing_was_typed_gives_no_letter(
    listening: Oeverland, delivered: Delivered, django_capture_on_commit_callbacks: Any
) -> None:
    has_spoken(listening, django_capture_on_commit_callbacks)
    assert delivered() == []


def test_what_somebody_wrote_themselves_gives_no_letter(listening: Oeverland, delivered: Delivered) -> None:
    lotte_types(listening, "tom")
    femke = listening.client("femke")
    sent = {
        "seat": str(listening.seats["femke"].pk),
        "field": "knows",
        "ordinal": "1",
        "revision": "0",
        "value": "Mine",
    }
    assert femke.post(f"/d/{listening.decision.pk}/answer/field/", sent).status_code == 200
    catch_up()
    assert [letter["To"] for letter in delivered()] == ["tom@oeverland.example"]


def test_in_a_decision_that_is_over_nothing_is_asked(typed: Oeverland) -> None:
    Decision.objects.filter(pk=typed.decision.pk).update(stage=Stage.STOPPED)
    catch_up()
    assert not Message.objects.exists()


def test_what_was_typed_days_ago_is_not_told_again(typed: Oeverland) -> None:
    post_typed(decision=typed.decision.pk, now=timezone.now() + timedelta(days=2))
    assert not Message.objects.exists()


def test_it_can_be_turned_down_by_the_button_of_a_mail_program(
    typed: Oeverland, delivered: Delivered
) -> None:
    post_typed_now(decision=typed.decision.pk, seat=typed.seats["femke"].pk)
    [letter] = delivered()
    found = re.search(r"<http://testserver(/mail/stop/[^>]+)>", str(letter["List-Unsubscribe"]))
    assert found is not None
    assert Client().get(found[1]).status_code == 200
    assert not Wish.objects.exists()
    Client().post(found[1])
    assert Wish.objects.get().kind == "typed_for"


def test_the_facilitator_does_not_see_whether_it_went(typed: Oeverland, delivered: Delivered) -> None:
    pages = [f"/d/{typed.decision.pk}/calls/", f"/d/{typed.decision.pk}/calls/{typed.seats['femke'].pk}/"]
    lotte = typed.client("lotte")

    def read() -> list[str]:
        return [re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", lotte.get(page).text) for page in pages]

    before = read()
    post_typed_now(decision=typed.decision.pk, seat=typed.seats["femke"].pk)
    assert len(delivered()) == 1
    assert read() == before
