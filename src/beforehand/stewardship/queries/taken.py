"""Everything stored about one person as a file that people and machines can read (art. 15 and 20 GDPR)."""

import json
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from beforehand.stewardship.queries.stored import Stored

FORMAT = "beforehand personal data 1"


def as_file(stored: Stored) -> bytes:
    """Return the file; the same bytes for the same data."""
    whole = {"format": FORMAT, **asdict(stored)}
    return (json.dumps(whole, ensure_ascii=False, indent=2, default=_plain) + "\n").encode()


def _plain(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(type(value).__name__)
