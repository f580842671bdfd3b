"""kill -9 of whatever part of server and worker, at random moments under load: what was acknowledged is there."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from email import message_from_bytes
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from tests.installation import ROOT, Installation
from tests.load import Crowd, arrive
from tests.postgresql import free_port

KILLS = int(os.environ.get("BEFOREHAND_TEST_KILLS", "4"))
PEOPLE = 12
PAUSE = 0.0 if "BEFOREHAND_TEST_KILLS" in os.environ else 0.03
"""Seconds between two answers of a person: hundreds a second, and something is left for whoever tells other stories."""
Install = Callable[..., Installation]


class Letters:
    """A mail server that keeps who got which letter."""

    def __init__(self) -> None:
        self.got: dict[str, list[str]] = defaultdict(list)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        """Take a letter."""
        self.got[envelope.rcpt_tos[0]].append(str(message_from_bytes(envelope.content)["Message-ID"]))
        return "250 OK"


@pytest.fixture
def letters() -> Iterator[tuple[Letters, int]]:
    """A mail server on loopback."""
    kept, port = Letters(), free_port()
    server = Controller(kept, hostname="127.0.0.1", port=port)
    server.start()
    yield kept, port
    server.stop()


def kill_one(home: Installation, victim: int) -> None:
    """Kill one of its processes; when it was the one that watches the others, see that nobody is left, and start anew."""
    try:
        os.kill(victim, signal.SIGKILL)
    except ProcessLookupError:
        return
    assert home.server is not None
    if victim == home.server.pid:
        home.server.wait(10)
        until = time.monotonic() + 5
        while home.processes() and time.monotonic() < until:
            time.sleep(0.05)
        assert home.processes() == [], "something outlived the one that started it"
        home.start()


def test_killed_at_random_moments_nothing_acknowledged_is_lost(
    prepared: Install, letters: tuple[Letters, int], request: pytest.FixtureRequest
) -> None:
    home, (kept, port) = prepared(), letters
    home.env["BEFOREHAND_SMTP_URL"] = f"smtp://127.0.0.1:{port}"
    made = home.inside("crowd", str(PEOPLE))
    home.start()
    people = [arrive(home.port, p["link"], p["seat"], made["decision"]) for p in made["people"]]
    crowd = Crowd(home.port, people, PAUSE)
    kills = KILLS // 2
    chance = random.Random(request.node.name)
    done = threading.Event()
    load = threading.Thread(target=crowd.answer_until, args=(done.is_set,))
    asking = subprocess.Popen(
        [sys.executable, "-m", "tests.running.inside", "ask_links", str(kills)], env=home.env, cwd=ROOT,
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    load.start()
    try:
        answered = time.monotonic() + 60
        while not crowd.milliseconds and time.monotonic() < answered:
            time.sleep(0.05)
        for n in range(kills):
            time.sleep(chance.uniform(0.1, 1.5))
            running = home.processes()
            # The first takes all of them along, so that somebody is cut off however few kills there are.
            if running and home.server is not None:
                kill_one(home, chance.choice(running) if n else home.server.pid)
        assert asking.wait(120) == 0
    finally:
        asking.kill()
        asking.wait()
        done.set()
        load.join(30)
    assert crowd.cut_off > 0, "nobody noticed anything: the load was not on"
    assert crowd.wrong == []

    stored = home.inside("written")
    for person in crowd.people:
        assert person.tries > 1
        own = [text for text in stored.values() if person.seat in text]
        assert len(own) == 1, "half an answer, or two"
        assert own[0] in person.may_be_stored

    home.stop()
    home.start()
    state = _when_done(home)
    assert state["jobs"] == 0
    assert state["runs"] == [[scope, state["version"]] for scope, _ in state["runs"]]
    assert len(state["runs"]) == 2, "the analysis of the last change, once per run"
    home.stop()
    assert home.inside("settle") == ["sent"]
    assert len(kept.got) == PEOPLE, "somebody did not get the letter they asked for"
    assert all(len(set(ids)) == 1 for ids in kept.got.values()), "somebody got two"


def _when_done(home: Installation) -> Any:
    until = time.monotonic() + 60
    while True:
        state = home.inside("left")
        if state["jobs"] == 0 or time.monotonic() > until:
            return state
        time.sleep(1)
