"""Looking back for who reads no content here: the owner closes it, who watches over the benefit says if it is there."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from beforehand.decisions.access import Standing
from beforehand.records.models import LookBack
from beforehand.records.queries.judging import judging
from beforehand.records.queries.looking_back import own_judgements
from beforehand.records.rules.gate import may_close_look_back, may_see_gate
from beforehand.vault.processes.recorder import recorder


@dataclass(frozen=True, slots=True, kw_only=True)
class FromOutside:
    """A day on which people look again, and what this reader does then. ``mine`` is the own answer about the benefit."""

    id: UUID
    title: str
    day: date
    entry: int
    due: bool
    closed: bool
    closes: bool
    asks_benefits: bool
    mine: str


def from_outside(standing: Standing) -> tuple[FromOutside, ...]:
    """Return the days on which there is something to do for who reads no content here; nothing for all others.

    Withheld: what was left open, what it rests on, by what it is done, and everything that was judged.
    """
    if may_see_gate(standing):
        return ()
    closes = may_close_look_back(standing)
    rows = LookBack.objects.scoped(recorder(standing.decision)).select_related("commitment", "decided")
    found = list(rows.order_by("day", "pk"))
    asked = judging(standing, {row.decided.seq for row in found})
    watches = {row.pk for row in found if row.decided.seq in asked and asked[row.decided.seq].benefits}
    mine = own_judgements(standing) if watches else {}
    return tuple(
        FromOutside(
            id=row.pk,
            title=row.commitment.title,
            day=row.day,
            entry=row.decided.seq,
            due=row.closed_at is None and row.day <= standing.today,
            closed=row.closed_at is not None,
            closes=closes,
            asks_benefits=row.pk in watches,
            mine=mine.get(row.pk, {}).get("benefits", ""),
        )
        for row in found
        if closes or row.pk in watches
    )


def has_days(standing: Standing) -> bool:
    """Tell whether there are days on which people look again that this reader may open."""
    if may_see_gate(standing):
        return LookBack.objects.scoped(standing.reader).exists()
    return bool(from_outside(standing))
