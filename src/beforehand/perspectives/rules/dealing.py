"""Which cards one person gets, and which side to picture: pure, and the same for the same input in any order."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

CARDS = 8
"""Cards for one person: two minutes."""
SPARE = 2
"""Cards more than a count needs: who gets one may leave it open."""
PICTURES = 12
"""Pictures of the own side for one person to judge: one minute."""
KNOWN_BY_ONE = frozenset({"knows", "risks", "assumptions"})
"""Fields of what one person may be the only one to know."""
NO_CARD = frozenset({"mirror", "needs", "optimises_for", "would_trade"})
"""Fields of round 2 itself; a picture of a side is judged by that side, the others are not reacted to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A sentence somebody may get as a card, and how many cards of it each side was dealt so far."""

    statement: UUID
    field: str
    dealt: Mapping[UUID, int]

    @property
    def one_knows_it(self) -> bool:
        """True for what one person may be the only one to know."""
        return self.field in KNOWN_BY_ONE


def deal(
    offered: Iterable[Offered], *, side: UUID, seat: UUID, people: int, least: int, most: int = CARDS
) -> tuple[UUID, ...]:
    """Return the sentences a person on ``side`` gets, what one person knows first. ``people``: how many sit on it.

    First what others began and what is not done yet, the nearest to done first: cards spread over all sentences would
    give each a few answers, and then no count of any could be shared. A sentence is done when every side got it and
    ``least`` and ``SPARE`` cards of it were dealt; on a side large enough to be counted by itself, as many on that
    side. Then what nobody got, what one person knows first; then whichever was dealt least. Ties fall by lot, another
    one for each seat.

    >>> it, care = UUID(int=1), UUID(int=2)
    >>> new = Offered(statement=UUID(int=11), field="done", dealt={})
    >>> known = Offered(statement=UUID(int=12), field="knows", dealt={})
    >>> begun = Offered(statement=UUID(int=13), field="done", dealt={care: 1})
    >>> done = Offered(statement=UUID(int=14), field="knows", dealt={it: 3, care: 4})
    >>> [one.int for one in deal([done, new, known, begun], side=it, seat=UUID(int=5), people=3, least=5, most=2)]
    [12, 13]
    >>> [one.int for one in deal([done, new, begun], side=it, seat=UUID(int=5), people=3, least=5, most=1)]
    [13]
    """
    goal = least + SPARE
    own_goal = goal if people >= 2 * goal else 1

    def turn(one: Offered) -> tuple[int, bool, int, str]:
        mine, all_told = one.dealt.get(side, 0), sum(one.dealt.values())
        lot = _lot(seat, one.statement)
        if all_told and (all_told < goal or mine < own_goal):
            return (0, mine >= own_goal, -all_told, lot)
        if not all_told:
            return (1, not one.one_knows_it, 0, lot)
        return (2, not one.one_knows_it, all_told, lot)

    chosen = sorted(offered, key=turn)[:most]
    return tuple(one.statement for one in sorted(chosen, key=lambda one: not one.one_knows_it))


def choose_side(
    others: Iterable[UUID], *, own: UUID, pictured: Mapping[tuple[UUID, UUID], int]
) -> UUID | None:
    """Return the side a person on ``own`` is to picture; None when there is no other.

    ``pictured`` tells how many people of one side (first) were given another (second). The side the own side pictured
    least, of those the one pictured least by all: so every side is pictured by about as many people of each other.

    >>> it, care, board = (UUID(int=n) for n in (1, 2, 3))
    >>> choose_side([it, care, board], own=it, pictured={(it, care): 2, (it, board): 1}).int
    3
    >>> choose_side([it], own=it, pictured={}) is None
    True
    """

    def turn(side: UUID) -> tuple[int, int, str]:
        by_all = sum(n for (_, about), n in pictured.items() if about == side)
        return (pictured.get((own, side), 0), by_all, _lot(own, side))

    return min((side for side in others if side != own), key=turn, default=None)


def _lot(one: UUID, other: UUID) -> str:
    return hashlib.sha256(f"{one} {other}".encode()).hexdigest()
