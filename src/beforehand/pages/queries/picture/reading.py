"""The shared picture, put together for one reader from what was shared and published."""

from collections.abc import Mapping
from uuid import UUID

from beforehand.decisions.access import Standing
from beforehand.decisions.queries import Frame
from beforehand.pages.queries.first import room_of
from beforehand.pages.queries.picture import views
from beforehand.pages.queries.picture.apart import apart, surest
from beforehand.pages.queries.picture.asked import asked_of
from beforehand.pages.queries.picture.beside import as_everybody, as_own_side
from beforehand.pages.queries.picture.choice import Choice, choice
from beforehand.pages.queries.picture.chosen import MOST
from beforehand.pages.queries.picture.figures import figures
from beforehand.pages.queries.picture.lines import held_as, key_of, lines, of
from beforehand.pages.queries.picture.moments import hardest, matters, moments
from beforehand.pages.queries.picture.questions import questions
from beforehand.pages.queries.picture.shapes import Picture
from beforehand.pages.queries.picture.version import state_of
from beforehand.perspectives.choices import RoundKind
from beforehand.perspectives.queries import (
    CHANGEABLE,
    OfAll,
    of_all,
    published,
    rounds,
    shared_sentences,
)
from beforehand.topics.queries import latest
from beforehand.vault.viewer import ViewerKind

NOTHING, NO_COUNTS = Choice(frozenset(), MOST, None), OfAll(widely=frozenset(), apart=())
"""Before the first round closed."""


def may_read(standing: Standing) -> bool:
    """Tell whether there is a shared picture for this reader: for who takes part, decides or facilitates."""
    return standing.viewer.kind is not ViewerKind.OUTSIDER


def picture(
    standing: Standing,
    whole: Frame,
    *,
    held: Mapping[str, str] | None = None,
    long: bool = False,
    state: str | None = None,
) -> Picture:
    """Return the shared picture.

    Withheld: what was released to fewer than everybody, also from the facilitator; what an open round asks; counts
    that were not published; names, but for the reader's own side where the writer lets them. ``held`` is what an
    open page holds already, so that it can show what is new. ``long``: everything there is, on one long page.
    ``state``: what ``state_of`` gave, for who asked already.
    """
    had = rounds(standing)
    closed = frozenset(one.kind for one in had.rounds if not one.is_open)
    began = RoundKind.LISTEN in closed
    shown, counts, shared = NOTHING, NO_COUNTS, []
    beside = as_own_side(standing)
    if began:
        counts = of_all(standing)
        state = state_of(standing) if state is None else state
        shown = choice(beside, counts, closed=closed, whole=long, state=state)
        shared = shared_sentences(beside, only=_ids(shown))
    there = {one.value.id for one in shared}
    told = figures(
        published(standing, only=_subjects(shown, whole), there=there | {one.id for one in whole.commitments})
        if began
        else (),
        {side.id: side.name for side in whole.sides},
    )
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
        apart=apart(surest(counts.apart, shown.there), said, whole.sides, shown.most),
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
        there=frozenset() if held is None else frozenset(key_of(one) for one in shown.there),
        most=shown.most,
        whole=long,
    )


def _ids(shown: Choice) -> list[UUID] | None:
    """Return which sentences to open; None is all of them."""
    return None if shown.opened is None else [id for id, _subject in shown.opened]


def _subjects(shown: Choice, whole: Frame) -> list[str] | None:
    """Return what to read counts about; None is everything."""
    if shown.opened is None:
        return None
    moments_of = [f"{CHANGEABLE}:{one.id}" for one in whole.commitments]
    return [subject for _id, subject in shown.opened] + moments_of
