"""Answers by mail, read from a real IMAP server on this computer."""

import imaplib
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from tests.exchange.calendars.answers import APPLE, GOOGLE, OUTLOOK, UID, written
from tests.exchange.calendars.meetings import MAILBOX
from tests.exchange.calendars.servers import listening, say_nothing

from beforehand.exchange.calendars.mailbox import Mailbox, MailboxDown, MailboxRefused, MailReply, replies
from beforehand.exchange.calendars.reading import Answer, ReplyRead

ZOE = "zoe@oeverland.example"
NOW = datetime(2026, 11, 12, 8, 0, tzinfo=UTC)

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture(scope="module")
def post_office() -> Iterator[int]:
    """Run the server for this file; the mailbox is emptied before each story."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [
            sys.executable, Path(__file__).with_name("imap_server.py"),
            "--no-service", "managesieve", "--no-service", "admin",
            "--host", "127.0.0.1", "--port", str(port), "--no-tls", "dict", "--demo-user", "oeverland",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            break
        except OSError:
            time.sleep(0.05)
    try:
        yield port
    finally:
        server.terminate()
        server.wait(10)


@pytest.fixture
def box(post_office: int) -> Iterator[imaplib.IMAP4]:
    with imaplib.IMAP4("127.0.0.1", post_office, timeout=10) as box:
        box.login("oeverland", "demopass")
        box.select("INBOX")
        box.store("1:*", "+FLAGS", r"(\Deleted)")
        box.expunge()
        yield box


@pytest.fixture
def mailbox(post_office: int) -> Mailbox:
    return Mailbox(
        host="127.0.0.1",
        port=post_office,
        security="none",
        user="oeverland",
        password="demopass",
        organiser_mail=MAILBOX,
        seconds=3,
    )


def mail(
    text: str = GOOGLE, *, sender: str = ZOE, message_id: str = "<1@mail.example>", method: str = "REPLY"
) -> EmailMessage:
    """Return a mail as calendar programs send it: words for people, and the answer as a second form of it."""
    one = EmailMessage()
    one["From"] = f"Zoë Jansen <{sender}>"
    one["To"] = MAILBOX
    one["Subject"] = "Geaccepteerd: Gesprek"
    if message_id:
        one["Message-ID"] = message_id
    one.set_content("Zoë komt.")
    one.add_alternative(written(text), "text", "calendar", params={"method": method, "charset": "utf-8"})
    return one


def put(box: imaplib.IMAP4, *mails: EmailMessage | bytes, at: datetime = NOW) -> None:
    for one in mails:
        data = one if isinstance(one, bytes) else one.as_bytes()
        status, told = box.append("INBOX", "", imaplib.Time2Internaldate(at), data)
        assert status == "OK", told


def unread(box: imaplib.IMAP4) -> int:
    box.noop()
    return len(box.search(None, "UNSEEN")[1][0].split())


def anybody(reply: ReplyRead) -> bool:
    return reply.uid == UID


def read(mailbox: Mailbox, handled: frozenset[str] = frozenset(), now: datetime = NOW) -> list[MailReply]:
    return list(replies(mailbox, now, known=anybody, handled=handled))


def test_answers_are_read_in_the_order_they_came_and_marked_as_read(
    box: imaplib.IMAP4, mailbox: Mailbox
) -> None:
    no = APPLE.replace("PARTSTAT=ACCEPTED", "PARTSTAT=DECLINED")
    counter = OUTLOOK.replace("METHOD:REPLY", "METHOD:COUNTER")
    put(box, mail(), mail(no, message_id="<2@mail.example>"))
    put(box, mail(counter, message_id="<3@mail.example>", method="COUNTER"))
    assert [(one.message_id, one.reply.answer) for one in read(mailbox)] == [
        ("<1@mail.example>", Answer.YES),
        ("<2@mail.example>", Answer.NO),
        ("<3@mail.example>", Answer.OTHER_TIME),
    ]
    assert unread(box) == 0
    assert read(mailbox) == []


def test_who_is_interrupted_finds_the_answer_again_and_tells_it_once(
    box: imaplib.IMAP4, mailbox: Mailbox
) -> None:
    put(box, mail(), mail(message_id="<2@mail.example>"))
    reading = replies(mailbox, NOW, known=anybody, handled=frozenset())
    first = next(reading)
    reading.close()  # type: ignore[attr-defined]  # the machine goes down before the second is asked for
    assert unread(box) == 2
    assert [one.message_id for one in read(mailbox, frozenset({first.message_id}))] == ["<2@mail.example>"]
    assert unread(box) == 0


def test_the_same_mail_delivered_twice_is_one_message(box: imaplib.IMAP4, mailbox: Mailbox) -> None:
    put(box, mail(), mail())
    assert [one.message_id for one in read(mailbox)] == ["<1@mail.example>"]
    assert unread(box) == 0


def test_a_mail_without_an_id_gets_one_of_its_own(box: imaplib.IMAP4, mailbox: Mailbox) -> None:
    no = GOOGLE.replace("PARTSTAT=ACCEPTED", "PARTSTAT=DECLINED")
    yes = mail(message_id="")
    put(box, yes, mail(no, message_id=""), yes)
    one, other = read(mailbox)
    assert one.message_id != other.message_id
    put(box, yes)
    assert read(mailbox, frozenset({one.message_id, other.message_id})) == []


def test_what_a_stranger_sends_is_left_alone(box: imaplib.IMAP4, mailbox: Mailbox) -> None:
    put(
        box,
        mail(sender="stranger@elsewhere.example"),
        mail(GOOGLE.replace(UID, "unknown@elsewhere.example")),
        mail(GOOGLE.replace(MAILBOX, "other@elsewhere.example")),
    )
    assert read(mailbox) == []
    assert unread(box) == 3


def test_what_is_no_answer_is_left_alone(box: imaplib.IMAP4, mailbox: Mailbox) -> None:
    words = EmailMessage()
    words["From"], words["Subject"] = ZOE, "Hallo"
    words.set_content("Kan ik later komen?")
    broken = (
        b"From: zoe@oeverland.example\r\nContent-Type: text/calendar; charset=nonsense\r\n\r\n\xff\xfe\x00"
    )
    put(
        box,
        words,
        broken,
        b"Subject: nothing\r\n\r\n",
        mail(GOOGLE.replace("METHOD:REPLY", "METHOD:REQUEST"), method="REQUEST"),
        mail(),
    )
    assert [one.message_id for one in read(mailbox)] == ["<1@mail.example>"]
    assert unread(box) == 4


def test_a_mail_larger_than_any_answer_is_not_fetched(box: imaplib.IMAP4, mailbox: Mailbox) -> None:
    large = mail()
    large.add_attachment(b"x" * 1024 * 1024, "application", "octet-stream", filename="photo.jpg")
    put(box, large, mail(message_id="<2@mail.example>"))
    assert [one.message_id for one in read(mailbox)] == ["<2@mail.example>"]
    assert unread(box) == 1


def test_answers_of_last_month_are_read_and_older_ones_are_not(box: imaplib.IMAP4, mailbox: Mailbox) -> None:
    put(box, mail(), at=NOW - timedelta(days=40))
    put(box, mail(message_id="<2@mail.example>"), at=NOW - timedelta(days=20))
    assert [one.message_id for one in read(mailbox)] == ["<2@mail.example>"]


def test_an_answer_written_in_latin_letters_is_read(box: imaplib.IMAP4, mailbox: Mailbox) -> None:
    data = (
        f"From: {ZOE}\r\nMessage-ID: <latin@mail.example>\r\nContent-Transfer-Encoding: 8bit\r\n"
        "Content-Type: text/calendar; method=REPLY; charset=iso-8859-1\r\n\r\n"
    ).encode()
    put(box, data + written(OUTLOOK).decode().encode("latin-1"))
    assert [one.reply.attendee_mail for one in read(mailbox)] == [ZOE]


def test_a_mailbox_that_is_down_is_asked_again_later(mailbox: Mailbox) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        closed = free.getsockname()[1]
    with pytest.raises(MailboxDown) as down:
        read(replace(mailbox, port=closed))
    assert down.value.say().endswith("later.")
    with pytest.raises(MailboxDown):
        read(replace(mailbox, host="no-such-name.invalid"))
    with listening(say_nothing) as silent, pytest.raises(MailboxDown):
        read(replace(mailbox, port=silent, seconds=0.5))
    with pytest.raises(MailboxDown):
        read(replace(mailbox, folder="Nowhere"))
    with pytest.raises(MailboxDown):
        read(replace(mailbox, security="tls"))


def test_a_mailbox_that_goes_down_half_way_loses_nothing(box: imaplib.IMAP4, mailbox: Mailbox) -> None:
    put(box, mail())

    def hang_up(caller: socket.socket) -> None:
        with caller:
            caller.sendall(b"* OK ready\r\n")
            caller.recv(100)

    with listening(hang_up) as port, pytest.raises(MailboxDown):
        read(replace(mailbox, port=port))
    assert [one.message_id for one in read(mailbox)] == ["<1@mail.example>"]


def test_a_wrong_password_is_told_apart_and_never_shown(mailbox: Mailbox) -> None:
    wrong = replace(mailbox, password="not-this-one")
    with pytest.raises(MailboxRefused) as refused:
        read(wrong)
    assert "not-this-one" not in repr(wrong) + repr(refused.value) + refused.value.say()
