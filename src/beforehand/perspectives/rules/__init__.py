"""Who may do what with answers, and how much fits."""

from collections.abc import Collection, Mapping
from uuid import UUID

from beforehand.decisions.access import Standing
from beforehand.decisions.choices import Role
from beforehand.decisions.models import SeatRole
from beforehand.perspectives.choices import Changeable, Release, RoundKind

WORDS = 1000
"""Characters in one sentence."""
MOST = 8
"""Sentences with one question."""
TYPED_FROM = 100
"""What somebody else typed stands behind this place, so that it tells nothing about what the person wrote."""
REMINDERS = 2
ONE_TO_ONE = "een_op_een"


def may_answer(actor: Standing) -> bool:
    """Who takes part answers; nobody else does."""
    return actor.has(Role.PARTICIPANT)


def may_respond(actor: Standing) -> bool:
    """Who takes part on a side answers what others said; nobody else does."""
    return actor.has(Role.PARTICIPANT) and actor.side is not None


def may_facilitate(actor: Standing) -> bool:
    """Who facilitates sees calls, types along and closes the round."""
    return actor.has(Role.FACILITATOR)


def may_type_for(actor: Standing, seat: UUID) -> bool:
    """A facilitator types for a participant of the same decision, and never for the own seat."""
    taking_part = SeatRole.objects.filter(
        seat_id=seat, seat__decision_id=actor.decision, role=Role.PARTICIPANT
    )
    return may_facilitate(actor) and seat != actor.seat and taking_part.exists()


def may_follow(kind: RoundKind, had: Collection[RoundKind]) -> bool:
    """Tell whether a round of this kind may come after those there were.

    People are listened to once; they respond to what was said then, as often as there is something new, and are
    asked whether they were pictured right when pictures were made.

    >>> may_follow(RoundKind.MIRROR, [RoundKind.LISTEN])
    False
    """
    before = {RoundKind.RESPOND: RoundKind.LISTEN, RoundKind.MIRROR: RoundKind.RESPOND}
    return before[kind] in had if kind in before else not had


def how_changeable(grade: int | None) -> Changeable:
    """Return what was tapped for a figure; a file may hold one between two taps, which then reads as adjustable.

    >>> [str(how_changeable(grade)) for grade in (5, 3, 1, None)]
    ['open', 'adjustable', 'fixed', 'unknown']
    """
    return {None: Changeable.UNKNOWN, 5: Changeable.OPEN, 1: Changeable.FIXED}.get(
        grade, Changeable.ADJUSTABLE
    )


def is_release(level: object) -> bool:
    """Tell whether this is one of the five levels."""
    return level in tuple(int(r) for r in Release)


def sides_with_label(people: Mapping[UUID, int], least: int) -> frozenset[UUID]:
    """Return the sides that may stand at a sentence without a name (G8).

    A side under ``least`` people goes unnamed. When those together are fewer than ``least``, a sentence without a
    side would still point at them (G2), so the next smallest sides go unnamed too.

    >>> from uuid import UUID
    >>> it, care, board = UUID(int=1), UUID(int=2), UUID(int=3)
    >>> sides_with_label({it: 4, care: 5}, 3) == {it, care}
    True
    >>> sides_with_label({it: 4, care: 5, board: 1}, 3) == {care}
    True
    """
    order = sorted((size, side) for side, size in people.items() if size)
    unnamed = [side for size, side in order if size < least]
    together = sum(size for size, _ in order if size < least)
    rest = [(size, side) for size, side in order if size >= least]
    while 0 < together < least and rest:
        size, side = rest.pop(0)
        tied = [s for n, s in rest if n == size]
        unnamed += [side, *tied]
        together += size * (1 + len(tied))
        rest = [(n, s) for n, s in rest if n != size]
    return frozenset(side for side, size in people.items() if size and side not in unnamed)
