"""How long rows stay: the shape in which every context declares it, once per table.

A context's ``retention.py`` holds ``DECLARED``; stewardship carries it out. A table without a declaration does not
exist: a test counts.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.db.models import Q

IN_USE = "while the decision is used"
TECHNIQUE = "technique"


class How(StrEnum):
    """What happens to a row when its term has passed."""

    DELETE = "delete"
    EMPTY = "empty"  # the row stays, what it says about a person does not
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class Clock:
    """What time it is, and the days of each term of the knowledge."""

    now: datetime
    days: Mapping[str, int]

    def before(self, term: str) -> datetime:
        """Return the moment before which something must have ended to be past its term."""
        return self.now - timedelta(days=self.days[term])

    def ago(self, days: int) -> datetime:
        """Return the moment so many days ago; for technique, which has no term in the knowledge."""
        return self.now - timedelta(days=days)


@dataclass(frozen=True, slots=True)
class Keeps:
    """How long the rows of one table stay.

    Parameters
    ----------
    model
        The table, as ``perspectives.Statement``.
    term
        Id of a term in the knowledge (``answers``), ``IN_USE`` or ``TECHNIQUE``.
    how
        What happens when the term has passed.
    reason
        Why, in one sentence.
    due
        Which rows are past their term; needed for ``DELETE``, unless the rows go with another row.
    """

    model: str
    term: str
    how: How
    reason: str
    due: Callable[[Clock], Q] | None = None


DECLARED: tuple[Keeps, ...] = (
    Keeps(
        "vault.DataKey",
        IN_USE,
        How.KEEP,
        "A key goes with what it sealed: with the answers of a seat, or with the decision.",
    ),
)
