"""The guard by itself: no reader reaches who gave a calendar, nor what anybody's calendar was told."""

import pytest
from pytest_django import Settings
from tests.beginning import told_once
from tests.conversations.story import NOW, of, own_invited, told
from tests.oeverland import Oeverland

from beforehand.exchange.actions import calendars
from beforehand.exchange.actions.numbering import number_of
from beforehand.exchange.models import GivenCalendar, InCalendar
from beforehand.exchange.rules.invited import uid_of
from beforehand.vault.guard import Author
from beforehand.vault.processes.messenger import messenger
from beforehand.vault.processes.timekeeper import timekeeper

pytestmark = pytest.mark.django_db


@told_once
def beginning(home: Oeverland) -> Oeverland:
    """Femke gave a calendar, and hers was told of a conversation."""
    told(home)
    femke = of(home, "femke")
    calendars.give_calendar(actor=femke, address="https://calendars.example/f.ics", now=NOW)
    number_of(seat=femke.seat, conversation=own_invited(home, "femke", "tom"), sequence=0)
    return home


def test_no_reader_reaches_a_calendar_whoever_it_is(home: Oeverland) -> None:
    for name in home.seats:
        for model in (GivenCalendar, InCalendar):
            assert not model.objects.scoped(of(home, name).reader).exists(), (name, model)
            assert model.objects.scoped(Author(home.seats[name].pk)).exists() is (name == "femke")


def test_over_all_decisions_the_timekeeper_alone_reaches_who_gave_one(home: Oeverland) -> None:
    assert GivenCalendar.objects.scoped(timekeeper()).exists()
    assert not GivenCalendar.objects.scoped(messenger()).exists()


def test_nobody_who_knows_the_ids_makes_the_name_of_an_invitation(
    home: Oeverland, settings: Settings
) -> None:
    """An answer counts for whom its name was made; with ids alone anybody could answer for somebody else."""
    femke, tom = home.seats["femke"].pk, home.seats["tom"].pk
    talk = own_invited(home, "femke", "tom")
    ours = uid_of(talk, femke)
    assert ours == uid_of(talk, femke) != uid_of(talk, tom)
    assert not [known for known in (talk, femke) if known.hex[:8] in ours]
    settings.SECRET_KEY = "of another installation"
    assert uid_of(talk, femke) != ours
