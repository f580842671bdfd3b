"""Read knowledge files strictly and remember every fault with its line.

Reading goes on after a fault with an empty value, so that one look shows all of them; the loader refuses
the whole when there is any. Texts are never guessed: a missing language or an empty text is a fault.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from beforehand.knowledge.faults import Fault, Spot
from beforehand.knowledge.text import LANGUAGES, Text

NAMES = {
    "answer_field": "answer field",
    "commitment_type": "type of commitment",
    "conversation_type": "conversation type",
    "mark": "hardness mark",
    "number": "planning number",
    "precedence": "precedence",
}


class Session:
    """One reading of one folder: its faults, the ids it defines and the ids it refers to."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self._defined: dict[str, dict[str, Spot]] = {}
        self._referred: list[tuple[str, str, Spot]] = []

    def fault(self, spot: Spot, message: str) -> None:
        """Remember one fault."""
        self.faults.append(Fault(spot, message))

    def define(self, kind: str, key: str, spot: Spot) -> None:
        """Remember that ``key`` of ``kind`` stands at ``spot``; a fault when it already stood somewhere."""
        first = self._defined.setdefault(kind, {}).setdefault(key, spot)
        if first is not spot:
            self.fault(spot, f"the id {key!r} is already used in {first}")

    def refer(self, kind: str, key: str, spot: Spot) -> None:
        """Remember that ``spot`` leans on ``key`` of ``kind``, wherever that is defined."""
        self._referred.append((kind, key, spot))

    def resolve(self) -> None:
        """Turn every reference to something that does not exist into a fault."""
        for kind, key, spot in self._referred:
            if not any(key in self._defined.get(one, {}) for one in kind.split(" or ")):
                self.fault(spot, f"there is no {NAMES.get(kind, kind)} {key!r}")

    def open(self, path: Path) -> "Piece":
        """Read one file into its first piece."""
        from ruamel.yaml.error import MarkedYAMLError, YAMLError

        top = Spot(path.name, 1)
        try:
            node = _compose(path.read_bytes())
        except FileNotFoundError:
            self.fault(top, "the file is missing")
            return Piece(self, path.name, None, 1)
        except MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            self.fault(Spot(path.name, line), f"this is not YAML: {error.problem or 'unreadable'}")
            return Piece(self, path.name, None, line)
        except YAMLError:
            self.fault(top, "this is not YAML")
            return Piece(self, path.name, None, 1)
        if node is None:
            self.fault(top, "the file is empty")
        return Piece(self, path.name, node, 1)


def _compose(content: bytes) -> Any:
    """Return the node tree of one YAML document, every scalar as it is written."""
    from ruamel.yaml import YAML
    from ruamel.yaml.resolver import VersionedResolver

    class AsWritten(VersionedResolver):  # types follow from the place, so guessing them only costs time
        def resolve(self, kind: Any, value: Any, implicit: Any) -> str:
            return "as-written"

        def descend_resolver(self, current_node: Any, current_index: Any) -> None:
            return None

        def ascend_resolver(self) -> None:
            return None

    yaml = YAML(typ="safe", pure=False)
    yaml.Resolver = AsWritten
    return yaml.compose(content)


class Piece:
    """One value in a file. A piece without a node was missing: that fault is already remembered."""

    __slots__ = ("_line", "_node", "_session", "file")

    def __init__(self, session: Session, file: str, node: Any, line: int) -> None:
        self._session, self.file, self._node, self._line = session, file, node, line

    @property
    def spot(self) -> Spot:
        """Where it stands."""
        line = self._line if self._node is None else self._node.start_mark.line + 1
        return Spot(self.file, line)

    def fault(self, message: str) -> None:
        """Remember that something is wrong here."""
        if self._node is not None:
            self._session.fault(self.spot, message)

    def _under(self, node: Any) -> "Piece":
        return Piece(self._session, self.file, node, self._line)

    def _is(self, kind: str, wanted: str) -> bool:
        if self._node is None:
            return False
        if self._node.id != kind:
            self.fault(f"this must be {wanted}")
            return False
        return True

    @property
    def empty(self) -> bool:
        """Whether nothing was filled in (``null``, ``~`` or nothing at all)."""
        node = self._node
        return node is None or (node.id == "scalar" and not node.style and node.value in ("", "~", "null"))

    @property
    def blank(self) -> bool:
        """Whether an empty text was written on purpose (``""``)."""
        return self._node is not None and self._node.id == "scalar" and not self._node.value.strip()

    def items(self) -> list["Piece"]:
        """Return the members of a list."""
        return [self._under(node) for node in self._node.value] if self._is("sequence", "a list") else []

    def pairs(self) -> Iterator[tuple["Piece", "Piece"]]:
        """Yield keys and values; a key that stands twice is a fault."""
        for key, value in self._keys():
            yield self._under(key), self._under(value)

    def _keys(self) -> Iterator[tuple[Any, Any]]:
        if not self._is("mapping", "a set of keys"):
            return
        seen: dict[str, int] = {}
        for key, value in self._node.value:
            name = key.value if key.id == "scalar" else ""
            if not name:
                self._under(key).fault("a key must be a word")
            elif name in seen:
                self._under(key).fault(f"the key {name!r} already stands on line {seen[name]}")
            else:
                seen[name] = key.start_mark.line + 1
                yield key, value

    def record(self, needs: str, may: str = "") -> "Record":
        """Return a record that has all keys in ``needs`` and none beside those and the ones in ``may``."""
        needed = needs.split()
        known = {*needed, *may.split()}
        found: dict[str, Piece] = {}
        for key, value in self._keys():
            if key.value in known:
                found[key.value] = self._under(value)
            else:
                self._under(key).fault(f"the key {key.value!r} is not known here")
        for name in needed:
            if name not in found:
                what = f"the language {name!r}" if name in LANGUAGES else f"the key {name!r}"
                if self._node is not None and self._node.id == "mapping":
                    self.fault(f"{what} is missing")
                found[name] = Piece(self._session, self.file, None, self.spot.line)
        return Record(found)

    def word(self) -> str:
        """Return the value as it is written."""
        if not self._is("scalar", "a single value"):
            return ""
        value: str = self._node.value.strip()
        if not value:
            self.fault("the text is empty")
        return value

    def text(self) -> Text:
        """Return a text that has both languages."""
        return self.record("nl en").text()

    def number(self) -> float:
        """Return a number."""
        value = self.word()
        try:
            return float(value)
        except ValueError:
            if value:
                self.fault(f"{value!r} must be a number")
            return 0.0

    def whole(self) -> int:
        """Return a whole number."""
        value = self.number()
        if value != int(value):
            self.fault(f"{value!r} must be a whole number")
        return int(value)

    def truth(self) -> bool:
        """Return true or false."""
        return self.one_of(("true", "false")) == "true"

    def one_of(self, words: Iterable[str]) -> str:
        """Return one of the given words."""
        value, known = self.word(), tuple(words)
        if value and value not in known:
            self.fault(f"{value!r} is not one of {', '.join(known)}")
        return value

    def words(self) -> tuple[str, ...]:
        """Return a list of words."""
        return tuple(item.word() for item in self.items())

    def define(self, kind: str, address: str = "{}") -> str:
        """Return the id that stands here and remember it under its kind and under its address."""
        key = self.word()
        if key:
            before = len(self._session.faults)
            self._session.define(kind, key, self.spot)
            if len(self._session.faults) == before:
                self._session.define("entry", address.format(key), self.spot)
        return key

    def refer(self, kind: str) -> str:
        """Return the id that stands here and remember that it must exist."""
        key = self.word()
        if key:
            self._session.refer(kind, key, self.spot)
        return key

    def refers(self, kind: str) -> tuple[str, ...]:
        """Return a list of ids that must exist."""
        return tuple(item.refer(kind) for item in self.items())


class Record:
    """The known keys of one mapping."""

    __slots__ = ("_found",)

    def __init__(self, found: dict[str, Piece]) -> None:
        self._found = found

    def __getitem__(self, key: str) -> Piece:
        return self._found[key]

    def get(self, key: str) -> Piece | None:
        """Return an optional value, or None when it was left out."""
        return self._found.get(key)

    def text(self) -> Text:
        """Return the text whose languages are keys of this record."""
        return Text(self["nl"].word(), self["en"].word())

    def text_of(self, key: str) -> Text | None:
        """Return an optional text."""
        piece = self.get(key)
        return None if piece is None else piece.text()

    def refers(self, key: str, kind: str) -> tuple[str, ...]:
        """Return an optional list of ids that must exist."""
        piece = self.get(key)
        return () if piece is None else piece.refers(kind)

    def numbers(self, key: str) -> Mapping[str, float]:
        """Return an optional set of named numbers."""
        piece = self.get(key)
        found = {} if piece is None else {name.word(): value.number() for name, value in piece.pairs()}
        return MappingProxyType(found)
