"""What the engine says of commitments that were framed, and of sentences that people answered to."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from beforehand.decisions.access import Standing
from beforehand.decisions.queries import Frame
from beforehand.engine.hardness import hardness
from beforehand.engine.inputs import Commitment
from beforehand.engine.results import Mode
from beforehand.knowledge import load
from beforehand.perspectives.queries.published import ANSWERS, STATEMENT, Frozen, frozen
from beforehand.perspectives.rules.counting import least_telling, table_of


@dataclass(frozen=True, slots=True, kw_only=True)
class SidesSaid:
    """What can be said of how sides answered to one sentence, as keys of words: of each, and of each two.

    ``levels`` are ``engine.agreement.words.LevelWord``, ``apart`` are ``ApartWord``, of the first and the second side.
    """

    statement: UUID
    levels: tuple[tuple[UUID, str], ...]
    apart: tuple[tuple[UUID, UUID, str], ...]


def modes(frame: Frame) -> Mapping[UUID, Mode]:
    """Return the mode of each commitment, from its visible marks alone; open to all in the decision."""
    known = {name: mark.id for mark in load().hardness_marks.values() for name in (mark.id, *mark.also)}
    given = [Commitment(id=str(c.id), day=c.day, marks=frozenset(c.marks)) for c in frame.commitments]
    found = hardness(given, today=frame.today, country=frame.country, marks_known=known)
    return {UUID(h.commitment): h.mode for h in found}


def sides_said(standing: Standing) -> tuple[SidesSaid, ...]:
    """Return what the published counts say of sides, sentence by sentence, in the order of ``published``.

    Withheld is what ``published`` withholds, and it is worked out from the most even counts that read the same: a word
    here never tells which count a word there stands for.
    """
    return tuple(one for subject in frozen(standing) if (one := _said(subject)) is not None)


def _said(subject: Frozen) -> SidesSaid | None:
    # The engine is not imported before there is something to compare (docs/decisions/0014).
    from beforehand.engine.agreement.comparing import compare
    from beforehand.engine.agreement.counted import Counted
    from beforehand.engine.agreement.cuts import Cuts
    from beforehand.engine.agreement.words import say

    sides = []
    for block in subject.blocks if subject.subject == STATEMENT else ():
        even = least_telling(table_of(block, ANSWERS[STATEMENT])[1]) if block.sides else None
        if even is not None:
            recognise, different, unknown = even
            side, members = str(block.sides[0]), block.members
            sides.append(
                Counted(side=side, members=members, recognise=recognise, different=different, unknown=unknown)
            )
    if not sides:
        return None
    cuts = Cuts.among(load().agreement)
    said = say(compare(sides, cuts), cuts)
    return SidesSaid(
        statement=subject.about,
        levels=tuple((UUID(side), str(word)) for side, word in said.levels.items()),
        apart=tuple((UUID(one), UUID(other), str(word)) for (one, other), word in said.apart.items()),
    )
