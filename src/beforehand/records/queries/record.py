"""The record of one moment as one reader may have it, built from what was written down then, and from nothing since."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

from django.utils import timezone

from beforehand.decisions.access import Standing
from beforehand.decisions.models import Decision
from beforehand.records.choices import Chosen, PartReaders
from beforehand.records.queries.entries import entries
from beforehand.records.queries.shapes import (
    Assumption,
    Condition,
    Consulted,
    Done,
    Input,
    LeftOpen,
    Record,
    Way,
)
from beforehand.records.rules.chain import Entry, Head, head_of


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
            title=_words(one).get("commitment", ""),
            chosen=Chosen(one.kind),
            by=_words(one).get("by", ""),
            on=_on(one),
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
    return {one.seq: _record(one, chain, str(standing.decision), language) for one in moments}


def _record(found: Entry, chain: tuple[Entry, ...], decision: str, language: str) -> Record:
    said, body = _words(found), cast("Mapping[str, Any]", found.body)
    given = body.get("input", {})
    return Record(
        decision=decision,
        title=said.get("title", ""),
        sentence=said.get("sentence", ""),
        background=said.get("background", ""),
        language=language,
        commitment=said.get("commitment", ""),
        chosen=Chosen(found.kind),
        by=(said.get("by", ""),),
        on=_on(found),
        hardens=_day(body.get("day")),
        moved_to=_day(body.get("moved_to")),
        smaller=said.get("smaller", ""),
        why=said.get("why", ""),
        ways=tuple(
            Way(
                text=said.get(f"way.{n}", ""),
                taken=row["taken"],
                why_not=said.get(f"way.{n}.why", ""),
                owner=said.get(f"way.{n}.owner", ""),
            )
            for n, row in enumerate(body.get("ways", ()), 1)
        ),
        conditions=tuple(
            Condition(
                text=said.get(f"condition.{n}", ""),
                by=_named(found, said, f"condition.{n}.by"),
                due=_day(row["due"]),
                bound=row.get("bound", False),
            )
            for n, row in enumerate(body.get("conditions", ()), 1)
        ),
        done=Done(
            flow=tuple(_each(said, "flow", body)),
            sound=tuple(_each(said, "sound", body)),
            unmarked=tuple(_each(said, "unmarked", body)),
            benefits_owner=said.get("benefits_owner", ""),
        ),
        assumptions=tuple(
            Assumption(
                text=said.get(f"assumption.{n}", ""),
                signpost=said.get(f"assumption.{n}.sign", ""),
                owner=_named(found, said, f"assumption.{n}.owner"),
                day=_day(row["day"]),
            )
            for n, row in enumerate(body.get("assumptions", ()), 1)
        ),
        open=tuple(
            LeftOpen(
                title=said.get(f"open.{n}", ""),
                reason=said.get(f"open.{n}.reason", ""),
                again=date.fromisoformat(row["again"]),
            )
            for n, row in enumerate(body.get("open", ()), 1)
        ),
        also_open=tuple(said.get(f"also.{n}", "") for n in range(1, body.get("also_open", 0) + 1)),
        input=Input(taken=given.get("taken", 0), partly=given.get("partly", 0), left=given.get("left", 0)),
        consulted=tuple(
            Consulted(
                side=said.get(f"side.{n}", ""),
                people=row["people"],
                names=tuple(
                    name for m in range(1, row["names"] + 1) if (name := said.get(f"side.{n}.name.{m}"))
                ),
            )
            for n, row in enumerate(body.get("consulted", ()), 1)
        ),
        informed=tuple(
            name for n in range(1, body.get("informed", 0) + 1) if (name := said.get(f"informed.{n}"))
        ),
        head=str(head_of(chain)),
        erased=sum(part.text is None and part.readers == PartReaders.ALL for part in found.parts),
        entries=chain,
    )


def _words(entry: Entry) -> dict[str, str]:
    """Return the names and words of an entry that this reader may have and that were not erased."""
    return {part.name: part.text for part in entry.parts if part.text is not None}


def _named(entry: Entry, said: Mapping[str, str], name: str) -> str | None:
    """Return a name; empty when it was erased, None when there never was one."""
    return said.get(name, "") if any(part.name == name for part in entry.parts) else None


def _each(said: Mapping[str, str], name: str, body: Mapping[str, Any]) -> Iterator[str]:
    return (text for n in range(1, body.get(name, 0) + 1) if (text := said.get(f"{name}.{n}")))


def _on(entry: Entry) -> date:
    return timezone.localdate(datetime.fromisoformat(entry.at))


def _day(day: Any) -> date | None:
    return None if day is None else date.fromisoformat(day)
