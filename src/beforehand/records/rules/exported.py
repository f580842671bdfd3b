"""A record that was taken along as JSON: from the chain to plain data, and back without believing a word of it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from beforehand.records.rules.chain import FORM, Entry, Head, Part

LARGEST = 200_000_000
"""Bytes; ten thousand entries take a few megabytes."""


class NotARecordError(ValueError):
    """The file is no record: not JSON, or not of this form. Holds nothing of what was in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What stands in a file: whose chain it is, its entries as they stand, and the last one as the file itself says.

    ``summary`` is what the file says of one moment, None when it holds the chain alone; ``language`` that of the words.
    """

    decision: str
    entries: tuple[Entry, ...]
    head: Head | None
    summary: Mapping[str, Any] | None = None
    language: str = ""


def chain_in_plain(decision: str, entries: Sequence[Entry], head: Head | None) -> dict[str, Any]:
    """Return a chain as plain data; a part that was erased or withheld has neither salt nor text."""
    return {
        "schema": FORM,
        "decision": decision,
        "head": None if head is None else {"seq": head.seq, "hash": head.hash},
        "entries": [
            {
                "seq": entry.seq,
                "kind": entry.kind,
                "at": entry.at,
                "body": entry.body,
                "parts": [_plain(part) for part in entry.parts],
                "previous": entry.previous,
                "hash": entry.hash,
            }
            for entry in entries
        ],
    }


def exported(source: bytes) -> Exported:
    """Read a record that was taken along.

    Raises
    ------
    NotARecordError
        When it is no JSON or not of this form. What is merely wrong in it, ``verify`` names.
    """
    if len(source) > LARGEST:
        raise NotARecordError("too large")
    try:
        document = json.loads(source.decode("utf-8-sig"), object_pairs_hook=_once)
    except (ValueError, RecursionError):
        raise NotARecordError("no JSON") from None
    if not isinstance(document, Mapping) or document.get("schema") != FORM:
        raise NotARecordError("no record")
    try:
        head = document["head"]
        return Exported(
            decision=_said(document["decision"], str),
            entries=tuple(_entry(row) for row in _said(document["entries"], list)),
            head=None if head is None else Head(_said(head["hash"], str), _said(head["seq"], int)),
            summary=_said(document["record"], dict) if "record" in document else None,
            language=_said(document.get("language", ""), str),
        )
    except (KeyError, TypeError):
        raise NotARecordError("no record") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a key that stands there twice: one program would read the first, another the last."""
    read = dict(pairs)
    if len(read) != len(pairs):
        raise ValueError
    return read


def _plain(part: Part) -> dict[str, Any]:
    row: dict[str, Any] = {"name": part.name, "readers": part.readers, "digest": part.digest}
    if part.text is not None:
        row |= {"salt": part.salt, "text": part.text}
    return row


def _entry(row: Any) -> Entry:
    if set(row) != {"seq", "kind", "at", "body", "parts", "previous", "hash"}:
        raise TypeError  # what is not in the chain has no place beside it
    return Entry(
        seq=_said(row["seq"], int),
        kind=_said(row["kind"], str),
        at=_said(row["at"], str),
        body=_said(row["body"], dict),
        parts=tuple(_part(part) for part in _said(row["parts"], list)),
        previous=_said(row["previous"], str),
        hash=_said(row["hash"], str),
    )


def _part(row: Any) -> Part:
    known = bool(set(row) - {"name", "readers", "digest"})
    if known and set(row) != {"name", "readers", "digest", "salt", "text"}:
        raise TypeError
    return Part(
        name=_said(row["name"], str),
        readers=_said(row["readers"], str),
        digest=_said(row["digest"], str),
        salt=_said(row["salt"], str) if known else None,
        text=_said(row["text"], str) if known else None,
    )


def _said(value: Any, kind: type) -> Any:
    if not isinstance(value, kind) or isinstance(value, bool):
        raise TypeError
    return value
