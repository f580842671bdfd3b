"""The record as JSON: what it says, and the chain that ``beforehand verify`` reads."""

import json

from beforehand.records.rules.chain import head_in
from beforehand.records.rules.exported import chain_in_plain
from beforehand.records.rules.shapes import Record
from beforehand.records.rules.summary import summary_of


def as_json(record: Record) -> bytes:
    """Return the record as JSON, the same bytes for the same record.

    ``record`` is a summary of one moment to read; what the chain proves is ``entries``, and the summary is checked
    against it.
    """
    whole = {
        **chain_in_plain(record.decision, record.entries, head_in(record.head)),
        "language": record.language,
        "record": summary_of(record),
    }
    return (json.dumps(whole, ensure_ascii=False, sort_keys=True, indent=2, allow_nan=False) + "\n").encode(
        "utf-8"
    )
