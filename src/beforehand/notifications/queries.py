"""Which mail somebody wants, and what waits for them that only a letter tells."""

from dataclasses import dataclass
from datetime import datetime

from beforehand.conversations.models import Asked
from beforehand.conversations.queries import Waits, waiting_in_talks
from beforehand.decisions.access import Standing
from beforehand.notifications.choices import CAN_BE_TURNED_DOWN, Kind
from beforehand.notifications.models import Wish
from beforehand.notifications.rules import is_wanted
from beforehand.people.access import Arrival
from beforehand.vault.guard import Author


@dataclass(frozen=True, slots=True)
class WishLine:
    """One kind of mail, and whether it is wanted."""

    kind: Kind
    wanted: bool


def wishes(arrival: Arrival) -> tuple[WishLine, ...]:
    """Return which mail ``arrival`` wants. Of nobody else: whether somebody takes mail is shown to no one."""
    turned_down = list(Wish.objects.filter(person_id=arrival.person).values_list("kind", flat=True))
    return tuple(WishLine(kind, is_wanted(kind, turned_down)) for kind in CAN_BE_TURNED_DOWN)


def was_asked_afterwards(standing: Standing, since: datetime) -> bool:
    """Tell whether the reader was asked since then whether their answer changed, and it still waits; of nobody else."""
    rows = Asked.objects.scoped(Author(standing.seat)).filter(asked_at__gt=since)
    asked = set(rows.values_list("outcome_id", flat=True))
    return bool(asked) and any(
        one.what == Waits.QUESTION and one.outcome in asked for one in waiting_in_talks(standing)
    )
