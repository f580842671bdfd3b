"""The file as a tree of nodes that know their line and column, and as plain data."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_BOOL = {
    word: value
    for value, words in ((True, "true True TRUE"), (False, "false False FALSE"))
    for word in words.split()
}
_INT = re.compile(r"[-+]?[0-9]{1,18}|0o[0-7]{1,18}|0x[0-9a-fA-F]{1,15}")
_FLOAT = re.compile(
    r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
)


@dataclass(slots=True)
class Node:
    """A value in the file. ``line`` and ``column`` count from 0; ``size`` counts nodes with every alias written out."""

    line: int
    column: int
    size: int = 1


@dataclass(slots=True)
class Scalar(Node):
    """A word, number or sentence; ``plain`` when it stands without quotes."""

    text: str = ""
    plain: bool = True


@dataclass(slots=True)
class Sequence(Node):
    """A list."""

    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Table(Node):
    """Keys with values, in the order of the file."""

    pairs: list[tuple[Node, Node]] = field(default_factory=list)

    def get(self, key: str) -> tuple[Node, Node] | None:
        """Return the first pair with this key."""
        return next(
            (pair for pair in self.pairs if isinstance(pair[0], Scalar) and pair[0].text == key), None
        )


def plain(node: Node) -> Any:
    """Return the value as plain data; the first of two equal keys counts, keys are always text."""
    if isinstance(node, Scalar):
        return scalar(node.text) if node.plain else node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    if not isinstance(node, Table):
        raise TypeError(node)
    data: dict[str, Any] = {}
    for key, value in node.pairs:
        if isinstance(key, Scalar):
            data.setdefault(key.text, plain(value))
    return data


def scalar(text: str) -> str | int | float | bool | None:
    """Return what an unquoted word means in YAML 1.2 (core schema).

    >>> scalar("nee"), scalar("2027-03-15"), scalar("007"), scalar("true"), scalar("~")
    ('nee', '2027-03-15', 7, True, None)
    """
    if text in _NULL:
        return None
    if text in _BOOL:
        return _BOOL[text]
    if text[0] in "+-.0123456789":
        if _INT.fullmatch(text):
            return int(text, 0) if text[:2] in ("0o", "0x") else int(text)
        if _FLOAT.fullmatch(text):
            return (
                float(text.replace(".inf", "inf").replace(".nan", "nan"))
                if text[-1] in "fF"
                else _float(text)
            )
    return text


def _float(text: str) -> float:
    return float("nan") if text[-1] in "nN" else float(text)


def resolve(
    root: Node, path: tuple[str | int, ...], *, key: bool = False
) -> tuple[Node, tuple[str | int, ...]]:
    """Return the node at a path and the path as the file has it.

    Steps that the file does not have (an item written as a plain sentence, a value written without ``value``)
    are skipped; an answer that stands at the person is found there. ``key``: the node of the last key instead.
    """
    node = last = root
    found: list[str | int] = []
    for index, step in enumerate(path):
        if step == "answers" and isinstance(node, Table) and index + 1 < len(path):
            inside, outside = node.get("answers"), node.get(str(path[index + 1]))
            held = inside[1].get(str(path[index + 1])) if inside and isinstance(inside[1], Table) else None
            if held is None and outside is not None:
                continue
        if isinstance(step, int):
            if isinstance(node, Sequence) and step < len(node.items):
                last = node = node.items[step]
                found.append(step)
        elif isinstance(node, Table) and (pair := node.get(step)) is not None:
            last, node = pair
            found.append(step)
    return (last if key else node), tuple(found)


def walk(node: Node, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Node]]:
    """Yield every node with its path."""
    yield path, node
    if isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            yield from walk(item, (*path, index))
    elif isinstance(node, Table):
        for key, value in node.pairs:
            yield from walk(value, (*path, key.text if isinstance(key, Scalar) else "?"))
