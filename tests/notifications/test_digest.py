"""What changed in the frame reaches who was invited, once a day at most, and nobody hears of their own change."""

from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings
from tests.notifications.conftest import plain, speaks
from tests.oeverland import Oeverland
from tests.outbox.post_office import PostOffice

from beforehand.decisions.choices import ChangeKind
from beforehand.decisions.models import Decision, FrameChange, Seat
from beforehand.decisions.signals import frame_changed
from beforehand.notifications.actions import catch_up, post_digests
from beforehand.notifications.rules import next_digest
from beforehand.outbox.actions import Sending, send
from beforehand.outbox.models import Message, MessageState

pytestmark = pytest.mark.django_db
Delivered = Callable[[], list[EmailMessage]]


@pytest.fixture
def invited(listening: Oeverland) -> Oeverland:
    """Femke and Bas were invited almost a day ago."""
    Seat.objects.update(invited_at=None)
    names = [listening.seats[n].pk for n in ("femke", "bas")]
    Seat.objects.filter(pk__in=names).update(invited_at=timezone.now() - timedelta(hours=23))
    return listening


def change(
    home: Oeverland, subject: str = "Sign the licences", by: str = "karin", **more: Any
) -> FrameChange:
    row = FrameChange.objects.create(
        decision=home.decision, kind=ChangeKind.COMMITMENT, subject=subject, by=home.seats[by],
        **{"before": "30 April 2027", "after": "14 May 2027", **more},
    )  # fmt: skip
    frame_changed.send(sender=Decision, decision=home.decision.pk, changes=(row.pk,))
    return row


def test_who_was_invited_reads_what_changed(invited: Oeverland, delivered: Delivered) -> None:
    change(invited)
    letters = delivered()
    assert [letter["To"] for letter in letters] == ["bas@oeverland.example", "femke@oeverland.example"]
    text = plain(letters[1])
    assert letters[1]["Subject"] == "Two-factor sign-in: what changed"
    assert "Sign the licences It was: 30 April 2027. It is now: 14 May 2027." in text
    assert f"/{invited.decision.pk}/" in text


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("", "A token per ward", "A token per ward This is new. See it"),
        ("A token per ward", "", "A token per ward This is gone. See it"),
        ("", "20 May 2027", "A token per ward This is new: 20 May 2027. See it"),
    ],
)
def test_what_came_and_what_went(
    invited: Oeverland, delivered: Delivered, before: str, after: str, said: str
) -> None:
    change(invited, "A token per ward", before=before, after=after)
    assert said in plain(delivered()[0])


def test_in_dutch(invited: Oeverland, delivered: Delivered) -> None:
    speaks(invited, "bas", "nl")
    change(invited)
    letter = delivered()[0]
    assert letter["Subject"] == "Two-factor sign-in: wat er veranderd is"
    assert "Het was: 30 April 2027. Nu is het: 14 May 2027." in plain(letter)
    assert "It was" not in plain(letter)


def test_ten_changes_are_one_mail_the_next_morning(invited: Oeverland, delivered: Delivered) -> None:
    for n in range(10):
        change(invited, f"Moment {n}")
    mornings = set(Message.objects.values_list("not_before", flat=True))
    assert mornings == {next_digest(timezone.now())}
    letters = delivered()
    assert len(letters) == 2
    assert "Moment 9" in plain(letters[0])
    assert "Moment 1 " not in plain(letters[0])
    assert "And 2 changes before these." in plain(letters[0])


def test_nobody_hears_of_their_own_change(invited: Oeverland, delivered: Delivered) -> None:
    change(invited, by="femke")
    assert [letter["To"] for letter in delivered()] == ["bas@oeverland.example"]


def test_what_was_told_is_not_told_again(invited: Oeverland, delivered: Delivered) -> None:
    Seat.objects.filter(invited_at__isnull=False).update(invited_at=timezone.now() - timedelta(days=3))
    old = change(invited, "The old moment")
    assert len(delivered()) == 2
    FrameChange.objects.filter(pk=old.pk).update(at=timezone.now() - timedelta(days=2))
    for message in Message.objects.all():
        Message.objects.filter(pk=message.pk).update(
            sent_at=timezone.now() - timedelta(days=1), once=f"before {message.pk}"
        )
    change(invited, "The new moment")
    texts = [plain(letter) for letter in delivered()]
    assert len(texts) == 2
    assert all("The new moment" in text and "The old moment" not in text for text in texts)


def test_before_somebody_was_invited_nothing_changed_for_them(
    invited: Oeverland, delivered: Delivered
) -> None:
    row = change(invited)
    FrameChange.objects.filter(pk=row.pk).update(at=timezone.now() - timedelta(hours=23, minutes=30))
    assert delivered() == []
    assert set(Message.objects.values_list("state", flat=True)) == {MessageState.DROPPED}


def test_one_that_came_late_keeps_the_next_for_tomorrow(invited: Oeverland, office: PostOffice) -> None:
    change(invited)
    femke = invited.seats["femke"].person_id
    first = Message.objects.get(recipient=femke)
    assert send(message=first.pk, now=first.not_before) is Sending.SENT
    Message.objects.filter(pk=first.pk).update(sent_at=timezone.now(), once="of yesterday")
    change(invited, "Another moment")
    second = Message.objects.get(recipient=femke, state=MessageState.WAITING)
    Message.objects.filter(pk=second.pk).update(once="of today")
    assert send(message=second.pk, now=second.not_before) is Sending.DROPPED
    assert len(office.letters) == 1
    assert Message.objects.filter(recipient=femke, state=MessageState.WAITING).count() == 1


def test_a_server_killed_right_after_the_change_still_tells(invited: Oeverland, delivered: Delivered) -> None:
    row = change(invited)
    invitation = Message.objects.filter(kind="invitation")
    Message.objects.all().delete()
    catch_up()
    assert invitation.count() == 2
    assert Message.objects.filter(kind="digest").count() == 2
    catch_up()
    assert Message.objects.count() == 4
    assert row.subject in plain(next(letter for letter in delivered() if "what changed" in letter["Subject"]))


def test_a_digest_of_many_changes_asks_the_database_no_more(invited: Oeverland, settings: Settings) -> None:
    settings.DEMO = True

    def questions() -> int:
        for n in range(3):
            change(invited, f"{n}")
        post_digests(decision=invited.decision.pk)
        message = Message.objects.filter(state="waiting", kind="digest").order_by("recipient").first()
        assert message is not None
        with CaptureQueriesContext(connection) as asked_for:
            assert send(message=message.pk, now=message.not_before) is Sending.SENT
        Message.objects.all().delete()
        return len(asked_for)

    before = questions()
    assert questions() == before
