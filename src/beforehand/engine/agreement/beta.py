"""What is believed of a share before anybody was heard, and after.

Source: Gelman, Carlin, Stern, Dunson, Vehtari & Rubin (2013), Bayesian Data Analysis, 3rd ed. (BDA3), section 2.4;
the default is Jeffreys' prior (BDA3 section 2.8), which leaves the answer to those who answer.
"""

from dataclasses import dataclass
from math import isfinite


@dataclass(frozen=True, slots=True)
class Beta:
    """A Beta distribution of a share.

    Parameters
    ----------
    agree, other
        As if so many had agreed and so many had not; above 0, halves and other fractions too.

    Raises
    ------
    ValueError
        When one of them is not above 0, or not finite.

    Examples
    --------
    >>> UNIFORM.heard(7, 10)
    Beta(agree=8.0, other=4.0)
    >>> Beta(3, 1).mean
    0.75
    """

    agree: float
    other: float

    def __post_init__(self) -> None:
        if not (isfinite(self.agree) and isfinite(self.other) and self.agree > 0 and self.other > 0):
            raise ValueError("a Beta distribution needs two numbers above 0")

    @property
    def mean(self) -> float:
        """The expected share, 0 to 1."""
        return self.agree / (self.agree + self.other)

    def heard(self, agree: int, answered: int) -> "Beta":
        """Return what is believed once ``answered`` people were heard, of whom ``agree`` agree.

        Raises
        ------
        ValueError
            When a number is below 0, or more agree than answered.
        """
        if not 0 <= agree <= answered:
            raise ValueError("those who agree have to be among those who answered, and neither below 0")
        return Beta(self.agree + agree, self.other + (answered - agree))


JEFFREYS = Beta(0.5, 0.5)
UNIFORM = Beta(1.0, 1.0)
