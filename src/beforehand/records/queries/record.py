"""The record of one moment as one reader may have it, built from what was written down then, and from nothing since."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone

from beforehand.decisions.access import Standing
from beforehand.decisions.models import Decision
from beforehand.records.choices import Chosen
from beforehand.records.queries.entries import entries
from beforehand.records.rules.chain import Entry, Head, head_of
from beforehand.records.rules.shapes import Record
from beforehand.records.rules.written import day_of, record_of, words_of


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordLine:
    """One moment in the list of what was written down; ``by`` is empty when that name was erased."""

    entry: int
    commitment: UUID
    title: str
    chosen: Chosen
    by: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeRecord:
    """Every moment that was written down, the first first, and where the record ends; no head: nothing was."""

    lines: tuple[RecordLine, ...]
    head: Head | None


def records(standing: Standing) -> tuple[RecordLine, ...]:
    """Return what was written down in this decision, the first moment first, for whoever may read the record.

    Raises
    ------
    PermissionDenied
        For who may not read it.
    """
    return whole_record(standing).lines


def whole_record(standing: Standing) -> WholeRecord:
    """Return what was written down in this decision, and where it ends, for whoever may read the record.

    Raises
    ------
    PermissionDenied
        For who may not read it.
    """
    chain = entries(standing)
    return WholeRecord(lines=tuple(_lines(chain)), head=head_of(chain))


def _lines(chain: Sequence[Entry]) -> Iterator[RecordLine]:
    return (
        RecordLine(
            entry=one.seq,
            commitment=UUID(str(one.body["commitment"])),
            title=words_of(one).get("commitment", ""),
            chosen=Chosen(one.kind),
            by=words_of(one).get("by", ""),
            on=day_of(one, timezone.get_current_timezone()),
        )
        for one in chain
        if one.kind in Chosen.values
    )


def record(standing: Standing, entry: int) -> Record | None:
    """Return the record of one moment, by its place in the chain; None when nothing was decided there.

    Withheld: what was erased since, what is for the facilitator from everybody else, and every name that was not
    released to all when it was written down.

    Raises
    ------
    PermissionDenied
        For who may not read it.
    """
    return next(iter(records_at(standing, (entry,)).values()), None)


def records_at(standing: Standing, places: Collection[int]) -> Mapping[int, Record]:
    """Return the records of these moments, by their place in the chain, which is read once.

    Raises
    ------
    PermissionDenied
        For who may not read it.
    """
    chain = entries(standing)
    moments = [one for one in chain if one.seq in places and one.kind in Chosen.values]
    language = Decision.objects.values_list("language", flat=True).get(pk=standing.decision)
    zone = timezone.get_current_timezone()
    return {
        one.seq: record_of(one, chain, decision=str(standing.decision), language=language, zone=zone)
        for one in moments
    }
