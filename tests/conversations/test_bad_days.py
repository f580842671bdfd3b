"""Days on which things go wrong: a moment that was yesterday, somebody who falls out, no post, a clock that jumps."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from tests.beginning import told_once
from tests.conversations.story import (
    DONE,
    MONDAY,
    NOW,
    QUESTION,
    analyse,
    invited,
    of,
    own_invited,
    row,
    told,
)
from tests.oeverland import TODAY, Oeverland
from tests.outbox.post_office import PostOffice, post_office
from tests.topics.over_time.story import events

from beforehand.conversations.actions import hold_talk, withdraw_from_talk
from beforehand.conversations.choices import Status
from beforehand.conversations.queries import my_conversations
from beforehand.decisions.actions import change_commitment
from beforehand.decisions.actions.commitments import Moment
from beforehand.decisions.choices import Door
from beforehand.decisions.models import Commitment, Decision, Fact
from beforehand.exchange.jobs import read_calendars, read_replies
from beforehand.notifications.jobs import catch_up, look_back, remind
from beforehand.outbox.actions import sweep
from beforehand.outbox.models import Message
from beforehand.stewardship.jobs import retention
from beforehand.topics.actions import catch_up as analyse_what_was_missed
from beforehand.topics.choices import FactKind
from beforehand.topics.queries import latest, proposals

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
DAY = timedelta(days=1)
Post = Callable[[], None]


@told_once
def beginning(home: Oeverland) -> Oeverland:
    return told(home)


@pytest.fixture
def office(settings: Any) -> Iterator[PostOffice]:
    with post_office() as opened:
        settings.SMTP = opened.smtp
        yield opened


def browser(home: Oeverland, name: str) -> Client:
    return home.client(name, headers={"accept-language": "en"})


def page(home: Oeverland, name: str, path: str = "talks/", status: int = 200) -> str:
    answer = browser(home, name).get(f"/d/{home.decision.pk}/{path}")
    assert answer.status_code == status, path
    return str(answer.content.decode())


def brought_forward(home: Oeverland, days: int) -> None:
    """The licences turn out to be signed on another day."""
    Commitment.objects.filter(pk=home.commitments["licence"].pk).update(day=TODAY + days * DAY)
    analyse(home)


def moment(home: Oeverland, days: int) -> Moment:
    return Moment(title="Sign the licences", day=TODAY + days * DAY, door=Door.ONE_WAY)


def test_nobody_brings_a_moment_forward_to_yesterday_by_a_slip(home: Oeverland) -> None:
    licence = home.commitments["licence"]
    with pytest.raises(ValidationError) as refused:
        change_commitment(actor=of(home, "karin"), commitment=licence.pk, moment=moment(home, -1), revision=1)
    assert refused.value.code == "day"
    change_commitment(actor=of(home, "karin"), commitment=licence.pk, moment=moment(home, 1), revision=1)
    analyse(home)
    there = latest(of(home, "lotte"))
    assert there is not None
    for talk in there.next.conversations:
        assert talk.planned is None or talk.planned > TODAY
    assert "The next conversations" in page(home, "lotte")


def test_a_moment_that_was_yesterday_is_said_to_have_passed_and_nothing_goes_with_it(home: Oeverland) -> None:
    talk = invited(home, QUESTION)
    assert row(home, talk).serves == [str(home.commitments["licence"].pk)]
    brought_forward(home, -1)
    assert row(home, talk).status == Status.INVITED, "nobody is called off by a date"
    assert "14 March 2027" in page(home, "lotte", f"talks/{talk}/")
    there = latest(of(home, "lotte"))
    assert there is not None
    for one in there.next.conversations:
        assert [before.title for before in one.commitments] == ["Letter to all staff"], (
            "the next moment it serves"
        )
        assert one.planned is not None
        assert one.planned > TODAY
    text = page(home, "karin", f"gate/{home.commitments['licence'].pk}/")
    assert "The day of this moment has passed." in text
    assert "Give it a new day first" in text
    assert "Postpone it" in text
    assert "Decide, with this open" not in text


def test_who_falls_out_on_the_day_is_not_counted_and_the_others_stay_invited(home: Oeverland) -> None:
    talk = own_invited(home, "femke", "tom", kind=DONE)
    Decision.objects.filter(pk=home.decision.pk).update(today=MONDAY.date())
    form = {"do": "answer", "answer": "no", "sequence": "0", "note": "My child is ill."}
    answer = browser(home, "femke").post(f"/d/{home.decision.pk}/talks/{talk}/", form)
    assert answer.status_code == 302
    withdraw_from_talk(actor=of(home, "femke"), conversation=talk, now=NOW)
    text = page(home, "lotte", f"talks/{talk}/")
    assert "Too few are left to hold it like this" in text
    assert "My child is ill." in text
    other = page(home, "tom", f"talks/{talk}/")
    assert "My child is ill." not in other
    assert [line.id for line in my_conversations(of(home, "tom"))] == [talk]
    hold_talk(actor=of(home, "lotte"), conversation=talk, now=NOW)
    [fact] = Fact.objects.filter(decision=home.decision, kind=FactKind.HELD)
    assert fact.body["people"] == [str(home.seats["tom"].pk)]
    assert not Fact.objects.filter(decision=home.decision, kind=FactKind.INVITED).exists()
    late = browser(home, "femke").post(f"/d/{home.decision.pk}/talks/{talk}/", {**form, "answer": "yes"})
    assert late.status_code in (302, 404, 422)
    assert row(home, talk).status == Status.HELD


def test_without_post_everything_is_kept_and_told_once_when_it_is_there_again(
    home: Oeverland, office: PostOffice, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    there, settings.SMTP = settings.SMTP, {**settings.SMTP, "port": 1}
    with django_capture_on_commit_callbacks(execute=True):
        talk = own_invited(home, "femke", "tom")
    letters = Message.objects.filter(kind__startswith="talk")
    assert letters.count() == 2
    now = timezone.now()
    assert sweep(now=now) == 0
    catch_up()
    assert letters.count() == 2
    assert row(home, talk).status == Status.INVITED
    settings.SMTP = there
    for hours in (1, 2, 30):
        sweep(now=now + timedelta(hours=hours))
        catch_up()
    told = sorted(str(letter["To"]).partition("@")[0] for letter in office.letters)
    assert [name for name in told if name in ("femke", "tom")] == ["femke", "tom"]
    assert not letters.filter(state="waiting").exists()


def test_a_clock_that_jumps_tells_nothing_twice_and_closes_nothing(
    home: Oeverland,
    office: PostOffice,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
) -> None:
    Decision.objects.filter(pk=home.decision.pk).update(today=None)
    really, shift = timezone.now, [timedelta()]
    monkeypatch.setattr(timezone, "now", lambda: really() + shift[0])
    in_a_week = timezone.now() + 7 * DAY
    talk = _in_a_week(home, in_a_week, django_capture_on_commit_callbacks)
    _jobs()
    first = _told(office)
    assert first == ["femke", "ingrid"]
    stood = events(home, "P06")
    for jump in (-DAY, timedelta(), 31 * DAY, timedelta(), -DAY):
        shift[0] = jump
        with django_capture_on_commit_callbacks(execute=True):
            _jobs()
        for name in ("lotte", "karin", "femke"):
            page(home, name)
            page(home, name, "")
        page(home, "lotte", f"talks/{talk}/")
        assert row(home, talk).status == Status.INVITED, "nothing is held or dropped by itself"
        assert not any("closed" in story for story in events(home, "P06"))
    assert _told(office) == first
    assert events(home, "P06") == stood


def _in_a_week(home: Oeverland, when: datetime, capture: Any) -> UUID:
    from beforehand.conversations.actions import add_own, invite_to_talk, settle_time

    [about] = next(one for one in proposals(of(home, "lotte")) if one.kind == QUESTION).topics
    people = [home.seats[name].pk for name in ("femke", "ingrid")]
    with capture(execute=True):
        talk = add_own(
            actor=of(home, "lotte"), kind=QUESTION, people=people, topics=[about], now=timezone.now()
        )
        settle_time(actor=of(home, "lotte"), conversation=talk, starts_at=when)
        invite_to_talk(actor=of(home, "lotte"), conversation=talk, now=timezone.now())
    return talk


def _jobs() -> None:
    """Everything that is done by itself, once."""
    for job in (
        retention,
        catch_up,
        remind,
        look_back,
        read_calendars,
        read_replies,
        analyse_what_was_missed,
    ):
        job()
    sweep()


def _told(office: PostOffice) -> list[str]:
    """Return who got a letter with a calendar in it."""
    invitations = [
        letter
        for letter in office.letters
        if any(part.get_content_type() == "text/calendar" for part in letter.walk())
    ]
    return sorted(str(letter["To"]).partition("@")[0] for letter in invitations)
