"""The hospital group with an invitation sent, and a way to read what is posted."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from pytest_django import Settings
from tests.oeverland import Oeverland
from tests.outbox.post_office import PostOffice, post_office

from beforehand.decisions.choices import Stage
from beforehand.decisions.models import Decision, Seat
from beforehand.outbox.actions import Sending, send
from beforehand.outbox.models import Message
from beforehand.people.models import Person

INVITED = datetime(2027, 3, 15, 9, tzinfo=UTC)


@pytest.fixture
def office(settings: Settings) -> Iterator[PostOffice]:
    with post_office() as opened:
        settings.SMTP = opened.smtp
        yield opened


@pytest.fixture
def listening(home: Oeverland) -> Oeverland:
    """Everybody who takes part was invited."""
    Decision.objects.filter(pk=home.decision.pk).update(stage=Stage.LISTENING)
    Seat.objects.filter(decision=home.decision, side__isnull=False).update(invited_at=INVITED)
    for seat in home.seats.values():
        seat.refresh_from_db()
    return home


@pytest.fixture
def delivered(office: PostOffice) -> Callable[[], list[EmailMessage]]:
    """Send what was asked for, whenever it is due, and return what arrived, by address."""

    def deliver() -> list[EmailMessage]:
        del office.letters[:]
        waiting = Message.objects.filter(state="waiting").order_by("recipient")
        for message in waiting:
            assert send(message=message.pk, now=message.not_before) in (Sending.SENT, Sending.DROPPED)
        return sorted(office.letters, key=lambda letter: str(letter["To"]))

    return deliver


def plain(letter: EmailMessage) -> str:
    """Return the plain text of a letter, with every run of white space as one space."""
    body = letter.get_body(("plain",))
    assert body is not None
    return " ".join(str(body.get_content()).split())


def look(letter: EmailMessage) -> str:
    """Return the decorated text of a letter."""
    body = letter.get_body(("html",))
    assert body is not None
    return str(body.get_content())


def speaks(home: Oeverland, name: str, language: str) -> None:
    Person.objects.filter(pk=home.seats[name].person_id).update(language=language)
