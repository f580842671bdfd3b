"""No letter, header, queue or log line holds anything of what somebody answered."""

import logging
from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage

import pytest
from django.db import connection
from django.utils import timezone
from django_q.models import OrmQ
from django_q.signing import SignedPackage
from tests.notifications.test_reminders import standing
from tests.oeverland import Oeverland
from tests.outbox.post_office import PostOffice

from beforehand.decisions.models import Decision, FrameChange, Seat
from beforehand.decisions.signals import frame_changed, invited
from beforehand.notifications.actions import post_reminders
from beforehand.outbox.models import Message
from beforehand.people.models import AccessLink, Person
from beforehand.people.signals import link_wanted
from beforehand.perspectives.actions import begin, store_answer
from beforehand.perspectives.queries.asked import Given

pytestmark = pytest.mark.django_db
CANARY = "Canary of Femke at the bed"


def test_letters_carry_no_answer(
    listening: Oeverland,
    delivered: Callable[[], list[EmailMessage]],
    office: PostOffice,
    caplog: pytest.LogCaptureFixture,
) -> None:
    Seat.objects.update(invited_at=timezone.now() - timedelta(hours=20))
    femke = standing(listening, "femke")
    store_answer(
        actor=femke, place=begin(actor=femke), given=Given(field="knows", text=CANARY), now=timezone.now()
    )
    seats = tuple(seat.pk for seat in listening.seats.values())
    with caplog.at_level(logging.DEBUG):
        invited.send(sender=Decision, seats=seats, decision=listening.decision.pk)
        FrameChange.objects.create(
            decision=listening.decision, kind="option", subject="Tokens", after="Tokens"
        )
        frame_changed.send(sender=Decision, decision=listening.decision.pk, changes=())
        post_reminders(decision=listening.decision.pk, now=timezone.now() + timedelta(days=8))
        for seat in listening.seats.values():
            link_wanted.send(sender=Person, person=seat.person_id)
        letters = delivered()
    kinds = set(Message.objects.values_list("kind", flat=True))
    assert kinds == {"invitation", "reminder", "digest", "new_link"}
    assert set(Message.objects.filter(state="sent").values_list("kind", flat=True)) == kinds
    assert len(letters) > 20
    everything = [*office.raw, *(str(letter).encode() for letter in letters), caplog.text.encode()]
    everything += [str(SignedPackage.loads(row.payload)).encode() for row in OrmQ.objects.all()]
    assert not [each for each in everything if b"canary of femke" in each.lower()]


def test_the_outbox_table_holds_no_address_no_name_and_no_token(
    listening: Oeverland, delivered: Callable[[], list[EmailMessage]], office: PostOffice
) -> None:
    invited.send(sender=Decision, seats=(listening.seats["femke"].pk,), decision=listening.decision.pk)
    assert len(delivered()) == 1
    assert AccessLink.objects.count() == 1
    token = office.raw[0].split(b"/l/")[1][:43].decode()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM outbox_message")
        rows = str(cursor.fetchall())
        cursor.execute("SELECT * FROM outbox_readable_message")
        assert cursor.fetchall() == []
    for told in ("femke", "Femke", "oeverland", token, "wo-factor"):
        assert told not in rows
