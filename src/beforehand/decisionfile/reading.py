"""Reading a decision file: all errors at once, each with its place."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from beforehand.decisionfile.checking import explain
from beforehand.decisionfile.decision import ANSWER_PART, DecisionFile
from beforehand.decisionfile.faults import DecisionFileError, Fault
from beforehand.decisionfile.nodes import Node, plain
from beforehand.decisionfile.parsing import MOST_BYTES, Unparsable, decode, parse
from beforehand.decisionfile.people import AT_THE_PERSON


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What came of reading. ``decision`` is None when there is any error; ``notes`` are no errors."""

    decision: DecisionFile | None
    errors: tuple[Fault, ...] = ()
    notes: tuple[Fault, ...] = ()
    name: str | None = None


def read(source: str | bytes | Path, *, name: str | None = None) -> Read:
    """Read a decision file.

    Parameters
    ----------
    source
        The YAML itself (text or bytes), or the path of a file.
    name
        What to call the source; the file's name when it is a path.

    Raises
    ------
    DecisionFileError
        When the source itself cannot be opened. Everything that is wrong inside it is in ``errors``.
    """
    if isinstance(source, Path):
        name = name or source.name
        source = source.read_bytes()
    try:
        root, faults = parse(decode(source))
    except Unparsable as stop:
        return Read(decision=None, errors=(stop.fault,), name=name)
    data = settle(plain(root))
    return Read(decision=DecisionFile.model_validate(data), errors=tuple(faults), name=name)


def settle(data: dict[str, Any]) -> dict[str, Any]:
    """Return the data without the answer part, with every answer under ``answers``."""
    settled = {key: value for key, value in data.items() if key not in ANSWER_PART}
    people = settled.get("people")
    if isinstance(people, list):
        settled["people"] = [_settle_person(person) for person in people]
    return settled


def _settle_person(person: Any) -> Any:
    if not isinstance(person, dict):
        return person
    moved = {key: person[key] for key in AT_THE_PERSON if key in person}
    answers = person.get("answers", {})
    if not moved or not isinstance(answers, dict | type(None)):
        return person
    kept = {key: value for key, value in person.items() if key not in moved}
    return {**kept, "answers": {**moved, **(answers or {})}}
