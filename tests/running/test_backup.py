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
Backed = tuple[Installation, dict[str, str], Path]


@pytest.fixture(scope="session")
def made() -> dict[str, bytes]:
    """The backups that were made, one for each database."""
    return {}


@pytest.fixture
def backed_up(filled: Filled, made: dict[str, bytes], tmp_path: Path) -> Backed:
    """An installation in which people have answered, what they said, and a backup of it: made once, it is the same."""
    (home, said), file = filled(), tmp_path / "monday.backup"
    kind = home.env.get("DATABASE_URL", "sqlite").partition(":")[0]
    if kind not in made:
        home.beforehand("backup", str(file))
        made[kind] = file.read_bytes()
    file.write_bytes(made[kind])
    return home, said, file


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


def test_a_backup_holds_neither_a_key_nor_anything_sealed(backed_up: Backed) -> None:
    home, said, file = backed_up
    kept = file.read_bytes()
    keys = read_key_file(home.key_file)
    for _, master in keys.masters:
        assert master not in kept
        assert master.hex().encode() not in kept
    assert keys.secret.encode() not in kept
    for text in said.values():
        assert text.encode() not in kept


def test_it_does_not_go_over_data_unless_told(backed_up: Backed) -> None:
    home, said, file = backed_up
    home.inside("rename")

    assert "--replace" in home.beforehand("restore", str(file), code=6)
    assert "Changed since" in home.inside("names")

    home.beforehand("restore", str(file), "--replace")
    assert "Changed since" not in home.inside("names")
    assert home.inside("written") == said


def test_a_backup_that_the_key_does_not_open_changes_nothing(backed_up: Backed) -> None:
    home, _, file = backed_up
    home.inside("rename")
    write_key_file(home.key_file, new_keys())

    complaint = home.beforehand("restore", str(file), "--replace", code=6)

    assert "does not open this backup" in complaint
    assert "Changed since" in home.inside("names")


def test_without_any_key_file_a_backup_with_answers_is_not_put_back(
    backed_up: Backed, place: Install
) -> None:
    other, (_, _, file) = place("other"), backed_up
    assert "there is no key file" in other.beforehand("restore", str(file), code=6)
    assert not other.key_file.exists()


@ON_ONE
def test_what_is_no_whole_backup_is_refused(backed_up: Backed) -> None:
    home, said, file = backed_up
    whole = file.read_bytes()
    for damaged in (b"", b"Dear all,", whole[: len(whole) // 2]):
        file.write_bytes(damaged)
        complaint = home.beforehand("restore", str(file), "--replace", code=6)
        assert "Traceback" not in complaint
    assert home.inside("written") == said


def test_a_backup_of_the_other_database_is_refused(
    backed_up: Backed, install: Install, cluster: Cluster
) -> None:
    home, _, file = backed_up
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
