"""Taking in a decision file, from a path or standard input, and listing what is wrong with it."""

import sys
from collections.abc import Sequence
from pathlib import Path

from beforehand.cli.leaving import Code, Stop
from beforehand.decisionfile import Fault, Read, read
from beforehand.locale import Words

STANDARD_INPUT = "-"


def taken(words: Words, file: str) -> Read:
    """Read a file or standard input.

    Raises
    ------
    Stop
        When there is nothing to read there.
    """
    try:
        source = sys.stdin.buffer.read() if file == STANDARD_INPUT else Path(file).read_bytes()
    except FileNotFoundError:
        raise Stop(Code.UNREADABLE, words.say("There is no file {file}.", file=file)) from None
    except (OSError, ValueError):
        raise Stop(Code.UNREADABLE, words.say("The file {file} cannot be read.", file=file)) from None
    return read(source, name=file)


def listed(words: Words, file: str, faults: Sequence[Fault], *, before: str = "") -> list[str]:
    """Return each fault on a line of its own: ``file:line:column: what is wrong; what would be right``."""
    return [f"{file}:{fault.line}:{fault.column}: {before}{_sentences(words, fault)}" for fault in faults]


def _sentences(words: Words, fault: Fault) -> str:
    wrong, right = fault.wrong(words.lang).strip(), fault.right(words.lang).strip()
    return f"{wrong.rstrip('.')}; {right[:1].lower()}{right[1:]}" if right else wrong
