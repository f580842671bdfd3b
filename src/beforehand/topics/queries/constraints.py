"""What a facilitator said of who meets whom for now, for facilitators."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from beforehand.decisions.access import Standing
from beforehand.perspectives.choices import Release
from beforehand.topics.models import Constraint
from beforehand.topics.queries.naming import names_for
from beforehand.vault.disclose import Reading
from beforehand.vault.door import disclose_kept
from beforehand.vault.models import DataKey
from beforehand.vault.sealed import Sealed


@dataclass(frozen=True, slots=True, kw_only=True)
class ConstraintKept:
    """One of them, as ids. ``most`` a week, ``start`` and ``end`` of being away, only where the kind has them."""

    id: UUID
    kind: str
    seats: tuple[str, ...]
    most: int | None
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ConstraintRow:
    """One on its way through the door; for facilitators alone."""

    row: Constraint
    data_key: DataKey
    author: str = field(default="", init=False)
    side: str = field(default="", init=False)
    release: int = field(default=int(Release.FACILITATOR), init=False)

    @property
    def body(self) -> Sealed:
        """What is sealed."""
        body: Sealed = self.row.body
        return body

    @property
    def about(self) -> str:
        """The place it was sealed for."""
        return self.row.about

    def key(self) -> bytes:
        """Return the data key of the decision."""
        return self.data_key.opened()

    def shown(self, value: Any, how: Reading) -> ConstraintKept:
        """Return it as ids."""
        return ConstraintKept(
            id=self.row.pk,
            kind=self.row.kind,
            seats=tuple(value["seats"]),
            most=value.get("most"),
            start=date.fromisoformat(value["start"]) if value.get("start") else None,
            end=date.fromisoformat(value["end"]) if value.get("end") else None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ConstraintSeen:
    """What a facilitator said, with names."""

    id: UUID
    kind: str
    words: str
    people: tuple[str, ...]
    most: int | None
    start: date | None
    end: date | None


def constraints(standing: Standing) -> tuple[ConstraintSeen, ...]:
    """Return what facilitators said of who meets whom for now; to them alone, never to who it is about."""
    rows = (
        Constraint.objects.scoped(standing.reader)
        .select_related("decision__data_key")
        .order_by("made_at", "pk")
    )
    kept = [ConstraintRow(row=row, data_key=row.decision.data_key) for row in rows]
    if not kept:
        return ()
    names = names_for(standing, sentences=False)
    words = {row.row.pk: str(row.row.get_kind_display()) for row in kept}
    return tuple(
        ConstraintSeen(
            id=one.id, kind=one.kind, words=words[one.id], people=names.who(one.seats),
            most=one.most, start=one.start, end=one.end,
        )
        for one in (visible.value for visible in disclose_kept(standing.viewer, kept))
    )  # fmt: skip
