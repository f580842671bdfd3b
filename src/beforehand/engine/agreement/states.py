"""How many of a side agree, per statement, worked out once for statements that were answered alike."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from beforehand.engine.agreement.beta import Beta
from beforehand.engine.agreement.members import posteriors


@dataclass(frozen=True, slots=True, kw_only=True)
class States:
    """The different things one side answered.

    Parameters
    ----------
    chance
        Of shape (states, n): probability that 0, 1, ... of its members agree.
    size
        Of shape (states,): of how many members.
    of
        Of shape (statements,): the state of each statement.
    """

    chance: NDArray[np.float64]
    size: NDArray[np.int64]
    of: NDArray[np.intp]


def states(
    size: NDArray[np.int64], answered: NDArray[np.int64], agree: NDArray[np.int64], prior: Beta
) -> States:
    """Return the states of one side; three whole numbers per statement, as for `members.posterior`.

    Raises
    ------
    ValueError
        As for `members.posterior`.

    Examples
    --------
    >>> found = states(np.array([2, 3, 2]), np.array([2, 3, 2]), np.array([1, 0, 1]), Beta(1, 1))
    >>> found.of.tolist(), found.size.tolist(), found.chance.tolist()
    ([0, 1, 0], [2, 3], [[0.0, 1.0, 0.0, 0.0], [1.0, 0.0, 0.0, 0.0]])
    """
    different, of = np.unique(np.stack([size, answered, agree], axis=1), axis=0, return_inverse=True)
    return States(
        chance=posteriors(different[:, 0], different[:, 1], different[:, 2], prior),
        size=different[:, 0],
        of=of.reshape(-1),
    )
