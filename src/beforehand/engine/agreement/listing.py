"""Which statements set sides apart, out of many: a list, and how likely each of it is to be there.

Shares are drawn towards those of all statements together (`shrinkage`), because who looks at many statements finds some
that stand out by chance; how many that still may be goes with the list (`looks.expect_false`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from beforehand.engine.agreement.beta import JEFFREYS
from beforehand.engine.agreement.comparing import Difference, Level, plain
from beforehand.engine.agreement.counted import Counted
from beforehand.engine.agreement.cuts import Cuts
from beforehand.engine.agreement.many import compare_many
from beforehand.engine.agreement.shrinkage import shrink
from beforehand.engine.agreement.words import ApartWord, apart_word

CHANCE = {
    ApartWord.DIFFER: "differ",
    ApartWord.FIRST_KNOWS: "only_first_knows",
    ApartWord.SECOND_KNOWS: "only_second_knows",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """Two sides that a statement sets apart: in which way, and how probable that is (at least `Cuts.sure`)."""

    statement: str
    first: str
    second: str
    word: ApartWord
    chance: float


def list_apart(statements: Mapping[str, Sequence[Counted]], cuts: Cuts) -> tuple[Apart, ...]:
    """Return where sides lie apart, by statement and pair of sides; what is not sure enough is not listed.

    Parameters
    ----------
    statements
        The published counts of each statement, each side once at most. A side may be missing at some of them.
    cuts
        Where shares get another word.

    Returns
    -------
    tuple of Apart
        In the order of the ids, whatever order statements and sides came in.

    Examples
    --------
    >>> cuts = Cuts(apart=0.25, nearly=0.8, half=0.1, sure=0.9)
    >>> it = Counted(side="it", members=12, recognise=11, different=1)
    >>> care = Counted(side="care", members=12, recognise=1, different=11)
    >>> [(one.first, one.second, str(one.word)) for one in list_apart({"s1": [it, care]}, cuts)]
    [('care', 'it', 'differ')]
    """
    rows = sorted(statements)
    sides = sorted({counted.side for row in rows for counted in statements[row]})
    if len(sides) < 2:
        return ()
    answers, members = (
        np.zeros((len(rows), len(sides), 3), np.int64),
        np.zeros((len(rows), len(sides)), np.int64),
    )
    for r, row in enumerate(rows):
        for counted in statements[row]:
            g = sides.index(counted.side)
            answers[r, g] = counted.recognise, counted.different, counted.unknown
            members[r, g] = counted.members
    heard = answers[..., :2].sum(axis=2)
    if not heard.any():
        prior = knowing = JEFFREYS
    else:
        prior = shrink(answers[..., 0].ravel(), heard.ravel()).beta
        knowing = shrink(heard.ravel(), answers.sum(axis=2).ravel()).beta
    levels, differences = compare_many(answers, members, cuts, prior=prior, knowing=knowing)
    chances = (
        differences.higher + differences.lower,
        differences.only_first_knows,
        differences.only_second_knows,
    )
    found = []
    for r, place in np.argwhere(np.max(chances, axis=0) >= cuts.sure).tolist():
        g, h = differences.pairs[place].tolist()
        if min(members[r, g], members[r, h]) == 0:
            continue
        first, second = (Level(side=sides[side], **plain(levels, r, side)) for side in (g, h))
        difference = Difference(first=sides[g], second=sides[h], **plain(differences, r, place))
        word = apart_word(difference, first, second, cuts)
        if word in CHANCE:
            chance = getattr(difference, CHANCE[word])
            found.append(Apart(statement=rows[r], first=sides[g], second=sides[h], word=word, chance=chance))
    return tuple(found)
