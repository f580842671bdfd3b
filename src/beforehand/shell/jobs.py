"""Work that is done after the answer was given: queued in the database, run again when a worker was killed.

A job is named, takes ids only, may run twice, and never lets an error's own text into the queue's tables: that
text may quote what somebody wrote.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connections
from django.utils import timezone
from django_q.tasks import async_task

JOBS: dict[str, Callable[..., None]] = {}
RUN = "beforehand.shell.jobs.run"


@dataclass(frozen=True, slots=True)
class Every:
    """When a job runs by itself: every so many minutes, or every day at an hour of the organisation's clock."""

    minutes: int | None = None
    hour: int | None = None


EVERY: dict[str, Every] = {}


class JobFailedError(RuntimeError):
    """A job failed; which and by what kind of error, nothing more."""


def job(name: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register a job. Its module is a context's ``jobs``, loaded when the application starts."""

    def keep(run: Callable[..., None]) -> Callable[..., None]:
        if name in JOBS:
            raise ValueError(f"there is a job {name!r} already")
        JOBS[name] = run
        return run

    return keep


def enqueue(name: str, *ids: UUID | int) -> None:
    """Queue a job in the transaction that is open, so that it exists exactly when its cause does.

    Raises
    ------
    KeyError
        When there is no such job.
    TypeError
        When anything but an id is passed.
    """
    if name not in JOBS:
        raise KeyError(name)
    if not all(isinstance(i, UUID | int) for i in ids):
        raise TypeError("a job takes ids only")
    async_task(RUN, name, *(str(i) for i in ids), group=name)


def run(name: str, *ids: str) -> None:
    """Run a job; called by the worker."""
    try:
        JOBS[name](*ids)
    except Exception as fault:  # noqa: BLE001
        kind = type(fault).__name__
        raise JobFailedError(f"{name}: {kind}") from None


def every_day(name: str, hour: int) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Register a job that runs by itself once a day. After a stop it runs once, not once per day missed."""
    if not 0 <= hour <= 23:
        raise ValueError("a day has hours 0 to 23")
    return _by_itself(name, Every(hour=hour))


def every_minutes(name: str, minutes: int) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Register a job that runs by itself every so many minutes."""
    if minutes < 1:
        raise ValueError("at least a minute")
    return _by_itself(name, Every(minutes=minutes))


def plan_schedules(now: datetime | None = None) -> None:
    """Bring the worker's timetable in line with what is registered; doing it again changes nothing."""
    from django_q.models import Schedule  # its module needs the applications to be loaded

    now = now or timezone.now()
    ours = {row.name: row for row in Schedule.objects.filter(func=RUN)}
    for name, every in EVERY.items():
        row = ours.pop(name, None) or Schedule(name=name, func=RUN)
        kind = Schedule.DAILY if every.minutes is None else Schedule.MINUTES
        same = (row.schedule_type, row.minutes, row.args) == (kind, every.minutes, repr(name))
        if row.pk and same and (every.hour is None or timezone.localtime(row.next_run).hour == every.hour):
            continue
        row.schedule_type, row.minutes, row.args = kind, every.minutes, repr(name)
        row.next_run = _first(every, now)
        row.save()
    for gone in ours.values():
        gone.delete()


def plan_after_migrating(sender: Any, using: str, **more: Any) -> None:
    """Receive the end of a migration; the first ones come before the timetable has a table."""
    with connections[using].cursor() as cursor:
        there = "django_q_schedule" in connections[using].introspection.table_names(cursor)
    if using == "default" and there:
        plan_schedules()


def _by_itself(name: str, every: Every) -> Callable[[Callable[[], None]], Callable[[], None]]:
    def keep(run: Callable[[], None]) -> Callable[[], None]:
        job(name)(run)
        EVERY[name] = every
        return run

    return keep


def _first(every: Every, now: datetime) -> datetime:
    if every.hour is None:
        return now
    today = timezone.localtime(now).replace(hour=every.hour, minute=0, second=0, microsecond=0)
    return today if today > now else today + timedelta(days=1)
