"""How far one side agrees and how far it knows, for many statements at once."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from beforehand.engine.agreement.cuts import CLOSE, Cuts
from beforehand.engine.agreement.states import States


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """Per statement and side, each of shape (statements, sides).

    Parameters
    ----------
    heard
        How many said how it is with them: recognise or different.
    share
        The expected share that agrees, of those who do not say "I don't know"; 0 where everybody says that.
    agree, disagree
        Probability that more than half of them agree, or fewer than half.
    nearly_all, nearly_none, about_half
        Probability that the share lies there, as `Cuts` has it.
    know, know_not
        Probability that more than half of all members know, or fewer than half.
    """

    heard: NDArray[np.int64]
    share: NDArray[np.float64]
    agree: NDArray[np.float64]
    disagree: NDArray[np.float64]
    nearly_all: NDArray[np.float64]
    nearly_none: NDArray[np.float64]
    about_half: NDArray[np.float64]
    know: NDArray[np.float64]
    know_not: NDArray[np.float64]


def level(agreeing: States, cuts: Cuts) -> dict[str, NDArray[np.float64]]:
    """Return what follows for one side from how many agree; by the names of `Levels`, of shape (statements,)."""
    total = np.arange(agreeing.chance.shape[1])
    share = total / np.maximum(agreeing.size, 1)[:, None]
    there = agreeing.size > 0
    more, fewer = _halves(agreeing)
    found = {
        "share": (agreeing.chance * share).sum(axis=1),
        "agree": more,
        "disagree": fewer,
        "nearly_all": (agreeing.chance * (share >= cuts.nearly - CLOSE)).sum(axis=1),
        "nearly_none": (agreeing.chance * (share <= 1 - cuts.nearly + CLOSE)).sum(axis=1),
        "about_half": (agreeing.chance * (np.abs(share - 0.5) <= cuts.half + CLOSE)).sum(axis=1),
    }
    return {name: (values * there)[agreeing.of] for name, values in found.items()}


def knowledge(informed: States) -> dict[str, NDArray[np.float64]]:
    """Return what follows for one side from how many of all its members know; by the names of `Levels`."""
    more, fewer = _halves(informed)
    return {"know": more[informed.of], "know_not": fewer[informed.of]}


def _halves(counted: States) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the probability of more than half, and of fewer than half."""
    twice, whole = 2 * np.arange(counted.chance.shape[1]), counted.size[:, None]
    return (counted.chance * (twice > whole)).sum(axis=1), (counted.chance * (twice < whole)).sum(axis=1)
