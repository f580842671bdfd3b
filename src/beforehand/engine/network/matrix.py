"""The table of who names whom, checked; it is read by the analyses beside it and shown to nobody (N3)."""

import numpy as np
from numpy.typing import NDArray


def ties(names: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return the table without those who named themselves; a new one, the given one stays as it is.

    Parameters
    ----------
    names
        Of shape (n, n): row i names column j.

    Raises
    ------
    ValueError
        When it is not a square table of booleans.

    Examples
    --------
    >>> ties(np.ones((2, 2), dtype=bool)).tolist()
    [[False, True], [True, False]]
    """
    if names.ndim != 2 or names.shape[0] != names.shape[1] or names.dtype != np.bool_:
        raise ValueError("who names whom has to be a square table of booleans")
    return names & ~np.eye(len(names), dtype=np.bool_)
