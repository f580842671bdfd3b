"""From an entry of the chain to what it says: on a page, on paper, and when a file is checked without a database."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, tzinfo
from typing import Any, cast

from beforehand.records.rules.chain import Entry, head_of
from beforehand.records.rules.done import done_in
from beforehand.records.rules.shapes import (
    FOR_ALL,
    Assumption,
    Condition,
    Consulted,
    Input,
    LeftOpen,
    Record,
    Way,
)


def record_of(
    found: Entry, chain: Sequence[Entry], *, decision: str, language: str, zone: tzinfo | None
) -> Record:
    """Return what one entry says; what was erased, or is not for this reader, is empty.

    ``language`` and ``zone`` count for entries that do not say theirs themselves: those written down before they did.
    """
    said, body = words_of(found), cast("Mapping[str, Any]", found.body)
    given = body.get("input", {})
    return Record(
        decision=decision,
        entry=found.seq,
        title=said.get("title", ""),
        sentence=said.get("sentence", ""),
        background=said.get("background", ""),
        language=body.get("language", language),
        commitment=said.get("commitment", ""),
        chosen=found.kind,
        by=(said.get("by", ""),),
        on=day_of(found, zone),
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
        done=done_in(said, body),
        assumptions=tuple(
            Assumption(
                text=said.get(f"assumption.{n}", ""),
                signpost=said.get(f"assumption.{n}.sign", ""),
                shaping=said.get(f"assumption.{n}.shaping", ""),
                hedging=said.get(f"assumption.{n}.hedging", ""),
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
                names=tuple(_each(said, f"side.{n}.name", row["names"])),
            )
            for n, row in enumerate(body.get("consulted", ()), 1)
        ),
        informed=tuple(_each(said, "informed", body.get("informed", 0))),
        head=str(head_of(chain)),
        erased=sum(part.text is None and part.readers == FOR_ALL for part in found.parts),
        entries=tuple(chain),
    )


def words_of(entry: Entry) -> dict[str, str]:
    """Return the names and words of an entry that this reader may have and that were not erased."""
    return {part.name: part.text for part in entry.parts if part.text is not None}


def day_of(entry: Entry, zone: tzinfo | None) -> date:
    """Return the day of an entry: as it says itself, else by the clock of ``zone``."""
    said = entry.body.get("on")
    if isinstance(said, str):
        return date.fromisoformat(said)
    return datetime.fromisoformat(entry.at).astimezone(zone).date()


def _named(entry: Entry, said: Mapping[str, str], name: str) -> str | None:
    """Return a name; empty when it was erased, None when there never was one."""
    return said.get(name, "") if any(part.name == name for part in entry.parts) else None


def _each(said: Mapping[str, str], name: str, count: int) -> Iterator[str]:
    return (text for n in range(1, count + 1) if (text := said.get(f"{name}.{n}")))


def _day(day: Any) -> date | None:
    return None if day is None else date.fromisoformat(day)
