"""Two processes, the server and the worker, started together, replaced when one falls, stopped together."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import FrameType

from beforehand.cli.serving.lifeline import STARTED_BY

FALLS = 6
SHORT = 3.0
PATIENCE = 25.0


@dataclass
class Kept:
    """A process that is kept running."""

    arguments: Sequence[str]
    process: "subprocess.Popen[bytes] | None" = None
    started: float = 0.0
    falls: int = 0

    def start(self) -> None:
        """Start it, in a session of its own: Ctrl-C reaches the one who watches, who stops both in order."""
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, "-m", *self.arguments],
            env={**os.environ, STARTED_BY: str(os.getpid())},
            start_new_session=True,
        )

    def fell(self) -> bool:
        """Tell whether it ended without being asked to."""
        return self.process is None or self.process.poll() is not None


@dataclass
class Watch:
    """Keeps processes running until it is told to stop, or one keeps falling right after its start."""

    kept: list[Kept]
    stopping: bool = field(default=False, init=False)

    def start(self) -> None:
        """Start all, and listen for the signals that stop."""
        for sign in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(sign, self._stop)
        for one in self.kept:
            one.start()

    def keep(self, ready: Callable[[], bool], say: Callable[[], None]) -> bool:
        """Keep them running; ``say`` once they are ``ready``. False when one fell too often."""
        said = False
        while not self.stopping:
            if not said and ready() and not self.stopping:
                said = True
                say()
            for one in self.kept:
                if one.fell() and not self._again(one):
                    self.end()
                    return False
            time.sleep(0.2)
        self.end()
        return True

    def end(self) -> None:
        """Ask all to stop, wait, and end who does not."""
        self.stopping = True
        running = [one.process for one in self.kept if one.process is not None and not one.fell()]
        for process in running:
            process.terminate()
        until = time.monotonic() + PATIENCE
        for process in running:
            try:
                process.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _again(self, one: Kept) -> bool:
        quickly = time.monotonic() - one.started < SHORT
        one.falls = one.falls + 1 if quickly else 0
        if one.falls >= FALLS:
            return False
        if quickly:
            time.sleep(0.2 * one.falls)
        one.start()
        return True

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True
