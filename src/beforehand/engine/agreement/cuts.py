"""Where a share gets another word: our own proposal, uncalibrated, given by ``knowledge``."""

from collections.abc import Mapping
from dataclasses import dataclass

CLOSE = 1e-9
"""Slack for shares like 3/5 - 1/2 that no computer holds exactly; far below one member of any side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cuts:
    """The numbers between the words.

    Parameters
    ----------
    apart
        Sides differ when their shares lie further apart than this; from 0 to below 1.
    nearly
        From this share up it is nearly everybody, and from 1 minus this down nearly nobody; above a half.
    half
        Up to this far from a half it is about half; 0 to a half, and not as far as ``nearly``.
    sure
        How probable something has to be to be said; above a half, at most 1.

    Raises
    ------
    ValueError
        When a number is out of those bounds.

    Examples
    --------
    >>> Cuts.among({"apart": 0.25, "nearly": 0.8, "half": 0.1, "sure": 0.9}).nearly
    0.8
    """

    apart: float
    nearly: float
    half: float
    sure: float

    def __post_init__(self) -> None:
        if not 0 <= self.apart < 1:
            raise ValueError("apart has to lie from 0 to below 1")
        if not 0.5 < self.nearly <= 1:
            raise ValueError("nearly has to lie above a half, up to 1")
        if not 0 <= self.half < self.nearly - 0.5 - CLOSE:
            raise ValueError("about half must not reach as far as nearly everybody")
        if not 0.5 < self.sure <= 1:
            raise ValueError("sure has to lie above a half, up to 1")

    @classmethod
    def among(cls, numbers: Mapping[str, float]) -> "Cuts":
        """Return the cuts among named numbers; others are left alone.

        Raises
        ------
        KeyError
            When one of the four is missing.
        """
        return cls(**{name: numbers[name] for name in ("apart", "nearly", "half", "sure")})
