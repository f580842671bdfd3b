"""How commands end: exit codes, errors on stderr without a traceback, and pipes."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from beforehand.cli.leaving import MEANING, Code

Run = Callable[..., Result]
Process = Callable[..., "subprocess.CompletedProcess[bytes]"]


def test_a_file_without_errors_is_fine(run: Run, decision: Path) -> None:
    result = run("validate", decision)
    assert result.exit_code == 0
    assert "no errors" in result.stdout
    assert "7 participants" in result.stdout
    assert result.stderr == ""


def test_every_error_is_listed_with_its_place(run: Run, decision: Path) -> None:
    text = decision.read_text(encoding="utf-8")
    wrong = text.replace("door: one_way", "door: sideways").replace("decider: karin", "decider: nobody")
    decision.write_text(wrong, encoding="utf-8")
    door = next(n for n, line in enumerate(wrong.splitlines(), 1) if "sideways" in line)
    for command in ("validate", "analyse"):
        result = run(command, decision)
        assert result.exit_code == 1
        places = re.findall(rf"^{re.escape(str(decision))}:(\d+):\d+: .+", result.stderr, re.MULTILINE)
        assert len(places) == 3  # the door, and a decider of two commitments
        assert str(door) in places
        assert result.stdout == ""


@pytest.mark.parametrize(
    "typed",
    [
        ("analyse",),
        ("nonsense",),
        ("analyse", "--sideways", "x.yaml"),
        ("analyse", "x.yaml", "y.yaml"),
        ("analyse", "x.yaml", "--lang", "fr"),
        ("analyse", "x.yaml", "--on", "tomorrow"),
        ("analyse", "x.yaml", "--room", "2"),
        ("analyse", "x.yaml", "--lang"),
        ("--sideways",),
    ],
)
def test_what_a_command_does_not_know_is_wrong_use(run: Run, typed: tuple[str, ...]) -> None:
    result = run(*typed)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    assert result.stderr.strip()


def test_a_reader_of_no_known_kind_is_wrong_use(run: Run, decision: Path) -> None:
    for reader in ("owner", "decider", "participant:", "facilitator:karin"):
        assert run("analyse", decision, "--as", reader).exit_code == 2


def test_a_file_that_is_not_there_cannot_be_read(run: Run, tmp_path: Path) -> None:
    for file in (tmp_path / "nowhere.yaml", tmp_path):
        result = run("analyse", file)
        assert result.exit_code == 3
        assert str(file) in result.stderr


def test_what_is_unknown_is_said_with_what_is_near(run: Run, decision: Path) -> None:
    person = run("analyse", decision, "--as", "participant:femka")
    assert (person.exit_code, "femke" in person.stderr) == (4, True)
    topic = run("explain", decision, "R08:C9")
    assert (topic.exit_code, "R08:C1" in topic.stderr) == (4, True)
    entry = run("knowledge", "P99")
    assert (entry.exit_code, "P09" in entry.stderr) == (4, True)
    assert run("analyse", decision, "--as", "decider:femke").exit_code == 4


def test_something_broken_inside_asks_to_report_it(
    run: Run, decision: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("a wheel came off")

    monkeypatch.setattr("beforehand.cli.analyse.worked_out", broken)
    result = run("analyse", decision)
    assert result.exit_code == 5
    assert "report" in result.stderr
    assert "wheel" not in result.stderr
    told = run("analyse", decision, env={"BEFOREHAND_DEBUG": "1"})
    assert "wheel" in told.stderr


def test_interrupting_leaves_quietly(run: Run, decision: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("beforehand.cli.analyse.worked_out", interrupted)
    result = run("analyse", decision)
    assert result.exit_code == 130
    assert "Traceback" not in result.stderr


def test_a_reader_who_leaves_the_pipe_is_no_error(decision: Path) -> None:
    source = "from beforehand.cli.app import main; main()"
    with subprocess.Popen(
        [sys.executable, "-c", source, "knowledge"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()  # nobody reads
        said = process.stderr.read()
        assert process.wait(60) == 0
    assert said == b""


def test_standard_input_is_read_for_a_dash(process: Process, decision: Path) -> None:
    result = process("validate", "-", stdin=decision.read_bytes())
    assert result.returncode == 0
    assert result.stdout.startswith(b"-:")


def test_every_code_is_explained_in_the_help(run: Run) -> None:
    for command in ((), ("analyse",), ("validate",), ("explain",), ("schema",), ("knowledge",)):
        page = " ".join(run(*command, "--help").stdout.split())
        for code in Code:
            assert f"{int(code)} {MEANING[code]}" in page
