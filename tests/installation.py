"""An installation in a folder of its own, started and spoken to as whoever installs does: by the command line."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from tests.postgresql import free_port

ROOT = Path(__file__).parents[1]
BEFOREHAND = Path(sys.executable).parent / "beforehand"


class Installation:
    """A home, a database and a key file."""

    def __init__(self, home: Path, url: str | None = None) -> None:
        self.home = home
        ours = ("BEFOREHAND_", "DATABASE_URL", "DJANGO_")
        self.env = {k: v for k, v in os.environ.items() if not k.startswith(ours)}
        self.env |= {
            "BEFOREHAND_HOME": str(home),
            "DJANGO_SETTINGS_MODULE": "beforehand.config.settings",
            "BEFOREHAND_LANG": "en",
        }
        if url is not None:
            self.env["DATABASE_URL"] = url
        self.server: subprocess.Popen[str] | None = None
        self.port = 0

    @property
    def key_file(self) -> Path:
        return self.home / "keys" / "beforehand.key"

    def beforehand(self, *arguments: str, code: int = 0, **env: str) -> str:
        """Run a command, see how it ends, and return all it said."""
        done = subprocess.run(
            [BEFOREHAND, *arguments],
            env=self.env | env,
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == code, (done.stdout, done.stderr)
        return done.stdout + done.stderr

    def inside(self, what: str, *more: str) -> Any:
        """Do something inside; see ``tests.running.inside``."""
        done = subprocess.run(
            [sys.executable, "-m", "tests.running.inside", what, *more], env=self.env, cwd=ROOT, capture_output=True,
            text=True, timeout=300, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def start(self, *arguments: str, wait: float = 120) -> "subprocess.Popen[str]":
        """Start the server with its worker, and wait until it says where it runs."""
        self.port = self.port or free_port()
        with (self.home.parent / "said").open("a") as said:
            self.server = subprocess.Popen(
                [BEFOREHAND, "serve", "--port", str(self.port), *arguments], env=self.env, cwd=ROOT, text=True,
                stdout=said, stderr=subprocess.STDOUT,
            )  # fmt: skip
        until = time.monotonic() + wait
        while time.monotonic() < until and self.server.poll() is None:
            if self.status("/language/") is not None:
                return self.server
            time.sleep(0.05)
        raise AssertionError((self.home.parent / "said").read_text())

    def status(self, path: str) -> int | None:
        """Return the status the server answers with, None when nobody is there."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=5) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as refused:
            refused.close()
            return refused.code
        except OSError:
            return None

    def processes(self) -> list[int]:
        """Return every process of its server and worker that runs, the one that watches first."""
        mark = f"BEFOREHAND_HOME={self.home}\0".encode()
        ours = (b"beforehand.cli.serving", b"beforehand\0serve")
        found = []
        for place in Path("/proc").iterdir():
            if place.name.isdecimal():
                try:
                    state = (place / "stat").read_text().rpartition(")")[2].split()[0]
                    called = (place / "cmdline").read_bytes()
                    started = any(part in called for part in ours)
                    if started and state != "Z" and mark in (place / "environ").read_bytes():
                        found.append(int(place.name))
                except OSError:
                    continue
        watching = -1 if self.server is None else self.server.pid
        return sorted(found, key=lambda process: (process != watching, process))

    def stop(self, sign: int = signal.SIGTERM) -> int:
        """Stop the server and return how it ended."""
        assert self.server is not None
        self.server.send_signal(sign)
        return self.server.wait(40)

    def clear(self) -> None:
        """End whatever of it still runs."""
        for process in self.processes():
            try:
                os.kill(process, signal.SIGKILL)
            except ProcessLookupError:
                continue
        if self.server is not None:
            self.server.wait(10)
