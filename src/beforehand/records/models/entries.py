"""Entries of a record and their parts. The chain over them is in ``rules.chain``."""

import uuid
from datetime import datetime
from typing import Any, ClassVar, NoReturn

from django.db import models
from django.db.models import Q

from beforehand.decisions.models import Decision
from beforehand.records.choices import PartReaders
from beforehand.vault.fields import SealedField
from beforehand.vault.guard import NOTHING, GuardedQuerySet, M, Process, Reader, Scope
from beforehand.vault.viewer import ViewerKind

READ_RECORD = frozenset({ViewerKind.FACILITATOR, ViewerKind.DECIDER, ViewerKind.PARTICIPANT})


class ImmutableError(RuntimeError):
    """Somebody tried to rewrite a record."""


class LastingQuerySet(GuardedQuerySet[M]):
    """Guarded rows that are added and read, and nothing else."""

    def update(self, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise ImmutableError("a record is not rewritten; add an entry")

    def delete(self) -> NoReturn:
        """Refuse."""
        raise ImmutableError("a record is not rewritten; erase the text of a part")

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise ImmutableError("a record is not rewritten; add an entry")

    def erase(self, at: datetime) -> int:
        """Empty these parts, salt and all, and forget whose they were; their digests stay in the entries."""
        return super().update(text=None, seat=None, erased_at=at)


LastingManager = models.Manager.from_queryset(LastingQuerySet)


class Lasting(models.Model):
    """A row that stays as it was added."""

    class Meta:
        """No table of its own."""

        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add; refuse to write over what is there."""
        if not self._state.adding:
            raise ImmutableError("a record is not rewritten; add an entry")
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise ImmutableError("a record is not rewritten; erase the text of a part")


class RecordEntry(Lasting):
    """One entry. ``body`` holds ids, dates, numbers and fixed words alone; names and words are parts.

    ``digests`` lists name, readers and digest of each part in order, as the chain counts them.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="+")
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    at = models.DateTimeField()
    body = models.JSONField()
    digests = models.JSONField()
    prev_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects = LastingManager()

    class Meta:
        """One in each place, and one after each."""

        db_table = "records_entry"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["decision", "seq"], name="record_entry_once"),
            models.UniqueConstraint(fields=["decision", "prev_hash"], name="record_entry_follows_once"),
            models.CheckConstraint(condition=Q(seq__gte=1), name="record_entry_from_one"),
        ]

    @classmethod
    def within(cls, scope: Scope) -> Q:
        """All entries of the decision, for whoever reads its record; the processes those of one decision."""
        if isinstance(scope, Process):
            return Q(decision_id=scope.decision) if scope.decision else NOTHING
        if isinstance(scope, Reader) and scope.viewer.kind in READ_RECORD:
            return Q(decision_id=scope.decision)
        return NOTHING


class RecordPart(Lasting):
    """A name or words in an entry, sealed under the decision's key together with the salt of its digest.

    With the salt in the open, who holds the database alone could try names until the digest fits. ``seat``: whose it is;
    no foreign key, for a record outlives a seat.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    entry = models.ForeignKey(RecordEntry, models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    readers = models.CharField(max_length=12, choices=PartReaders.choices)
    seat = models.UUIDField(null=True, blank=True)
    text = SealedField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    objects = LastingManager()

    class Meta:
        """Each name once in an entry; erased altogether or not at all."""

        db_table = "records_part"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["entry", "name"], name="record_part_once"),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True, text__isnull=False)
                | Q(erased_at__isnull=False, text__isnull=True, seat__isnull=True),
                name="record_part_erased_whole",
            ),
        ]

    @classmethod
    def within(cls, scope: Scope) -> Q:
        """What is for all, for whoever reads the record; the rest for who facilitates; the processes one decision's."""
        if isinstance(scope, Process):
            return Q(entry__decision_id=scope.decision) if scope.decision else NOTHING
        if isinstance(scope, Reader) and scope.viewer.kind in READ_RECORD:
            mine = Q(entry__decision_id=scope.decision)
            if scope.viewer.kind is ViewerKind.FACILITATOR:
                return mine
            return mine & Q(readers=PartReaders.ALL)
        return NOTHING

    @property
    def about(self) -> str:
        """The place its text is sealed for."""
        return f"records.recordpart.text:{self.id}"
