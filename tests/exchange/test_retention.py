"""Calendars go with the answers; that a mail was handled goes when it can be in the mailbox no more."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from tests.conversations.story import MONDAY, of, own_invited, told
from tests.oeverland import Oeverland

from beforehand.decisions.choices import Stage
from beforehand.decisions.models import Decision
from beforehand.exchange.actions import calendars
from beforehand.exchange.actions.numbering import number_of
from beforehand.exchange.models import Feed, GivenCalendar, HandledAnswer, InCalendar
from beforehand.people.models import Person
from beforehand.stewardship.actions import run_retention
from beforehand.vault.guard import Author

pytestmark = pytest.mark.django_db


@pytest.fixture
def now(home: Oeverland) -> datetime:
    """Femke gave a calendar, was told of a conversation, and has a feed."""
    told(home)
    moment = timezone.now()
    femke = of(home, "femke")
    calendars.give_calendar(actor=femke, address="https://calendars.example/f.ics", now=MONDAY)
    number_of(seat=femke.seat, conversation=own_invited(home, "femke", "tom"), sequence=0)
    calendars.make_feed(actor=femke, now=MONDAY)
    return moment


def there(home: Oeverland) -> list[bool]:
    own = Author(home.seats["femke"].pk)
    return [model.objects.scoped(own).exists() for model in (GivenCalendar, InCalendar)]


def ended(days: int, now: datetime) -> None:
    Decision.objects.update(stage=Stage.DECIDED, decided_at=now - timedelta(days=days))
    run_retention(now=now)


def test_when_somebody_is_busy_goes_with_the_answers(home: Oeverland, now: datetime) -> None:
    run_retention(now=now + timedelta(days=400))
    assert there(home) == [True, True], "a decision that goes on keeps it"
    ended(59, now)
    assert there(home) == [True, True]
    ended(61, now)
    assert there(home) == [False, False]


def test_a_feed_stays_with_its_person_and_goes_with_them(home: Oeverland, now: datetime) -> None:
    femke = home.seats["femke"].person_id
    ended(59, now)
    assert Feed.objects.filter(person=femke).exists()
    Person.objects.filter(pk=femke).update(erased_at=now)
    run_retention(now=now)
    assert not Feed.objects.exists()


def test_that_a_mail_was_handled_stays_as_long_as_it_may_be_in_the_mailbox(now: datetime) -> None:
    HandledAnswer.objects.create(digest=b"1" * 32, at=now)
    for days, left in ((31, 1), (59, 1), (61, 0)):
        run_retention(now=now + timedelta(days=days))
        assert HandledAnswer.objects.count() == left
