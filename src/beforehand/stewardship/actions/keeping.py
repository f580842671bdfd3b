"""Retention: rows go when their term has passed. Counts come out, never which rows they were."""

import logging
from datetime import datetime, timedelta

from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django_q.models import Task

from beforehand.decisions.models import Seat
from beforehand.decisions.retention import ended
from beforehand.people.models import Person
from beforehand.stewardship.actions.freeing import overwritten
from beforehand.stewardship.actions.naming import without_name
from beforehand.stewardship.models import RetentionRun
from beforehand.stewardship.retention import clock as clock_at
from beforehand.stewardship.retention import declared
from beforehand.vault.guard import GuardedQuerySet
from beforehand.vault.models import DataKey
from beforehand.vault.processes.retention import retention
from beforehand.vault.retention import Clock, How, Keeps

log = logging.getLogger("beforehand.stewardship")
JUMP = timedelta(days=3)
"""Nights lie a day apart. More than this between two of them, and the clock is not believed at once."""
TASK_DAYS = 14
"""How long the trace of a job stays. It holds ids, but a trace is not needed longer than a look at what went wrong."""


def run_retention(*, now: datetime, dry_run: bool = False) -> dict[str, int]:
    """Carry out every declaration and return how many rows per table went, or would go.

    Each table is one transaction, and what is past its term stays past it: a run that was killed halfway is completed
    by the next one. Nothing sealed is opened.

    Parameters
    ----------
    now
        The time to look from.
    dry_run
        Count, and change nothing.
    """
    clock = clock_at(now)
    counts: dict[str, int] = {}
    with overwritten(connection):
        for keeps in declared():
            if keeps.how is How.DELETE:
                counts[keeps.model] = _delete(past_term(keeps, clock), dry_run=dry_run)
        counts["people.Person"] = _empty_persons(clock, dry_run=dry_run)
        counts["vault.DataKey"] = _change_keys(clock, dry_run=dry_run)
        for name, rows in _technique(clock).items():
            counts[name] = _delete(rows, dry_run=dry_run)
        counts |= {table: _clear(table, clock, dry_run=dry_run) for table in _shared_caches()}
    if not dry_run:
        RetentionRun.objects.create(counts=counts)
    return counts


def run_by_itself(*, now: datetime) -> dict[str, int]:
    """Carry out every declaration, unless the clock seems to have jumped: then the time is noted and nothing goes.

    A clock that is a month ahead for one night would let go what cannot come back, and letters whose message went would
    be sent again. After a jump, or when the server stood still, the next night does it: a day later than it should.
    """
    last = RetentionRun.objects.order_by("-pk").values_list("at", flat=True).first()
    if last is None or abs(now - last) <= JUMP:
        return run_retention(now=now)
    log.warning("nothing was let go: %d days lie between this night and the one before", abs(now - last).days)
    RetentionRun.objects.create(counts={})
    return {}


def past_term(keeps: Keeps, clock: Clock) -> "models.QuerySet[models.Model]":
    """Return the rows of one table that are past their term.

    Raises
    ------
    ImproperlyConfigured
        When a declaration says that rows go and not which.
    """
    if keeps.due is None:
        raise ImproperlyConfigured(f"{keeps.model} goes, and nothing says when")
    rows: models.QuerySet[models.Model] = apps.get_model(keeps.model)._default_manager.all()
    if isinstance(rows, GuardedQuerySet):
        rows = rows.scoped(retention())
    return rows.filter(keeps.due(clock))


def _delete(rows: "models.QuerySet[models.Model]", *, dry_run: bool) -> int:
    if dry_run:
        return rows.count()
    with transaction.atomic():
        _, gone = rows.delete()
        return gone.get(rows.model._meta.label, 0)


def _empty_persons(clock: Clock, *, dry_run: bool) -> int:
    """Take away name and address of who sat in ended decisions only and has no account."""
    seats = Seat.objects.filter(person=OuterRef("pk"))
    people = Person.objects.filter(
        Exists(seats),
        ~Exists(seats.exclude(ended(clock, "answers", "decision"))),
        account__isnull=True,
        administrator=False,
        erased_at__isnull=True,
    )
    if dry_run:
        return people.count()
    done = 0
    for person in people.select_related("organisation"):
        with transaction.atomic():
            without_name(person, left=False, now=clock.now)
        done += 1
    return done


def _change_keys(clock: Clock, *, dry_run: bool) -> int:
    """Throw away the keys of seats whose answers are past their term: a copy of a row is then unreadable too.

    A key made after that moment sealed nothing that had to go, so a second run finds nothing to do.
    """
    days = clock.now - clock.before("answers")
    seats = Seat.objects.filter(ended(clock, "answers", "decision"))
    seats = seats.filter(Q(data_key__made_at__lt=F("decision__decided_at") + days))
    if dry_run:
        return seats.count()
    done = 0
    for seat in seats.select_related("data_key"):
        with transaction.atomic():
            change_key(seat, now=clock.now)
        done += 1
    return done


def change_key(seat: Seat, *, now: datetime) -> None:
    """Give a seat a new key and delete the old one."""
    old = seat.data_key
    seat.data_key = DataKey.make()
    seat.save(update_fields=["data_key"])
    DataKey.objects.filter(pk=seat.data_key.pk).update(made_at=now)
    old.delete()


def _shared_caches() -> tuple[str, ...]:
    """Return the tables of caches that are kept in the database, as the settings name them."""
    tables = {c["LOCATION"] for c in settings.CACHES.values() if c["BACKEND"].endswith("db.DatabaseCache")}
    there = connection.introspection.table_names() if tables else []
    return tuple(sorted(tables.intersection(there)))


def _clear(table: str, clock: Clock, *, dry_run: bool) -> int:
    """Delete what has expired from a cache; Django does so only when a key is asked for or the table is full.

    What has not expired stays: limits on tries are among it. Rows are those ``createcachetable`` makes.
    """
    past = [connection.ops.adapt_datetimefield_value(clock.now)]
    named = f"FROM {connection.ops.quote_name(table)} WHERE expires < %s"
    with transaction.atomic(), connection.cursor() as cursor:
        if dry_run:
            cursor.execute(f"SELECT COUNT(*) {named}", past)
            return int(cursor.fetchone()[0])
        cursor.execute(f"DELETE {named}", past)
        return int(cursor.rowcount)


def _technique(clock: Clock) -> dict[str, "models.QuerySet[models.Model]"]:
    """Return what libraries keep and nobody needs any more."""
    return {
        "sessions.Session": Session.objects.filter(expire_date__lte=clock.now),
        "django_q.Task": Task.objects.filter(stopped__lte=clock.ago(TASK_DAYS)),
    }
