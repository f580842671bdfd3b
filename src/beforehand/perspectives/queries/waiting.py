"""What waits for one person now, with the minutes it takes: for that person's own first page."""

from dataclasses import dataclass
from uuid import UUID

from beforehand.decisions.access import Standing
from beforehand.perspectives.choices import RoundKind
from beforehand.perspectives.models import IN_USE, Hand, Statement
from beforehand.perspectives.queries.asked import MIRROR
from beforehand.perspectives.queries.responding import OpenRound, open_round, responding
from beforehand.perspectives.queries.tabled import table_waits
from beforehand.perspectives.rules import may_answer, may_respond
from beforehand.vault.guard import Author

RESPOND, JUDGE, TABLE = "respond", "mirror", "table"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """One thing that waits: ``respond`` (round 2), ``mirror`` (round 3) or ``table`` (about ``statement``).

    ``begun``: this person began. ``left``: how many cards are open, None before it is begun. All the person's own.
    """

    what: str
    minutes: int
    begun: bool = False
    left: int | None = None
    statement: UUID | None = None


def waits_for_me(standing: Standing) -> tuple[Waits, ...]:
    """Return what waits for the person at the door; nothing about anybody else. Empty when nothing does."""
    if not may_answer(standing):
        return ()
    found = [Waits(what=TABLE, minutes=1, statement=one) for one in table_waits(standing)]
    now_open = open_round(standing.decision) if may_respond(standing) else None
    if now_open is not None and now_open.kind is not RoundKind.LISTEN:
        found = [*_of_round(standing, now_open), *found]
    return tuple(found)


def round_waits(standing: Standing) -> OpenRound | None:
    """Return the open round when it asks something of this person still; None otherwise."""
    now_open = open_round(standing.decision) if may_respond(standing) else None
    if now_open is None or now_open.kind is RoundKind.LISTEN:
        return None
    return now_open if _of_round(standing, now_open) else None


def _of_round(standing: Standing, now_open: OpenRound) -> list[Waits]:
    hand = Hand.objects.scoped(Author(standing.seat)).filter(round_id=now_open.id)
    begun = hand.filter(taken_at__isnull=False).exists()
    mirror = now_open.kind is RoundKind.MIRROR
    if not begun:
        if mirror and not pictures_of(standing):
            return []
        return [Waits(what=JUDGE if mirror else RESPOND, minutes=1 if mirror else 2)]
    here = responding(standing, now_open.kind)
    if not here.left and (mirror or here.pictured):
        return []
    return [
        Waits(
            what=JUDGE if mirror else RESPOND,
            minutes=1 if mirror or (here.pictured and here.left <= 4) else 2,
            begun=True,
            left=here.left,
        )
    ]


def pictures_of(standing: Standing) -> bool:
    """Tell whether there is any picture of the own side that everybody may read."""
    rows = Statement.objects.scoped(standing.reader).filter(IN_USE, field=MIRROR, release__gte=2)
    return rows.filter(about_side_id=standing.side).exclude(perspective__seat_id=standing.seat).exists()
