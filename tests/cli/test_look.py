"""What it looks like: any width, in a pipe, without colour, on terminals that know only plain letters."""

import json
import re
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from subprocess import CompletedProcess

import jsonschema
import pytest
from typer.testing import Result

from beforehand.cli.voice import Titles, Voice
from beforehand.knowledge import load
from beforehand.locale import catalogue

Run = Callable[..., Result]
Process = Callable[..., "CompletedProcess[bytes]"]


@pytest.mark.parametrize("width", [40, 80, 140])
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_lines_fit_and_no_word_is_cut(run: Run, decision: Path, width: int, lang: str) -> None:
    page = run("analyse", decision, "--lang", lang, env={"COLUMNS": str(width)}).stdout
    lines = page.splitlines()
    long = [line for line in lines if len(line) > width and "beforehand explain" not in line]
    assert long == []
    assert [line for line in lines if line != line.rstrip()] == []
    widest = run("analyse", decision, "--lang", lang, env={"COLUMNS": "140"}).stdout
    assert set(re.findall(r"\w+", page)) <= set(re.findall(r"\w+", widest))  # half a word is no word


def test_the_next_talk_says_who_when_and_by_when(run: Run, decision: Path) -> None:
    page = run("analyse", decision, "--room", "1").stdout
    after = page.split("The next conversation")[1].split("Not covered yet")[0]
    for label in ("About", "Why", "Serves", "Led by", "Open with"):
        assert re.search(rf"^\s+{label}\s", after, re.MULTILINE)
    assert re.search(r"(Mon|Tue|Wed|Thu|Fri) \d+ \w+ · by (Mon|Tue|Wed|Thu|Fri) \d+ \w+ · \d+ minutes", after)


@pytest.mark.parametrize("room", ["1", "3", "6"])
def test_as_many_come_next_as_there_is_room_for(run: Run, decision: Path, room: str) -> None:
    document = json.loads(run("analyse", decision, "--room", room, "--json").stdout)
    assert len(document["next"]) == min(int(room), sum(1 for c in document["conversations"] if c["planned"]))


def test_the_same_pattern_stands_there_once(run: Run, decision: Path) -> None:
    page = run("analyse", decision).stdout
    assert len(re.findall(r"^\s+P21\s", page, re.MULTILINE)) == 1
    assert "Femke Wit and Youssef Ait" in page


def test_the_room_left_falls_without_colour(run: Run, decision: Path) -> None:
    bars = re.findall(r"([▇░]{12})\s+(today|Signature|Message)", run("analyse", decision).stdout)
    lengths = [(name, bar.count("▇")) for bar, name in bars]
    assert [name for name, _ in lengths] == ["today", "Signature", "Message"]
    assert lengths[0][1] == 12
    assert lengths[0][1] > lengths[1][1] >= lengths[2][1] == 0


def test_a_pipe_gets_no_colour(process: Process, decision: Path) -> None:
    result = process("analyse", decision)
    assert result.returncode == 0
    assert b"\x1b" not in result.stdout
    assert result.stderr == b""


def test_plain_terminals_get_plain_letters(process: Process, decision: Path) -> None:
    result = process("analyse", decision, "--lang", "nl", env={"PYTHONIOENCODING": "ascii"})
    assert result.returncode == 0
    page = result.stdout.decode("ascii")
    assert "############" in page
    assert "?????" not in page


def test_colour_is_never_the_only_sign(process: Process, decision: Path) -> None:
    plain = process("analyse", decision)
    dressed = process("analyse", decision, env={"FORCE_COLOR": "1", "TERM": "xterm-256color"})
    assert b"\x1b[" in dressed.stdout
    assert re.sub(rb"\x1b\[[0-9;]*m", b"", dressed.stdout) == plain.stdout
    without = process(
        "analyse", decision, env={"FORCE_COLOR": "1", "TERM": "xterm-256color", "NO_COLOR": "1"}
    )
    assert re.findall(rb"\x1b\[[0-9;]*3[0-7]m", without.stdout) == []


def test_json_is_all_there_is_and_the_same_each_time(process: Process, decision: Path) -> None:
    first, second = process("analyse", decision, "--json"), process("analyse", decision, "--json")
    assert first.stdout == second.stdout
    document = json.loads(first.stdout)
    assert document["schema"] == "beforehand-analysis/1"
    assert list(document) == sorted(document)
    assert first.stderr == b""


def test_the_order_of_lists_in_the_file_changes_nothing(run: Run, decision: Path) -> None:
    before = run("analyse", decision, "--json").stdout
    text = decision.read_text(encoding="utf-8")
    head, rest = text.split("people:\n")
    people, tail = rest.split("commitments:\n", 1)
    shuffled = list(reversed(re.split(r"^(?=- )", people, flags=re.MULTILINE)[1:]))
    decision.write_text(f"{head}people:\n{''.join(shuffled)}commitments:\n{tail}", encoding="utf-8")
    assert run("analyse", decision, "--json").stdout == before


def test_the_day_can_be_another_one(run: Run, decision: Path) -> None:
    page = run("analyse", decision, "--on", "2027-04-12").stdout
    assert "Mon 12 April 2027" in page
    late = json.loads(run("analyse", decision, "--on", "2027-07-01", "--json").stdout)
    assert [c["ahead"] for c in late["commitments"]] == [False, False]


def test_the_schema_is_a_schema(run: Run) -> None:
    result = run("schema")
    assert result.exit_code == 0
    jsonschema.Draft202012Validator.check_schema(json.loads(result.stdout))


def test_explaining_says_what_may_help_and_what_not(run: Run, decision: Path) -> None:
    page = run("explain", decision, "P01:femke").stdout
    for part in (
        "What it rests on",
        "playmaker",
        "coach",
        "facilitator",
        "organiser",
        "Better not",
        "Sources",
    ):
        assert part in page
    assert "LIND1990" in page
    assert "https://doi.org/10.1037/0022-3514.59.5.952" in page
    assert run("explain", decision, "p01").stdout == page


def test_an_unverified_source_says_so(run: Run) -> None:
    assert "(not verified)" in run("knowledge", "R10").stdout
    assert "(not verified)" not in run("knowledge", "P01").stdout


def test_help_imports_nothing_heavy(process: Process, capsys: pytest.CaptureFixture[str]) -> None:
    begin = time.perf_counter()
    result = process("--help", env={"PYTHONPROFILEIMPORTTIME": "1"})
    took = time.perf_counter() - begin
    for heavy in (
        b"numpy",
        b"scipy",
        b"pydantic",
        b"ruamel",
        b"rich",
        b"beforehand.engine",
        b"beforehand.knowledge",
    ):
        assert not re.search(rb"\| +" + heavy + rb"\b", result.stderr), heavy
    with capsys.disabled():
        print(f"\nhelp took {took:.2f} s with imports traced (budget 0.4 s)")


def test_of_many_names_a_dozen_are_said_and_the_rest_is_a_number() -> None:
    voice = Voice(catalogue("nl"), load(), Titles(title="", question=""), date(2027, 3, 15))
    assert voice.few(["An"] * 3) == ["An"]
    thirteen = [f"P{n}" for n in range(13)]
    assert voice.few(thirteen) == thirteen
    assert voice.few([*thirteen, "P13"]) == [*thirteen[:12], "nog 2"]
