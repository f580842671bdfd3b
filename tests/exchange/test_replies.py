"""What Femke's calendar sends back counts as her answer; what anybody else sends in her name does not."""

import logging
from email.message import EmailMessage
from typing import Any
from uuid import UUID

import pytest
from imap_tools import MailBoxUnencrypted
from pytest_django import Settings
from tests.conversations.story import FRIDAY, NOW, of, own_invited, told
from tests.exchange.calendars.test_mailbox import post_office
from tests.oeverland import Oeverland

from beforehand.conversations.actions import answer_invitation, settle_time
from beforehand.conversations.models import Attendance
from beforehand.exchange.actions.replies import take_replies
from beforehand.exchange.models import HandledAnswer
from beforehand.exchange.rules.invited import uid_of
from beforehand.vault.guard import Author

pytestmark = pytest.mark.django_db
__all__ = ["post_office"]
FEMKE = "femke@oeverland.example"


@pytest.fixture
def home(home: Oeverland, settings: Settings, post_office: int) -> Oeverland:
    settings.IMAP = {
        "host": "127.0.0.1", "port": post_office, "user": "oeverland", "password": "demopass", "security": "none",
        "folder": "INBOX",
    }  # fmt: skip
    settings.REPLY_MAIL = "answers@oeverland.example"
    with _box(settings) as box:
        box.delete(box.uids())
    return told(home)


def _box(settings: Any) -> MailBoxUnencrypted:
    box = MailBoxUnencrypted("127.0.0.1", settings.IMAP["port"])
    box.login("oeverland", "demopass")
    return box


def arrives(
    settings: Settings, home: Oeverland, talk: UUID, says: str = "ACCEPTED", *, sequence: int = 0, **more: str
) -> None:
    """An answer arrives, as calendar programs send it."""
    speaks_for = more.get("speaks_for", FEMKE)
    uid = more.get("uid", uid_of(talk, home.seats["femke"].pk))
    ical = "\r\n".join(
        [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//x//EN", "METHOD:REPLY", "BEGIN:VEVENT", f"UID:{uid}",
            f"SEQUENCE:{sequence}", "DTSTAMP:20270316T090000Z", "DTSTART:20270329T120000Z",
            "ORGANIZER:mailto:answers@oeverland.example", f"ATTENDEE;PARTSTAT={says}:mailto:{speaks_for}",
            "END:VEVENT", "END:VCALENDAR", "",
        ]
    )  # fmt: skip
    mail = EmailMessage()
    mail["From"], mail["To"] = more.get("sender", FEMKE), "answers@oeverland.example"
    mail["Message-ID"] = more.get("message_id", f"<{says}-{sequence}@oeverland.example>")
    mail["Subject"] = "Accepted"
    mail.set_content("Yes")
    mail.add_alternative(ical, subtype="calendar", params={"method": "REPLY"})
    with _box(settings) as box:
        box.append(mail.as_bytes(), "INBOX", flag_set=[])


def answer(home: Oeverland, name: str = "femke") -> str:
    (mine,) = Attendance.objects.scoped(Author(home.seats[name].pk))
    return str(mine.answer)


def unread(settings: Settings) -> int:
    with _box(settings) as box:
        return len(box.uids("UNSEEN"))


@pytest.mark.parametrize(
    ("says", "means"), [("ACCEPTED", "yes"), ("DECLINED", "no"), ("TENTATIVE", "other_time")]
)
def test_an_answer_counts_as_given_by_that_person(
    home: Oeverland, settings: Settings, says: str, means: str
) -> None:
    talk = own_invited(home, "femke")
    arrives(settings, home, talk, says)
    assert take_replies() == 1
    assert answer(home) == means
    assert unread(settings) == 0
    assert take_replies() == 0


def test_later_answers_take_the_place_of_earlier_ones(home: Oeverland, settings: Settings) -> None:
    talk = own_invited(home, "femke")
    arrives(settings, home, talk, "ACCEPTED")
    arrives(settings, home, talk, "DECLINED")
    assert take_replies() == 2
    assert answer(home) == "no"


@pytest.mark.parametrize(
    "odd",
    [
        {"sender": "tom@oeverland.example"},
        {"speaks_for": "tom@oeverland.example", "sender": "tom@oeverland.example"},
        {"speaks_for": "stranger@elsewhere.example", "sender": "stranger@elsewhere.example"},
        {"uid": "1234@oeverland.example"},
    ],
)
def test_a_stranger_or_somebody_in_anothers_name_changes_nothing(
    home: Oeverland, settings: Settings, odd: dict[str, str]
) -> None:
    talk = own_invited(home, "femke", "tom")
    arrives(settings, home, talk, **odd)
    assert take_replies() == 0
    assert (answer(home), answer(home, "tom")) == ("waiting", "waiting")
    assert unread(settings) == 1


def test_an_answer_to_a_time_that_changed_does_not_count(home: Oeverland, settings: Settings) -> None:
    talk = own_invited(home, "femke")
    settle_time(actor=of(home, "lotte"), conversation=talk, starts_at=FRIDAY)
    arrives(settings, home, talk, sequence=0)
    assert take_replies() == 0
    assert answer(home) == "waiting"
    arrives(settings, home, talk, sequence=1)
    assert take_replies() == 1
    assert answer(home) == "yes"


def test_killed_before_the_mail_was_marked_it_counts_once(home: Oeverland, settings: Settings) -> None:
    talk = own_invited(home, "femke")
    arrives(settings, home, talk, "DECLINED")
    assert take_replies() == 1
    with _box(settings) as box:
        box.flag(box.uids(), r"\Seen", False)
    answer_invitation(actor=of(home, "femke"), conversation=talk, answer="yes", sequence=0, now=NOW)
    assert take_replies() == 0
    assert answer(home) == "yes"
    assert HandledAnswer.objects.count() == 1


def test_a_mailbox_that_is_down_is_asked_again_and_nothing_is_told(
    home: Oeverland, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    talk = own_invited(home, "femke")
    arrives(settings, home, talk)
    port, settings.IMAP["port"] = settings.IMAP["port"], 1
    with caplog.at_level(logging.WARNING):
        assert take_replies() == 0
    assert "MailboxDown" in caplog.text
    assert "demopass" not in caplog.text
    settings.IMAP["port"] = port
    assert take_replies() == 1


def test_without_a_mailbox_nothing_is_asked(home: Oeverland, settings: Settings) -> None:
    settings.IMAP = {}
    assert take_replies() == 0
