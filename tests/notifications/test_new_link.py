"""Who lost the link gets a new one at the known address; an unknown address gets the same answer and no mail."""

import re
from collections.abc import Callable
from email.message import EmailMessage

import pytest
from django.test import Client
from django.utils import timezone
from django_q.models import OrmQ
from django_q.signing import SignedPackage
from tests.notifications.conftest import plain, speaks
from tests.oeverland import Oeverland

from beforehand.notifications.models import Wish
from beforehand.outbox.models import Message
from beforehand.people.models import AccessLink, Person
from beforehand.people.signals import link_wanted
from beforehand.shell import jobs

pytestmark = pytest.mark.django_db
Delivered = Callable[[], list[EmailMessage]]


def want(home: Oeverland, name: str) -> None:
    link_wanted.send(sender=Person, person=home.seats[name].person_id)


@pytest.mark.parametrize(
    ("language", "subject", "words"),
    [
        ("en", "Your new link", "This link is yours alone"),
        ("nl", "Je nieuwe link", "Deze link is alleen van jou"),
    ],
)
def test_femke_gets_a_link_that_opens(
    home: Oeverland, delivered: Delivered, language: str, subject: str, words: str
) -> None:
    speaks(home, "femke", language)
    want(home, "femke")
    [letter] = delivered()
    assert (letter["To"], letter["Subject"]) == ("femke@oeverland.example", subject)
    assert words in plain(letter)
    [link] = re.findall(r"http://testserver(/l/[\w-]{43}/)", plain(letter))
    assert Client().get(link).status_code == 302
    assert AccessLink.objects.get().person_id == home.seats["femke"].person_id


def test_it_says_nothing_of_any_decision(listening: Oeverland, delivered: Delivered) -> None:
    want(listening, "femke")
    said = str(delivered()[0])
    assert "wo-factor" not in said
    assert str(listening.decision.pk) not in said


def test_who_wants_no_mail_still_gets_the_link_they_asked_for(home: Oeverland, delivered: Delivered) -> None:
    Wish.objects.create(person_id=home.seats["femke"].person_id, kind="all")
    want(home, "femke")
    [letter] = delivered()
    assert letter["List-Unsubscribe"] is None


def test_asking_ten_times_is_one_mail(home: Oeverland, delivered: Delivered) -> None:
    for _ in range(10):
        want(home, "femke")
    assert len(delivered()) == 1


def test_who_left_gets_nothing(home: Oeverland, delivered: Delivered) -> None:
    want(home, "femke")
    Person.objects.filter(pk=home.seats["femke"].person_id).update(erased_at=timezone.now())
    assert delivered() == []
    assert not AccessLink.objects.exists()


def test_known_and_unknown_get_the_same_answer_and_one_of_them_a_mail(
    home: Oeverland, delivered: Delivered
) -> None:
    answers = [
        Client().post("/door/", {"mail": mail})
        for mail in ("Femke@Oeverland.example ", "stranger@elsewhere.example")
    ]
    assert len({(a.status_code, a["Location"], a.content) for a in answers}) == 1
    assert OrmQ.objects.count() == 2
    for row in OrmQ.objects.all():
        jobs.run(*SignedPackage.loads(row.payload)["args"])
    assert [letter["To"] for letter in delivered()] == ["femke@oeverland.example"]
    assert Message.objects.count() == 1
