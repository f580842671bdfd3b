"""The shared picture, put together for one reader from what was shared and published."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from uuid import UUID

from beforehand.decisions.access import Standing
from beforehand.decisions.choices import Role
from beforehand.decisions.queries import Frame
from beforehand.pages.queries.first import room_of
from beforehand.pages.queries.picture import views
from beforehand.pages.queries.picture.apart import apart, far_apart, with_those
from beforehand.pages.queries.picture.asked import asked_of
from beforehand.pages.queries.picture.chosen import chosen, most_of
from beforehand.pages.queries.picture.figures import figures
from beforehand.pages.queries.picture.lines import held_as, key_of, lines, of
from beforehand.pages.queries.picture.moments import hardest, matters, moments
from beforehand.pages.queries.picture.questions import questions
from beforehand.pages.queries.picture.shapes import Picture
from beforehand.perspectives.choices import RoundKind
from beforehand.perspectives.queries import (
    CHANGEABLE,
    Listed,
    listed,
    of_all,
    published,
    rounds,
    shared_sentences,
)
from beforehand.topics.queries import latest
from beforehand.vault.viewer import ViewerKind

NO_SEAT = UUID(int=0)


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
    standing: Standing, whole: Frame, *, held: Mapping[str, str] | None = None, long: bool = False
) -> Picture:
    """Return the shared picture.

    Withheld: what was released to fewer than everybody, also from the facilitator; what an open round asks; counts
    that were not published; names, but for the reader's own side where the writer lets them. ``held`` is what an
    open page holds already, so that it can show what is new. ``long``: everything there is, on one long page.
    """
    had = rounds(standing)
    closed = frozenset(one.kind for one in had.rounds if not one.is_open)
    began = RoundKind.LISTEN in closed
    counts = of_all(standing)
    there = listed(as_own_side(standing), counts) if began else ()
    most = most_of(there, whole=long)
    opened = chosen(there, closed, most)
    far = far_apart(counts.apart, there, closed)
    if opened is not None:
        opened = with_those(opened, there, far, most)
    ids = None if opened is None else [UUID(one.id) for one in opened]
    told = figures(
        published(
            standing,
            only=_subjects(opened, whole),
            there={UUID(one.id) for one in opened or there} | {one.id for one in whole.commitments},
        )
        if began
        else (),
        {side.id: side.name for side in whole.sides},
    )
    shared = shared_sentences(as_own_side(standing), only=ids) if began else []
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
        apart=apart(far, said, whole.sides, most),
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
        there=frozenset() if held is None else frozenset(key_of(one.id) for one in there),
        most=most,
        whole=long,
    )


def _subjects(opened: Iterable[Listed] | None, whole: Frame) -> list[str] | None:
    """Return what to read counts about; None is everything."""
    if opened is None:
        return None
    moments_of = [f"{CHANGEABLE}:{one.id}" for one in whole.commitments]
    return [one.subject for one in opened] + moments_of
