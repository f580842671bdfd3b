"""The queue and the timetable hold names and ids, and nothing else."""

from ast import literal_eval
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.utils import timezone
from django_q.models import OrmQ, Schedule
from django_q.signing import SignedPackage

from beforehand.outbox.actions import post
from beforehand.shell import jobs

pytestmark = pytest.mark.django_db
NOON = datetime(2027, 3, 15, 12, tzinfo=UTC)


def test_a_queued_message_is_a_name_and_an_id() -> None:
    message = post(kind="plain", recipient=UUID(int=1), once="one")
    task = SignedPackage.loads(OrmQ.objects.get().payload)
    assert task["func"] == "beforehand.shell.jobs.run"
    assert task["args"] == ("outbox.send", str(message))
    assert set(task) <= {"id", "name", "func", "args", "kwargs", "group", "started", "cluster", "ack_id"} | {
        name for name in task if task[name] in (None, {}, [], True, False)
    }


def test_a_message_for_later_is_not_queued() -> None:
    post(kind="plain", recipient=UUID(int=1), once="one", not_before=timezone.now() + timedelta(hours=1))
    assert not OrmQ.objects.exists()


def test_every_job_that_runs_by_itself_stands_in_the_timetable_once() -> None:
    jobs.plan_schedules()
    jobs.plan_schedules()
    stands = dict(Schedule.objects.values_list("name", "schedule_type"))
    assert Schedule.objects.count() == len(stands) == len(jobs.EVERY)
    assert stands["outbox.sweep"] == Schedule.MINUTES
    assert stands["notifications.remind"] == Schedule.DAILY


def test_migrating_makes_the_timetable() -> None:
    # The database of the tests was migrated, and nothing else was done to it.
    assert set(Schedule.objects.values_list("name", flat=True)) == set(jobs.EVERY)


def test_a_daily_job_runs_at_its_hour_of_the_clock_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "JOBS", {})
    monkeypatch.setattr(jobs, "EVERY", {})
    jobs.every_day("test.nine", 9)(lambda: None)
    jobs.every_day("test.two", 14)(lambda: None)
    jobs.plan_schedules(NOON)  # 13:00 in Amsterdam
    at = dict(Schedule.objects.values_list("name", "next_run"))
    assert at == {
        "test.nine": datetime(2027, 3, 16, 8, tzinfo=UTC),
        "test.two": datetime(2027, 3, 15, 13, tzinfo=UTC),
    }
    monkeypatch.setattr(jobs, "JOBS", {})
    jobs.every_day("test.nine", 10)(lambda: None)
    jobs.plan_schedules(NOON)
    assert Schedule.objects.get(name="test.nine").next_run == datetime(2027, 3, 16, 9, tzinfo=UTC)


def test_what_is_no_longer_registered_leaves_the_timetable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "EVERY", {})
    Schedule.objects.create(name="somebody else's", func="other.run")
    jobs.plan_schedules()
    assert [row.name for row in Schedule.objects.all()] == ["somebody else's"]


def test_the_timetable_names_the_job_as_the_worker_calls_it(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[str] = []
    monkeypatch.setattr(jobs, "JOBS", {})
    monkeypatch.setattr(jobs, "EVERY", {})
    jobs.every_minutes("test.ticking", 5)(lambda: ran.append("yes"))
    jobs.plan_schedules(NOON)
    row = Schedule.objects.get(name="test.ticking")
    assert (row.func, row.minutes, row.next_run) == ("beforehand.shell.jobs.run", 5, NOON)
    # As the timetable reads it: one value alone is the only argument.
    jobs.run(literal_eval(str(row.args)))
    assert ran == ["yes"]


@pytest.mark.parametrize("hour", [-1, 24])
def test_a_day_has_no_such_hour(hour: int) -> None:
    with pytest.raises(ValueError, match="0 to 23"):
        jobs.every_day("test.never", hour)
    with pytest.raises(ValueError, match="minute"):
        jobs.every_minutes("test.never", 0)
    assert "test.never" not in jobs.JOBS
