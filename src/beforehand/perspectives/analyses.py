"""How far each commitment has hardened, for who is asked to answer before it."""

from collections.abc import Mapping
from uuid import UUID

from beforehand.decisions.queries import Frame
from beforehand.engine.hardness import hardness
from beforehand.engine.inputs import Commitment
from beforehand.engine.results import Mode
from beforehand.knowledge import load


def modes(frame: Frame) -> Mapping[UUID, Mode]:
    """Return the mode of each commitment, from its visible marks alone; open to all in the decision."""
    known = {name: mark.id for mark in load().hardness_marks.values() for name in (mark.id, *mark.also)}
    given = [Commitment(id=str(c.id), day=c.day, marks=frozenset(c.marks)) for c in frame.commitments]
    found = hardness(given, today=frame.today, country=frame.country, marks_known=known)
    return {UUID(h.commitment): h.mode for h in found}
