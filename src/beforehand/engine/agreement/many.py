"""Many statements at once: how far each side agrees, and how far every two sides lie apart.

"I don't know" is an answer of its own, not a half. Whether members know is one count; how those agree who do not say
"I don't know" is another. So in a side of ten of whom four say "I don't know" the share that agrees is of six: those
who were not heard stand among them as if they would know, which leaves it less sure rather than more.

Withheld: nothing here; these figures are for choosing words (`words`), and no probability is shown to anybody.
"""

from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from beforehand.engine.agreement.apart import Differences, chance_apart
from beforehand.engine.agreement.beta import JEFFREYS, Beta
from beforehand.engine.agreement.cuts import Cuts
from beforehand.engine.agreement.levels import Levels, knowledge, level
from beforehand.engine.agreement.states import States, states

_DECIMALS = 9


def compare_many(
    answers: NDArray[np.int64],
    members: NDArray[np.int64],
    cuts: Cuts,
    *,
    prior: Beta = JEFFREYS,
    knowing: Beta = JEFFREYS,
) -> tuple[Levels, Differences]:
    """Return levels and differences of many statements, each statement by itself.

    Parameters
    ----------
    answers
        Whole numbers of shape (statements, sides, 3): recognise, different, unknown.
    members
        Of shape (sides,), or (statements, sides) where a side is not as large for every statement.
    cuts
        Where shares get another word.
    prior
        What is believed beforehand of the share that agrees, of those who know.
    knowing
        What is believed beforehand of the share that knows.

    Returns
    -------
    tuple of Levels and Differences
        Rounded to nine decimals, because the last bits of a sum depend on how many are summed.

    Raises
    ------
    ValueError
        When the shapes do not fit, there is no side, a count is below 0, or more answered than there are members.

    Examples
    --------
    Two sides of five, all heard: four of five against one of four, and one who does not know.

    >>> cuts = Cuts(apart=0.25, nearly=0.8, half=0.1, sure=0.9)
    >>> levels, differences = compare_many(np.array([[[4, 1, 0], [1, 3, 1]]]), np.array([5, 5]), cuts)
    >>> levels.share.tolist(), differences.higher.tolist()
    ([[0.8, 0.25]], [[1.0]])
    """
    if answers.ndim != 3 or answers.shape[1] == 0 or answers.shape[2] != 3:
        raise ValueError("answers have to be of shape (statements, sides, 3), with a side at least")
    if members.shape not in (answers.shape[:2], answers.shape[1:2]):
        raise ValueError("every side has to have one number of members")
    if (answers < 0).any():
        raise ValueError("no count can be below 0")
    whole = np.broadcast_to(members, answers.shape[:2])
    recognise, different, unknown = (answers[..., value] for value in range(3))
    heard, size = recognise + different, whole - unknown
    sides = range(answers.shape[1])
    informed = [states(whole[:, g], heard[:, g] + unknown[:, g], heard[:, g], knowing) for g in sides]
    agreeing = [states(size[:, g], heard[:, g], recognise[:, g], prior) for g in sides]
    found = [level(agreeing[g], cuts) | knowledge(informed[g]) for g in sides]
    stacked = {name: _round(np.stack([one[name] for one in found], axis=1)) for name in found[0]}
    levels = Levels(heard=heard, **stacked)
    return levels, _differences(agreeing, levels, cuts.apart)


def _differences(agreeing: list[States], levels: Levels, by: float) -> Differences:
    pairs = np.array(list(combinations(range(len(agreeing)), 2)), dtype=np.int64).reshape(-1, 2)
    higher, lower, there = (np.zeros((levels.heard.shape[0], len(pairs))) for _ in range(3))
    for n, (g, h) in enumerate(pairs):
        higher[:, n], lower[:, n], there[:, n] = chance_apart(agreeing[g], agreeing[h], by)
    know, know_not = levels.know, levels.know_not
    first, second = pairs[:, 0], pairs[:, 1]
    return Differences(
        pairs=pairs,
        higher=_round(higher),
        lower=_round(lower),
        alike=_round((1 - (higher + lower)) * there),
        only_first_knows=_round(know[:, first] * know_not[:, second]),
        only_second_knows=_round(know_not[:, first] * know[:, second]),
    )


def _round(numbers: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return them rounded; nothing above 1 by a last bit, and no minus nought."""
    rounded: NDArray[np.float64] = np.clip(numbers, 0.0, 1.0).round(_DECIMALS)
    return rounded
