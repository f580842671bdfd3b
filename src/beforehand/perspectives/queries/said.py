"""What people released, for one reader."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from beforehand.decisions.access import Standing
from beforehand.decisions.models import Seat
from beforehand.knowledge import load
from beforehand.perspectives.models import IN_USE, Statement
from beforehand.perspectives.queries.around import people_per_side
from beforehand.perspectives.rules import may_facilitate, sides_with_label
from beforehand.vault.disclose import Reading, Visible
from beforehand.vault.door import disclose_kept
from beforehand.vault.sealed import Sealed


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One sentence as one reader may see it.

    ``seat`` and ``name`` are None when it is read without a name; so is ``release``, which would tell apart people
    who chose differently. ``side`` is None too when the side is too small to stand there (G8). ``lang`` is the language
    it was written in when that is known not to be the decision's.
    """

    id: UUID
    field: str
    text: str
    certainty: int | None
    importance: int | None
    bears_on: tuple[str, ...]
    about_side: UUID | None
    seat: UUID | None
    name: str | None
    side: UUID | None
    side_name: str | None
    release: int | None
    own: bool
    lang: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SaidRow:
    """One row on its way through the door."""

    row: Statement
    reader: str
    side_named: bool
    of: str = "body"

    @property
    def author(self) -> str:
        """Id of the seat that wrote it."""
        return self.row.author

    @property
    def side(self) -> str:
        """Id of the author's side."""
        return self.row.side

    @property
    def release(self) -> int:
        """Who may read it."""
        return self.row.release

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
        """Return the data key of the author."""
        return self.row.key()

    def shown(self, value: Any, how: Reading) -> Said:
        """Return the sentence; with name, side and level only as far as ``how`` allows."""
        seat = self.row.perspective.seat
        return said_of(
            value,
            how,
            id=self.row.id,
            field=self.row.field,
            release=self.row.release,
            about_side=self.row.about_side_id,
            seat=seat.pk,
            name=seat.person.name,
            side=seat.side_id,
            side_name=seat.side.name if seat.side else None,
            side_named=self.side_named,
            own=str(seat.pk) == self.reader,
        )


def said_of(
    value: Any,
    how: Reading,
    *,
    id: UUID,
    field: str,
    release: int,
    about_side: UUID | None,
    seat: UUID,
    name: str,
    side: UUID | None,
    side_name: str | None,
    side_named: bool,
    own: bool,
) -> Said:
    """Return an opened sentence as a reader may see it: name and level when read by name, the side where it may stand."""
    named = how is Reading.WITH_NAME
    side_stands = named or side_named
    return Said(
        id=id,
        field=field,
        text=value["text"],
        certainty=value.get("certainty"),
        importance=value.get("importance"),
        bears_on=tuple(value.get("bears_on", ())),
        about_side=about_side,
        seat=seat if named else None,
        name=name if named else None,
        side=side if side_stands else None,
        side_name=side_name if side_stands else None,
        release=release if named else None,
        own=own,
        lang=value.get("lang", ""),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Contested:
    """What somebody has against how something stands, for the facilitator."""

    statement: UUID
    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ContestRow(SaidRow):
    """What was written with a sentence, for the facilitator's eyes, whatever the sentence itself was released to."""

    of: str = "contest"

    @property
    def release(self) -> int:
        """The facilitator, unless even the sentence is for the writer only."""
        return min(self.row.release, 1)

    @property
    def body(self) -> Sealed:
        """What is sealed."""
        contest: Sealed = self.row.contest
        return contest

    @property
    def about(self) -> str:
        """The place it was sealed for."""
        return contest_place(self.row.id)

    def shown(self, value: Any, how: Reading) -> Any:
        """Return who contests, and the words."""
        name = self.row.perspective.seat.person.name
        return Contested(statement=self.row.id, name=name, text=value["text"])


def contest_place(statement: UUID) -> str:
    """Return what a contest is sealed for."""
    return f"perspectives.statement.contest:{statement}"


def with_authors(rows: QuerySet[Statement], decision: UUID) -> list[Statement]:
    """Return rows with the seat of each author: read once for a person, and not again for each sentence."""
    seats = Seat.objects.filter(decision_id=decision).select_related("person", "side", "data_key").in_bulk()
    found = list(rows.select_related("perspective"))
    for row in found:
        row.perspective.seat = seats[row.perspective.seat_id]
    return found


def statements_for(standing: Standing, *, among: Collection[UUID] | None = None) -> list[Visible[Said]]:
    """Return what was sent, confirmed and released to this reader; only what is ``among`` these ids when they are given.

    Drafts, what waits for a yes, and what was released to others do not exist for the reader. The order is by field
    and by ids that mean nothing, so that sentences of one person do not stand together.
    """
    labels = sides_with_label(
        people_per_side(standing.decision), load().confidentiality.numbers["label_side"]
    )
    said = Statement.objects.scoped(standing.reader).filter(IN_USE).order_by("field", "pk")
    if among is not None:
        said = said.filter(pk__in=among)
    rows = with_authors(said, standing.decision)
    reader = str(standing.seat)
    kept = [
        SaidRow(row=row, reader=reader, side_named=row.perspective.seat.side_id in labels) for row in rows
    ]
    return disclose_kept(standing.viewer, kept)


def contests(standing: Standing) -> list[Visible[Contested]]:
    """Return what people contest, to the facilitator; to nobody else."""
    if not may_facilitate(standing):
        return []
    rows = (
        Statement.objects.scoped(standing.reader)
        .filter(IN_USE, contest__isnull=False)
        .select_related("perspective__seat__person", "perspective__seat__side", "perspective__seat__data_key")
        .order_by("contested_at", "pk")
    )
    reader = str(standing.seat)
    kept = [ContestRow(row=row, reader=reader, side_named=False) for row in rows]
    return disclose_kept(standing.viewer, kept)
