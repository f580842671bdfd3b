"""Somebody who kept the last line of a record checks, on any machine, that nobody changed it since."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.records.chains import DECISION, chain
from typer.testing import Result

from beforehand.records.rules.chain import head_of
from beforehand.records.rules.exported import chain_in_plain

Run = Callable[..., Result]
FIVE = chain(5)
HEAD = str(head_of(FIVE))


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A record of five entries, taken along."""
    path = tmp_path / "record.json"
    path.write_text(json.dumps(chain_in_plain(DECISION, FIVE, head_of(FIVE))), encoding="utf-8")
    return path


def rewrite(record: Path, old: str, new: str) -> None:
    said = record.read_text(encoding="utf-8")
    assert old in said
    record.write_text(said.replace(old, new, 1), encoding="utf-8")


def test_an_untouched_record_is_fine(run: Run, record: Path) -> None:
    done = run("verify", record, "--head", HEAD)
    assert done.exit_code == 0
    assert done.stdout == f"{record}: 5 entries, as they were written down\nIt leads to the head you kept.\n"


def test_without_a_head_it_says_what_cannot_be_seen(run: Run, record: Path) -> None:
    done = run("verify", record)
    assert done.exit_code == 0
    assert f"It ends at {HEAD}" in done.stdout
    assert "Without a head you kept apart (--head)" in done.stdout


def test_in_dutch(run: Run, record: Path) -> None:
    assert "5 stukken, zoals ze zijn vastgelegd" in run("verify", record, "--lang", "nl").stdout
    rewrite(record, "cards (3)", "cards (8)")
    done = run("verify", record, "--lang", "nl")
    assert "stuk 3: de tekst van condition is niet wat is vastgelegd" in done.stderr


def test_a_changed_word_is_found_with_its_entry(run: Run, record: Path) -> None:
    rewrite(record, "cards (3)", "cards (8)")
    done = run("verify", record)
    assert done.exit_code == 1
    assert done.stderr.splitlines() == [
        f"{record}: entry 3: the text of condition is not what was written down",
        f"{record}: 1 thing is wrong",
    ]


def test_dropped_entries_are_found_with_the_head_that_was_kept(run: Run, record: Path) -> None:
    shorter = FIVE[:4]
    record.write_text(json.dumps(chain_in_plain(DECISION, shorter, head_of(shorter))), encoding="utf-8")
    assert run("verify", record).exit_code == 0  # the file alone cannot tell
    done = run("verify", record, "--head", HEAD)
    assert done.exit_code == 1
    assert "entry 5 was there when the head was noted down, and is missing" in done.stderr


def test_a_record_that_was_made_anew_is_found(run: Run, record: Path) -> None:
    anew = chain(5, said="Nobody keeps a card")
    record.write_text(json.dumps(chain_in_plain(DECISION, anew, head_of(anew))), encoding="utf-8")
    assert run("verify", record).exit_code == 0
    assert "the record was made anew" in run("verify", record, "--head", HEAD).stderr
    assert "or it was made anew" in run("verify", record, "--head", HEAD.split(":")[1]).stderr


def test_what_the_file_says_of_its_own_end_must_fit(run: Run, record: Path) -> None:
    rewrite(record, '"head": {"seq": 5', '"head": {"seq": 6')
    assert run("verify", record).exit_code == 1


def test_parts_without_text_are_counted(run: Run, record: Path) -> None:
    document = json.loads(record.read_text(encoding="utf-8"))
    for name in ("salt", "text"):
        del document["entries"][0]["parts"][0][name]
    record.write_text(json.dumps(document), encoding="utf-8")
    done = run("verify", record, "--head", HEAD)
    assert done.exit_code == 0
    assert "1 part has no text here" in done.stdout


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff", b"schema: beforehand-decision/1"])
def test_what_is_no_record_is_unreadable(run: Run, record: Path, content: bytes) -> None:
    record.write_bytes(content)
    done = run("verify", record)
    assert (done.exit_code, done.stderr) == (2, f"{record} is not the JSON of a record.\n")


def test_a_file_that_is_not_there(run: Run, tmp_path: Path) -> None:
    done = run("verify", tmp_path / "none.json")
    assert done.exit_code == 2
    assert "There is no file" in done.stderr
    assert run("verify", tmp_path).exit_code == 2


@pytest.mark.parametrize("head", ["", "yesterday", "12:abc"])
def test_a_head_that_is_none_is_refused_before_anything_is_said(run: Run, record: Path, head: str) -> None:
    done = run("verify", record, "--head", head)
    assert done.exit_code == 2
    assert "--head is a line such as" in done.stderr


def test_from_standard_input(run: Run, record: Path) -> None:
    assert run("verify", "-", "--head", HEAD, stdin=record.read_bytes()).exit_code == 0


def test_a_name_with_control_letters_does_nothing_to_the_terminal(run: Run, record: Path) -> None:
    rewrite(record, '"name": "by"', '"name": "b\\u001b[31my"')
    done = run("verify", record)
    assert done.exit_code == 1
    assert "\x1b" not in done.stderr


def test_its_help_names_its_own_exit_codes(run: Run) -> None:
    told = " ".join(run("verify", "--help").stdout.split())
    assert "0 the record is as it was written down" in told
    assert "2 the file is not there or is no record" in told
    assert "3 the file" not in told


def test_it_needs_neither_the_application_nor_a_database(
    process: Callable[..., object], record: Path
) -> None:
    import subprocess
    import sys

    script = (
        "import sys; sys.modules['django'] = None; sys.modules['beforehand.config'] = None\n"
        "from beforehand.cli.app import main\n"
        f"sys.argv = ['beforehand', 'verify', {str(record)!r}, '--head', {HEAD!r}]\n"
        "main()"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
