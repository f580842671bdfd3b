"""Answers as Outlook, Google and Apple write them, and everything that is no answer."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.exchange.calendars.answers import APPLE, GOOGLE, OUTLOOK, UID, written
from tests.exchange.calendars.meetings import AMSTERDAM, MAILBOX, NOW, meeting

from beforehand.exchange.calendars.making import invitation
from beforehand.exchange.calendars.reading import (
    Answer,
    ForeignReply,
    NoReply,
    ReplyFault,
    ReplyRead,
    ReplyTooLarge,
    SeveralAttendees,
    Undecided,
    read_reply,
)

ZOE = "zoe@oeverland.example"


def read(text: str) -> ReplyRead:
    return read_reply(written(text), organiser_mail=MAILBOX)


@pytest.mark.parametrize("program", [OUTLOOK, GOOGLE, APPLE])
@pytest.mark.parametrize(
    ("status", "answer"),
    [("ACCEPTED", Answer.YES), ("DECLINED", Answer.NO), ("TENTATIVE", Answer.OTHER_TIME)],
)
def test_each_program_says_yes_no_and_another_time(program: str, status: str, answer: Answer) -> None:
    found = read(program.replace("PARTSTAT=ACCEPTED", f"PARTSTAT={status}"))
    assert found == ReplyRead(UID, ZOE, answer, 2)


def test_a_counter_proposal_is_another_time_and_says_which() -> None:
    counter = OUTLOOK.replace("METHOD:REPLY", "METHOD:COUNTER").replace(
        "PARTSTAT=ACCEPTED", "PARTSTAT=TENTATIVE"
    )
    counter = counter.replace("20261112T100000", "20261113T140000").replace(
        "20261112T110000", "20261113T150000"
    )
    found = read(counter)
    assert found.answer is Answer.OTHER_TIME
    assert found.starts == datetime(2026, 11, 13, 13, 0, tzinfo=UTC)
    assert found.ends == datetime(2026, 11, 13, 14, 0, tzinfo=UTC)


def test_the_invitation_we_sent_with_the_answer_filled_in_is_read() -> None:
    asked = invitation(meeting(sequence=7), now=NOW, zone=AMSTERDAM)
    reply = asked.replace(b"METHOD:REQUEST", b"METHOD:REPLY").replace(b"\r\n ", b"")
    reply = reply.replace(b"PARTSTAT=NEEDS-ACTION", b"PARTSTAT=DECLINED")
    assert read_reply(reply, organiser_mail=MAILBOX.upper()) == ReplyRead(UID, ZOE, Answer.NO, 7)


@pytest.mark.parametrize("method", ["METHOD:REQUEST", "METHOD:PUBLISH", "METHOD:CANCEL", "X-NOTHING:1"])
def test_an_invitation_is_no_answer(method: str) -> None:
    with pytest.raises(NoReply):
        read(GOOGLE.replace("METHOD:REPLY", method))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00" * 100,
        b"<html>hello</html>",
        b"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\n",
        b"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nEND:VCALENDAR\r\n",
        b"BEGIN:VEVENT\r\nEND:VEVENT\r\n",
        b"\xff\xfe" + written(GOOGLE),
    ],
)
def test_what_is_no_calendar_is_no_answer(data: bytes) -> None:
    with pytest.raises(NoReply):
        read_reply(data, organiser_mail=MAILBOX)


def test_an_answer_to_somebody_elses_invitation_is_foreign() -> None:
    with pytest.raises(ForeignReply):
        read(GOOGLE.replace(MAILBOX, "somebody@elsewhere.example"))
    with pytest.raises(ForeignReply):
        read(GOOGLE.replace(f"UID:{UID}\n", ""))


def test_one_answer_speaks_for_one_person() -> None:
    with pytest.raises(SeveralAttendees):
        read(GOOGLE.replace("SEQUENCE:2", "SEQUENCE:2\nATTENDEE;PARTSTAT=DECLINED:mailto:other@x.example"))
    event = GOOGLE[GOOGLE.index("BEGIN:VEVENT") : GOOGLE.index("END:VCALENDAR")]
    second = event.replace(ZOE, "other@x.example")
    with pytest.raises(SeveralAttendees):
        read(GOOGLE.replace("END:VCALENDAR", second + "END:VCALENDAR"))


def test_an_answer_of_256_kilobytes_is_read_and_one_byte_more_is_not() -> None:
    filler = "X-LONG:" + "x" * 60 + "\n"
    whole = GOOGLE.replace("SEQUENCE:2\n", "SEQUENCE:2\n" + filler * 3000)
    spare = 256 * 1024 - len(written(whole))
    assert spare > 0
    exact = whole.replace("SUMMARY:", "SUMMARY:" + "y" * spare)
    assert read(exact).answer is Answer.YES
    with pytest.raises(ReplyTooLarge):
        read(exact.replace("SUMMARY:", "SUMMARY:y"))


@pytest.mark.parametrize("status", ["NEEDS-ACTION", "DELEGATED", "X-PERHAPS", ""])
def test_who_decides_nothing_has_not_answered(status: str) -> None:
    with pytest.raises(Undecided):
        read(APPLE.replace("PARTSTAT=ACCEPTED", f"PARTSTAT={status}"))


@pytest.mark.parametrize("number", ["SEQUENCE:-1", "SEQUENCE:many", "SEQUENCE:99999999999999"])
def test_a_number_that_is_none_is_refused(number: str) -> None:
    with pytest.raises(ReplyFault):
        read(GOOGLE.replace("SEQUENCE:2", number))


@pytest.mark.parametrize("mail", ["mailto:", "", "http://x.example", "mailto:a b@x.example"])
def test_an_answer_of_nobody_is_refused(mail: str) -> None:
    with pytest.raises(ReplyFault):
        read(GOOGLE.replace(f"mailto:{ZOE}", mail))


def test_what_went_wrong_can_be_said_and_repeats_nothing() -> None:
    with pytest.raises(ForeignReply) as refused:
        read(GOOGLE.replace(MAILBOX, "secret@elsewhere.example"))
    assert refused.value.say().endswith(".")
    assert "secret" not in refused.value.say() + str(refused.value)
    with pytest.raises(NoReply) as broken:
        read_reply(b"BEGIN:VCALENDAR\r\nsecret secret\r\nEND:VCALENDAR", organiser_mail=MAILBOX)
    assert "secret" not in repr(broken.value) + repr(broken.value.__cause__)


@given(st.integers(0, 5000), st.integers(0, 255), st.sampled_from([OUTLOOK, GOOGLE, APPLE]))
def test_a_byte_changed_anywhere_is_read_or_refused_and_never_worse(
    place: int, byte: int, program: str
) -> None:
    data = bytearray(written(program))
    data[place % len(data)] = byte
    with suppress(ReplyFault):
        assert read_reply(bytes(data), organiser_mail=MAILBOX).uid
