"""One command serves pages and does jobs, and leaves nothing behind."""

import os
import signal
import time
from collections.abc import Callable

import pytest
from tests.installation import Installation
from tests.postgresql import free_port
from tests.running.conftest import ON_ONE

Filled = Callable[..., tuple[Installation, dict[str, str]]]
Install = Callable[..., Installation]


def gone(home: Installation) -> bool:
    """Wait a moment for every process of it to end."""
    until = time.monotonic() + 5
    while home.processes() and time.monotonic() < until:
        time.sleep(0.05)
    return home.processes() == []


@ON_ONE
@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_whole_when_asked(filled: Filled, sign: int) -> None:
    home, _ = filled()
    home.start()
    assert len(home.processes()) >= 6, "the one who watches, server, two processes, worker and its own"
    assert "Worker: running" in home.beforehand("check")
    assert home.stop(sign) == 0
    assert gone(home)
    assert "Traceback" not in (home.home.parent / "said").read_text()


def test_a_part_that_is_killed_is_replaced_and_no_orphan_stays(filled: Filled) -> None:
    home, _ = filled()
    home.start()
    watching, *others = home.processes()
    for process in others:
        try:
            os.kill(process, signal.SIGKILL)
        except ProcessLookupError:
            continue
    until = time.monotonic() + 30
    while home.status("/language/") is None and time.monotonic() < until:
        time.sleep(0.1)
    assert home.status("/language/") is not None
    assert not set(others) & set(home.processes())
    os.kill(watching, signal.SIGKILL)
    assert gone(home)


@ON_ONE
def test_two_on_one_home_is_refused_and_so_is_what_must_be_alone(filled: Filled, install: Install) -> None:
    home, _ = filled()
    home.start()
    for command in (["serve", "--port", str(free_port())], ["keys", "rotate"], ["prepare"]):
        assert "already runs" in home.beforehand(*command, code=6)
    home.beforehand("backup", str(home.home / "while-it-runs.backup"))


@ON_ONE
def test_a_port_that_is_taken_is_said(filled: Filled, install: Install) -> None:
    home, _ = filled()
    home.start()
    other = install("other")
    assert "Something else listens" in other.beforehand("serve", "--port", str(home.port), code=6)


def test_the_demo_answers_on_this_machine_only(install: Install) -> None:
    home = install()
    assert "this machine only" in home.beforehand("serve", "--demo", "--host", "0.0.0.0", code=2)
    said = home.beforehand("serve", "--host", "0.0.0.0", code=2, BEFOREHAND_DEMO="1")
    assert "this machine only" in said
    assert not home.home.exists()


def test_others_may_reach_it_only_under_an_address_that_was_given(install: Install) -> None:
    assert "BEFOREHAND_ADDRESS" in install().beforehand("serve", "--host", "0.0.0.0", code=2)


def test_the_demo_does_not_open_what_is_no_sample(filled: Filled) -> None:
    home, said = filled()
    assert "not the sample" in home.beforehand("serve", "--demo", "--port", str(free_port()), code=6)
    assert home.inside("written") == said


def test_the_demo_loads_the_sample_once_and_prints_links_that_work(install: Install) -> None:
    home = install()
    for _ in range(2):
        home.start("--demo")
        until = time.monotonic() + 20
        while "Ctrl-C" not in (home.home.parent / "said").read_text() and time.monotonic() < until:
            time.sleep(0.1)
        links = [w for w in (home.home.parent / "said").read_text().split() if "/l/" in w][-4:]
        assert len(set(links)) == 4, "facilitator, decider and two participants"
        assert all(home.status("/l/" + link.split("/l/")[1]) == 200 for link in links)
        home.stop()
        (home.home.parent / "said").unlink()
    assert len(home.inside("names")) < 30, "the sample is there once"


@pytest.mark.parametrize(
    "database", ["postgres://nobody:geheim@127.0.0.1:1/none", "sqlite:////proc/none/x.sqlite3"]
)
def test_a_database_that_is_not_there_is_said_without_its_password(install: Install, database: str) -> None:
    said = install("home", database).beforehand("prepare", code=6)
    assert "geheim" not in said
    assert "Traceback" not in said
