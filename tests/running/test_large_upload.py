"""Fifty megabytes sent to the running server as a list of people: refused in words, and the server goes on."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import requests
from tests.installation import ROOT, Installation

BOUNDARY = "x" * 20
LINE = b"Somebody;somebody@crowd.example;IT;Nurse\r\n"
MEGABYTES = 50


HEAD = (
    f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="people.csv"\r\n'
    "Content-Type: text/csv\r\n\r\n"
).encode()
FOOT = f"\r\n--{BOUNDARY}--\r\n".encode()


def arrived(home: Installation) -> dict[str, str]:
    """Put the hospital group in it; return Karin's link and the decision."""
    inside = (
        "import django, json; django.setup(); from tests.oeverland import oeverland; home = oeverland();"
        "print(json.dumps({'link': home.link('karin'), 'decision': str(home.decision.pk)}))"
    )
    told = subprocess.run(
        [sys.executable, "-c", inside], env=home.env, cwd=ROOT, capture_output=True, text=True, check=True
    )
    made: dict[str, str] = json.loads(told.stdout)
    return made


def test_fifty_megabytes_are_refused_in_words_and_the_server_goes_on(
    ready: Callable[..., Installation], tmp_path: Path
) -> None:
    home = ready()
    karin = arrived(home)
    home.start()
    browser, where = requests.Session(), f"http://127.0.0.1:{home.port}"
    browser.headers["Accept-Language"] = "en"
    browser.get(where + urlsplit(karin["link"]).path, timeout=10)
    address = f"{where}/d/{karin['decision']}/people/import/"
    assert browser.get(address, timeout=10).status_code == 200
    sent = tmp_path / "sent"
    sent.write_bytes(HEAD + LINE * (MEGABYTES * 1_000_000 // len(LINE)) + FOOT)
    kind = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
    with sent.open("rb") as body:
        answer = browser.post(address, data=body, headers=kind, timeout=120)
    assert answer.status_code == 413
    assert "larger than 2 MB" in answer.text
    assert browser.get(address, timeout=10).status_code == 200
