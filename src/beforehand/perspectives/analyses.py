"""What the engine says of commitments that were framed, and of sentences that people answered to."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from beforehand.decisions.queries import Frame
from beforehand.engine.hardness import hardness
from beforehand.engine.inputs import Commitment
from beforehand.engine.results import Mode
from beforehand.knowledge import load
from beforehand.perspectives.queries.published import ANSWERS, STATEMENT
from beforehand.perspectives.rules.counting import Counts, least_telling, table_of

if TYPE_CHECKING:
    from beforehand.engine.agreement.listing import Apart


def modes(frame: Frame) -> Mapping[UUID, Mode]:
    """Return the mode of each commitment, from its visible marks alone; open to all in the decision."""
    known = {name: mark.id for mark in load().hardness_marks.values() for name in (mark.id, *mark.also)}
    given = [Commitment(id=str(c.id), day=c.day, marks=frozenset(c.marks)) for c in frame.commitments]
    found = hardness(given, today=frame.today, country=frame.country, marks_known=known)
    return {UUID(h.commitment): h.mode for h in found}


def sides_apart(found: Mapping[UUID, Sequence[Counts]]) -> "tuple[Apart, ...]":
    """Return which sentences set sides apart, from what is published of each.

    It is worked out from the most even counts that read the same: a word here never tells which count a word there
    stands for.
    """
    # The engine's arrays are not imported before there is something to compare (docs/decisions/0014).
    from beforehand.engine.agreement.counted import Counted
    from beforehand.engine.agreement.cuts import Cuts
    from beforehand.engine.agreement.listing import list_apart

    statements: dict[str, list[Counted]] = {}
    for statement, blocks in found.items():
        for block in blocks:
            even = least_telling(table_of(block, ANSWERS[STATEMENT])[1]) if block.sides else None
            if even is not None:
                recognise, different, unknown = even
                counted = Counted(
                    side=str(block.sides[0]),
                    members=block.members,
                    recognise=recognise,
                    different=different,
                    unknown=unknown,
                )
                statements.setdefault(str(statement), []).append(counted)
    return list_apart(statements, Cuts.among(load().agreement)) if statements else ()


def expected_false(chances: Iterable[float]) -> float:
    """Return how many of a list of differences are expected not to be there, as `engine.agreement.looks` says."""
    from beforehand.engine.agreement.looks import expect_false

    return expect_false(chances).false
