"""What happened to a record and has to be told, for whoever sends letters: ids, days and names of the frame.

Nothing that was written in the record or judged at a look back is read here; only whose a name in it is.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from beforehand.records.choices import Chosen
from beforehand.records.models import Decided, LookBack, RecordEntry, RecordPart
from beforehand.records.queries.judging import watcher
from beforehand.records.rules.chain import Head
from beforehand.vault.guard import Process
from beforehand.vault.processes.recorder import recorder

LOOKED_BACK = "looked_back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """That something was decided, postponed or made smaller. ``by`` is empty when that person is gone.

    ``head`` is where the record ended with it, ``must_know`` are seats the decider named, ``moved_to`` is the new day of
    what was postponed.
    """

    id: UUID
    decision: UUID
    title: str
    language: str
    what: Chosen
    by: str
    at: datetime
    entry: int
    head: Head
    moved_to: date | None
    must_know: frozenset[UUID]


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A day on which people look again; ``head`` is where the record ended when it closed. Who judged is not in it.

    ``watcher`` is the seat of who watches over the benefit, which the record says too; None when nobody does.
    """

    id: UUID
    decision: UUID
    title: str
    language: str
    day: date
    closed: bool
    head: Head | None
    watcher: UUID | None


def passed(decision: UUID, decided: UUID) -> Passed | None:
    """Return what was done at a moment of this decision, for the letters that tell it; None when it is not there."""
    every = recorder(decision)
    rows = Decided.objects.scoped(every, pk=decided).select_related("commitment", "decision", "by__person")
    row = rows.first()
    entry = None if row is None else RecordEntry.objects.scoped(every, seq=row.seq).first()
    if row is None or entry is None:
        return None
    informed = RecordPart.objects.scoped(every, entry=entry, name__startswith="informed.", seat__isnull=False)
    moved_to = entry.body.get("moved_to")
    return Passed(
        id=row.pk,
        decision=decision,
        title=row.commitment.title,
        language=row.decision.language,
        what=Chosen(row.what),
        by="" if row.by is None else row.by.person.name,
        at=row.at,
        entry=row.seq,
        head=_head(entry),
        moved_to=None if moved_to is None else date.fromisoformat(moved_to),
        must_know=frozenset(seat for seat in informed.values_list("seat", flat=True) if seat is not None),
    )


def looked(decision: UUID, look_back: UUID) -> Looked | None:
    """Return one day on which people of this decision look again, for the letters that tell it."""
    every = recorder(decision)
    rows = LookBack.objects.scoped(every, pk=look_back).select_related("commitment", "decision", "decided")
    row = rows.first()
    return None if row is None else _looked(row, every)


def passed_since(decision: UUID, since: datetime) -> tuple[UUID, ...]:
    """Return what was done at the moments of this decision since then."""
    rows = Decided.objects.scoped(recorder(decision), at__gt=since)
    return tuple(rows.order_by("seq").values_list("pk", flat=True))


def closed_since(decision: UUID, since: datetime) -> tuple[UUID, ...]:
    """Return the look backs of this decision that closed since then."""
    rows = LookBack.objects.scoped(recorder(decision), closed_at__gt=since)
    return tuple(rows.order_by("day", "pk").values_list("pk", flat=True))


def open_on(decision: UUID, today: date) -> tuple[UUID, ...]:
    """Return the look backs of this decision whose day has come and that are not closed."""
    rows = LookBack.objects.scoped(recorder(decision), closed_at__isnull=True, day__lte=today)
    return tuple(rows.order_by("day", "pk").values_list("pk", flat=True))


def _looked(row: LookBack, every: Process) -> Looked:
    closing = RecordEntry.objects.scoped(every, kind=LOOKED_BACK).order_by("seq")
    entry = next((one for one in closing if one.body.get("look_back") == str(row.pk)), None)
    return Looked(
        id=row.pk,
        decision=row.decision_id,
        title=row.commitment.title,
        language=row.decision.language,
        day=row.day,
        closed=row.closed_at is not None,
        head=None if entry is None else _head(entry),
        watcher=watcher(row.decision_id, row.decided.seq),
    )


def _head(entry: Any) -> Head:
    return Head(entry.hash, entry.seq)
