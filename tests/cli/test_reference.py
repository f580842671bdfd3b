"""The reference page says what the code does: every command, option, exit code and JSON key."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import Result

from beforehand.cli.app import app
from beforehand.cli.leaving import MEANING, Code

Run = Callable[..., Result]
PAGE = Path(__file__).parents[2] / "docs" / "reference" / "command-line.md"


@pytest.fixture(scope="module")
def page() -> str:
    """The reference page."""
    return PAGE.read_text(encoding="utf-8").replace("\\|", "|")


def test_every_command_and_option_is_in_the_page(page: str) -> None:
    root = get_command(app)
    commands = dict(getattr(root, "commands", {}))
    keys = commands.pop("keys")
    commands |= {f"keys {name}": command for name, command in keys.commands.items()}
    assert set(commands) == {
        "analyse", "validate", "explain", "schema", "knowledge", "verify",
        "begin", "serve", "prepare", "check", "backup", "restore", "retention", "keys show", "keys rotate",
    }  # fmt: skip
    for name, command in commands.items():
        assert f"`beforehand {name}" in page
        for param in command.params:
            if param.param_type_name == "option":
                row = re.search(
                    rf"^\| `{re.escape(param.opts[0])}[^|]*(?:\|\w+)*`? ?\|.*$", page, re.MULTILINE
                )
                assert row is not None, param.opts
                assert name in row[0], (name, param.opts)
    for param in root.params:
        assert f"`{param.opts[0]}`" in page


def test_every_exit_code_is_in_the_page(page: str) -> None:
    for code in Code:
        assert f"| {int(code)} | {MEANING[code]} |" in page


def keys(part: object) -> Iterator[str]:
    """Every key in a JSON document."""
    if isinstance(part, dict):
        for key, value in part.items():
            yield key
            yield from keys(value)
    elif isinstance(part, list):
        for value in part:
            yield from keys(value)


@pytest.mark.parametrize("reader", ["facilitator", "participant:femke"])
def test_every_json_key_is_in_the_page(run: Run, decision: Path, page: str, reader: str) -> None:
    documented = set(re.findall(r"`(\w+)`", page))
    for command in (("analyse", decision, "--as", reader), ("validate", decision)):
        document = json.loads(run(*command, "--json").stdout)
        assert set(keys(document)) - documented == set()
