"""What a reader gets of a record."""

from beforehand.records.queries.entries import entries, head

__all__ = ["entries", "head"]
