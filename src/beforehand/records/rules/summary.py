"""The summary in a record that was taken along, held against the chain it was made from: which words are others."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from beforehand.records.rules.chain import Entry, Json
from beforehand.records.rules.shapes import MOMENTS, Record
from beforehand.records.rules.written import record_of

APART = ("decision", "head", "entries", "language")
"""What stands in a file beside the summary, and not in it."""
WEST, EAST = timedelta(hours=-12), timedelta(hours=14)
"""As far as clocks run apart: entries written before they said their day are of one of the days it was somewhere."""


@dataclass(frozen=True, slots=True, order=True)
class Unlike:
    """A place in the file, what stands there, what the chain says, and in which entry (0: in none)."""

    place: str
    stands: str
    written: str
    entry: int


def summary_of(record: Record) -> dict[str, Any]:
    """Return what one moment says, as plain data: the summary in a file."""
    return {name: _plain(value) for name, value in asdict(record).items() if name not in APART}


def unlike(
    summary: Mapping[str, Any], language: Json, entries: Sequence[Entry], *, decision: str
) -> tuple[Unlike, ...]:
    """Return every place where a summary does not say what its entry says; nothing when it does.

    A summary made before it named its entry is held against the entry it is most like. What it leaves out counts only
    where the entry says something there.
    """
    named = summary.get("entry")
    moments = [one for one in entries if one.kind in MOMENTS and named in (None, one.seq)]
    found = []
    for one in moments:
        try:
            found.append(_beside(summary, language, one, entries, decision))
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
            continue  # its entry is no entry of ours; the chain says so
    if not found:
        return (Unlike("/record/entry", _shown(named), "", 0),)
    return min(found, key=len)


def _beside(
    summary: Mapping[str, Any], language: Json, one: Entry, entries: Sequence[Entry], decision: str
) -> tuple[Unlike, ...]:
    said = summary_of(record_of(one, entries, decision=decision, language="", zone=UTC))
    if "entry" not in summary:
        del said["entry"]
    if "on" not in one.body and summary.get("on") in _days(one.at):
        said["on"] = summary["on"]
    pairs = list(_others(summary, said, "/record"))
    if "language" in one.body and language != one.body["language"]:
        pairs.append(("/language", language, one.body["language"]))
    return tuple(
        sorted(Unlike(place, _shown(stands), _shown(said), one.seq) for place, stands, said in pairs)
    )


def _others(stands: Any, said: Any, place: str) -> Iterator[tuple[str, Any, Any]]:
    if isinstance(stands, Mapping) and isinstance(said, Mapping):
        for key in sorted({*stands, *said}):
            yield from _others(stands.get(key), said.get(key), f"{place}/{key}")
    elif isinstance(stands, list) and isinstance(said, list):
        for n in range(max(len(stands), len(said))):
            one, other = (rows[n] if n < len(rows) else None for rows in (stands, said))
            yield from _others(one, other, f"{place}/{n}")
    elif not (stands is None and _nothing(said)) and (stands != said or type(stands) is not type(said)):
        yield place, stands, said


def _nothing(said: Any) -> bool:
    """Tell whether a value says nothing, so that leaving it out changes nothing."""
    if isinstance(said, Mapping):
        return all(_nothing(one) for one in said.values())
    return said in (None, "", 0, [])


def _days(at: str) -> set[str]:
    when = datetime.fromisoformat(at).astimezone(UTC)
    return {(when + far).date().isoformat() for far in (WEST, timedelta(0), EAST)}


def _shown(value: Any) -> str:
    return "" if value is None else value if isinstance(value, str) else repr(value)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value
