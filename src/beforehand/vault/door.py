"""The one door: opens sealed rows for one viewer, by the release table and nothing else."""

from collections.abc import Iterable
from typing import Any, Protocol, TypeVar

from beforehand.vault.disclose import Reading, Visible, reading
from beforehand.vault.guard import Process
from beforehand.vault.sealed import Sealed, unseal
from beforehand.vault.viewer import Viewer

T_co = TypeVar("T_co", covariant=True)
T = TypeVar("T")


class Kept(Protocol[T_co]):
    """One sealed row of one author."""

    @property
    def author(self) -> str:
        """Id of the seat that wrote it."""

    @property
    def side(self) -> str:
        """Id of the author's side."""

    @property
    def release(self) -> int:
        """Who may read it."""

    @property
    def body(self) -> Sealed:
        """What is sealed."""

    @property
    def about(self) -> str:
        """The place it was sealed for."""

    def key(self) -> bytes:
        """Return the data key of the author."""

    def shown(self, value: Any, how: Reading) -> T_co:
        """Return a frozen value for one reader; without a name when ``how`` says so."""


def disclose_kept(viewer: Viewer, rows: Iterable[Kept[T]]) -> list[Visible[T]]:
    """Open what ``viewer`` may read, in the order of the rows; the others leave no trace."""
    seen = []
    for row in rows:
        how = reading(viewer, author=row.author, side=row.side, release=row.release)
        if how is not Reading.NOT:
            value = unseal(row.key(), row.body, row.about)
            seen.append(Visible(row.shown(value, how), viewer))
    return seen


def open_for(process: Process, rows: Iterable[Kept[object]], *, least: int) -> list[tuple[Kept[object], Any]]:
    """Open rows released at ``least`` or wider for one of the named processes; level 0 never."""
    if least < 1:
        raise ValueError("answers for the writer only enter no process")
    return [(row, unseal(row.key(), row.body, row.about)) for row in rows if row.release >= least]
