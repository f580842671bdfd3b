"""Letters about conversations: each told alone, once, with an invitation their calendar understands."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone, translation
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar
from tests.conversations.story import (
    ALONE,
    AMSTERDAM,
    DONE,
    FRIDAY,
    MONDAY,
    NOW,
    of,
    own,
    own_invited,
    row,
    told,
)
from tests.notifications.conftest import look, plain, speaks
from tests.oeverland import Oeverland
from tests.outbox.post_office import PostOffice

from beforehand.conversations.actions import (
    Item,
    answer_invitation,
    change_talk,
    drop_talk,
    invite_to_talk,
    set_agenda,
    settle_time,
)
from beforehand.conversations.models import Attendance
from beforehand.conversations.queries import my_conversations
from beforehand.exchange.actions.numbering import time_of
from beforehand.exchange.rules.invited import uid_of
from beforehand.notifications.actions import catch_up_talks, choose_mail
from beforehand.notifications.choices import CAN_BE_TURNED_DOWN, Kind
from beforehand.outbox.actions import Sending, send
from beforehand.outbox.models import Message
from beforehand.people.access import Arrival
from beforehand.vault.guard import Author

pytestmark = pytest.mark.django_db
Post = Callable[..., list[EmailMessage]]


@pytest.fixture(autouse=True)
def in_english(settings: Any) -> Iterator[None]:
    settings.LANGUAGE_CODE = "en"
    with translation.override("en"):
        yield


@pytest.fixture
def home(home: Oeverland) -> Oeverland:
    return told(home)


@pytest.fixture
def after(office: PostOffice, django_capture_on_commit_callbacks: Any) -> Post:
    """Do something, send what it asked for, and return what arrived, by address."""

    def act(*deeds: Callable[[], Any]) -> list[EmailMessage]:
        del office.letters[:]
        for deed in deeds:
            with django_capture_on_commit_callbacks(execute=True):
                deed()
        for message in Message.objects.filter(state="waiting", kind__startswith="talk").order_by("made_at"):
            assert send(message=message.pk, now=timezone.now()) in (Sending.SENT, Sending.DROPPED)
        return sorted(office.letters, key=lambda letter: str(letter["To"]))

    return act


def to(letters: list[EmailMessage]) -> list[str]:
    return [str(letter["To"]).partition("@")[0] for letter in letters]


def calendar(letter: EmailMessage) -> tuple[str, Any]:
    """Return the method a mail program reads from the envelope, and the one event, read by two libraries."""
    (part,) = [one for one in letter.walk() if one.get_content_type() == "text/calendar"]
    data = part.get_payload(decode=True)
    assert isinstance(data, bytes)
    event: Any
    (event,) = Calendar.from_ical(data).walk("VEVENT")
    again = IcsCalendarStream.calendar_from_ics(data.decode())
    (other,) = again.events
    assert (other.uid, other.sequence, other.dtstart) == (
        str(event["UID"]), int(event["SEQUENCE"]), event["DTSTART"].dt,
    )  # fmt: skip
    method = str(part.get_param("method"))
    assert again.method == method
    return method, event


def move(home: Oeverland, talk: UUID, at: datetime = FRIDAY) -> Callable[[], None]:
    return lambda: settle_time(actor=of(home, "lotte"), conversation=talk, starts_at=at)


def test_each_is_told_alone_when_where_and_with_whom(home: Oeverland, after: Post) -> None:
    talk: list[UUID] = []

    def invite() -> None:
        talk.append(own_invited(home, "femke", "tom"))

    femke, tom = after(invite)
    assert to([femke, tom]) == ["femke", "tom"]
    assert "tom@" not in femke.as_string()
    assert femke["Subject"] == "Two-factor sign-in: a conversation"
    assert "When: Monday 29 March 2027, 14:00 to 15:00 (Europe/Amsterdam)" in plain(femke)
    assert "With: Tom and Lotte" in plain(femke)
    method, event = calendar(femke)
    assert method == "REQUEST"
    assert event["DTSTART"].dt == MONDAY.astimezone(AMSTERDAM)
    assert str(event["ATTENDEE"]) == "mailto:femke@oeverland.example"
    assert str(event["ORGANIZER"]) == "mailto:beforehand@localhost"
    assert int(event["SEQUENCE"]) == 0
    assert str(event["UID"]) == uid_of(talk[0], home.seats["femke"].pk)
    assert str(event["UID"]) != str(calendar(tom)[1]["UID"])
    assert str(event["URL"]).endswith(f"/d/{home.decision.pk}/talks/{talk[0]}/")


def test_three_ways_to_answer_and_looking_at_them_changes_nothing(home: Oeverland, after: Post) -> None:
    (letter,) = after(lambda: own_invited(home, "femke"))
    (line,) = my_conversations(of(home, "femke"))
    ways = [word for word in plain(letter).split() if "talk=" in word]
    assert [way.rpartition("answer=")[2] for way in ways] == ["yes", "no", "other_time"]
    for way in ways:
        there = home.client("femke").get(way.partition("testserver")[2])
        assert there["Location"] == (
            reverse("conversations:one", kwargs={"decision": home.decision.pk, "conversation": line.id})
            + f"?answer={way.rpartition('answer=')[2]}"
        )
    (mine,) = Attendance.objects.scoped(Author(home.seats["femke"].pk))
    assert mine.answer == "waiting"


def test_a_link_to_a_conversation_takes_known_answers_only(home: Oeverland) -> None:
    link = home.link("femke").partition("testserver")[2] + f"{home.decision.pk}/"
    client = home.client("femke")
    assert client.get(f"{link}?talk=nothing")["Location"].endswith(f"/d/{home.decision.pk}/")
    odd = client.get(f"{link}?talk={home.decision.pk}&answer=//elsewhere")["Location"]
    assert odd.endswith(f"/talks/{home.decision.pk}/")


def test_of_a_confidential_one_the_subject_is_one_word(home: Oeverland, after: Post) -> None:
    (letter,) = after(lambda: own_invited(home, "femke", kind=ALONE))
    whole = plain(letter) + look(letter) + letter.as_string()
    assert letter["Subject"] == "Conversation"
    assert home.decision.title not in whole
    _, event = calendar(letter)
    assert (str(event["SUMMARY"]), str(event["CLASS"])) == ("Conversation", "PRIVATE")


def test_what_it_is_about_is_in_no_letter(home: Oeverland, after: Post) -> None:
    def invite() -> None:
        talk = own(home, "femke", "tom", kind=DONE)
        change_talk(
            actor=of(home, "lotte"), conversation=talk, aim="The night shift", opening="What if it fails?"
        )
        set_agenda(actor=of(home, "lotte"), conversation=talk, items=[Item(text="The spare keys")])
        settle_time(actor=of(home, "lotte"), conversation=talk, starts_at=MONDAY, place="Room 4")
        invite_to_talk(actor=of(home, "lotte"), conversation=talk, now=NOW)

    letters = after(invite)
    assert len(letters) == 2
    for letter in letters:
        ical = next(p for p in letter.walk() if p.get_content_type() == "text/calendar").get_payload(
            decode=True
        )
        whole = plain(letter) + look(letter) + str(letter["Subject"]) + str(ical)
        assert "Room 4" in whole
        assert not [word for word in ("night shift", "fails", "spare keys") if word in whole]


def test_another_time_is_told_once_with_a_higher_number(home: Oeverland, after: Post) -> None:
    talk: list[UUID] = []
    (first,) = after(lambda: talk.append(own_invited(home, "femke")))
    (letter,) = after(move(home, talk[0]), move(home, talk[0]))
    assert "has changed" in plain(letter)
    assert "Friday 2 April 2027, 09:30" in plain(letter)
    method, event = calendar(letter)
    assert (method, int(event["SEQUENCE"])) == ("REQUEST", row(home, talk[0]).sequence) == ("REQUEST", 1)
    assert str(event["UID"]) == str(calendar(first)[1]["UID"])
    assert after(lambda: catch_up_talks(now=timezone.now())) == []


def test_moved_before_the_invitation_left_there_is_one_letter(home: Oeverland, after: Post) -> None:
    talk: list[UUID] = []
    (letter,) = after(lambda: talk.append(own_invited(home, "femke")), lambda: move(home, talk[0])())
    assert "You are invited" in plain(letter)
    assert int(calendar(letter)[1]["SEQUENCE"]) == 1


def test_dropped_it_leaves_the_calendar_without_a_reason(home: Oeverland, after: Post) -> None:
    talk: list[UUID] = []
    (first,) = after(lambda: talk.append(own_invited(home, "femke")))
    drop = lambda: drop_talk(actor=of(home, "lotte"), conversation=talk[0], why="Tom is ill")  # noqa: E731
    (letter,) = after(drop, drop)
    method, event = calendar(letter)
    assert (method, str(event["STATUS"]), int(event["SEQUENCE"])) == ("CANCEL", "CANCELLED", 1)
    assert str(event["UID"]) == str(calendar(first)[1]["UID"])
    assert "ill" not in plain(letter) + look(letter)
    assert letter["Subject"] == "Two-factor sign-in: a conversation"


def test_who_is_taken_out_need_not_come_and_the_others_hear_nothing(home: Oeverland, after: Post) -> None:
    talk: list[UUID] = []
    after(lambda: talk.append(own_invited(home, "femke", "tom")))

    for _ in range(2):
        (letter,) = after(only(home, talk[0], "tom"))
        assert to([letter]) == ["femke"]
        assert calendar(letter)[0] == "CANCEL"
        assert "Tom" not in plain(letter)
        (back,) = after(only(home, talk[0], "femke", "tom"))
        assert (to([back]), calendar(back)[0]) == (["femke"], "REQUEST")
    # Taken out and back before anything left: nothing to tell but that they are in it.
    letters = after(only(home, talk[0], "tom"), only(home, talk[0], "femke", "tom"))
    assert [calendar(one)[0] for one in letters] == ["REQUEST"]


def only(home: Oeverland, talk: UUID, *names: str) -> Callable[[], None]:
    people = [home.seats[name].pk for name in names]
    return lambda: change_talk(actor=of(home, "lotte"), conversation=talk, people=people)


def test_each_letter_about_one_conversation_has_a_higher_number_than_the_one_before(
    home: Oeverland, after: Post
) -> None:
    """RFC 5546, 2.1.4: what comes with a number that is not higher, a calendar leaves alone."""
    talk: list[UUID] = []
    told = [after(lambda: talk.append(own_invited(home, "femke", "tom")))[0]]
    told += after(only(home, talk[0], "tom"))
    told += after(only(home, talk[0], "femke", "tom"))
    told += after(only(home, talk[0], "tom"))
    moved = after(only(home, talk[0], "femke", "tom"), move(home, talk[0]))
    assert to(moved) == ["femke", "tom"]
    told.append(moved[0])
    told.append(after(lambda: drop_talk(actor=of(home, "lotte"), conversation=talk[0], why="Not needed"))[0])
    read = [calendar(letter) for letter in told]
    assert [method for method, _ in read] == ["REQUEST", "CANCEL", "REQUEST", "CANCEL", "REQUEST", "CANCEL"]
    numbers = [int(event["SEQUENCE"]) for _, event in read]
    assert numbers == sorted(set(numbers))
    assert len({str(event["UID"]) for _, event in read}) == 1
    assert int(calendar(moved[1])[1]["SEQUENCE"]) == 1  # Tom's time changed once


def test_an_answer_from_the_calendar_counts_for_the_time_its_number_stood_for(
    home: Oeverland, after: Post
) -> None:
    talk: list[UUID] = []
    after(lambda: talk.append(own_invited(home, "femke", "tom")))
    femke = home.seats["femke"].pk
    after(only(home, talk[0], "tom"))
    assert time_of(femke, talk[0], 1) is None  # she need not come
    after(only(home, talk[0], "femke", "tom"))
    assert [time_of(femke, talk[0], number) for number in (0, 1, 2, 3)] == [None, None, 0, None]
    after(move(home, talk[0]))
    assert [time_of(femke, talk[0], number) for number in (2, 3)] == [None, 1]
    assert time_of(home.seats["tom"].pk, talk[0], 1) == 1


def test_that_it_is_off_is_kept_with_its_cause_and_goes_with_it(home: Oeverland, after: Post) -> None:
    """Whatever is to be done after the commit is never done: as when the process is killed right then."""
    talk: list[UUID] = []
    after(lambda: talk.append(own_invited(home, "femke", "tom")))
    with transaction.atomic():
        only(home, talk[0], "tom")()
        assert Message.objects.filter(kind=Kind.TALK_OFF).count() == 1
        transaction.set_rollback(True)
    assert not Message.objects.filter(kind=Kind.TALK_OFF).exists()
    only(home, talk[0], "tom")()
    (message,) = Message.objects.filter(kind=Kind.TALK_OFF)
    assert message.recipient == home.seats["femke"].person_id
    assert [calendar(one)[0] for one in after()] == ["CANCEL"]


@pytest.mark.django_db(transaction=True)
def test_killed_right_after_the_commit_the_letter_is_there(
    home: Oeverland, after: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk: list[UUID] = []
    after(lambda: talk.append(own_invited(home, "femke", "tom")))

    class KilledError(BaseException):
        """The process is gone."""

    def killed(*_: Any, **__: Any) -> None:
        raise KilledError

    monkeypatch.setattr(connection, "run_and_clear_commit_hooks", killed)
    with pytest.raises(KilledError):
        drop_talk(actor=of(home, "lotte"), conversation=talk[0], why="Not needed")
    monkeypatch.undo()
    connection.run_on_commit.clear()
    assert row(home, talk[0]).status == "dropped"  # it was committed
    assert Message.objects.filter(kind=Kind.TALK_OFF, state="waiting").count() == 2


def test_who_never_heard_of_it_is_not_told_that_it_is_off(home: Oeverland, after: Post) -> None:
    talk: list[UUID] = []
    letters = after(
        lambda: talk.append(own_invited(home, "femke")),
        lambda: drop_talk(actor=of(home, "lotte"), conversation=talk[0], why="Not needed"),
    )
    assert letters == []


@pytest.mark.parametrize("why", ["turned down", "over", "past", "erased"])
def test_not_wanted_any_more_when_it_is_sent(
    home: Oeverland, after: Post, monkeypatch: pytest.MonkeyPatch, why: str
) -> None:
    femke = home.seats["femke"]

    def happens() -> None:
        if why == "turned down":
            arrival = Arrival(
                person=femke.person_id, organisation=home.organisation.pk, name="Femke", language="en", strong=False,
                administrator=False,
            )  # fmt: skip
            choose_mail(actor=arrival, wanted=[kind for kind in CAN_BE_TURNED_DOWN if kind is not Kind.TALK])
        elif why == "over":
            type(home.decision).objects.update(stage="stopped")
        elif why == "past":
            late = lambda: datetime(2027, 3, 29, 14, tzinfo=UTC)  # noqa: E731
            monkeypatch.setattr("beforehand.notifications.letters.talk.timezone.now", late)
        else:
            type(femke.person).objects.filter(pk=femke.person_id).update(erased_at=timezone.now())

    assert after(lambda: own_invited(home, "femke"), happens) == []


def test_at_the_end_it_can_be_turned_down(home: Oeverland, after: Post) -> None:
    (letter,) = after(lambda: own_invited(home, "femke"))
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    stop = str(letter["List-Unsubscribe"]).strip("<>").partition("testserver")[2]
    home.client("femke").post(stop)
    assert after(lambda: own_invited(home, "femke")) == []


def test_killed_before_it_was_asked_for_it_is_asked_for_later(home: Oeverland, after: Post) -> None:
    talk = own_invited(home, "femke")
    now = NOW + timedelta(hours=1)
    assert not Message.objects.filter(kind=Kind.TALK).exists()
    assert to(after(lambda: catch_up_talks(now=now))) == ["femke"]
    drop_talk(actor=of(home, "lotte"), conversation=talk, why="Not needed")
    letters = after(lambda: catch_up_talks(now=now), lambda: catch_up_talks(now=now))
    assert [calendar(one)[0] for one in letters] == ["CANCEL"]


def test_a_broken_connection_keeps_the_number_of_the_mail(
    home: Oeverland, after: Post, office: PostOffice, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        own_invited(home, "femke")
    (message,) = Message.objects.filter(kind=Kind.TALK)
    office.orders.append("451 later")
    assert send(message=message.pk, now=timezone.now()) is Sending.LATER
    Message.objects.update(not_before=timezone.now())
    assert send(message=message.pk, now=timezone.now()) is Sending.SENT
    assert office.ids == [message.message_id]
    assert calendar(office.letters[0])[0] == "REQUEST"


def test_rolled_back_nobody_is_told(home: Oeverland, after: Post) -> None:
    def undone() -> None:
        with transaction.atomic():
            own_invited(home, "femke")
            transaction.set_rollback(True)

    assert after(undone) == []


def test_in_dutch_for_who_reads_dutch(home: Oeverland, after: Post) -> None:
    speaks(home, "femke", "nl")
    (letter,) = after(lambda: own_invited(home, "femke"))
    assert "29 maart 2027" in plain(letter)


def test_an_answer_given_is_in_no_letter_to_another(home: Oeverland, after: Post) -> None:
    talk: list[UUID] = []
    after(lambda: talk.append(own_invited(home, "femke", "tom")))
    answer_invitation(
        actor=of(home, "tom"), conversation=talk[0], answer="no", sequence=0, note="My holiday", now=NOW
    )
    femke, _ = after(move(home, talk[0]))
    assert "holiday" not in femke.as_string()
    assert "PARTSTAT=NEEDS-ACTION" in femke.as_string().replace("=\n", "")
