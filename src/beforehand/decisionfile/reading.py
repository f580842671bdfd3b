"""Reading a decision file: all errors at once, each with its place."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from beforehand.decisionfile.checking import explain, fault_at
from beforehand.decisionfile.decision import ANSWER_PART, DecisionFile
from beforehand.decisionfile.faults import DecisionFileError, Fault
from beforehand.decisionfile.nodes import Node, plain, resolve
from beforehand.decisionfile.noting import notes_on
from beforehand.decisionfile.parsing import MOST_BYTES, Unparsable, decode, parse
from beforehand.decisionfile.people import AT_THE_PERSON
from beforehand.decisionfile.referring import check_references
from beforehand.decisionfile.shapes import keys_at


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
        source = _opened(source)
    try:
        root, faults = parse(decode(source))
    except Unparsable as stop:
        return Read(decision=None, errors=(stop.fault,), name=name)
    data = plain(root)
    faults += _given_twice(data, root)
    data = settle(data)
    decision = None
    try:
        decision = DecisionFile.model_validate(data)
    except ValidationError as error:
        faults += explain(error, root)
    faults += check_references(data, root)
    if faults or decision is None:
        return Read(decision=None, errors=_sorted(faults), name=name)
    return Read(decision=decision, notes=_sorted(notes_on(decision, root)), name=name)


def _opened(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(MOST_BYTES + 1)
    except OSError as error:
        code = "no_such_file" if isinstance(error, FileNotFoundError) else "cannot_open"
        fault = Fault(line=1, column=1, path="", code=code, detail={"file": path.name})
        raise DecisionFileError((fault,)) from error


def _sorted(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    return tuple(sorted(faults, key=lambda fault: fault.order))


def _given_twice(data: dict[str, Any], root: Node) -> Iterator[Fault]:
    """Yield a fault for every answer that stands both at the person and under ``answers``."""
    people = data.get("people")
    for index, person in enumerate(people if isinstance(people, list) else ()):
        answers = person.get("answers") if isinstance(person, dict) else None
        if not isinstance(answers, dict):
            continue
        for key in AT_THE_PERSON:
            if key in person and key in answers:
                line = resolve(root, ("people", index, "answers", key), key=True)[0].line + 1
                yield fault_at(
                    root, ("people", index, key), "in_two_places", key=True, word=key, first=str(line)
                )


def settle(data: dict[str, Any]) -> dict[str, Any]:
    """Return the data without the answer part, with every answer under ``answers``."""
    settled = _without_answer_part(data)
    people = settled.get("people")
    if isinstance(people, list):
        settled["people"] = [_settle_person(person) for person in people]
    return settled


def _without_answer_part(data: dict[str, Any]) -> dict[str, Any]:
    """Leave out the answer part: its own keys, and whatever else stands after the first of them and is no input."""
    known = keys_at(())
    kept: dict[str, Any] = {}
    begun = False
    for key, value in data.items():
        begun = begun or key in ANSWER_PART
        if key not in ANSWER_PART and not (begun and key not in known):
            kept[key] = value
    return kept


def _settle_person(person: Any) -> Any:
    if not isinstance(person, dict):
        return person
    moved = {key: person[key] for key in AT_THE_PERSON if key in person}
    answers = person.get("answers", {})
    if not moved or not isinstance(answers, dict | type(None)):
        return person
    kept = {key: value for key, value in person.items() if key not in moved}
    return {**kept, "answers": {**moved, **(answers or {})}}
