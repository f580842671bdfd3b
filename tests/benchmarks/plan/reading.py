"""The answer part of a case: what an experienced facilitator saw and would do. The engine never reads it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from tests.benchmarks.plan.coding import Anchor, Level
from tests.benchmarks.plan.kinds import TYPES, kind_of, plain
from tests.benchmarks.plan.matching import Talk

NO_DAY = date(9000, 1, 1)


class UnreadableCaseError(Exception):
    """A case whose answer part cannot be measured against; says which file and what is wrong."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What the case says.

    ``talks`` are the expert's conversations in the expert's order. ``words`` are the expert's own words for the
    kind, where they had to be mapped. ``outsiders`` are names the blind expert used that are nobody in the case:
    they stay in the conversation as somebody we can never match.
    """

    case: str
    people: tuple[str, ...]
    talk_to: bool
    expected: Mapping[str, frozenset[Anchor]] = field(default_factory=dict)
    talks: tuple[Talk, ...] = ()
    words: tuple[str, ...] = ()
    outsiders: tuple[str, ...] = ()


def read_answers(path: Path) -> Answers:
    """Read the answer part of one case file.

    Raises
    ------
    UnreadableCaseError
        When the file is no YAML mapping or names a person, kind or date that cannot be.
    """
    try:
        loaded = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, YAMLError) as error:
        raise UnreadableCaseError(f"{path.name}: {error}") from error
    if not isinstance(loaded, dict):
        raise UnreadableCaseError(f"{path.name}: not a case, there is no key at the top")
    try:
        return _answers(path.stem, loaded)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UnreadableCaseError(f"{path.name}: {error}") from error


def _answers(case: str, loaded: Mapping[str, Any]) -> Answers:
    names = {str(p["id"]): str(p.get("name", p["id"])) for p in loaded.get("people") or ()}
    commitments = {str(c["id"]): c["date"] for c in loaded.get("commitments") or ()}
    named = loaded.get("facilitator_conversations")
    expert = loaded.get("blind_expert") or {}
    blind = expert if isinstance(expert, list) else expert.get("conversations")
    listed = [*enumerate(named if named is not None else blind or (), start=1)]
    entries = [entry for _, entry in sorted(listed, key=lambda pair: pair[1].get("order", pair[0]))]
    outsiders: list[str] = []
    talks = []
    for entry in entries:
        people, strangers = who(entry["with"], names)
        if strangers and named is not None:
            raise ValueError(f"nobody in the case is called {', '.join(strangers)}")
        outsiders += strangers
        people |= {f"outside the case: {plain(name)}" for name in strangers}
        kind = _type(entry) if named is not None else kind_of(str(entry["kind"]))
        talks.append(Talk(frozenset(people), kind, before(entry.get("before"), commitments)))
    return Answers(
        case=case,
        people=tuple(names),
        talk_to=any((p.get("answers") or {}).get("talk_to") for p in loaded.get("people") or ()),
        expected=_expected((loaded.get("truth") or {}).get("patterns") or ()),
        talks=tuple(talks),
        words=() if named is not None else tuple(str(entry["kind"]) for entry in entries),
        outsiders=tuple(outsiders),
    )


def _type(entry: Mapping[str, Any]) -> str:
    kind = str(entry["type"])
    if kind not in TYPES:
        raise ValueError(f"{kind} is no kind of conversation")
    return kind


def _expected(entries: Iterable[Mapping[str, Any]]) -> dict[str, frozenset[Anchor]]:
    expected: dict[str, set[Anchor]] = {}
    for entry in entries:
        expected.setdefault(str(entry["id"]), set()).update(_anchors(entry))
    return {pattern: frozenset(anchors) for pattern, anchors in expected.items()}


def _anchors(entry: Mapping[str, Any]) -> set[Anchor]:
    if "who" in entry:
        return {Anchor(Level.PERSON, frozenset({person})) for person in _several(entry["who"])}
    if "relation" in entry:
        return {Anchor(Level.RELATION, frozenset(_several(entry["relation"])))}
    for key in ("commitment", "commitments"):
        if key in entry:
            return {Anchor(Level.COMMITMENT, frozenset({one})) for one in _several(entry[key])}
    return {Anchor(Level.DECISION)}


def _several(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]


def before(written: object, commitments: Mapping[str, date]) -> date:
    """Return the day before which somebody wanted a conversation; without one, far away: any day will do.

    Examples
    --------
    >>> before("before C1 is signed", {"C1": date(2027, 4, 30)})
    datetime.date(2027, 4, 30)
    >>> before("2027-04-12 (so well before C1)", {"C1": date(2027, 4, 30)})
    datetime.date(2027, 4, 12)
    >>> before(None, {}) == NO_DAY
    True
    """
    if written is None or str(written).strip() == "":
        return NO_DAY
    if isinstance(written, date):
        return day(written)
    found = re.search(r"\d{4}-\d{2}-\d{2}", str(written))
    if found:
        return day(found[0])
    named = [commitments[word] for word in re.findall(r"[\w-]+", str(written)) if word in commitments]
    return day(min(named) if named else written)


def day(value: object) -> date:
    """Return a calendar day from a date or from text like 2027-03-31.

    Raises
    ------
    ValueError
        When it is neither.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value).strip())
    except ValueError:
        raise ValueError(f"{value} is no date; write it as 2027-03-31") from None


def who(written: object, names: Mapping[str, str]) -> tuple[set[str], list[str]]:
    """Return the ids of the people somebody wrote down, and what could not be told to be one person.

    An id wins over a display name, a whole name over a part of it ("Femke", if there is one Femke).

    Examples
    --------
    >>> who(["ida", "Jan de Wit", "Wit"], {"ida": "Ida Bos", "j": "Jan de Wit"})
    ({...}, [])
    >>> who("Ida, the supplier", {"ida": "Ida Bos"})
    ({'ida'}, ['the supplier'])
    """
    parts = str(written).split(",") if isinstance(written, str) else [str(one) for one in written]  # type: ignore[attr-defined]
    found: set[str] = set()
    strangers: list[str] = []
    for part in (part.strip() for part in parts):
        person = _one(part, names)
        if person is None:
            strangers.append(part)
        else:
            found.add(person)
    return found, strangers


def _one(written: str, names: Mapping[str, str]) -> str | None:
    if written in names:
        return written
    wanted = plain(written)
    same = [person for person, name in names.items() if wanted in (plain(person), plain(name))]
    if not same:
        parts = set(wanted.split())
        same = [person for person, name in names.items() if parts and parts <= set(plain(name).split())]
    return same[0] if len(same) == 1 else None
