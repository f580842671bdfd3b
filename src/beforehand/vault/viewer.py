"""The reader on whose behalf something is read. There is no viewer who sees everything."""

from dataclasses import dataclass
from enum import StrEnum


class ViewerKind(StrEnum):
    """In what quality somebody reads."""

    FACILITATOR = "facilitator"
    DECIDER = "decider"
    PARTICIPANT = "participant"
    OUTSIDER = "outsider"  # sponsor, council, confidant, owner without a side: the frame, and no content


@dataclass(frozen=True, slots=True)
class Viewer:
    """One reader.

    Parameters
    ----------
    kind
        In what quality the reader reads.
    person
        Id of the reader in the decision; None only for a facilitator who has no seat in it.
    side
        Id of the reader's side; None together with ``person``.

    Raises
    ------
    ValueError
        When a decider or participant comes without a person and a side: an unnamed reader reads nothing.
    """

    kind: ViewerKind
    person: str | None = None
    side: str | None = None

    def __post_init__(self) -> None:
        named = self.kind in (ViewerKind.DECIDER, ViewerKind.PARTICIPANT)
        if named and (self.person is None or self.side is None):
            raise ValueError(f"a {self.kind} reads as a person on a side; both are needed")
