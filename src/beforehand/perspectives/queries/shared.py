"""The sentences everybody may read, for one reader. Read often and by the hundred, so row by row without objects."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from beforehand.decisions.access import Standing
from beforehand.decisions.models import Commitment
from beforehand.knowledge import load
from beforehand.perspectives.choices import Release
from beforehand.perspectives.models import IN_USE, PICKED_IN_USE, Statement
from beforehand.perspectives.models.responding import READ_PUBLISHED
from beforehand.perspectives.queries.around import people_per_side
from beforehand.perspectives.queries.said import Said, said_of
from beforehand.perspectives.rules import sides_with_label
from beforehand.vault.disclose import Reading, Visible
from beforehand.vault.door import disclose_kept
from beforehand.vault.models import WrappedKey
from beforehand.vault.sealed import Sealed
from beforehand.vault.viewer import Viewer, ViewerKind

SEAT = "perspective__seat"
ROW = (
    "pk", "field", "body", "release", "about_side_id", f"{SEAT}_id", f"{SEAT}__side_id", f"{SEAT}__side__name",
    f"{SEAT}__person__name", f"{SEAT}__data_key_id", f"{SEAT}__data_key__master", f"{SEAT}__data_key__wrapped",
)  # fmt: skip
SIDE = ROW.index(f"{SEAT}__side_id")


@dataclass(frozen=True, slots=True, repr=False)
class _Row:
    """One sentence on its way through the door. What comes after ``side_named`` is in the order of ROW."""

    opens: WrappedKey
    reader: UUID | None
    side_named: bool
    id: UUID
    field: str
    body: Sealed
    release: int
    about_side: UUID | None
    seat: UUID
    side_id: UUID | None
    side_name: str
    name: str

    @property
    def author(self) -> str:
        """Id of the seat that wrote it."""
        return str(self.seat)

    @property
    def side(self) -> str:
        """Id of the author's side."""
        return str(self.side_id)

    @property
    def about(self) -> str:
        """The place it was sealed for."""
        return Statement.sealed_for(self.id)

    def key(self) -> bytes:
        """Return the data key of the author."""
        return self.opens.opened()

    def shown(self, value: Any, how: Reading) -> Said:
        """Return the sentence; with name, side and level only as far as ``how`` allows."""
        return said_of(
            value,
            how,
            id=self.id,
            field=self.field,
            release=self.release,
            about_side=self.about_side,
            seat=self.seat,
            name=self.name,
            side=self.side_id,
            side_name=self.side_name,
            side_named=self.side_named,
            own=self.seat == self.reader,
        )


def shared_sentences(standing: Standing, *, only: Collection[UUID] | None = None) -> list[Visible[Said]]:
    """Return what everybody may read: sent, confirmed, and released at "everyone, without my name" or wider.

    Who facilitates gets it as somebody on the own side would: what was shared with the facilitator alone is not in
    it, and a name only where the writer lets everybody, or that side, read it. Who takes no part gets nothing.
    ``only``: these of them; the others stay closed.
    """
    viewer = standing.viewer
    if viewer.kind not in READ_PUBLISHED:
        return []
    as_anybody = Viewer(ViewerKind.PARTICIPANT, viewer.person or "", viewer.side or "")
    labels = sides_with_label(
        people_per_side(standing.decision), load().confidentiality.numbers["label_side"]
    )
    rows = _of(shared_rows(standing), only).order_by("field", "pk").values_list(*ROW)
    kept = [
        _Row(WrappedKey(key, master, wrapped), standing.seat, said[SIDE] in labels, *said)
        for *said, key, master, wrapped in rows
    ]
    return disclose_kept(as_anybody, kept)


def shared_rows(standing: Standing) -> Any:
    """Return the rows behind ``shared_sentences``, for queries of this context to count or to open."""
    shared = Statement.objects.scoped(standing.reader).filter(IN_USE, PICKED_IN_USE)
    return shared.filter(release__gte=Release.ALL_WITHOUT_NAME)


def still_there(standing: Standing, *, only: Collection[UUID] | None = None) -> frozenset[UUID]:
    """Return what counts may be seen about: sentences that are shared now, and the moments of the decision."""
    said: Iterable[UUID] = _of(shared_rows(standing), only).values_list("pk", flat=True)
    moments = Commitment.objects.filter(decision_id=standing.decision).values_list("pk", flat=True)
    return frozenset(said) | frozenset(moments)


def _of(rows: Any, only: Collection[UUID] | None) -> Any:
    return rows if only is None else rows.filter(pk__in=only)
