"""What can be said of one statement: how far each side agrees, and how far every two sides lie apart.

The face of this package. Figures in, figures out: ids and values, no word in any language. The probabilities are for
choosing words (`words`) and for ordering; they are shown to nobody, and nothing comes here that may not be published.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from beforehand.engine.agreement.apart import Differences
from beforehand.engine.agreement.beta import JEFFREYS, Beta
from beforehand.engine.agreement.counted import Counted
from beforehand.engine.agreement.cuts import Cuts
from beforehand.engine.agreement.levels import Levels
from beforehand.engine.agreement.many import compare_many


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """How far one side agrees, and how far it knows; the fields are explained in `levels.Levels`."""

    side: str
    heard: int
    share: float
    agree: float
    disagree: float
    nearly_all: float
    nearly_none: float
    about_half: float
    know: float
    know_not: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """How far two sides lie apart; the fields are explained in `apart.Differences`."""

    first: str
    second: str
    higher: float
    lower: float
    alike: float
    only_first_knows: float
    only_second_knows: float

    @property
    def differ(self) -> float:
        """Probability that the two lie further apart than `Cuts.apart`, whichever is higher."""
        return min(self.higher + self.lower, 1.0)

    @property
    def only_one_knows(self) -> float:
        """Probability that most of one side know and most of the other do not, whichever knows."""
        return min(self.only_first_knows + self.only_second_knows, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One statement: a level per side and a difference per two sides, in the order in which sides were given."""

    levels: tuple[Level, ...]
    differences: tuple[Difference, ...]


def compare(
    sides: Sequence[Counted], cuts: Cuts, *, prior: Beta = JEFFREYS, knowing: Beta = JEFFREYS
) -> Compared:
    """Return how far sides agree on one statement, level and difference apart.

    Parameters
    ----------
    sides
        Their published counts, each side once. Counts that may be read only roughly go through `veiled.veil` first.
    cuts
        Where shares get another word.
    prior
        What is believed beforehand of the share that agrees, of those who know; `shrinkage.Shrinkage.beta` when other
        statements teach about this one.
    knowing
        What is believed beforehand of the share that knows.

    Returns
    -------
    Compared
        What is said of a side or of two does not depend on the order of sides, nor on other sides.

    Raises
    ------
    ValueError
        When a side is given twice.

    Examples
    --------
    >>> it = Counted(side="it", members=8, recognise=6, different=1)
    >>> care = Counted(side="care", members=6, recognise=1, different=4, unknown=1)
    >>> compared = compare([it, care], Cuts(apart=0.25, nearly=0.8, half=0.1, sure=0.9))
    >>> [level.agree for level in compared.levels]
    [1.0, 0.0]
    >>> compared.differences[0].higher
    1.0
    """
    ids = [counted.side for counted in sides]
    if len(set(ids)) != len(ids):
        raise ValueError("every side is given once")
    if not sides:
        return Compared(levels=(), differences=())
    answers = np.array([[(counted.recognise, counted.different, counted.unknown) for counted in sides]])
    members = np.array([counted.members for counted in sides])
    levels, differences = compare_many(answers, members, cuts, prior=prior, knowing=knowing)
    return Compared(
        levels=tuple(Level(side=id, **plain(levels, 0, place)) for place, id in enumerate(ids)),
        differences=tuple(
            Difference(first=ids[g], second=ids[h], **plain(differences, 0, place))
            for place, (g, h) in enumerate(differences.pairs.tolist())
        ),
    )


def plain(table: Levels | Differences, row: int, place: int) -> dict[str, Any]:
    """Return the plain values of one statement at one side, or one pair of sides."""
    names = (one.name for one in fields(table) if one.name != "pairs")
    return {name: getattr(table, name)[row, place].item() for name in names}
