"""The Tabulator: opens what people answered in a closed round, and gives back counts by side; nothing else leaves.

Only answers to what is still shared count: a sentence that was taken back, or narrowed to fewer than everybody, is
nobody's subject any more.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from django.db.models import CharField, Q
from django.db.models.functions import Cast

from beforehand.decisions.models import Seat
from beforehand.perspectives.choices import Release, RoundKind, State
from beforehand.perspectives.models import Figure, MirrorJudgement, Publication, Reaction, Round
from beforehand.perspectives.queries.published import CHANGEABLE, MAY_CHANGE, MEMBERS, MIRROR, STATEMENT
from beforehand.perspectives.rules import how_changeable
from beforehand.vault.disclose import Reading
from beforehand.vault.door import Kept, open_for
from beforehand.vault.guard import Process
from beforehand.vault.models import WrappedKey
from beforehand.vault.sealed import Sealed

LEAST = int(Release.ALL_WITHOUT_NAME)
SHARED = Q(statement__release__gte=LEAST, statement__confirmed=True, statement__perspective__state=State.SENT)
IDS = {"row": "pk", "of": "statement_id", "giver": "seat_id"}
SUBJECTS: Mapping[str, str] = {
    RoundKind.LISTEN: CHANGEABLE,
    RoundKind.RESPOND: STATEMENT,
    RoundKind.MIRROR: MIRROR,
}


@dataclass(slots=True)
class Table:
    """What was answered about one subject: how often, by side. ``only``: the one side it was asked of, or None."""

    answered: dict[UUID, Counter[str]]
    moved: Counter[UUID] | None
    only: UUID | None = None


@dataclass(frozen=True, slots=True)
class _Row:
    """One sealed answer; ``release`` is that of the sentence it is about, or its own."""

    body: Sealed
    about: str
    opens: bytes
    release: int
    seat: UUID
    subject: str
    only: UUID | None = None
    author: str = ""
    side: str = ""

    def key(self) -> bytes:
        """Return the data key of who gave it."""
        return self.opens

    def shown(self, value: Any, how: Reading) -> None:
        """Show it to nobody: it is counted."""


def tables(
    process: Process, round: Round, on_side: Mapping[UUID, UUID], before: frozenset[str]
) -> dict[str, Table]:
    """Return what was answered in a round, by subject, of those who were on a side when it closed.

    ``before`` are subjects counted in an earlier round: they are left, for the difference of two counts about the
    same tells of single people.
    """
    kind = SUBJECTS[round.kind]
    rows = _figures(process, on_side) if kind == CHANGEABLE else _responses(process, round, kind, on_side)
    opened = open_for(process, rows, least=LEAST)
    found: dict[str, Table] = {}
    for kept, body in opened:
        row = cast(_Row, kept)
        for subject, value in _values(row, body, kind):
            if subject in before:
                continue
            table = found.get(subject)
            if table is None:
                moved: Counter[UUID] | None = Counter() if kind == STATEMENT else None
                table = found[subject] = Table(defaultdict(Counter), moved, row.only)
            side = on_side[row.seat]
            table.answered[side][value] += 1
            if table.moved is not None and body.get(MAY_CHANGE):
                table.moved[side] += 1
    return found


def members_of(process: Process, round: Round, key: bytes) -> dict[UUID, UUID] | None:
    """Return who was on which side when a round closed, or None when that was not written down."""
    rows = Publication.objects.scoped(process).filter(round=round, subject=MEMBERS)
    kept = [_Row(row.body, row.about, key, LEAST, row.pk, MEMBERS) for row in rows]
    for _, body in open_for(process, cast(Iterable[Kept[object]], kept), least=LEAST):
        return {UUID(seat): UUID(side) for seat, side in body["members"].items()}
    return None


def _values(row: _Row, body: Any, kind: str) -> Iterator[tuple[str, str]]:
    if kind != CHANGEABLE:
        yield row.subject, body["value"]
        return
    for commitment, grade in (body["value"] or {}).items():
        yield f"{kind}:{UUID(str(commitment))}", str(how_changeable(grade))


def _responses(process: Process, round: Round, kind: str, on_side: Mapping[UUID, UUID]) -> Iterator[_Row]:
    model: Any = Reaction if kind == STATEMENT else MirrorJudgement
    keys = {seat.hex: (seat, key) for seat, key in _keys(round).items() if seat in on_side}
    rows = model.objects.scoped(process).filter(SHARED, round=round, body__isnull=False)
    # Ids as text: making an object of each takes longer than opening what it stands for.
    ids = {name: Cast(column, CharField()) for name, column in IDS.items()}
    columns = ("row", "of", "giver", "body", "statement__release", "statement__about_side_id")
    for row, of, giver, body, release, about_side in (
        rows.annotate(**ids).values_list(*columns).iterator(2000)
    ):
        seat, key = keys.get(giver.replace("-", ""), (None, b""))
        if seat is not None:
            place = model.sealed_for(_dashed(row))
            only = about_side if kind == MIRROR else None
            yield _Row(body, place, key, release, seat, f"{kind}:{_dashed(of)}", only)


def _dashed(given: str) -> str:
    """Return an id as it is written; one database gives it without dashes."""
    bare = given.replace("-", "")
    return f"{bare[:8]}-{bare[8:12]}-{bare[12:16]}-{bare[16:20]}-{bare[20:]}"


def _figures(process: Process, on_side: Mapping[UUID, UUID]) -> Iterator[_Row]:
    rows = Figure.objects.scoped(process).filter(
        field="reversible_by_commitment", release__gte=LEAST, confirmed=True, perspective__state=State.SENT
    )
    rows = rows.filter(perspective__seat_id__in=list(on_side))
    for row in rows.select_related("perspective__seat__data_key"):
        yield _Row(row.body, row.about, row.key(), row.release, row.perspective.seat_id, "")


def _keys(round: Round) -> dict[UUID, bytes]:
    seats = Seat.objects.filter(decision_id=round.decision_id)
    columns = ("pk", "data_key_id", "data_key__master", "data_key__wrapped")
    return {
        pk: WrappedKey(key, master, wrapped).opened()
        for pk, key, master, wrapped in seats.values_list(*columns)
    }
