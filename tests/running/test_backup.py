"""A backup holds everything but the key file, and goes back whole or not at all."""

import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.installation import Installation
from tests.postgresql import Cluster
from tests.running.conftest import ON_ONE

from beforehand.vault.keys import new_keys, read_key_file, write_key_file

Install = Callable[..., Installation]
Filled = Callable[..., tuple[Installation, dict[str, str]]]


def test_a_backup_goes_back_into_an_empty_installation_with_the_same_key(
    filled: Filled, place: Install, tmp_path: Path
) -> None:
    (home, said), other, file = filled(), place("other"), tmp_path / "monday.backup"

    told = home.beforehand("backup", str(file))

    assert str(home.key_file) in told
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    other.key_file.parent.mkdir(parents=True)
    write_key_file(other.key_file, read_key_file(home.key_file))
    other.beforehand("restore", str(file))
    assert other.inside("written") == said
    assert other.inside("names") == home.inside("names")
    assert "fits" in other.beforehand("check")


def test_a_backup_holds_neither_a_key_nor_anything_sealed(filled: Filled, tmp_path: Path) -> None:
    (home, said), file = filled(), tmp_path / "monday.backup"
    home.beforehand("backup", str(file))
    kept = file.read_bytes()
    keys = read_key_file(home.key_file)
    for _, master in keys.masters:
        assert master not in kept
        assert master.hex().encode() not in kept
    assert keys.secret.encode() not in kept
    for text in said.values():
        assert text.encode() not in kept


def test_it_does_not_go_over_data_unless_told(filled: Filled, tmp_path: Path) -> None:
    (home, said), file = filled(), tmp_path / "monday.backup"
    home.beforehand("backup", str(file))
    home.inside("rename")

    assert "--replace" in home.beforehand("restore", str(file), code=6)
    assert "Changed since" in home.inside("names")

    home.beforehand("restore", str(file), "--replace")
    assert "Changed since" not in home.inside("names")
    assert home.inside("written") == said


def test_a_backup_that_the_key_does_not_open_changes_nothing(filled: Filled, tmp_path: Path) -> None:
    (home, _), file = filled(), tmp_path / "monday.backup"
    home.beforehand("backup", str(file))
    home.inside("rename")
    write_key_file(home.key_file, new_keys())

    complaint = home.beforehand("restore", str(file), "--replace", code=6)

    assert "does not open this backup" in complaint
    assert "Changed since" in home.inside("names")


def test_without_any_key_file_a_backup_with_answers_is_not_put_back(
    filled: Filled, place: Install, tmp_path: Path
) -> None:
    (home, _), other, file = filled(), place("other"), tmp_path / "monday.backup"
    home.beforehand("backup", str(file))
    assert "there is no key file" in other.beforehand("restore", str(file), code=6)
    assert not other.key_file.exists()


@ON_ONE
@pytest.mark.parametrize("what", ["nothing", "text", "half"])
def test_what_is_no_whole_backup_is_refused(filled: Filled, tmp_path: Path, what: str) -> None:
    (home, said), file = filled(), tmp_path / "monday.backup"
    home.beforehand("backup", str(file))
    whole = file.read_bytes()
    file.write_bytes({"nothing": b"", "text": b"Dear all,", "half": whole[: len(whole) // 2]}[what])

    complaint = home.beforehand("restore", str(file), "--replace", code=6)

    assert "Traceback" not in complaint
    assert home.inside("written") == said


def test_a_backup_of_the_other_database_is_refused(
    filled: Filled, install: Install, cluster: Cluster, tmp_path: Path
) -> None:
    (home, _), file = filled(), tmp_path / "monday.backup"
    home.beforehand("backup", str(file))
    other = install("here") if "DATABASE_URL" in home.env else install("there", cluster.create("there"))
    assert "was made from" in other.beforehand("restore", str(file), code=6)


def test_nothing_is_written_over_and_a_folder_that_is_not_there_is_said(
    ready: Install, tmp_path: Path
) -> None:
    home, file = ready(), tmp_path / "monday.backup"
    file.write_text("mine")
    assert "is there already" in home.beforehand("backup", str(file), code=6)
    assert file.read_text() == "mine"
    assert "could not be made" in home.beforehand("backup", str(tmp_path / "no" / "where"), code=6)
    assert "is not there" in home.beforehand("restore", str(tmp_path / "nothing"), code=3)
