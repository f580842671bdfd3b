"""The record as JSON: what it says, and the chain that ``beforehand verify`` reads."""

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from beforehand.records.queries.shapes import Record
from beforehand.records.rules.chain import head_in
from beforehand.records.rules.exported import chain_in_plain


def as_json(record: Record) -> bytes:
    """Return the record as JSON, the same bytes for the same record.

    ``record`` is a summary to read; what the chain proves is ``entries``.
    """
    said = {
        name: value
        for name, value in asdict(record).items()
        if name not in ("decision", "head", "entries", "language")
    }
    whole = {
        **chain_in_plain(record.decision, record.entries, head_in(record.head)),
        "language": record.language,
        "record": said,
    }
    return (
        json.dumps(whole, ensure_ascii=False, sort_keys=True, indent=2, default=_plain, allow_nan=False)
        + "\n"
    ).encode("utf-8")


def _plain(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)
