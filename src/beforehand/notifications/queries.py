"""Which mail somebody wants."""

from dataclasses import dataclass

from beforehand.notifications.choices import CAN_BE_TURNED_DOWN, Kind
from beforehand.notifications.models import Wish
from beforehand.notifications.rules import is_wanted
from beforehand.people.access import Arrival


@dataclass(frozen=True, slots=True)
class WishLine:
    """One kind of mail, and whether it is wanted."""

    kind: Kind
    wanted: bool


def wishes(arrival: Arrival) -> tuple[WishLine, ...]:
    """Return which mail ``arrival`` wants. Of nobody else: whether somebody takes mail is shown to no one."""
    turned_down = list(Wish.objects.filter(person_id=arrival.person).values_list("kind", flat=True))
    return tuple(WishLine(kind, is_wanted(kind, turned_down)) for kind in CAN_BE_TURNED_DOWN)
