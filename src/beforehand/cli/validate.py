"""``beforehand validate``: whether a decision file is right, and what would be right where it is not."""

import json as machine
import sys
from collections.abc import Sequence
from typing import Any

from beforehand.cli.language import chosen
from beforehand.cli.leaving import Code, Stop
from beforehand.cli.taking import listed, taken
from beforehand.decisionfile import DecisionFile, Fault, Read
from beforehand.locale import Words

SCHEMA = "beforehand-validation/1"


def validate(words: Words, file: str, *, json: bool, lang: str | None) -> None:
    """Print errors and notes; leave with the code for errors when there is one.

    Raises
    ------
    Stop
        When the file has errors or cannot be read.
    """
    words = chosen(words, lang)
    found = taken(words, file)
    if json:
        sys.stdout.flush()
        sys.stdout.buffer.write(_document(words, found))
        if found.errors:
            raise Stop(Code.ERRORS)
        return
    for line in listed(words, file, found.notes, before=words.say("note:") + " "):
        sys.stdout.write(f"{line}\n")
    if found.decision is None:
        count = words.several("{count} error", "{count} errors", len(found.errors))
        raise Stop(Code.ERRORS, *listed(words, file, found.errors), f"{file}: {count}")
    sys.stdout.write(f"{file}: {_fine(words, found.decision, found.notes)}\n")


def _fine(words: Words, decision: DecisionFile, notes: Sequence[Fault]) -> str:
    parts = [
        words.say("no errors"),
        words.several("{count} note", "{count} notes", len(notes)),
        words.several("{count} side", "{count} sides", len(decision.sides)),
        words.several("{count} participant", "{count} participants", len(decision.people)),
        words.several("{count} commitment", "{count} commitments", len(decision.commitments)),
    ]
    return ", ".join(parts)


def _document(words: Words, found: Read) -> bytes:
    document = {
        "schema": SCHEMA,
        "valid": found.decision is not None,
        "errors": [_row(words, fault) for fault in found.errors],
        "notes": [_row(words, fault) for fault in found.notes],
    }
    return (machine.dumps(document, ensure_ascii=False, sort_keys=True, indent=2) + "\n").encode()


def _row(words: Words, fault: Fault) -> dict[str, Any]:
    return {
        "line": fault.line,
        "column": fault.column,
        "path": fault.path,
        "code": fault.code,
        "wrong": fault.wrong(words.lang),
        "right": fault.right(words.lang),
    }
