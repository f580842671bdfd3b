"""What was said of who meets whom for now: for facilitators, and for each what they said of themselves."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from beforehand.decisions.access import Standing
from beforehand.perspectives.choices import Release
from beforehand.topics.choices import ConstraintKind
from beforehand.topics.models import Constraint
from beforehand.topics.queries.naming import Names, names_for
from beforehand.topics.rules import may_facilitate
from beforehand.vault.disclose import Reading
from beforehand.vault.door import disclose_kept
from beforehand.vault.guard import Author
from beforehand.vault.models import DataKey
from beforehand.vault.sealed import Sealed


@dataclass(frozen=True, slots=True, kw_only=True)
class ConstraintKept:
    """One of them, as ids. ``most`` a week, ``start`` and ``end`` of being away, only where the kind has them.

    ``own``: one of the two who stand apart asked for it.
    """

    id: UUID
    kind: str
    seats: tuple[str, ...]
    most: int | None
    start: date | None
    end: date | None
    why: str = ""
    own: bool = False


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
            own=value.get("own", False),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ConstraintSeen:
    """What was said, with names. ``own``: by the person it is about; ``by``: who of the two asked to stand apart."""

    id: UUID
    kind: str
    words: str
    people: tuple[str, ...]
    most: int | None
    start: date | None
    end: date | None
    why: str = ""
    own: bool = False
    by: str = ""


def constraints(standing: Standing) -> tuple[ConstraintSeen, ...]:
    """Return what was said of who meets whom for now; to facilitators alone, never to who it is about.

    Who facilitates does not read it either when somebody asked not to sit in one room with them.
    """
    kept = _rows(Constraint.objects.scoped(standing.reader))
    if not kept:
        return ()
    names = names_for(standing, sentences=False)
    made_by = {row.row.pk: str(row.row.made_by_id) for row in kept}
    mine = str(standing.seat)
    return tuple(
        _seen(one, names, by=made_by[one.id])
        for one in (visible.value for visible in disclose_kept(standing.viewer, kept))
        if not _kept_from(one, mine, made_by[one.id])
    )


def apart_among(standing: Standing, seats: Collection[UUID]) -> tuple[tuple[str, ...], ...]:
    """Return who of these are not in one room for now, two by two by name; to facilitators who may read it."""
    rows = _rows(Constraint.objects.scoped(standing.reader).filter(kind=ConstraintKind.APART))
    if len(seats) < 2 or not rows:
        return ()
    made_by, mine, here = (
        {row.row.pk: str(row.row.made_by_id) for row in rows},
        str(standing.seat),
        set(map(str, seats)),
    )
    said = [visible.value for visible in disclose_kept(standing.viewer, rows)]
    pairs = {
        tuple(sorted(one.seats))
        for one in said
        if here.issuperset(one.seats) and not _kept_from(one, mine, made_by[one.id])
    }
    names = names_for(standing, sentences=False) if pairs else None
    return tuple(sorted(names.who(pair) for pair in pairs)) if names else ()


def own_constraints(standing: Standing) -> tuple[ConstraintSeen, ...]:
    """Return what the reader said for themselves. What others said of them is left out, and that they did."""
    said = _own(standing)
    names = names_for(standing, sentences=False) if any(one.own for one in said) else None
    return tuple(_seen(one, names, by=str(standing.seat), without=str(standing.seat)) for one in said)


def same_said(standing: Standing, kind: str, body: Mapping[str, Any]) -> UUID | None:
    """Return what says the very same already, among what the reader may read.

    What somebody asked for themselves and what a facilitator said of the same two stand beside each other: taking back
    the one leaves the other.
    """
    asked = bool(body.get("own"))
    if may_facilitate(standing) and not asked:
        rows = _rows(Constraint.objects.scoped(standing.reader).filter(kind=kind))
        said = tuple(v.value for v in disclose_kept(standing.viewer, rows) if not v.value.own)
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
    return tuple(one for one in said if one.own or one.seats == (mine,))


def _kept_from(one: ConstraintKept, mine: str, made_by: str) -> bool:
    """Tell whether somebody asked this about the reader, who then does not read it."""
    return one.own and mine in one.seats and made_by != mine


def _rows(found: QuerySet[Constraint], author: str = "") -> list[ConstraintRow]:
    rows = found.select_related("decision__data_key").order_by("made_at", "pk")
    return [ConstraintRow(row=row, data_key=row.decision.data_key, author=author) for row in rows]


def _seen(one: ConstraintKept, names: Names | None, *, by: str, without: str = "") -> ConstraintSeen:
    """Return it with names, who asked for it first; ``without`` is who reads of themselves."""
    seats = sorted((seat for seat in one.seats if seat != without), key=lambda seat: (seat != by, seat))
    people = names.who(seats) if names is not None else ()
    return ConstraintSeen(
        id=one.id,
        kind=one.kind,
        words=str(ConstraintKind(one.kind).label),
        people=people,
        most=one.most,
        start=one.start,
        end=one.end,
        why=one.why,
        own=one.own or one.seats == (by,),
        by=people[0] if one.own and people and not without else "",
    )
