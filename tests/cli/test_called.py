"""What to type next can be typed as it stands."""

from pathlib import Path

import pytest

from beforehand.cli.called import called


@pytest.fixture
def command(tmp_path: Path) -> Path:
    path = tmp_path / "beforehand"
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


def test_the_bare_name_when_it_finds_the_same_command(command: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(command.parent))
    assert called(str(command)) == "beforehand"


def test_the_path_as_typed_when_the_bare_name_finds_nothing(
    command: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    assert called(str(command)) == str(command)
