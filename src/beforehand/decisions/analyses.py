"""What the engine says about the frame alone: how hard each moment is already, and days off. No answer is read here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from beforehand.decisions.access import Standing
from beforehand.decisions.models import Decision
from beforehand.decisions.queries import Frame, frame
from beforehand.decisions.queries.shown import CommitmentView
from beforehand.decisions.queries.words import mark_name
from beforehand.decisions.rules.moments import Asked, Openness, what_is_asked
from beforehand.engine.hardness import hardness
from beforehand.engine.inputs import Commitment as EngineCommitment
from beforehand.engine.inputs import Door as EngineDoor
from beforehand.engine.results import Mode
from beforehand.engine.workdays import holidays_of
from beforehand.knowledge import load


@dataclass(frozen=True, slots=True, kw_only=True)
class MomentAhead:
    """One moment as an invitation tells it. ``mode`` is what a conversation about it still is (R12)."""

    id: UUID
    title: str
    day: date
    still_open: str
    nothing_open: bool
    mode: str
    marks: tuple[str, ...]
    working_days: int
    revision: int

    @property
    def said(self) -> bool:
        """Tell whether it was said what can still change, or that nothing can."""
        return bool(self.still_open) or self.nothing_open


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """What somebody who is invited reads, before anything is asked of them.

    ``mode`` is that of the next moment, exploring when there is none; ``asked`` decides what it may call itself (R04).
    ``minutes`` are those of the whole form.
    """

    frame: Frame
    asked: Asked
    mode: str
    moments: tuple[MomentAhead, ...]
    promise: str
    minutes: int

    @property
    def unsaid(self) -> tuple[MomentAhead, ...]:
        """The moments of which it was not said yet what can still change."""
        return tuple(moment for moment in self.moments if not moment.said)


MINUTES = 5


def days_off(standing: Standing, years: Iterable[int]) -> frozenset[date]:
    """Return the public holidays of these years in the country of the decision; for everybody in it."""
    country = Decision.objects.values_list("country", flat=True).get(pk=standing.decision)
    return holidays_of(country, years)


def invitation(standing: Standing) -> Invitation:
    """Return what an invitation to this decision says, for every seat in it.

    It holds the frame, the sentences on what can still change, how hard each moment is and the promise as it was
    signed; nothing anybody answered, and not who else was invited.
    """
    seen = frame(standing)
    moments = moments_ahead(seen)
    return Invitation(
        frame=seen,
        asked=what_is_asked(Openness(c.ahead, c.still_open, c.nothing_open) for c in seen.commitments),
        mode=moments[0].mode if moments else str(Mode.EXPLORING),
        moments=moments,
        promise=seen.promise.words if seen.promise else load().form.promise.say(seen.language),
        minutes=MINUTES,
    )


def moments_ahead(seen: Frame) -> tuple[MomentAhead, ...]:
    """Return the moments still to come, the nearest first, with how hard each is already."""
    hard = {
        row.commitment: row
        for row in hardness(
            [_for_engine(c) for c in seen.commitments],
            today=seen.today,
            country=seen.country,
            marks_known=_marks_known(),
        )
    }
    return tuple(
        MomentAhead(
            id=c.id,
            title=c.title,
            day=c.day,
            still_open=c.still_open,
            nothing_open=c.nothing_open,
            mode=str(hard[str(c.id)].mode),
            marks=tuple(name for name in map(mark_name, c.marks) if name),
            working_days=hard[str(c.id)].working_days,
            revision=c.revision,
        )
        for c in seen.ahead
    )


def _for_engine(c: CommitmentView) -> EngineCommitment:
    return EngineCommitment(
        id=str(c.id),
        day=c.day,
        type=c.type,
        door=EngineDoor(str(c.door)),
        public=c.public,
        marks=frozenset(c.marks),
        done_already=c.done_already,
        statutory=c.statutory or None,
    )


def _marks_known() -> dict[str, str]:
    known = load().hardness_marks.values()
    return {name: mark.id for mark in known for name in (mark.id, *mark.also)}
