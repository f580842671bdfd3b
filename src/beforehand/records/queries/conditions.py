"""What people set before a commitment, as far as they let this reader read it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from beforehand.decisions.access import Standing
from beforehand.decisions.models import Seat
from beforehand.knowledge import load
from beforehand.perspectives.choices import Release
from beforehand.perspectives.queries.around import people_per_side
from beforehand.perspectives.rules import sides_with_label
from beforehand.records.models import Condition, Today
from beforehand.vault.disclose import Reading, Visible
from beforehand.vault.door import disclose_kept
from beforehand.vault.sealed import Sealed
from beforehand.vault.viewer import Viewer, ViewerKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionSeen:
    """What somebody asks to be in place. ``name`` and ``side`` may be withheld; ``release`` is for the writer."""

    id: UUID
    text: str
    met: bool
    own: bool
    name: str = ""
    side: str = ""
    seat: UUID | None = None
    release: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TodaySeen:
    """Whether somebody would start this today, and why; who answers stands beside it."""

    name: str
    yes: bool
    words: str
    own: bool


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ConditionRow:
    """A condition on its way through the door."""

    row: Condition
    reader: str
    side_named: bool

    @property
    def author(self) -> str:
        """Id of the seat that set it."""
        return str(self.row.seat_id)

    @property
    def side(self) -> str:
        """Id of the author's side."""
        return "" if self.row.seat.side_id is None else str(self.row.seat.side_id)

    @property
    def release(self) -> int:
        """Who may read it."""
        return int(self.row.release)

    @property
    def body(self) -> Sealed:
        """What is sealed."""
        text: Sealed = self.row.text
        return text

    @property
    def about(self) -> str:
        """The place it was sealed for."""
        return self.row.about

    def key(self) -> bytes:
        """Return the data key of the author."""
        return self.row.seat.data_key.opened()

    def shown(self, value: Any, how: Reading) -> ConditionSeen:
        """Return it; with name, side and level only as far as ``how`` allows."""
        seat, named, own = self.row.seat, how is Reading.WITH_NAME, self.author == self.reader
        side = seat.side if named or self.side_named else None
        return ConditionSeen(
            id=self.row.pk,
            text=value["text"],
            met=self.row.met,
            own=own,
            name=seat.person.name if named else "",
            side="" if side is None else side.name,
            seat=seat.pk if named else None,
            release=self.row.release if own else None,
        )


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class TodayRow:
    """An answer to "would we start this today?" on its way through the door: all read it with the name."""

    row: Today
    reader: str
    side: str = ""
    release: int = int(Release.ALL_WITH_NAME)

    @property
    def author(self) -> str:
        """Id of the seat that answered."""
        return str(self.row.seat_id)

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
        """Return the data key of who answered."""
        return self.row.seat.data_key.opened()

    def shown(self, value: Any, how: Reading) -> TodaySeen:
        """Return it with the name."""
        return TodaySeen(
            name=self.row.seat.person.name,
            yes=value["yes"],
            words=value["words"],
            own=self.author == self.reader,
        )


def conditions(standing: Standing, commitment: UUID) -> list[Visible[ConditionSeen]]:
    """Return the conditions this reader may read, in an order that tells nothing; the own ones among them."""
    return disclose_kept(standing.viewer, _rows(standing, commitment, str(standing.seat)))


def conditions_for_all(standing: Standing, commitment: UUID) -> list[Visible[ConditionSeen]]:
    """Return the conditions that may stand in a record: as somebody reads them who sits on no side here."""
    anybody = Viewer(ViewerKind.PARTICIPANT, "", "")
    return disclose_kept(anybody, _rows(standing, commitment, ""))


def today(standing: Standing, commitment: UUID) -> list[Visible[TodaySeen]]:
    """Return what was answered to "would we start this today?", for all who read the gate."""
    rows = Today.objects.scoped(standing.reader, commitment_id=commitment)
    found = rows.select_related("seat__person", "seat__data_key").order_by("seat__person__name", "pk")
    return disclose_kept(standing.viewer, [TodayRow(row=row, reader=str(standing.seat)) for row in found])


def _rows(standing: Standing, commitment: UUID, reader: str) -> Iterable[ConditionRow]:
    labels = sides_with_label(
        people_per_side(standing.decision), load().confidentiality.numbers["label_side"]
    )
    rows = Condition.objects.scoped(standing.reader, commitment_id=commitment).order_by("pk")
    seats = Seat.objects.filter(decision_id=standing.decision).select_related("person", "side", "data_key")
    found, known = list(rows), seats.in_bulk()
    for row in found:
        row.seat = known[row.seat_id]
    return [ConditionRow(row=row, reader=reader, side_named=row.seat.side_id in labels) for row in found]
