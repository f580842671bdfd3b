"""A message is asked for once and sent once, whatever the server on the other side does."""

import logging
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import transaction
from django_q.models import OrmQ
from pytest_django import Settings
from tests.outbox.conftest import NOT_WANTED
from tests.outbox.post_office import PostOffice

from beforehand.outbox import rendering
from beforehand.outbox.actions import DELAYS, LEASE, Sending, post, send, sweep
from beforehand.outbox.models import Message, MessageState
from beforehand.outbox.queries import waiting
from beforehand.outbox.rendering import Due, Letter

pytestmark = pytest.mark.django_db
FEMKE = UUID(int=1)


def a_message(recipient: UUID = FEMKE, once: str = "one") -> Message:
    return Message.objects.get(pk=post(kind="plain", recipient=recipient, once=once))


def test_asking_twice_is_asking_once(office: PostOffice) -> None:
    assert a_message().pk == a_message().pk
    assert OrmQ.objects.count() == 1
    assert sweep() == 1
    assert sweep() == 0
    assert len(office.letters) == 1


def test_a_message_exists_exactly_when_its_cause_does() -> None:
    def undone() -> None:
        with transaction.atomic():
            a_message()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        undone()
    assert not Message.objects.exists()
    assert not OrmQ.objects.exists()


def test_nobody_asks_for_a_kind_that_nobody_renders() -> None:
    with pytest.raises(KeyError):
        post(kind="unheard of", recipient=FEMKE, once="x")
    with pytest.raises(ValueError, match="120"):
        post(kind="plain", recipient=FEMKE, once="x" * 121)


def test_a_letter_says_that_a_machine_sent_it(office: PostOffice) -> None:
    message = a_message()
    assert send(message=message.pk) is Sending.SENT
    [letter] = office.letters
    assert letter["Message-ID"] == message.message_id
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["To"] == "1@oeverland.example"
    assert letter.get_content().strip() == "Good morning."
    message.refresh_from_db()
    assert (message.state, message.attempts) == (MessageState.SENT, 1)
    assert message.sent_at is not None


def test_a_letter_for_later_waits_for_its_hour(office: PostOffice) -> None:
    morning = datetime(2027, 3, 16, 6, tzinfo=UTC)
    message = post(kind="plain", recipient=FEMKE, once="one", not_before=morning)
    Message.objects.filter(pk=message).update(not_before=morning)
    assert send(message=message, now=morning - timedelta(seconds=1)) is Sending.NOT_MINE
    assert sweep(now=morning - timedelta(seconds=1)) == 0
    assert sweep(now=morning) == 1
    assert len(office.letters) == 1


def test_refused_for_a_while_it_goes_later_with_the_same_id(office: PostOffice) -> None:
    office.orders = ["451 try again later", "451 try again later"]
    message = a_message()
    now = message.not_before
    assert send(message=message.pk, now=now) is Sending.LATER
    assert send(message=message.pk, now=now) is Sending.NOT_MINE
    assert sweep(now=now + DELAYS[0]) == 0
    assert sweep(now=now + DELAYS[0] + DELAYS[1] - timedelta(seconds=1)) == 0
    assert office.letters == []
    assert sweep(now=now + DELAYS[0] + DELAYS[1]) == 1
    assert office.ids == [message.message_id]


def test_the_wait_grows_and_ends(office: PostOffice, caplog: pytest.LogCaptureFixture) -> None:
    office.orders = ["451 1@oeverland.example is over quota"] * 20
    message = a_message()
    waits = []
    for _ in DELAYS:
        message.refresh_from_db()
        due = message.not_before
        assert send(message=message.pk, now=due) is Sending.LATER
        message.refresh_from_db()
        waits.append(message.not_before - due)
    assert waits == sorted(set(waits))
    assert waiting().waiting == 1
    with caplog.at_level(logging.WARNING):
        assert send(message=message.pk, now=message.not_before) is Sending.GIVEN_UP
    assert (waiting().waiting, waiting().given_up) == (0, 1)
    assert sweep(now=message.not_before + timedelta(days=30)) == 0
    ours = [record.getMessage() for record in caplog.records if not record.name.startswith("mail.")]
    assert ours
    assert not [line for line in ours if "oeverland" in line]
    assert not [line for line in ours if "quota" in line]


def test_hung_up_after_the_letter_it_goes_again_with_the_same_id(office: PostOffice) -> None:
    office.orders = ["hang up"]
    message = a_message()
    assert send(message=message.pk, now=message.not_before) is Sending.LATER
    assert sweep(now=message.not_before + DELAYS[0]) == 1
    assert office.ids == [message.message_id] * 2


@pytest.mark.parametrize("at", ["address", "letter"])
def test_refused_for_good_it_is_not_tried_again(office: PostOffice, at: str) -> None:
    if at == "address":
        office.addresses_refused = {"1@oeverland.example": "550 no such person"}
    else:
        office.orders = ["554 not this letter"]
    message = a_message()
    assert send(message=message.pk) is Sending.GIVEN_UP
    office.addresses_refused.clear()
    assert sweep(now=message.not_before + timedelta(days=9)) == 0
    assert office.letters == []
    assert waiting().given_up == 1


def test_an_address_refused_for_a_while_is_tried_again(office: PostOffice) -> None:
    office.addresses_refused = {"1@oeverland.example": "450 mailbox busy"}
    message = a_message()
    assert send(message=message.pk, now=message.not_before) is Sending.LATER
    office.addresses_refused.clear()
    assert sweep(now=message.not_before + DELAYS[0]) == 1


def test_without_a_server_the_others_wait_their_turn(settings: Settings, office: PostOffice) -> None:
    settings.SMTP = {**office.smtp, "port": 1}
    first, second = a_message(once="one"), a_message(once="two")
    now = second.not_before
    assert sweep(now=now) == 0
    first.refresh_from_db()
    second.refresh_from_db()
    assert sorted([first.attempts, second.attempts]) == [0, 1]
    settings.SMTP = office.smtp
    assert sweep(now=now + DELAYS[0]) == 2


def test_without_a_way_out_messages_wait_untouched(settings: Settings, office: PostOffice) -> None:
    settings.SMTP = {}
    message = a_message()
    assert send(message=message.pk) is Sending.NO_WAY_OUT
    assert sweep() == 0
    assert (waiting().can_go, waiting().waiting) == (False, 1)
    settings.SMTP = office.smtp
    assert sweep() == 1


def test_what_is_not_wanted_any_more_is_dropped(office: PostOffice) -> None:
    message = a_message(recipient=NOT_WANTED)
    assert send(message=message.pk) is Sending.DROPPED
    assert sweep(now=message.not_before + timedelta(days=1)) == 0
    assert office.letters == []
    assert (waiting().waiting, waiting().given_up) == (0, 0)


def test_a_letter_that_cannot_be_made_says_nothing_in_the_log(
    office: PostOffice, caplog: pytest.LogCaptureFixture
) -> None:
    message = a_message(recipient=UUID(int=13))
    with caplog.at_level(logging.DEBUG):
        assert send(message=message.pk) is Sending.LATER
    assert "RuntimeError" in caplog.text
    assert "Femke" not in caplog.text


def test_of_two_workers_one_takes_it(office: PostOffice) -> None:
    message = a_message()
    now = message.not_before
    assert send(message=message.pk, now=now) is Sending.SENT
    for later in (timedelta(0), LEASE, timedelta(days=1)):
        assert send(message=message.pk, now=now + later) is Sending.NOT_MINE
    assert len(office.letters) == 1


def test_who_comes_back_after_the_lease_changes_nothing(
    office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = a_message()
    now = message.not_before

    def slow(due: Due) -> Letter | None:
        # While this one is at it the lease runs out, and another worker takes the message.
        Message.objects.filter(pk=due.id).update(attempts=2, not_before=now + LEASE * 2)
        return None

    monkeypatch.setitem(rendering.RENDERERS, "plain", slow)
    assert send(message=message.pk, now=now) is Sending.DROPPED
    message.refresh_from_db()
    assert (message.state, message.attempts) == (MessageState.WAITING, 2)
