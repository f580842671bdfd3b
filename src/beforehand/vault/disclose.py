"""The one door: what a viewer may read of statements and of results.

Source: the release levels, N1, G6 and G12 of ``knowledge/confidentiality.yaml``.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Generic, Protocol, TypeVar

from beforehand.vault.viewer import Viewer, ViewerKind


class Release(IntEnum):
    """Who may read one statement; the writer chooses."""

    ONLY_ME = 0
    FACILITATOR = 1
    ALL_WITHOUT_NAME = 2
    OWN_SIDE_WITH_NAME = 3
    ALL_WITH_NAME = 4


class Reading(StrEnum):
    """How a viewer gets a statement."""

    NOT = "not"
    WITHOUT_NAME = "without_name"
    WITH_NAME = "with_name"


def reading(viewer: Viewer, *, author: str, side: str, release: int) -> Reading:
    """Tell how ``viewer`` may read a statement of ``author`` on ``side``.

    Everything not allowed in so many words is refused.

    Examples
    --------
    >>> nurse = Viewer(ViewerKind.PARTICIPANT, "youssef", "care")
    >>> reading(nurse, author="femke", side="care", release=3)
    <Reading.WITH_NAME: 'with_name'>
    >>> reading(nurse, author="ingrid", side="it", release=3)
    <Reading.WITHOUT_NAME: 'without_name'>
    >>> reading(nurse, author="ingrid", side="it", release=1)
    <Reading.NOT: 'not'>
    """
    if viewer.person == author:
        return Reading.WITH_NAME
    if viewer.kind is ViewerKind.OUTSIDER or release not in tuple(Release):
        return Reading.NOT
    level = Release(release)
    if level is Release.ONLY_ME:
        return Reading.NOT
    if viewer.kind is ViewerKind.FACILITATOR:
        return Reading.WITH_NAME
    if level is Release.ALL_WITH_NAME or (level is Release.OWN_SIDE_WITH_NAME and viewer.side == side):
        return Reading.WITH_NAME
    if level is Release.FACILITATOR:
        return Reading.NOT
    return Reading.WITHOUT_NAME


class Run(StrEnum):
    """From which items a result was made."""

    FACILITATOR = "facilitator"  # release 1 and up
    SHARED = "shared"  # release 2 and up, published figures, topics whose holders consented


@dataclass(frozen=True, slots=True)
class Readers:
    """Whom a result exists for.

    Parameters
    ----------
    run
        The run that made it. A result of the facilitator's run exists for the facilitator alone,
        unless ``invited`` says that its people know of it.
    only
        When given, the result exists only for these people and the facilitator (G12).
    invited
        True when the people in ``only`` were invited and therefore know of it.
    """

    run: Run
    only: frozenset[str] | None = None
    invited: bool = False


class Readable(Protocol):
    """A result that says whom it exists for."""

    @property
    def readers(self) -> Readers:
        """Whom this result exists for."""


T = TypeVar("T")
R = TypeVar("R", bound=Readable)


@dataclass(frozen=True, slots=True)
class Visible(Generic[T]):
    """A result that passed the door, for the viewer it was opened for. Renderers accept nothing else."""

    value: T
    viewer: Viewer


def exists_for(viewer: Viewer, readers: Readers) -> bool:
    """Tell whether a result exists for ``viewer``.

    The facilitator works with the facilitator's run only, so that nothing stands there twice.
    """
    if viewer.kind is ViewerKind.FACILITATOR:
        return readers.run is Run.FACILITATOR
    if viewer.kind is ViewerKind.OUTSIDER:
        return False
    if readers.run is Run.FACILITATOR:
        return readers.invited and readers.only is not None and viewer.person in readers.only
    return readers.only is None or viewer.person in readers.only


def disclose(viewer: Viewer, rows: Iterable[R]) -> list[Visible[R]]:
    """Return the rows that exist for ``viewer``, in their order; the others leave no trace."""
    return [Visible(row, viewer) for row in rows if exists_for(viewer, row.readers)]
