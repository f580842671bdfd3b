"""What was said of who meets whom for now: for facilitators, and for each what they said of themselves."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from beforehand.decisions.access import Standing
from beforehand.perspectives.choices import Release
from beforehand.topics.choices import ConstraintKind
from beforehand.topics.models import Constraint
from beforehand.topics.queries.naming import names_for
from beforehand.topics.rules import may_facilitate
from beforehand.vault.disclose import Reading
from beforehand.vault.door import disclose_kept
from beforehand.vault.guard import Author
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
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ConstraintRow:
    """One on its way through the door; for facilitators, and for its author where people speak of themselves."""

    row: Constraint
    data_key: DataKey
    author: str = ""
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
            why=value.get("why", ""),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ConstraintSeen:
    """What was said, with names. ``own``: by the person it is about."""

    id: UUID
    kind: str
    words: str
    people: tuple[str, ...]
    most: int | None
    start: date | None
    end: date | None
    why: str = ""
    own: bool = False


def constraints(standing: Standing) -> tuple[ConstraintSeen, ...]:
    """Return what was said of who meets whom for now; to facilitators alone, never to who it is about."""
    kept = _rows(Constraint.objects.scoped(standing.reader))
    if not kept:
        return ()
    names = names_for(standing, sentences=False)
    made_by = {row.row.pk: str(row.row.made_by_id) for row in kept}
    return tuple(
        _seen(one, names.who(one.seats), own=one.seats == (made_by[one.id],))
        for one in (visible.value for visible in disclose_kept(standing.viewer, kept))
    )


def own_constraints(standing: Standing) -> tuple[ConstraintSeen, ...]:
    """Return what the reader said of themselves. What others said of them is left out, and that they did."""
    return tuple(_seen(one, (), own=True) for one in _own(standing))


def same_said(standing: Standing, kind: str, body: Mapping[str, Any]) -> UUID | None:
    """Return what says the very same already, among what the reader may read."""
    if may_facilitate(standing):
        rows = _rows(Constraint.objects.scoped(standing.reader).filter(kind=kind))
        said = tuple(visible.value for visible in disclose_kept(standing.viewer, rows))
    else:
        said = tuple(one for one in _own(standing) if one.kind == kind)
    wanted = tuple(body.get(name) for name in ("most", "start", "end"))
    for one in said:
        days = tuple(day and day.isoformat() for day in (one.start, one.end))
        if one.seats == tuple(body["seats"]) and (one.most, *days) == wanted:
            return one.id
    return None


def _own(standing: Standing) -> tuple[ConstraintKept, ...]:
    mine = str(standing.seat)
    rows = _rows(Constraint.objects.scoped(Author(standing.seat)), author=mine)
    said = (visible.value for visible in disclose_kept(standing.viewer, rows))
    return tuple(one for one in said if one.seats == (mine,))


def _rows(found: QuerySet[Constraint], author: str = "") -> list[ConstraintRow]:
    rows = found.select_related("decision__data_key").order_by("made_at", "pk")
    return [ConstraintRow(row=row, data_key=row.decision.data_key, author=author) for row in rows]


def _seen(one: ConstraintKept, people: tuple[str, ...], *, own: bool) -> ConstraintSeen:
    return ConstraintSeen(
        id=one.id,
        kind=one.kind,
        words=str(ConstraintKind(one.kind).label),
        people=people,
        most=one.most,
        start=one.start,
        end=one.end,
        why=one.why,
        own=own,
    )
