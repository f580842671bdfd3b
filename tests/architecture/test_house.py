"""The house keeps its own rules: who may import whom, how large a room may be, and what nothing is called."""

import ast
import re
import subprocess
import sys
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted(p for p in (ROOT / "src" / "beforehand").rglob("*.py") if "migrations" not in p.parts)
SRC = ROOT / "src" / "beforehand"
VAGUE = {"utils", "util", "helpers", "helper", "common", "manager", "service", "base", "misc"}


def test_left_may_import_right_and_nobody_else() -> None:
    # In a process of its own: it sets up logging anew and switches off the loggers it finds there.
    command = [
        sys.executable,
        "-c",
        "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())",
    ]
    linted = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert linted.returncode == 0, linted.stdout


def test_rooms_stay_small() -> None:
    lengths = sorted(len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES)
    assert max(lengths) <= 400
    assert sum(1 for n in lengths if n <= 300) >= 0.95 * len(lengths)
    assert median(lengths) < 80


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_nothing_has_a_name_that_says_nothing(path: Path) -> None:
    assert path.stem not in VAGUE
    names = {
        node.name.lower()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef | ast.FunctionDef)
    }
    assert not names & VAGUE


def _project_files() -> list[Path]:
    skipped = {".git", ".venv", "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis"}
    kinds = {".py", ".md", ".yaml", ".toml", ".txt", ".po", ".json", ".in", ""}
    return [
        p
        for p in sorted(ROOT.rglob("*"))
        if p.is_file() and p.suffix in kinds and not skipped & set(p.relative_to(ROOT).parts)
    ]


def test_no_registry_hosts_and_no_machine_paths() -> None:
    # written in pieces so that this file does not hold what it looks for
    forbidden = re.compile(
        "|".join(
            [
                "python" + "hosted",
                r"pypi\.org/sim" + "ple",
                '[ "(]/wo' + "rk/",
                '[ "(]/ho' + "me/",
                "deb\\.deb" + "ian",
            ]
        )
    )
    found = [
        str(p.relative_to(ROOT))
        for p in _project_files()
        if forbidden.search(p.read_text("utf-8", "replace"))
    ]
    assert found == []


def test_the_word_we_do_not_use() -> None:
    word = re.compile("weer" + "stand|resist" + "ance", re.IGNORECASE)
    allowed = {
        "src/beforehand/knowledge/data/sources.yaml",  # titles of papers
        "src/beforehand/knowledge/data/glossary.yaml",  # the entry that says we do not use it
        "LICENSE",
        "CONTRIBUTING.md",
    }
    ours = [p for p in _project_files() if p.is_relative_to(ROOT / "src") or p.suffix == ".md"]
    found = [str(p.relative_to(ROOT)) for p in ours if word.search(p.read_text("utf-8", "replace"))]
    assert set(found) <= allowed


CONTEXTS = (
    "people",
    "decisions",
    "perspectives",
    "topics",
    "conversations",
    "records",
    "exchange",
    "notifications",
    "stewardship",
    "pages",
    "outbox",
)
ROOMS = {
    "choices", "models", "rules", "queries", "analyses", "actions", "signals", "receivers", "jobs", "api", "web",
    "access", "retention", "templatetags", "templates", "static", "apps", "admin", "migrations", "locale", "__init__",
}  # fmt: skip
OWN_ROOMS = {
    "exchange": {"calendars"},  # iCalendar, in and out
    "outbox": {"rendering", "transport"},  # how a letter is made and leaves
    "people": {"letters", "links", "second_factor"},  # letters, tokens of links, what was shown
    "notifications": {"letters"},  # one module per kind of letter
    "records": {"documents"},  # one module per form of the record
    "stewardship": {"papers"},  # one module per paper
}


@pytest.mark.parametrize("context", CONTEXTS)
def test_a_context_has_known_rooms_only(context: str) -> None:
    found = {p.stem for p in (SRC / context).iterdir() if p.name != "__pycache__"}
    assert found <= ROOMS | OWN_ROOMS.get(context, set())
    assert OWN_ROOMS.get(context, set()) <= found


def test_guarded_rows_are_not_read_behind_the_managers_back() -> None:
    for path in SRC.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert "_base_manager" not in text, path
        assert "unseal(" not in text or path.parent.name in ("vault", "processes"), path


def test_nobody_but_the_composition_imports_the_pages_of_another_context() -> None:
    for path in SRC.rglob("*.py"):
        context = path.relative_to(SRC).parts[0]
        for other in re.findall(
            r"(?:from|import) beforehand\.(\w+)\.web\b", path.read_text(encoding="utf-8")
        ):
            assert context == "config" or other in (context, "shell"), path
