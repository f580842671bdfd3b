"""The invitation carries what can still change; where nothing can, it says so instead of asking."""

import re
from collections.abc import Callable
from datetime import date
from email.message import EmailMessage

import pytest
from django.utils import timezone
from tests.notifications.conftest import look, plain, speaks
from tests.oeverland import Oeverland

from beforehand.decisions.models import Commitment, Decision, Mark, Promise, SeatRole
from beforehand.decisions.signals import invited
from beforehand.knowledge import load
from beforehand.notifications.models import Wish
from beforehand.outbox.models import Message, MessageState
from beforehand.people.models import AccessLink, Person

pytestmark = pytest.mark.django_db
Delivered = Callable[[], list[EmailMessage]]
LINK = re.compile(r"http://testserver/l/([\w-]{43})/")


def invite(home: Oeverland, *names: str) -> None:
    invited.send(sender=Decision, seats=tuple(home.seats[n].pk for n in names), decision=home.decision.pk)


def test_femke_reads_who_asks_what_can_change_and_how_to_take_part(
    listening: Oeverland, delivered: Delivered
) -> None:
    Commitment.objects.filter(key="letter").update(nothing_open=True)
    invite(listening, "femke")
    [letter] = delivered()
    text = plain(letter)
    assert letter["To"] == "femke@oeverland.example"
    assert letter["Subject"] == "Two-factor sign-in: how it looks from your side"
    assert text.startswith("Hello Femke, Karin would like to hear how this looks from your side:")
    assert "How do we introduce two-factor sign-in for all staff before 1 October 2027?" in text
    assert "It is to be decided on 30 April 2027." in text
    assert (
        "30 April 2027: Sign the licences Which second factor each ward gets. Exploring: little is fixed"
        in text
    )
    assert "20 May 2027: Letter to all staff Nothing can change before this any more." in text
    for way in load().form.ways_in:
        assert way.name.en in text
        assert f"/{listening.decision.pk}/?way={way.id}" in text
    assert load().form.promise.en in text
    assert "Lotte guides the conversations" in text
    assert "Nobody is shown who did not." in text


def test_bas_reads_the_same_in_dutch(listening: Oeverland, delivered: Delivered) -> None:
    speaks(listening, "bas", "nl")
    invite(listening, "bas")
    [letter] = delivered()
    text = plain(letter)
    assert letter["Subject"] == "Two-factor sign-in: hoe ziet het er van jouw kant uit?"
    assert letter["Content-Language"] == "nl"
    assert text.startswith("Dag Bas, Karin hoort graag hoe dit er van jouw kant uitziet:")
    assert "30 april 2027: Sign the licences" in text
    assert load().form.promise.nl in text
    assert "Nu (5 minuten):" in text
    for english in ("Hello", "would like", "Exploring", "You get this mail", "No more"):
        assert english not in text
    html = look(letter)
    assert '<html lang="nl">' in html
    assert '<blockquote lang="en">How do we introduce two-factor sign-in' in html


@pytest.mark.parametrize(("marks", "stand"), [(1, "Exploring"), (2, "Negotiating"), (4, "Correcting")])
def test_the_stand_follows_the_marks(
    listening: Oeverland, delivered: Delivered, marks: int, stand: str
) -> None:
    for mark in list(load().hardness_marks)[:marks]:
        Mark.objects.create(commitment=listening.commitments["licence"], mark=mark)
    Commitment.objects.filter(key="letter").delete()
    invite(listening, "femke")
    text = plain(delivered()[0])
    assert [s for s in ("Exploring", "Negotiating", "Correcting") if s in text] == [stand]


@pytest.mark.parametrize("language", ["en", "nl"])
def test_where_nothing_can_change_nobody_is_asked(
    listening: Oeverland, delivered: Delivered, language: str
) -> None:
    speaks(listening, "femke", language)
    Commitment.objects.update(still_open="", nothing_open=True)
    invite(listening, "femke")
    [letter] = delivered()
    text = plain(letter)
    informed = {
        "en": ("Two-factor sign-in: for your information", "This is information."),
        "nl": ("Two-factor sign-in: ter informatie", "Dit is informatie."),
    }
    subject, said = informed[language]
    assert letter["Subject"] == subject
    assert said in text
    # Listening is never refused.
    assert "?way=short" in text
    for asking in ("would like to hear", "hoort graag", "What you can count on"):
        assert asking not in text


def test_the_promise_is_the_one_that_was_signed(listening: Oeverland, delivered: Delivered) -> None:
    Promise.objects.create(
        decision=listening.decision, seat=listening.seats["karin"], words="Nobody is blamed for what is said."
    )
    invite(listening, "femke")
    text = plain(delivered()[0])
    assert "Nobody is blamed for what is said." in text
    assert "Signed by Karin on " in text
    assert load().form.promise.en not in text


def test_the_frame_is_the_one_of_the_moment_it_is_sent(listening: Oeverland, delivered: Delivered) -> None:
    invite(listening, "femke")
    Decision.objects.update(sentence="How do we sign in safely?", day=date(2027, 6, 1))
    text = plain(delivered()[0])
    assert "How do we sign in safely?" in text
    assert "1 June 2027" in text
    assert "two-factor sign-in for all staff" not in text


def test_the_link_is_made_when_it_is_sent_and_opens_for_femke_alone(
    listening: Oeverland, delivered: Delivered
) -> None:
    invite(listening, "femke", "bas")
    assert not AccessLink.objects.exists()
    for_bas, for_femke = delivered()
    tokens = set(LINK.findall(plain(for_femke)))
    assert len(tokens) == 1
    assert tokens.isdisjoint(LINK.findall(plain(for_bas)))
    assert {link.person_id for link in AccessLink.objects.all()} == {
        listening.seats[n].person_id for n in ("femke", "bas")
    }


def test_plain_and_decorated_text_say_the_same_and_load_nothing(
    listening: Oeverland, delivered: Delivered
) -> None:
    invite(listening, "femke")
    [letter] = delivered()
    html = look(letter)
    addresses = re.findall(r'(?:href|src|url)\s*[=(]\s*"([^"]+)"', html)
    assert addresses
    assert set(addresses) == set(re.findall(r"http://\S+", plain(letter)))
    for loads in ("<img", "src=", "url(", "@import", "<link", "<script", "style="):
        assert loads not in html
    assert [part.get_content_type() for part in letter.iter_parts()] == ["text/plain", "text/html"]


def test_what_people_typed_is_text_in_the_letter(listening: Oeverland, delivered: Delivered) -> None:
    Decision.objects.update(
        title="Sign-in\nBcc: all@x.example", sentence="<script>alert(1)</script> & so on?"
    )
    invite(listening, "femke")
    [letter] = delivered()
    assert letter["Subject"] == "Sign-in Bcc: all@x.example: how it looks from your side"
    assert letter["Bcc"] is None
    assert "<script>" not in look(letter)
    assert "<script>alert(1)</script> & so on?" in plain(letter)


def test_inviting_again_sends_nothing_twice(listening: Oeverland, delivered: Delivered) -> None:
    invite(listening, "femke")
    invite(listening, "femke")
    assert len(delivered()) == 1


def test_who_was_not_invited_gets_nothing(listening: Oeverland, delivered: Delivered) -> None:
    listening.seats["femke"].invited_at = None
    listening.seats["femke"].save()
    invite(listening, "femke", "bas")
    assert [letter["To"] for letter in delivered()] == ["bas@oeverland.example"]


@pytest.mark.parametrize("why", ["wish", "all", "erased", "no mail", "role", "stopped", "decided", "seat"])
def test_what_is_not_wanted_any_more_is_dropped_when_it_is_sent(
    listening: Oeverland, delivered: Delivered, why: str
) -> None:
    femke = listening.seats["femke"]
    invite(listening, "femke", "bas")
    person = Person.objects.filter(pk=femke.person_id)
    if why == "wish":
        Wish.objects.create(person_id=femke.person_id, kind="invitation")
    elif why == "all":
        Wish.objects.create(person_id=femke.person_id, kind="all")
    elif why == "erased":
        person.update(erased_at=timezone.now())
    elif why == "no mail":
        person.update(mail=None)
    elif why == "role":
        SeatRole.objects.filter(seat=femke).delete()
    elif why == "seat":
        femke.delete()
    else:
        Decision.objects.update(stage=why)
    left = [] if why in ("stopped", "decided") else ["bas@oeverland.example"]
    assert [letter["To"] for letter in delivered()] == left
    assert Message.objects.get(recipient=femke.person_id).state == MessageState.DROPPED
    assert not AccessLink.objects.filter(person_id=femke.person_id).exists()
