"""From bytes to nodes: whether a file is YAML at all, and small enough to look at."""

import re
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from beforehand.decisionfile.faults import Fault, written
from beforehand.decisionfile.nodes import Node, Scalar, Sequence, Table, plain

MOST_BYTES = 10_000_000
MOST_DEPTH = 50
MOST_REPEATED = 100_000
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")

_KINDS = (
    ("mapping values are not allowed", "unexpected_colon"),
    ("tab character", "tab"),
    ("unexpected end of stream", "unclosed_quote"),
    ("expected ',' or ']'", "unclosed_list"),
    ("expected ',' or '}'", "unclosed_braces"),
    ("could not find expected ':'", "no_colon"),
    ("did not find expected key", "indentation"),
    ("did not find expected '-' indicator", "indentation"),
    ("did not find expected <document start>", "indentation"),
)


class Unparsable(Exception):  # noqa: N818  # it carries a fault, it is not one
    """The rest of the file cannot be looked at."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault.code)


def _stop(line: int, column: int, code: str, **detail: str) -> Unparsable:
    return Unparsable(Fault(line=line + 1, column=column + 1, path="", code=code, detail=detail))


def decode(source: str | bytes) -> str:
    """Return the text of a source; refuse what is too large, not UTF-8 or not text."""
    if len(source) > MOST_BYTES:
        raise _stop(0, 0, "too_large", most=str(MOST_BYTES // 1_000_000))
    if isinstance(source, str):
        text = source
    else:
        try:
            text = source.decode("utf-8")
        except UnicodeDecodeError as error:
            before = source[: error.start]
            column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace"))
            raise _stop(before.count(b"\n"), column, "not_utf8") from None
    if odd := UNPRINTABLE.search(text):
        before_odd = text[: odd.start()]
        column = len(before_odd.rpartition("\n")[2])
        raise _stop(
            before_odd.count("\n"), column, "control_character", character=f"U+{ord(odd.group()):04X}"
        )
    return text


def parse(text: str) -> tuple[Node, list[Fault]]:
    """Return the top node and what is wrong with keys; nothing is built that an alias could blow up.

    Raises
    ------
    Unparsable
        With the one fault that stops the reading.
    """
    growing = Growing()
    try:
        for event in YAML(typ="safe", pure=False).parse(text):
            growing.take(event)
    except MarkedYAMLError as error:
        raise _explain(error, text) from None
    except YAMLError as error:
        raise _stop(0, 0, "unparsable", problem=str(error).splitlines()[0]) from None
    if growing.root is None or (isinstance(growing.root, Scalar) and plain(growing.root) is None):
        raise _stop(0, 0, "empty")
    if not isinstance(growing.root, Table):
        raise _stop(growing.root.line, growing.root.column, "not_a_mapping")
    return growing.root, growing.faults


@dataclass(slots=True)
class Growing:
    """A tree that grows event by event, so that depth and repetition are bounded while it grows."""

    root: Node | None = None
    faults: list[Fault] = field(default_factory=list)
    open: list[Node] = field(default_factory=list)
    keys: list[Node | None] = field(default_factory=list)
    seen: list[dict[str, int]] = field(default_factory=list)
    steps: list[str | int] = field(default_factory=list)
    anchors: dict[str, Node] = field(default_factory=dict)
    repeated: int = 0

    def take(self, event: Any) -> None:
        """Add what one event says."""
        kind = type(event).__name__
        if kind == "ScalarEvent":
            mark = event.start_mark
            bare = event.implicit[0] and not event.style
            self._name(event, Scalar(mark.line, mark.column, 1, event.value, bare))
        elif kind in ("MappingStartEvent", "SequenceStartEvent"):
            self._enter(event, Table if kind[0] == "M" else Sequence)
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            node = self.open.pop()
            self.keys.pop()
            self.seen.pop()
            self._place(node)
        elif kind == "AliasEvent":
            self._repeat(event)
        elif kind == "DocumentStartEvent" and self.root is not None:
            raise _stop(event.start_mark.line, event.start_mark.column, "several_documents")

    def _name(self, event: Any, node: Node) -> None:
        mark = event.start_mark
        if event.tag is not None:
            self._fault(mark.line, mark.column, "tag", tag=str(event.tag)[:40])
        if event.anchor is not None:
            self.anchors[event.anchor] = node
        if isinstance(node, Scalar):
            self._place(node)

    def _enter(self, event: Any, kind: type[Table] | type[Sequence]) -> None:
        mark = event.start_mark
        if len(self.open) >= MOST_DEPTH:
            raise _stop(mark.line, mark.column, "too_deep", most=str(MOST_DEPTH))
        node = kind(mark.line, mark.column)
        self._name(event, node)
        self.open.append(node)
        self.keys.append(None)
        self.seen.append({})

    def _repeat(self, event: Any) -> None:
        mark = event.start_mark
        node = self.anchors.get(event.anchor)
        if node is None:
            raise _stop(mark.line, mark.column, "unknown_alias", alias=str(event.anchor))
        if any(node is parent for parent in self.open):
            raise _stop(mark.line, mark.column, "alias_of_itself", alias=str(event.anchor))
        self.repeated += node.size
        if self.repeated > MOST_REPEATED:
            raise _stop(mark.line, mark.column, "bomb", most=str(MOST_REPEATED))
        self._place(node)

    def _place(self, node: Node) -> None:
        if not self.open:
            self.root = node
            return
        parent = self.open[-1]
        parent.size += node.size
        if isinstance(parent, Sequence):
            parent.items.append(node)
        elif isinstance(parent, Table):
            key = self.keys[-1]
            if key is None:
                self._check_key(node)
                self.keys[-1] = node
            else:
                parent.pairs.append((key, node))
                self.keys[-1] = None

    def _check_key(self, node: Node) -> None:
        if not isinstance(node, Scalar):
            self._fault(node.line, node.column, "key_not_a_word")
            return
        seen = self.seen[-1]
        if node.text in seen:
            self.keys[-1] = node  # so that the path says which key
            first = str(seen[node.text] + 1)
            self._fault(node.line, node.column, "duplicate_key", key=node.text[:60], first=first)
        seen.setdefault(node.text, node.line)

    def _fault(self, line: int, column: int, code: str, **detail: str) -> None:
        path = written(self._path())
        self.faults.append(Fault(line=line + 1, column=column + 1, path=path, code=code, detail=detail))

    def _path(self) -> tuple[str | int, ...]:
        steps: list[str | int] = []
        for node, key in zip(self.open, self.keys, strict=True):
            if isinstance(node, Sequence):
                steps.append(len(node.items))
            elif isinstance(key, Scalar):
                steps.append(key.text)
        return tuple(steps)


def _explain(error: MarkedYAMLError, text: str) -> Unparsable:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    problem = str(error.problem or error)
    rows = text.split("\n")
    row = rows[line] if line < len(rows) else ""
    if row[column : column + 1] == "\t":
        return _stop(line, row.index("\t"), "tab")
    code = next((code for words, code in _KINDS if words in problem), "unparsable")
    opened = error.context_mark
    if code in ("unclosed_quote", "unclosed_list", "unclosed_braces") and opened is not None:
        line, column = opened.line, opened.column  # what was opened and never closed is what has to be mended
    return _stop(line, column, code, problem=problem)
