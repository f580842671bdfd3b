"""The record as PDF."""

from dataclasses import asdict

from beforehand.records.documents import words as w
from beforehand.records.documents.outline import outline
from beforehand.records.documents.typeset import typeset
from beforehand.records.rules.shapes import Record


def as_pdf(record: Record, *, language: str) -> bytes:
    """Return the record as tagged PDF on A4, headings in ``language``; the same bytes for the same record."""
    return typeset("record.typ", asdict(outline(record, language=language)) | {"page": w.PAGE.say(language)})
