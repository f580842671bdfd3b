"""What is asked of one reader at a look back: whether it flows and is sound apart, and whether the benefit is there."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from beforehand.decisions.access import Standing
from beforehand.records.models import LookBack, RecordEntry, RecordPart
from beforehand.records.rules.done import judged_apart
from beforehand.vault.processes.recorder import recorder

WATCHES = "benefits_owner"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judging:
    """``apart``: when it flows and when it is sound are two questions. ``benefits``: this reader watches over them."""

    apart: bool
    benefits: bool


def judging(standing: Standing, places: Collection[int]) -> Mapping[int, Judging]:
    """Return what is asked about these entries, by their place. Who watches over the benefit is told to nobody else."""
    every = recorder(standing.decision)
    bodies = RecordEntry.objects.scoped(every, seq__in=places).values_list("seq", "body")
    mine = RecordPart.objects.scoped(every, name=WATCHES, seat=standing.seat, entry__seq__in=places)
    watched = set(mine.values_list("entry__seq", flat=True))
    return {seq: Judging(apart=judged_apart(body), benefits=seq in watched) for seq, body in bodies}


def watches_over(standing: Standing, day: UUID) -> bool:
    """Tell whether this reader watches over the benefit of what is looked back at on a day."""
    rows = LookBack.objects.scoped(recorder(standing.decision), pk=day)
    places = list(rows.values_list("decided__seq", flat=True))
    return any(one.benefits for one in judging(standing, places).values())


def watcher(decision: UUID, entry: int) -> UUID | None:
    """Return the seat of who watches over the benefit, for who counts what was judged; None when nobody does."""
    found = RecordPart.objects.scoped(recorder(decision), name=WATCHES, entry__seq=entry)
    seat: UUID | None = found.values_list("seat", flat=True).first()
    return seat
