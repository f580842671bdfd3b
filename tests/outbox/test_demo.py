"""In demo mode nothing leaves: letters are read on a page, on this machine only."""

from uuid import UUID

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from pytest_django import Settings
from tests.outbox.post_office import PostOffice

from beforehand.outbox import rendering
from beforehand.outbox.actions import Sending, post, send
from beforehand.outbox.apps import mail_has_a_way_out
from beforehand.outbox.models import ReadableMessage
from beforehand.outbox.rendering import CalendarPart, Due, Letter
from beforehand.outbox.transport import ReadableBackend

pytestmark = pytest.mark.django_db
PAGE = (
    '<!doctype html><html lang="en"><title>x</title><style>p { color: #222 }</style><p>Look &lt;here&gt;</p>'
)


def decorated(due: Due) -> Letter:
    return Letter("femke@oeverland.example", "A <b>letter</b>", "See https://testserver/l/abc/ \n", PAGE)


@pytest.fixture
def sent(settings: Settings, office: PostOffice, monkeypatch: pytest.MonkeyPatch) -> ReadableMessage:
    settings.DEMO = True
    monkeypatch.setitem(rendering.RENDERERS, "decorated", decorated)
    assert send(message=post(kind="decorated", recipient=UUID(int=1), once="one")) is Sending.SENT
    assert office.letters == []
    return ReadableMessage.objects.get()


def test_a_letter_is_read_with_its_link(sent: ReadableMessage, client: Client) -> None:
    page = client.get("/outbox/").content.decode()
    assert "A &lt;b&gt;letter&lt;/b&gt;" in page
    assert f'href="/outbox/{sent.pk}/"' in page
    opened = client.get(f"/outbox/{sent.pk}/")
    assert 'href="https://testserver/l/abc/"' in opened.content.decode()
    assert '<div class="panel" lang="en">' in opened.content.decode()
    assert opened["Cache-Control"] == "private, no-store"


def test_its_look_is_shown_with_its_own_style_and_nothing_else(sent: ReadableMessage, client: Client) -> None:
    page = client.get(f"/outbox/{sent.pk}/mail/")
    assert page.content.decode() == PAGE
    policy = page["Content-Security-Policy"]
    assert "script-src 'none'" in policy
    assert "style-src 'sha256-" in policy
    assert "unsafe" not in policy


def test_outside_demo_mode_there_is_no_such_page(
    sent: ReadableMessage, client: Client, settings: Settings
) -> None:
    pages = ["/outbox/", f"/outbox/{sent.pk}/", f"/outbox/{sent.pk}/mail/"]
    assert [client.get(page).status_code for page in pages] == [200] * 3
    settings.DEMO = False
    assert [client.get(page).status_code for page in pages] == [404] * 3


def test_from_another_machine_there_is_no_such_page(sent: ReadableMessage) -> None:
    pages = ["/outbox/", f"/outbox/{sent.pk}/", f"/outbox/{sent.pk}/mail/"]
    for address, status in (("::1", 200), ("127.0.0.1", 200), ("192.0.2.7", 404), ("", 404)):
        client = Client(REMOTE_ADDR=address)
        assert [client.get(page).status_code for page in pages] == [status] * 3, address


def test_a_letter_that_is_not_there(sent: ReadableMessage, client: Client) -> None:
    assert client.get("/outbox/999/").status_code == 404
    assert client.get("/outbox/999/mail/").status_code == 404


def test_a_code_to_sign_in_with_is_read_on_the_same_page(settings: Settings, client: Client) -> None:
    settings.DEMO = True
    mail = EmailMessage("Your code", "It is 424242.", to=["lotte@oeverland.example"])
    assert ReadableBackend().send_messages([mail]) == 1
    assert "Your code" in client.get("/outbox/").content.decode()
    kept = ReadableMessage.objects.get()
    assert "424242" in client.get(f"/outbox/{kept.pk}/").content.decode()
    assert client.get(f"/outbox/{kept.pk}/mail/").status_code == 404


def test_the_list_asks_the_database_once(
    sent: ReadableMessage, client: Client, django_assert_num_queries: object
) -> None:
    for n in range(30):
        ReadableMessage.objects.create(to="x@y.example", subject=f"Letter {n}", text="…")
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert "Letter 29" in client.get("/outbox/").content.decode()


def test_the_check_says_when_mail_has_nowhere_to_go(settings: Settings, office: PostOffice) -> None:
    settings.MAIL_FROM = "beforehand@oeverland.example"
    assert mail_has_a_way_out(None) == []
    settings.SMTP = {}
    [said] = mail_has_a_way_out(None)
    assert "BEFOREHAND_SMTP_URL" in str(said.hint)
    settings.DEMO = True
    assert mail_has_a_way_out(None) == []


ICAL = "\r\n".join(
    [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//x//EN", "METHOD:{method}", "BEGIN:VEVENT", "UID:1@x",
        "SEQUENCE:3", "DTSTAMP:20270316T090000Z", "DTSTART:20270329T120000Z", "DTEND:20270329T130000Z",
        "SUMMARY:Two-factor <b>sign-in</b>", "LOCATION:Room 4", "END:VEVENT", "END:VCALENDAR", "",
    ]
)  # fmt: skip


def with_calendar(settings: Settings, monkeypatch: pytest.MonkeyPatch, method: str) -> int:
    settings.DEMO = True
    part = CalendarPart(method, ICAL.format(method=method).encode())
    letter = Letter("femke@oeverland.example", "A conversation", "Good morning.\n", PAGE, calendar=part)
    monkeypatch.setitem(rendering.RENDERERS, "talking", lambda due: letter)
    assert send(message=post(kind="talking", recipient=UUID(int=1), once="two")) is Sending.SENT
    return int(ReadableMessage.objects.get().pk)


@pytest.mark.parametrize(
    ("method", "said", "unsaid"),
    [
        ("REQUEST", "comes into the calendar", "leaves the calendar"),
        ("CANCEL", "leaves the calendar", "comes into"),
    ],
)
def test_it_says_what_a_letter_does_in_a_calendar(
    settings: Settings, client: Client, monkeypatch: pytest.MonkeyPatch, method: str, said: str, unsaid: str
) -> None:
    letter = with_calendar(settings, monkeypatch, method)
    page = client.get(f"/outbox/{letter}/", headers={"accept-language": "en"}).content.decode()
    assert said in page
    assert unsaid not in page
    for shown in ("Monday 29 March 2027, 14:00", "15:00", "Room 4", "sign-in&lt;/b&gt;"):
        assert shown in page, shown
    file = client.get(f"/outbox/{letter}/conversation.ics")
    assert file.content == ICAL.format(method=method).encode()
    assert file["Content-Type"].startswith("text/calendar")
    assert "attachment" in file["Content-Disposition"]


def test_without_a_calendar_part_there_is_no_file(
    sent: ReadableMessage, client: Client, settings: Settings
) -> None:
    assert "conversation.ics" not in client.get(f"/outbox/{sent.pk}/").content.decode()
    assert client.get(f"/outbox/{sent.pk}/conversation.ics").status_code == 404
    assert client.get("/outbox/999/conversation.ics").status_code == 404


def test_a_calendar_file_is_there_in_demo_mode_on_this_machine_only(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = f"/outbox/{with_calendar(settings, monkeypatch, 'REQUEST')}/conversation.ics"
    assert Client().get(page).status_code == 200
    assert Client(REMOTE_ADDR="192.0.2.7").get(page).status_code == 404
    settings.DEMO = False
    assert Client().get(page).status_code == 404
