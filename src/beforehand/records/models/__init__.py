"""What was written down when something was decided, and what is set and judged around it.

Rows of the record are added, never changed; only the text of a part may go.
"""

from beforehand.records.models.entries import ImmutableError, RecordEntry, RecordPart
from beforehand.records.models.gate import Condition, Decided, Reservation, Today
from beforehand.records.models.lookback import Judgement, LookBack

__all__ = [
    "Condition", "Decided", "ImmutableError", "Judgement", "LookBack", "RecordEntry", "RecordPart", "Reservation",
    "Today",
]  # fmt: skip
