"""What is known of a side's own members: those who answered are certain, the others follow them loosely.

No endless population stands behind a side of eight: of its N members n answered and k of those agree. The share has a
Beta prior, so how many of the N - n others agree is beta-binomial, and the side's own count is that plus k. It
becomes one certain number when everybody answered.

Source: Ericson (1969), Subjective Bayesian models in sampling finite populations, Journal of the Royal Statistical
Society B 31, 195-233; BDA3 (see `beta`) section 2.4 for the prior.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

from beforehand.engine.agreement.beta import JEFFREYS, Beta


def posterior(members: int, answered: int, agree: int, prior: Beta = JEFFREYS) -> NDArray[np.float64]:
    """Return how probable it is that 0, 1, ..., ``members`` members of a side agree.

    Parameters
    ----------
    members
        How many people the side has.
    answered, agree
        How many of them answered, and how many of those agree.
    prior
        What is believed of the share beforehand.

    Returns
    -------
    ndarray of shape (members + 1,)
        Adds up to 1; 0 below ``agree`` and above ``members - (answered - agree)``.

    Raises
    ------
    ValueError
        When a number is below 0, more agree than answered, or more answered than there are.

    Examples
    --------
    Three people, one of them heard, who agrees. Of two others agree 0, 1, 2 with probability 1/6, 1/3, 1/2.

    >>> from beforehand.engine.agreement.beta import UNIFORM
    >>> posterior(3, 1, 1, UNIFORM).round(4).tolist()
    [0.0, 0.1667, 0.3333, 0.5]
    >>> posterior(3, 3, 2).tolist()
    [0.0, 0.0, 1.0, 0.0]
    """
    numbers = (np.array([members]), np.array([answered]), np.array([agree]))
    found: NDArray[np.float64] = posteriors(*numbers, prior)[0]
    return found


def posteriors(
    members: NDArray[np.int64], answered: NDArray[np.int64], agree: NDArray[np.int64], prior: Beta = JEFFREYS
) -> NDArray[np.float64]:
    """Return `posterior` for many at once.

    Parameters
    ----------
    members, answered, agree
        Whole numbers of one shape.
    prior
        As for `posterior`.

    Returns
    -------
    ndarray of that shape and one axis more, as long as the largest ``members`` and one
        Beyond a side's own members all is 0.

    Raises
    ------
    ValueError
        As for `posterior`.
    """
    refuse_impossible(members, answered, agree)
    most = int(members.max(initial=0))
    whole = np.arange(most + 1)
    # every argument of a gamma function is a whole number away from one of four, so look them up
    ways, yes, no, both = (
        gammaln(whole + start) for start in (1.0, prior.agree, prior.other, prior.agree + prior.other)
    )
    size, heard, seen = members[..., None], answered[..., None], agree[..., None]
    unheard, more = size - heard, whole - seen
    possible = (more >= 0) & (more <= unheard)
    more = np.where(possible, more, 0)
    total = seen + more
    chosen = ways[unheard] - ways[more] - ways[unheard - more]
    after = yes[total] + no[size - total] - both[size]
    before = yes[seen] + no[heard - seen] - both[heard]
    return np.where(possible, np.exp(chosen + (after - before)), 0.0)


def refuse_impossible(
    members: NDArray[np.int64], answered: NDArray[np.int64], agree: NDArray[np.int64]
) -> None:
    """Refuse counts no side can have.

    Raises
    ------
    ValueError
        When a number is below 0, more agree than answered, or more answered than there are.
    """
    if (agree < 0).any() or (answered < 0).any() or (members < 0).any():
        raise ValueError("no count can be below 0")
    if (agree > answered).any():
        raise ValueError("more people agree than answered")
    if (answered > members).any():
        raise ValueError("more people answered than the side has members")
