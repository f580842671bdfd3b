"""How a command ends: exit codes, and what is said when it cannot go on."""

from enum import IntEnum

from beforehand.locale import mark


class Code(IntEnum):
    """The exit codes; documented in the help and in the reference page."""

    FINE = 0
    ERRORS = 1
    USAGE = 2
    UNREADABLE = 3
    UNKNOWN = 4
    BROKE = 5
    REFUSED = 6
    INTERRUPTED = 130


MEANING = {
    Code.FINE: mark("fine; also when whoever reads the pipe stops reading"),
    Code.ERRORS: mark("the decision file has errors; all of them are listed"),
    Code.USAGE: mark("the command was used in a way it does not know"),
    Code.UNREADABLE: mark("the file is not there or cannot be read"),
    Code.UNKNOWN: mark("no such topic, id, or person in --as"),
    Code.BROKE: mark("something broke inside; please report it (BEFOREHAND_DEBUG=1 shows where)"),
    Code.REFUSED: mark("not as things stand; what to do first is said"),
    Code.INTERRUPTED: mark("interrupted"),
}

COMPARED = {
    Code.FINE: mark("the record is as it was written down"),
    Code.ERRORS: mark("something in the record was changed, left out or made anew; every entry is named"),
    Code.USAGE: mark(
        "the file is not there or is no record, or the command was used in a way it does not know"
    ),
    Code.BROKE: mark("something broke inside; please report it (BEFOREHAND_DEBUG=1 shows where)"),
    Code.INTERRUPTED: mark("interrupted"),
}
"""As programs that compare files do: 0 the same, 1 not the same, 2 could not be compared."""


class Stop(Exception):  # noqa: N818
    """A command cannot go on; ``lines`` are for the reader, already in their language."""

    def __init__(self, code: Code, *lines: str) -> None:
        super().__init__(*lines)
        self.code = code
        self.lines = lines
