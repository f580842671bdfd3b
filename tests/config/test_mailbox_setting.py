"""The address of the mailbox for answers is read as people write it, and refused in words."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

READ = "import json; from beforehand.config import settings as s; print(json.dumps([s.IMAP, s.CALENDARS_INSIDE]))"


def read(home: Path, **more: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("BEFOREHAND_")}
    return subprocess.run(
        [sys.executable, "-c", READ],
        env={**clean, "BEFOREHAND_HOME": str(home), **more},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("url", "means"),
    [
        ("imap+ssl://answers%40example.org:p%2Fw@mail.example.org", ("tls", None, "INBOX")),
        ("imap+tls://answers%40example.org:p%2Fw@mail.example.org:1143/Talks", ("starttls", 1143, "Talks")),
        ("imap://answers%40example.org:p%2Fw@mail.example.org/A%20B", ("none", None, "A B")),
    ],
)
def test_each_way_is_understood(tmp_path: Path, url: str, means: tuple[str, int | None, str]) -> None:
    imap, _ = json.loads(read(tmp_path, BEFOREHAND_IMAP_URL=url).stdout)
    assert (imap["host"], imap["user"], imap["password"]) == (
        "mail.example.org",
        "answers@example.org",
        "p/w",
    )
    assert (imap["security"], imap["port"], imap["folder"]) == means


@pytest.mark.parametrize(
    "url", ["https://mail.example.org", "imap+ssl://mail.example.org", "imap+ssl://user@"]
)
def test_what_is_no_mailbox_is_refused_and_not_repeated(tmp_path: Path, url: str) -> None:
    done = read(tmp_path, BEFOREHAND_IMAP_URL=url)
    assert done.returncode
    assert "BEFOREHAND_IMAP_URL reads imap+ssl://" in done.stderr


def test_networks_inside_are_read(tmp_path: Path) -> None:
    assert json.loads(read(tmp_path).stdout) == [{}, []]
    found = json.loads(read(tmp_path, BEFOREHAND_CALENDARS_INSIDE="10.20.0.0/16,10.30.0.0/16").stdout)
    assert found[1] == ["10.20.0.0/16", "10.30.0.0/16"]
    assert read(tmp_path, BEFOREHAND_CALENDARS_INSIDE="intranet").returncode
