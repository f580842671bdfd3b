"""Who is asked one small question after a conversation hears of it in the next digest, and nobody else does."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from email.message import EmailMessage
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone, translation
from tests.conversations.story import ALONE, DONE, MONDAY, NOW, of, own, told
from tests.notifications.conftest import plain
from tests.oeverland import Oeverland

from beforehand.conversations.actions import (
    Item,
    answer_asked,
    ask_those_concerned,
    hold_talk,
    invite_to_talk,
    record_outcome,
    set_agenda,
    settle_time,
)
from beforehand.conversations.queries import one
from beforehand.decisions.choices import Stage
from beforehand.decisions.models import Decision, FrameChange
from beforehand.notifications.actions import catch_up
from beforehand.notifications.choices import Kind
from beforehand.outbox.models import Message

pytestmark = pytest.mark.django_db
Delivered = Callable[[], list[EmailMessage]]
SAID = "you are asked one small question"


@pytest.fixture(autouse=True)
def in_english(settings: Any) -> Iterator[None]:
    settings.LANGUAGE_CODE = "en"
    with translation.override("en"):
        yield


@pytest.fixture
def home(listening: Oeverland) -> Oeverland:
    """Everybody was invited; nothing else is new."""
    told(listening)
    Decision.objects.filter(pk=listening.decision.pk).update(stage=Stage.LISTENING)
    listening.decision.seats.filter(side__isnull=False).update(invited_at=timezone.now() - timedelta(days=3))
    return listening


def asked(home: Oeverland, *names: str, kind: str = DONE) -> UUID:
    """They talked, something came of it, and they are asked."""
    lotte = of(home, "lotte")
    talk = own(home, *names, kind=kind)
    set_agenda(actor=lotte, conversation=talk, items=[Item(text="The spare keys")])
    settle_time(actor=lotte, conversation=talk, starts_at=MONDAY)
    invite_to_talk(actor=lotte, conversation=talk, now=NOW)
    hold_talk(actor=lotte, conversation=talk, now=NOW)
    found = one(lotte, talk)
    assert found is not None
    said = record_outcome(actor=lotte, item=found.items[0].id, kind="open", over=None, text="Later", now=NOW)
    FrameChange.objects.all().delete()
    ask_those_concerned(actor=lotte, outcome=said, now=timezone.now())
    return said


@pytest.fixture
def after(
    delivered: Delivered, django_capture_on_commit_callbacks: Any
) -> Callable[..., dict[str, EmailMessage]]:
    """Do something, send the digests it asked for, and return what arrived, by name."""

    def act(*deeds: Callable[[], Any]) -> dict[str, EmailMessage]:
        for deed in deeds:
            with django_capture_on_commit_callbacks(execute=True):
                deed()
        Message.objects.exclude(kind=Kind.DIGEST).delete()
        return {str(letter["To"]).partition("@")[0]: letter for letter in delivered()}

    return act


def test_who_is_asked_hears_that_there_is_a_question_and_not_about_what(home: Oeverland, after: Any) -> None:
    letters = after(lambda: asked(home, "femke", "tom"))
    assert set(letters) == {"femke", "tom"}
    for letter in letters.values():
        assert SAID in plain(letter)
        assert "spare keys" not in plain(letter)
        assert letter["Subject"] == "Two-factor sign-in: what changed"


def test_of_one_in_confidence_only_the_one_hears(home: Oeverland, after: Any) -> None:
    letters = after(lambda: asked(home, "femke", kind=ALONE))
    assert set(letters) == {"femke"}
    assert "Lotte" not in plain(letters["femke"]).partition("--")[0]


def test_who_answered_before_it_went_out_hears_nothing(home: Oeverland, after: Any) -> None:
    said: list[UUID] = []
    answers = lambda: answer_asked(  # noqa: E731
        actor=of(home, "femke"), outcome=said[0], changed="same", now=timezone.now()
    )
    assert set(after(lambda: said.append(asked(home, "femke", "tom")), answers)) == {"tom"}


def test_killed_before_it_was_asked_for_it_is_asked_for_later(home: Oeverland, after: Any) -> None:
    asked(home, "femke", "tom")
    assert not Message.objects.filter(kind=Kind.DIGEST).exists()
    assert {name for name, letter in after(catch_up, catch_up).items() if SAID in plain(letter)} == {
        "femke",
        "tom",
    }
