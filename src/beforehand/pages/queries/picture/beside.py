"""Who a picture is read as, so that nothing of one reader alone stands in what others see too."""

from dataclasses import replace
from uuid import UUID

from beforehand.decisions.access import Standing
from beforehand.decisions.choices import Role

NO_SEAT = UUID(int=0)


def as_everybody(standing: Standing) -> Standing:
    """Return somebody who reads what all who take part or decide read, and nothing of their own.

    So the part that comes from an analysis is the same on every page: what was shared, for the facilitator too.
    """
    return replace(standing, seat=NO_SEAT, side=None, roles=frozenset({Role.DECIDER}))


def as_own_side(standing: Standing) -> Standing:
    """Return somebody beside this reader: the own sentences are then read as the own side reads them.

    Who shows this page to others, or hands its paper round, gives away nothing that is theirs.
    """
    return replace(standing, seat=NO_SEAT)
