"""The numbers of the planner."""

from collections.abc import Mapping

from beforehand.knowledge.reading import Piece
from beforehand.knowledge.uncalibrated import UncalibratedNumber, read_numbers


def read_planning(top: Piece) -> Mapping[str, UncalibratedNumber]:
    """Read ``planning.yaml``."""
    return read_numbers(top, "number", "planning")
