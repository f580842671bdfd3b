"""The shared picture, put together for one reader from what was shared and published."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from beforehand.decisions.access import Standing
from beforehand.decisions.choices import Role
from beforehand.decisions.queries import Frame
from beforehand.pages.queries.first import room_of
from beforehand.pages.queries.picture import views
from beforehand.pages.queries.picture.asked import asked_of
from beforehand.pages.queries.picture.figures import figures
from beforehand.pages.queries.picture.lines import held_as, lines, of
from beforehand.pages.queries.picture.moments import hardest, matters, moments
from beforehand.pages.queries.picture.questions import questions
from beforehand.pages.queries.picture.shapes import Picture
from beforehand.perspectives.choices import RoundKind
from beforehand.perspectives.queries import published, rounds, shared_sentences
from beforehand.topics.queries import latest
from beforehand.vault.viewer import ViewerKind

NO_SEAT = UUID(int=0)
MOST, ALL = 60, 1_000_000
"""Sentences of one list on the page: with three hundred people it would be too long to read and to send."""


def may_read(standing: Standing) -> bool:
    """Tell whether there is a shared picture for this reader: for who takes part, decides or facilitates."""
    return standing.viewer.kind is not ViewerKind.OUTSIDER


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


def picture(
    standing: Standing, whole: Frame, *, held: Mapping[str, str] | None = None, most: int = MOST
) -> Picture:
    """Return the shared picture.

    Withheld: what was released to fewer than everybody, also from the facilitator; what an open round asks; counts
    that were not published; names, but for the reader's own side where the writer lets them. ``held`` is what an
    open page holds already, so that it can show what is new.
    """
    had = rounds(standing)
    closed = frozenset(one.kind for one in had.rounds if not one.is_open)
    began = RoundKind.LISTEN in closed
    told = figures(published(standing) if began else (), {side.id: side.name for side in whole.sides})
    shared = shared_sentences(as_own_side(standing)) if began else []
    seen = latest(as_everybody(standing), among=shared)
    said = lines(shared, told, closed=closed, held=held)
    steps = seen.room_left if seen else ()
    sides = views.protected(said, whole.sides)
    left, right = views.left_and_right(sides)
    return Picture(
        frame=whole,
        began=began,
        questions=questions(said, seen.question_groups if seen else (), whole.sides),
        shared=views.shared(said),
        protected=sides,
        left=left,
        right=right,
        done=views.done(said, dict(seen.done_kinds) if seen else {}, whole.sides),
        grounds=views.grounds(said),
        knows=of(said, "knows"),
        risks=of(said, "risks"),
        mirrored=views.mirrored(said, whole.sides),
        room=room_of(seen),
        hardest=hardest(whole, steps),
        moments=moments(whole, steps, told),
        matters=matters(seen) if began else (),
        asked=asked_of(standing, whole, had),
        held=held_as(said),
        most=most,
        whole=most >= ALL,
    )
