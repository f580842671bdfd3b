"""Where counts get another word: how far apart, how near everybody, how sure."""

from collections.abc import Mapping

from beforehand.knowledge.reading import Piece
from beforehand.knowledge.uncalibrated import UncalibratedNumber, read_numbers


def read_agreement(top: Piece) -> Mapping[str, UncalibratedNumber]:
    """Read ``agreement.yaml``; the engine refuses numbers that contradict each other."""
    return read_numbers(top, "agreement number", "agreement")
