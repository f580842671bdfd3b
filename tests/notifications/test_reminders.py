"""At most two reminders, never before the day somebody chose, never to who has answered; nobody sees to whom."""

from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.notifications.conftest import INVITED, plain, speaks
from tests.oeverland import TODAY, Oeverland

from beforehand.decisions.access import Standing
from beforehand.decisions.choices import Role, Stage
from beforehand.decisions.models import Commitment, Decision
from beforehand.knowledge import load
from beforehand.notifications.actions import post_reminders
from beforehand.notifications.jobs import remind as remind_by_itself
from beforehand.outbox.models import Message
from beforehand.perspectives.actions import answer_later, ask_for_reminder, begin
from beforehand.perspectives.choices import State
from beforehand.perspectives.models import Perspective
from beforehand.vault.guard import Author

pytestmark = pytest.mark.django_db
Delivered = Callable[[], list[EmailMessage]]
DAY = timedelta(days=1)


def standing(home: Oeverland, name: str) -> Standing:
    seat = home.seats[name]
    roles = frozenset(Role(row.role) for row in seat.roles.all())
    return Standing(home.decision.pk, seat.pk, seat.person_id, seat.side_id, roles, TODAY, "en")


def own(home: Oeverland, name: str) -> Perspective:
    return Perspective.objects.scoped(Author(home.seats[name].pk)).get()


@pytest.fixture
def alone(listening: Oeverland) -> Oeverland:
    """Only Femke was invited."""
    for name, seat in listening.seats.items():
        if name != "femke":
            seat.invited_at = None
            seat.save()
    return listening


def asked(home: Oeverland, day: int) -> int:
    """Run the daily job some days after the invitation and return how many reminders were asked for in all."""
    now = INVITED + day * DAY
    post_reminders(decision=home.decision.pk, now=now)
    Message.objects.filter(kind="reminder", made_at__gt=now).update(made_at=now)
    Message.objects.filter(kind="reminder", made_at__lt=INVITED).update(made_at=now)
    return Message.objects.filter(kind="reminder").count()


def test_two_reminders_and_no_third(alone: Oeverland) -> None:
    assert [asked(alone, day) for day in (0, 4, 5, 6, 8, 9, 10, 14, 30)] == [0, 0, 1, 1, 1, 2, 2, 2, 2]
    assert own(alone, "femke").reminders == 2


def test_running_twice_counts_once(alone: Oeverland) -> None:
    assert [asked(alone, 5), asked(alone, 5)] == [1, 1]
    assert own(alone, "femke").reminders == 1


@pytest.mark.parametrize(
    ("language", "subject", "start"),
    [
        ("en", "Two-factor sign-in: your invitation", "Hello Femke, Karin invited you to say how this looks"),
        ("nl", "Two-factor sign-in: je uitnodiging", "Dag Femke, Karin nodigde je uit om te zeggen hoe dit"),
    ],
)
def test_femke_is_reminded_in_her_language(
    alone: Oeverland, delivered: Delivered, language: str, subject: str, start: str
) -> None:
    speaks(alone, "femke", language)
    asked(alone, 5)
    [letter] = delivered()
    text = plain(letter)
    assert letter["Subject"] == subject
    assert text.startswith(start)
    for way in load().form.ways_in:
        assert way.name.say(language) in text


def test_who_answered_meanwhile_gets_none(alone: Oeverland, delivered: Delivered) -> None:
    asked(alone, 5)
    begin(actor=standing(alone, "femke"))
    Perspective.objects.scoped(Author(alone.seats["femke"].pk)).update(state=State.SENT, sent_at=INVITED)
    assert delivered() == []
    assert asked(alone, 20) == 1


def test_the_day_somebody_chose_is_kept(alone: Oeverland) -> None:
    femke = standing(alone, "femke")
    answer_later(actor=femke, when=INVITED + 7 * DAY, now=INVITED)
    assert [asked(alone, day) for day in (5, 6, 7, 8)] == [0, 0, 1, 1]


def test_the_day_somebody_chose_comes_before_the_usual_one(alone: Oeverland) -> None:
    answer_later(actor=standing(alone, "femke"), when=INVITED + 2 * DAY, now=INVITED)
    assert [asked(alone, day) for day in (1, 2)] == [0, 1]


@pytest.mark.parametrize("why", ["stopped", "decided", "framing"])
def test_where_nobody_listens_nobody_is_reminded(alone: Oeverland, why: str) -> None:
    Decision.objects.update(stage=why)
    assert asked(alone, 5) == 0
    Decision.objects.update(stage=Stage.LISTENING)
    assert asked(alone, 5) == 1


def test_after_the_day_itself_nobody_is_reminded(alone: Oeverland) -> None:
    Decision.objects.update(day=TODAY - DAY)
    assert asked(alone, 5) == 0
    Decision.objects.update(day=TODAY)
    assert asked(alone, 5) == 1


def test_where_nothing_is_open_any_more_nobody_is_reminded(alone: Oeverland, delivered: Delivered) -> None:
    asked(alone, 5)
    Commitment.objects.update(still_open="", nothing_open=True)
    assert delivered() == []


def test_a_facilitator_asks_and_learns_nothing(
    alone: Oeverland, delivered: Delivered, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        assert ask_for_reminder(actor=standing(alone, "lotte")) is None  # type: ignore[func-returns-value]
    # Invited in 2027, so seen from today's clock it is too early even when it is asked for.
    assert not Message.objects.filter(kind="reminder").exists()
    post_reminders(decision=alone.decision.pk, now=INVITED + DAY, asked_for=True)
    assert [letter["To"] for letter in delivered()] == ["femke@oeverland.example"]


def test_the_daily_job_goes_over_what_listens(alone: Oeverland) -> None:
    alone.seats["femke"].invited_at = INVITED.replace(year=2026)
    alone.seats["femke"].save()
    remind_by_itself()
    assert Message.objects.filter(kind="reminder").count() == 1


def test_more_people_are_no_more_questions_to_the_database(alone: Oeverland) -> None:
    def questions() -> int:
        with CaptureQueriesContext(connection) as asked_for:
            post_reminders(decision=alone.decision.pk, now=INVITED + DAY)
        return len(asked_for)

    before = questions()
    for name in ("bas", "tom", "ingrid", "youssef"):
        alone.seats[name].invited_at = INVITED
        alone.seats[name].save()
    assert questions() == before
