"""Which actions a test does as somebody who may, and which it sees refused; read from the tests themselves."""

import ast
from collections.abc import Iterator
from pathlib import Path

TESTS = Path(__file__).parents[1]
SOURCE = TESTS.parent / "src" / "beforehand"


def actions() -> set[str]:
    """Return every public action that takes ``actor``, as ``context.name``."""
    files = [(f.parent.name, f) for f in SOURCE.glob("*/actions.py")]
    files += [(f.parents[1].name, f) for f in SOURCE.glob("*/actions/*.py")]
    return {
        f"{context}.{node.name}"
        for context, file in files
        for node in _parsed(file).body
        if isinstance(node, ast.FunctionDef)
        and not node.name.startswith("_")
        and "actor" in {arg.arg for arg in node.args.kwonlyargs}
    }


class Told:
    """One file of tests: what it names, and what each test does and sees refused."""

    def __init__(self, file: Path) -> None:
        self.named: dict[str, list[ast.AST]] = {}
        self.done: set[str] = set()
        self.refused: set[str] = set()
        tree = _parsed(file)
        for node in tree.body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith(
                ("test_", "Test")
            ):
                self.named.setdefault(node.name, []).append(node)
            for target in _targets(node):
                self.named.setdefault(target, []).append(node)
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                self._read(node)

    def _read(self, test: ast.FunctionDef) -> None:
        bound = dict(self.named)
        for node in ast.walk(test):
            if isinstance(node, ast.For | ast.comprehension):
                bound |= {name: [node.iter] for name in _names(node.target)}
            for name in _targets(node):
                bound[name] = [node]
        for name, values in _parametrized(test):
            bound[name] = [values]
        inside = {id(node) for block in _refusals(test) for node in ast.walk(block)}
        later = {id(n) for node in ast.walk(test) if isinstance(node, ast.Lambda) for n in ast.walk(node)}
        for node in ast.walk(ast.Module(test.body, [])):
            if isinstance(node, ast.Call) and id(node) not in later:
                (self.refused if id(node) in inside else self.done).update(_done_by(node, bound))


def _done_by(call: ast.Call, bound: dict[str, list[ast.AST]], depth: int = 4) -> Iterator[str]:
    """Return what a call does: an action itself, or all that stands in the table or function it goes through."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if any(word.arg == "actor" for word in call.keywords):
        yield name
    if not depth:
        return
    func = call.func.value if isinstance(call.func, ast.Subscript) else call.func  # table[name](...)
    reached = [node for word in _names(func) for node in _through(word, bound, depth)]
    for node in reached:
        for inner in ast.walk(node):
            if isinstance(inner, ast.Call):
                yield from _done_by(inner, bound, depth - 1)


def _through(word: str, bound: dict[str, list[ast.AST]], depth: int) -> Iterator[ast.AST]:
    for node in bound.get(word, ()):
        yield node
        if depth and not isinstance(node, ast.FunctionDef):
            for further in _names(node) - {word}:
                if not isinstance(next(iter(bound.get(further, ())), None), ast.FunctionDef):
                    yield from _through(further, bound, depth - 1)


def _refusals(test: ast.FunctionDef) -> Iterator[ast.AST]:
    for node in ast.walk(test):
        if isinstance(node, ast.With) and any(
            "raises(PermissionDenied" in ast.unparse(i) for i in node.items
        ):
            yield node


def _parametrized(test: ast.FunctionDef) -> Iterator[tuple[str, ast.AST]]:
    for mark in test.decorator_list:
        if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.parametrize":
            for name in str(ast.literal_eval(mark.args[0])).replace(",", " ").split():
                yield name, mark.args[1]


def _targets(node: ast.AST) -> set[str]:
    if isinstance(node, ast.Assign):
        return {name for target in node.targets for name in _names(target)}
    return _names(node.target) if isinstance(node, ast.AnnAssign) else set()


def _names(node: ast.AST) -> set[str]:
    return {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)}


def _parsed(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))
