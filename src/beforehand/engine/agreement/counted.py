"""What a side answered to one statement, as counts."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The answers of one side to one statement; only counts that may be published come here.

    Parameters
    ----------
    side
        Id of the side; nothing follows from how it is spelled.
    members
        How many people the side has.
    recognise, different, unknown
        How many said "I recognise this", "different here" and "I don't know". The rest did not answer.

    Raises
    ------
    ValueError
        When a number is below 0, or more people answered than the side has.

    Examples
    --------
    >>> it = Counted(side="it", members=8, recognise=4, different=1, unknown=2)
    >>> it.answered, it.knowing
    (7, 5)
    """

    side: str
    members: int
    recognise: int = 0
    different: int = 0
    unknown: int = 0

    def __post_init__(self) -> None:
        if min(self.members, self.recognise, self.different, self.unknown) < 0:
            raise ValueError("no count can be below 0")
        if self.answered > self.members:
            raise ValueError("more people answered than the side has members")

    @property
    def answered(self) -> int:
        """How many answered, "I don't know" included."""
        return self.recognise + self.different + self.unknown

    @property
    def knowing(self) -> int:
        """How many know how it is with them, whichever way."""
        return self.recognise + self.different
