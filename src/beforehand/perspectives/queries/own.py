"""Somebody's own answers, opened at the door for the writer, or for who types until the writer says yes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any
from uuid import UUID

from beforehand.perspectives.access import OF_STATEMENT, SHARED, Place
from beforehand.perspectives.models import Figure, Statement
from beforehand.perspectives.rules import TYPED_FROM
from beforehand.vault.disclose import Reading
from beforehand.vault.door import disclose_kept
from beforehand.vault.guard import Author
from beforehand.vault.models import WrappedKey
from beforehand.vault.prepared import Prepared
from beforehand.vault.sealed import Sealed


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """One answer as its writer sees it. ``more`` is what else was kept with it."""

    id: UUID
    field: str
    ordinal: int
    revision: int
    release: int
    own_release: bool
    confirmed: bool
    typed: bool
    frozen: bool
    contested: bool
    text: str = ""
    certainty: int | None = None
    value: Any = None
    about_side: UUID | None = None
    picked: UUID | None = None
    more: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class OwnRow:
    """One row on its way through the door."""

    id: UUID
    table: str
    field: str
    ordinal: int
    revision: int
    release: int
    own_release: bool
    confirmed: bool
    typed: bool
    frozen: bool
    contested: bool
    body: Sealed
    author: str
    side: str
    data_key: WrappedKey
    about_side: UUID | None = None
    picked: UUID | None = None

    @property
    def about(self) -> str:
        """The place its body is sealed for."""
        return f"perspectives.{self.table}.body:{self.id}"

    def key(self) -> bytes:
        """Return the data key of the author."""
        return self.data_key.opened()

    def shown(self, value: Any, how: Reading) -> Own:
        """Return it whole: only the writer, or who types, comes here."""
        more = {k: v for k, v in value.items() if k not in ("text", "certainty", "value")}
        return Own(
            id=self.id,
            field=self.field,
            ordinal=self.ordinal,
            revision=self.revision,
            release=self.release,
            own_release=self.own_release,
            confirmed=self.confirmed,
            typed=self.typed,
            frozen=self.frozen,
            contested=self.contested,
            text=value.get("text", ""),
            certainty=value.get("certainty"),
            value=value.get("value"),
            about_side=self.about_side,
            picked=self.picked,
            more=MappingProxyType(more),
        )


def own_sentences(place: Place) -> tuple[Own, ...]:
    """Return the sentences at this place: all of the writer's, or those typed and not confirmed yet."""
    rows = Statement.objects.scoped(place.scope).order_by("field", "ordinal").values_list(*OF_STATEMENT)
    return _opened(place, (_statement(place, row) for row in rows))


def own_figures(place: Place) -> tuple[Own, ...]:
    """Return the choices at this place."""
    rows = Figure.objects.scoped(place.scope).order_by("field").values_list(*SHARED)
    return _opened(place, (_row(place, "figure", row, 1, None, None) for row in rows))


def own_sentence(place: Place, field: str, ordinal: int) -> Own | None:
    """Return one sentence, by where it stands; one query, or none when it came along with the place."""
    if place.beside is not None and (place.beside[1], place.beside[8]) == (field, ordinal):
        rows: Iterable[Any] = (place.beside,)
    elif isinstance(place.scope, Author):
        rows = _SENTENCE.rows(perspective=place.perspective, field=field, ordinal=ordinal)
    else:
        kept = Statement.objects.scoped(place.scope, field=field, ordinal=ordinal)
        rows = kept.values_list(*OF_STATEMENT)[:1]
    opened = _opened(place, (_statement(place, row) for row in rows))
    return opened[0] if opened else None


_SENTENCE = Prepared(
    lambda at: Statement.objects.scoped(
        Author(at.perspective, at.perspective), field=at.field, ordinal=at.ordinal
    ).values_list(*OF_STATEMENT)[:1],
    {"perspective": "id", "field": "text", "ordinal": "number"},
)


def own_sentence_by_id(place: Place, statement: UUID) -> Own | None:
    """Return one sentence, by its id."""
    rows = Statement.objects.scoped(place.scope).filter(pk=statement).values_list(*OF_STATEMENT)[:1]
    opened = _opened(place, (_statement(place, row) for row in rows))
    return opened[0] if opened else None


def own_figure(place: Place, field: str) -> Own | None:
    """Return one choice; one query."""
    rows = Figure.objects.scoped(place.scope, field=field).values_list(*SHARED)[:1]
    opened = _opened(place, (_row(place, "figure", row, 1, None, None) for row in rows))
    return opened[0] if opened else None


def stands_on_form(own: Own) -> bool:
    """Tell whether the writer's own form shows it: not what somebody else typed and waits for a yes."""
    return own.confirmed and own.ordinal < TYPED_FROM


def _opened(place: Place, rows: Iterable[OwnRow]) -> tuple[Own, ...]:
    return tuple(visible.value for visible in disclose_kept(place.viewer, rows))


def _statement(place: Place, row: Any) -> OwnRow:
    kept = _row(place, "statement", row[:8], row[8], row[9], row[10])
    return replace(kept, about_side=row[11], picked=row[12])


def _row(
    place: Place, table: str, row: Any, ordinal: int, frozen: datetime | None, contested: datetime | None
) -> OwnRow:
    return OwnRow(
        id=row[0],
        table=table,
        field=row[1],
        ordinal=ordinal,
        revision=row[5],
        release=row[3],
        own_release=row[4],
        confirmed=row[6],
        typed=row[7] is not None,
        frozen=place.frozen or frozen is not None,
        contested=contested is not None,
        body=row[2],
        author=str(place.seat),
        side=str(place.side),
        data_key=place.key,
    )
