"""Letters about rounds 2 and 3 and about one's own sentence: once, to who has something to answer, saying nothing."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from tests.notifications.conftest import INVITED, look, plain, speaks
from tests.oeverland import TODAY, Oeverland
from tests.perspectives.responding.answering import SAID, begins, closes, everybody_said, opens, sentence
from tests.perspectives.telling import NOW, stands

from beforehand.decisions.models import Decision, Seat
from beforehand.notifications.actions import catch_up, choose_mail, post_reminders, post_round
from beforehand.notifications.choices import CAN_BE_TURNED_DOWN, Kind
from beforehand.outbox.models import Message
from beforehand.people.access import Arrival
from beforehand.perspectives import actions
from beforehand.perspectives.choices import RoundKind
from beforehand.perspectives.models import Hand, Round
from beforehand.perspectives.queries.responding import responding
from beforehand.perspectives.signals import round_opened
from beforehand.vault.guard import Author

pytestmark = pytest.mark.django_db
Delivered = Callable[[], list[EmailMessage]]
DAY = timedelta(days=1)
OPENED = datetime(2027, 3, 20, 9, tzinfo=UTC)
TAKE_PART = {"karin", "ingrid", "tom", "bas", "femke", "youssef", "marjolein"}


@pytest.fixture(autouse=True)
def in_english(settings: Any) -> Iterator[None]:
    settings.LANGUAGE_CODE = "en"
    with translation.override("en"):
        yield


@pytest.fixture
def respond(listening: Oeverland) -> Oeverland:
    """Round 2 is open since five days after the invitation."""
    everybody_said(listening)
    row = opens(listening)
    Round.objects.filter(pk=row.pk).update(opened_at=OPENED)
    return listening


def to(letters: list[EmailMessage]) -> set[str]:
    return {str(letter["To"]).partition("@")[0] for letter in letters}


def tells(home: Oeverland) -> None:
    round_opened.send(sender=None, decision=home.decision.pk, number=2, kind="respond")


def taps_all(home: Oeverland, name: str) -> None:
    for card in begins(home, name).cards:
        actions.react(actor=stands(home, name), statement=card.statement, value="unknown", now=NOW)


def reminded(home: Oeverland, day: int, **more: Any) -> set[str]:
    """Run the daily job some days after the round opened; return whom a reminder was asked for on that day."""
    now = OPENED + day * DAY
    before = set(Message.objects.filter(kind="reminder").values_list("pk", flat=True))
    post_reminders(decision=home.decision.pk, now=now, **more)
    new = Message.objects.filter(kind="reminder").exclude(pk__in=before)
    people = set(new.values_list("recipient", flat=True))
    new.update(made_at=now)
    return {name for name, seat in home.seats.items() if seat.person_id in people}


def test_a_round_that_opens_is_told_once_to_who_is_asked(respond: Oeverland, delivered: Delivered) -> None:
    for _ in range(2):
        tells(respond)
    catch_up(now=OPENED + timedelta(hours=1))
    letters = delivered()
    assert to(letters) == TAKE_PART
    assert len(letters) == len(TAKE_PART)


def test_killed_in_between_it_is_asked_for_again(respond: Oeverland, delivered: Delivered) -> None:
    catch_up(now=OPENED + timedelta(hours=1))
    assert to(delivered()) == TAKE_PART


@pytest.mark.parametrize(
    ("language", "subject", "says"),
    [
        ("en", "Two-factor sign-in: two minutes of yours", "It takes two minutes"),
        ("nl", None, None),
    ],
)
def test_it_says_how_long_it_takes_and_nothing_of_what_was_said(
    respond: Oeverland, delivered: Delivered, language: str, subject: str | None, says: str | None
) -> None:
    speaks(respond, "femke", language)
    tells(respond)
    (letter,) = [one for one in delivered() if "femke" in str(one["To"])]
    whole = plain(letter) + look(letter) + str(letter["Subject"])
    assert not [text for said in SAID.values() for text in said.values() if text in whole]
    assert str(letter["Subject"]).startswith("Two-factor sign-in: ")
    if subject and says:
        assert letter["Subject"] == subject
        assert says in plain(letter)


@pytest.mark.parametrize("why", ["done", "closed", "turned down", "no side", "over", "took everything back"])
def test_dropped_when_it_is_sent(respond: Oeverland, delivered: Delivered, why: str) -> None:
    tells(respond)
    femke = respond.seats["femke"]
    if why == "done":
        taps_all(respond, "femke")
    elif why == "closed":
        closes(respond)
    elif why == "turned down":
        arrival = Arrival(
            person=femke.person_id, organisation=respond.organisation.pk, name="Femke", language="en", strong=False,
            administrator=False,
        )  # fmt: skip
        choose_mail(actor=arrival, wanted=[kind for kind in CAN_BE_TURNED_DOWN if kind is not Kind.ROUND])
    elif why == "no side":
        Seat.objects.filter(pk=femke.pk).update(side=None)
    elif why == "over":
        Decision.objects.update(stage="stopped")
    else:
        actions.withdraw_everything(actor=stands(respond, "femke"))
        Message.objects.all().delete()
        tells(respond)
    assert "femke" not in to(delivered())


def test_in_round_3_only_who_is_pictured_hears_of_it(respond: Oeverland, delivered: Delivered) -> None:
    from beforehand.perspectives.queries.asked import Given

    actor = stands(respond, "karin")
    actions.take_hand(actor=actor, now=NOW)
    about = responding(actor).about
    assert about is not None
    given = Given(field="mirror", text="That it is quick", release=2)
    actions.say_more(actor=actor, place=actions.begin(actor=actor), given=given, now=NOW)
    opens(respond, RoundKind.MIRROR)
    tells(respond)
    pictured = {name for name, seat in respond.seats.items() if seat.side_id == about.id}
    letters = delivered()
    assert to(letters) == pictured & TAKE_PART
    assert {str(letter["Subject"]) for letter in letters} == {"Two-factor sign-in: one minute of yours"}


def test_two_reminders_a_round_and_none_for_who_has_nothing_left(respond: Oeverland) -> None:
    taps_all(respond, "tom")
    rest = TAKE_PART - {"tom"}
    days = [reminded(respond, day) for day in (0, 4, 5, 6, 8, 9, 10, 14, 30)]
    assert days == [set(), set(), rest, set(), set(), rest, set(), set(), set()]
    assert Hand.objects.scoped(Author(respond.seats["femke"].pk)).get().reminders == 2


def test_another_round_counts_anew(respond: Oeverland) -> None:
    for day in (5, 9):
        assert reminded(respond, day) == TAKE_PART
    row = opens(respond)
    Round.objects.filter(pk=row.pk).update(opened_at=OPENED + 10 * DAY)
    assert [len(reminded(respond, day)) for day in (12, 15)] == [0, len(TAKE_PART)]


def test_who_is_halfway_is_reminded_and_undoing_the_last_tap_is_halfway(respond: Oeverland) -> None:
    taps_all(respond, "tom")
    last = responding(stands(respond, "tom")).cards[-1].statement
    actions.undo_reaction(actor=stands(respond, "tom"), statement=last, now=NOW)
    assert "tom" in reminded(respond, 5)


def test_a_reminder_of_somebody_done_meanwhile_is_dropped(respond: Oeverland, delivered: Delivered) -> None:
    assert reminded(respond, 5) == TAKE_PART
    taps_all(respond, "femke")
    assert to(delivered()) == TAKE_PART - {"femke"}


def test_a_facilitator_asks_and_learns_nothing(respond: Oeverland) -> None:
    taps_all(respond, "tom")
    assert actions.ask_for_reminder(actor=stands(respond, "lotte")) is None  # type: ignore[func-returns-value]
    assert reminded(respond, 2, asked_for=True) == TAKE_PART - {"tom"}


def test_where_nobody_listens_nobody_is_reminded(respond: Oeverland) -> None:
    Decision.objects.update(day=TODAY - DAY)
    assert reminded(respond, 5) == set()


def test_more_people_are_no_more_questions_to_the_database(respond: Oeverland) -> None:
    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            post_reminders(decision=respond.decision.pk, now=OPENED + DAY)
        return len(asked)

    many = questions()
    Seat.objects.filter(decision=respond.decision).exclude(pk=respond.seats["femke"].pk).update(
        invited_at=None
    )
    assert questions() == many


def test_a_writer_hears_that_something_is_asked_and_not_what(
    listening: Oeverland, delivered: Delivered, django_capture_on_commit_callbacks: Any
) -> None:
    everybody_said(listening, 1)
    with django_capture_on_commit_callbacks(execute=True):
        for field in ("knows", "protects"):
            one = sentence(listening, "femke", field)
            actions.ask_for_table(actor=stands(listening, "lotte"), statement=one, now=NOW)
    Message.objects.exclude(kind="table").delete()
    (letter,) = delivered()
    assert to([letter]) == {"femke"}
    assert letter["Subject"] == "Two-factor sign-in: a question for you"
    assert not [text for text in SAID["femke"].values() if text in plain(letter) + look(letter)]
    assert "No is as good as yes" in plain(letter)


def test_answered_meanwhile_there_is_no_letter(
    listening: Oeverland, delivered: Delivered, django_capture_on_commit_callbacks: Any
) -> None:
    everybody_said(listening, 1)
    one = sentence(listening, "femke", "knows")
    with django_capture_on_commit_callbacks(execute=True):
        actions.ask_for_table(actor=stands(listening, "lotte"), statement=one, now=NOW)
    actions.answer_table(actor=stands(listening, "femke"), statement=one, yes=False, revision=1, now=NOW)
    Message.objects.exclude(kind="table").delete()
    assert delivered() == []


def test_before_a_round_opens_there_is_nothing_to_tell(listening: Oeverland) -> None:
    post_round(decision=listening.decision.pk)
    assert not Message.objects.filter(kind="round").exists()
    assert INVITED < OPENED
