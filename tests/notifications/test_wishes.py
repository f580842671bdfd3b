"""Mail is easy to turn down: from a personal link, or by one press in the mail program, without an account."""

import re
from collections.abc import Callable
from email.message import EmailMessage

import pytest
from django.test import Client
from tests.notifications.conftest import plain
from tests.oeverland import Oeverland
from tests.outbox.post_office import PostOffice

from beforehand.decisions.models import Decision
from beforehand.decisions.signals import invited
from beforehand.notifications.choices import Kind
from beforehand.notifications.models import Wish
from beforehand.notifications.rules import stop_token
from beforehand.outbox.models import Message
from beforehand.people.models import Person

pytestmark = pytest.mark.django_db
Delivered = Callable[[], list[EmailMessage]]


def turned_down(home: Oeverland, name: str) -> set[str]:
    return set(Wish.objects.filter(person_id=home.seats[name].person_id).values_list("kind", flat=True))


def test_femke_chooses_from_her_link(home: Oeverland) -> None:
    client = home.client("femke")
    assert client.get("/mail/").content.count(b"checked") == 9
    assert (
        client.post(
            "/mail/",
            {
                "wanted": [
                    *("invitation", "typed_for", "digest", "round", "table", "talk"),
                    "passed",
                    "look_back",
                ]
            },
        ).status_code
        == 302
    )
    assert turned_down(home, "femke") == {"reminder"}
    assert client.get("/mail/").content.count(b"checked") == 8
    client.post("/mail/", {"wanted": ["reminder"]})
    assert turned_down(home, "femke") == {
        *("invitation", "typed_for", "digest", "round", "table", "talk"),
        *("passed", "look_back"),
    }
    assert turned_down(home, "bas") == set()


def test_no_mail_at_all_and_back(home: Oeverland) -> None:
    client = home.client("femke")
    assert client.post("/mail/none/").status_code == 302
    assert turned_down(home, "femke") == {"all"}
    assert b"checked" not in client.get("/mail/").content
    client.post(
        "/mail/",
        {
            "wanted": [
                *("invitation", "reminder", "typed_for", "digest", "round", "table", "talk"),
                "passed",
                "look_back",
            ]
        },
    )
    assert turned_down(home, "femke") == set()


def test_without_a_link_there_is_the_door(home: Oeverland) -> None:
    for answer in (Client().get("/mail/"), Client().post("/mail/", {}), Client().post("/mail/none/")):
        assert (answer.status_code, answer["Location"]) == (302, "/door/")
    assert not Wish.objects.exists()


@pytest.mark.parametrize(
    "given", ["new_link", "x" * 100_000, "\x00", "\u202einvitation", "<b>invitation</b>", "all"]
)
def test_what_is_not_in_the_list_is_refused_next_to_it(home: Oeverland, given: str) -> None:
    answer = home.client("femke", HTTP_ACCEPT_LANGUAGE="en").post("/mail/", {"wanted": ["invitation", given]})
    assert answer.status_code == 422
    assert "There is no such mail." in answer.content.decode()
    assert "<b>invitation" not in answer.content.decode()
    assert turned_down(home, "femke") == set()


def test_an_empty_form_turns_everything_down(home: Oeverland) -> None:
    home.client("femke").post("/mail/", {})
    assert turned_down(home, "femke") == {
        "invitation",
        "reminder",
        "typed_for",
        "digest",
        "round",
        "table",
        "talk",
        "passed",
        "look_back",
    }


def test_one_press_in_the_mail_program(
    listening: Oeverland, delivered: Delivered, office: PostOffice
) -> None:
    invited.send(sender=Decision, seats=(listening.seats["femke"].pk,), decision=listening.decision.pk)
    [letter] = delivered()
    address = re.fullmatch(r"<http://testserver(/mail/stop/[^>]+)>", str(letter["List-Unsubscribe"]).strip())
    assert address is not None
    assert b"\r\nList-Unsubscribe: \r\n <http://testserver/mail/stop/" in office.raw[0]
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert address[1] in plain(letter)
    browser = Client(enforce_csrf_checks=True)
    # Programs that open links change nothing.
    for _ in range(2):
        assert browser.get(address[1]).status_code == 200
        assert browser.head(address[1]).status_code == 200
    assert turned_down(listening, "femke") == set()
    assert browser.post(address[1], {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert browser.post(address[1]).status_code == 200
    assert turned_down(listening, "femke") == {"invitation"}
    invited.send(sender=Decision, seats=(listening.seats["bas"].pk,), decision=listening.decision.pk)
    assert [each["To"] for each in delivered()] == ["bas@oeverland.example"]


def test_words_we_did_not_sign_turn_nothing_down(home: Oeverland) -> None:
    token = stop_token(home.seats["femke"].person_id, Kind.DIGEST)
    for broken in (token[:-1] + ("A" if token[-1] != "A" else "B"), "x", token.replace(":", ".", 1), "a:b:c"):
        assert Client().get(f"/mail/stop/{broken}/").status_code == 410
        assert Client().post(f"/mail/stop/{broken}/").status_code == 410
    assert not Wish.objects.exists()
    assert Client().post(f"/mail/stop/{token}/").status_code == 200
    assert turned_down(home, "femke") == {"digest"}


def test_of_nobody_nothing_is_kept(home: Oeverland) -> None:
    token = stop_token(home.seats["femke"].person_id, Kind.DIGEST)
    Person.objects.filter(pk=home.seats["femke"].person_id).update(erased_at="2027-01-01T00:00Z")
    assert Client().post(f"/mail/stop/{token}/").status_code == 200
    assert not Wish.objects.exists()


def test_the_administrator_sees_figures_and_a_participant_no_such_page(home: Oeverland) -> None:
    Message.objects.create(
        once="x", kind="invitation", recipient=home.seats["femke"].person_id, state="given_up", message_id="<x>",
        not_before="2027-01-01T00:00Z",
    )  # fmt: skip
    lotte = home.seats["lotte"].person
    assert home.client("lotte").get("/mail/post/").status_code == 404
    lotte.administrator = True
    lotte.save()
    page = home.client("lotte", HTTP_ACCEPT_LANGUAGE="en").get("/mail/post/").content.decode()
    assert "<dt>Given up</dt><dd>1</dd>" in page
    for told in ("femke", "Femke", "invitation", str(home.seats["femke"].person_id)):
        assert told not in page
    Person.objects.filter(pk=home.seats["femke"].person_id).update(administrator=True)
    assert home.client("femke").get("/mail/post/").status_code == 404
