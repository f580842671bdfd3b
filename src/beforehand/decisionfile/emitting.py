"""Plain data as YAML in one fixed style: short things on one line, long things one under the other."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from beforehand.decisionfile.parsing import UNPRINTABLE

WIDTH = 110
_BARE = re.compile(r"[A-Za-z_][A-Za-z0-9_./-]*|[0-9]{4}-[0-9]{2}-[0-9]{2}")
_READ_OTHERWISE = frozenset(["true", "false", "null", "yes", "no", "on", "off", "y", "n"])
_ESCAPED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_SPECIAL = re.compile('[\\\\"\n\t\r\x85\u2028\u2029\ufeff]|' + UNPRINTABLE.pattern)
_ONLY_LINES = re.compile(r"[^\r\x85\u2028\u2029\ufeff\t]*\Z")


def emit(data: Mapping[str, Any]) -> str:
    r"""Return data as YAML.

    >>> emit({"schema": "beforehand-decision/1", "people": [{"id": "ann", "name": "Ann"}]})
    'schema: beforehand-decision/1\npeople:\n- {id: ann, name: Ann}\n'
    """
    return "".join(line + "\n" for line in _table(data, ""))


def inline(value: Any) -> str:
    """Return a value on one line.

    >>> inline({"nl": "Ja, nee", "weeks": 3.0, "decider": None})
    '{nl: "Ja, nee", weeks: 3, decider: null}'
    """
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{inline(key)}: {inline(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(inline(part) for part in value) + "]"
    if isinstance(value, str):
        return _word(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "null"
    return str(int(value)) if isinstance(value, float) and value.is_integer() else repr(value)


def _word(text: str) -> str:
    if _BARE.fullmatch(text) and text.casefold() not in _READ_OTHERWISE:
        return text
    return (
        '"'
        + _SPECIAL.sub(lambda found: _ESCAPED.get(found.group()) or f"\\u{ord(found.group()):04X}", text)
        + '"'
    )


def _table(data: Mapping[str, Any], margin: str) -> Iterator[str]:
    for key, value in data.items():
        yield from _under(f"{margin}{inline(key)}:", value, margin)


def _under(head: str, value: Any, margin: str) -> Iterator[str]:
    if isinstance(value, str) and _stands_as_lines(value):
        yield f"{head} |"
        yield from (f"{margin}  {line}" if line else "" for line in value[:-1].split("\n"))
    elif _fits(head, value):
        yield f"{head} {inline(value)}"
    elif isinstance(value, Mapping):
        yield head
        yield from _table(value, f"{margin}  ")
    else:
        yield head
        for item in value:
            yield from _item(item, margin)


def _item(item: Any, margin: str) -> Iterator[str]:
    if not isinstance(item, Mapping) or _fits(margin + "-", item):
        yield f"{margin}- {inline(item)}"
        return
    first, *rest = _table(item, f"{margin}  ")
    yield f"{margin}- {first.removeprefix(margin + '  ')}"
    yield from rest


def _fits(head: str, value: Any) -> bool:
    if not isinstance(value, Mapping | list) or not value:
        return True
    if isinstance(value, list) and any(isinstance(part, Mapping) for part in value):
        return False
    return len(head) + len(inline(value)) < WIDTH


def _stands_as_lines(text: str) -> bool:
    lines = text.split("\n")
    return (
        len(lines) > 2
        and lines[-1] == ""
        and lines[-2] != ""
        and lines[0][:1] not in ("", " ")
        and not any(line.endswith(" ") for line in lines)
        and _ONLY_LINES.match(text) is not None
    )
