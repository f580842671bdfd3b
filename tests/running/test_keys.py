"""The key file: made once, never over data, changed without a moment in which something does not open."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.installation import Installation
from tests.postgresql import free_port
from tests.running.conftest import ON_ONE

from beforehand.vault.keys import new_keys, read_key_file, write_key_file

Install = Callable[..., Installation]
Filled = Callable[..., tuple[Installation, dict[str, str]]]


def test_the_first_start_makes_a_key_file_for_its_owner_alone(install: Install) -> None:
    home = install()
    said = home.beforehand("prepare")
    assert str(home.key_file) in said
    assert stat.S_IMODE(home.key_file.stat().st_mode) == 0o600
    assert stat.S_IMODE(home.home.stat().st_mode) == 0o700
    before = home.key_file.read_bytes()
    home.beforehand("prepare")
    assert home.key_file.read_bytes() == before


@ON_ONE
def test_without_its_key_file_it_refuses_and_makes_no_new_one(filled: Filled, tmp_path: Path) -> None:
    home, said = filled()
    kept = home.key_file.rename(tmp_path / "kept.key")
    for command in (["prepare"], ["serve", "--port", str(free_port())], ["keys", "rotate"]):
        complaint = home.beforehand(*command, code=6)
        assert "there is no key file" in complaint
        assert "Put back the copy of the key file" in complaint
        assert not home.key_file.exists()
    kept.rename(home.key_file)
    assert home.inside("written") == said


def test_with_another_key_file_it_refuses(filled: Filled) -> None:
    home, _ = filled()
    write_key_file(home.key_file, new_keys())
    assert "does not fit" in home.beforehand("prepare", code=6)
    assert "does not fit" in home.beforehand("check", code=6)
    assert "Nothing was changed" in home.beforehand("keys", "rotate", code=6)


@ON_ONE
@pytest.mark.parametrize("command", ["prepare", "check"])
def test_in_dutch_it_says_in_dutch_why_a_key_does_not_fit(filled: Filled, command: str) -> None:
    home, _ = filled()
    write_key_file(home.key_file, new_keys())
    said = home.beforehand(command, code=6, BEFOREHAND_LANG="nl")
    assert "waarmee deze gegevens zijn verzegeld" in said
    assert "does not" not in said
    home.key_file.write_bytes(b"beforehand keys 1\n")
    said = home.beforehand(command, code=6, BEFOREHAND_LANG="nl")
    assert "is geen volledig sleutelbestand" in said
    home.key_file.unlink()
    if command == "prepare":
        assert "er is geen sleutelbestand op" in home.beforehand(command, code=6, BEFOREHAND_LANG="nl")


@ON_ONE
@pytest.mark.parametrize(
    "damage", [b"", b"\xff\xfe", b"beforehand keys 1\nsecret x\n", b"beforehand keys 1\nmaster a b\n"]
)
def test_a_damaged_key_file_is_said_to_be_one(filled: Filled, damage: bytes) -> None:
    home, _ = filled()
    secret = read_key_file(home.key_file).secret
    home.key_file.write_bytes(damage)
    complaint = home.beforehand("prepare", code=6)
    assert "Put back the copy" in complaint
    assert secret not in complaint
    assert "Traceback" not in complaint


@ON_ONE
def test_a_key_file_that_others_can_read_is_refused(filled: Filled) -> None:
    home, _ = filled()
    os.chmod(home.key_file, 0o644)
    assert f"chmod 600 {home.key_file}" in home.beforehand("prepare", code=6)


def test_a_change_of_key_leaves_everything_readable_and_the_old_key_useless(filled: Filled) -> None:
    home, said = filled()
    old = read_key_file(home.key_file)
    assert old.current in home.beforehand("keys", "show")

    told = home.beforehand("keys", "rotate")

    new = read_key_file(home.key_file)
    assert new.current in told
    assert new.secret == old.secret, "links and sessions stay as they are"
    assert [name for name, _ in new.masters] != [name for name, _ in old.masters]
    assert home.inside("masters") == [new.current]
    assert home.inside("written") == said
    home.beforehand("keys", "rotate")
    assert home.inside("written") == said
    shown = home.beforehand("keys", "show")
    assert not any(part in shown for part in home.key_file.read_text().split() if len(part) > 20)

    write_key_file(home.key_file, old)
    assert "does not fit" in home.beforehand("check", code=6)


def test_killed_at_any_step_of_a_change_of_key_nothing_is_lost(filled: Filled) -> None:
    home, said = filled()
    home.inside("keys")

    ended = home.inside("rotate_and_die")

    assert ended["ended"] == 0
    assert ended["masters"] == 1
    assert ended["killed"] >= 8
    assert home.inside("written") == said
