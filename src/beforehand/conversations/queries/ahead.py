"""What people wrote alone before a conversation: the own words; others' once they were laid open, as released."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from beforehand.conversations.choices import LIVE, Status
from beforehand.conversations.models import Conversation, WrittenAhead
from beforehand.conversations.queries.during import AheadSeen, AheadTable
from beforehand.conversations.rules import AHEAD, attends, may_lead
from beforehand.decisions.access import Standing
from beforehand.decisions.models import Seat
from beforehand.knowledge import load
from beforehand.perspectives.queries.around import people_per_side
from beforehand.perspectives.rules import sides_with_label
from beforehand.vault.disclose import Reading
from beforehand.vault.door import disclose_kept
from beforehand.vault.sealed import Sealed
from beforehand.vault.viewer import Viewer, ViewerKind


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class AheadRow:
    """What somebody wrote ahead, on its way through the door."""

    row: WrittenAhead
    seat: Seat
    reader: str
    side_named: bool

    @property
    def author(self) -> str:
        """Id of the seat that wrote it."""
        return str(self.seat.pk)

    @property
    def side(self) -> str:
        """Id of the author's side."""
        return "" if self.seat.side_id is None else str(self.seat.side_id)

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
        return self.seat.data_key.opened()

    def shown(self, value: Any, how: Reading) -> AheadSeen:
        """Return it; with name, side and level only as far as ``how`` allows."""
        named, own = how is Reading.WITH_NAME, self.author == self.reader
        side = self.seat.side if named or self.side_named else None
        return AheadSeen(
            id=self.row.pk,
            text=value["text"],
            own=own,
            name=self.seat.person.name if named else "",
            side="" if side is None else side.name,
            release=int(self.row.release) if own else None,
        )


def ahead_of(standing: Standing, row: Conversation) -> AheadTable | None:
    """Return what was written ahead; None for a kind in which nobody does.

    Withheld until who leads it lays it open: whether anybody else wrote, and what, from everybody; after that what was
    not released to this reader, and names as far as the writer said.
    """
    if row.kind != AHEAD:
        return None
    seen = [v.value for v in disclose_kept(standing.viewer, _rows(standing, row, str(standing.seat)))]
    writes = attends(standing, row) and row.status == Status.INVITED and row.opened_at is None
    return AheadTable(
        opened_at=row.opened_at,
        may_write=writes,
        may_open=may_lead(standing, row)
        and row.opened_at is None
        and (row.status in LIVE or row.status == Status.HELD)
        and row.invited_at is not None,
        mine=next((one for one in seen if one.own), None),
        others=tuple(one for one in seen if not one.own),
    )


def ahead_aloud(standing: Standing, row: Conversation) -> tuple[AheadSeen, ...]:
    """Return what was written ahead and laid open as somebody reads it who sits on no side here."""
    if row.kind != AHEAD or row.opened_at is None:
        return ()
    anybody = Viewer(ViewerKind.PARTICIPANT, "", "")
    return tuple(v.value for v in disclose_kept(anybody, _rows(standing, row, "")))


def _rows(standing: Standing, row: Conversation, reader: str) -> Iterable[AheadRow]:
    found = list(WrittenAhead.objects.scoped(standing.reader, conversation=row).order_by("pk"))
    if not found:
        return []
    labels = sides_with_label(people_per_side(row.decision_id), load().confidentiality.numbers["label_side"])
    seats = Seat.objects.filter(decision_id=row.decision_id).select_related("person", "side", "data_key")
    known = seats.in_bulk()
    return [
        AheadRow(
            row=one,
            seat=known[one.seat_id],
            reader=reader,
            side_named=known[one.seat_id].side_id in labels,
        )
        for one in found
    ]
