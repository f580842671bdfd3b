"""Looking many times: how many of the topics on a list are probably not there.

Who looks at forty statements will find some that seem to set sides apart by chance alone. That number belongs with
the list. It needs no correction of the single probabilities and no independence between them: expectations add up.

Source: Newton, Noueiry, Sarkar & Ahlquist (2004), Detecting differential gene expression with a semiparametric
hierarchical mixture method, Biostatistics 5, 155-176; Gelman, Hill & Yajima (2012), Why we (usually) don't have to
worry about multiple comparisons, Journal of Research on Educational Effectiveness 5, 189-211.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import fsum


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """How many were listed, and how many of those are expected to be false."""

    listed: int
    false: float

    @property
    def share(self) -> float:
        """The expected share of the list that is false, 0 to 1; 0 for an empty list."""
        return self.false / self.listed if self.listed else 0.0


def expect_false(probabilities: Iterable[float]) -> Looks:
    """Return how many of the listed topics are expected to be false.

    Parameters
    ----------
    probabilities
        Of each listed topic, that it is there.

    Returns
    -------
    Looks
        The same in any order of the list.

    Raises
    ------
    ValueError
        When one is not between 0 and 1.

    Examples
    --------
    >>> expect_false([0.9, 0.95, 0.75])
    Looks(listed=3, false=0.4)
    """
    listed = tuple(probabilities)
    if not all(0 <= probability <= 1 for probability in listed):
        raise ValueError("a probability lies between 0 and 1")
    return Looks(listed=len(listed), false=round(fsum(1 - probability for probability in listed), 9))
