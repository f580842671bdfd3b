"""Workers in processes of their own: two at once, and one that is killed while the server says yes."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from tests.outbox.post_office import PostOffice, kill, post_office
from tests.postgresql import MISSING, binaries, postgresql

ROOT = Path(__file__).parents[2]
WORKER = Path(__file__).with_name("worker.py")
Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'workers.sqlite3'}"
    elif binaries() is None:
        pytest.fail(MISSING, pytrace=False)
    else:
        with postgresql() as cluster:
            yield cluster.create("workers")


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with post_office() as opened:
        yield opened


@pytest.fixture
def start(database: str, office: PostOffice, tmp_path: Path) -> Iterator[Start]:
    running: list[subprocess.Popen[str]] = []

    def begin(*words: str) -> "subprocess.Popen[str]":
        env = {
            "PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "beforehand.config.settings",
            "BEFOREHAND_HOME": str(tmp_path), "DATABASE_URL": database,
            "BEFOREHAND_SMTP_URL": f"smtp://127.0.0.1:{office.port}", "PYTHONPATH": str(ROOT / "src"),
        }  # fmt: skip
        pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        running.append(subprocess.Popen([sys.executable, WORKER, *words], env=env, **pipes))
        return running[-1]

    yield begin
    for process in running:
        process.kill()
        process.communicate()


def said(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def go(process: "subprocess.Popen[str]") -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def test_of_two_workers_at_once_one_sends(start: Start, office: PostOffice) -> None:
    message = UUID(said(start("post")))
    office.slow = 0.5
    workers = [start("send", str(message), "0") for _ in range(2)]
    assert [said(worker) for worker in workers] == ["ready", "ready"]
    for worker in workers:
        go(worker)
    assert sorted(said(worker) for worker in workers) == ["not mine", "sent"]
    assert len(office.letters) == 1


def test_killed_while_the_server_says_yes_it_goes_again_with_the_same_id(
    start: Start, office: PostOffice
) -> None:
    message = UUID(said(start("post")))
    worker = start("send", str(message), "0")
    office.at_data = lambda: kill(worker.pid)
    assert said(worker) == "ready"
    go(worker)
    assert worker.wait(timeout=20) == -9
    office.at_data = None
    # Until the lease ends nobody takes it: the worker could still be at it.
    for minutes, how in (("5", "not mine"), ("11", "sent"), ("30", "not mine")):
        another = start("send", str(message), minutes)
        assert said(another) == "ready"
        go(another)
        assert said(another) == how
    assert office.ids[0] == office.ids[1]
    assert len(office.ids) == 2
