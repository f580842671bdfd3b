"""Adding to a record, and taking a person out of it."""

from beforehand.records.actions.appending import Added, append
from beforehand.records.actions.erasing import erase_person

__all__ = ["Added", "append", "erase_person"]
