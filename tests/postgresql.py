"""A PostgreSQL of the tests' own: started from installed binaries, in a folder that goes away.

PostgreSQL refuses to run as root; started by root it runs as ``postgres`` or else ``nobody``. It listens on a free
port of loopback, asks for a password made up on the spot, and stops when its starter stops, also by ``kill -9``.
"""

import ctypes
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MISSING = "PostgreSQL is not installed here. Install it first: sudo apt install postgresql"
QUICK = (
    "fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=128MB", "max_connections=150",
)  # fmt: skip
DURABLE = ("fsync=on", "synchronous_commit=on", "shared_buffers=256MB", "max_connections=150")
PR_SET_PDEATHSIG = 1


@dataclass(frozen=True)
class Cluster:
    """A running PostgreSQL."""

    port: int
    password: str
    folder: Path
    process: "subprocess.Popen[bytes]"

    def url(self, database: str = "postgres") -> str:
        """Return the address as ``DATABASE_URL`` takes it."""
        return f"postgres://beforehand:{self.password}@127.0.0.1:{self.port}/{database}"

    def create(self, database: str, *, like: str = "template0") -> str:
        """Make a database, empty or as another one nobody is connected to, and return its address."""
        import psycopg

        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{database}" TEMPLATE "{like}"')  # type: ignore[call-overload]
        return self.url(database)


def binaries() -> Path | None:
    """Return the folder with the newest installed ``initdb``."""
    found = list(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if found:
        return max(found, key=lambda path: int(path.parts[-3]) if path.parts[-3].isdecimal() else 0).parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


@contextmanager
def postgresql(*, settings: tuple[str, ...] = QUICK) -> Iterator[Cluster]:
    """Start a PostgreSQL, hand it over, stop it and remove its files."""
    bin_ = binaries()
    if bin_ is None:
        raise RuntimeError(MISSING)
    folder = Path(tempfile.mkdtemp(prefix="beforehand-pg-", dir="/tmp"))
    who = _unprivileged(folder)
    password, port = secrets.token_hex(16), free_port()
    kept = folder / "password"
    kept.write_text(password)
    if who:
        shutil.chown(kept, who["user"], who["group"])
    data = folder / "data"
    subprocess.run(
        [bin_ / "initdb", "-D", data, "-U", "beforehand", "--auth=scram-sha-256", f"--pwfile={kept}", "-E", "UTF8",
         "--no-locale", "--no-sync"],
        check=True, stdout=subprocess.DEVNULL, cwd=folder, **who,
    )  # fmt: skip
    options = [part for setting in settings for part in ("-c", setting)]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [bin_ / "postgres", "-D", data, "-p", str(port), "-c", "listen_addresses=127.0.0.1", "-c",
             f"unix_socket_directories={folder}", *options],
            stdout=subprocess.DEVNULL, stderr=log, cwd=folder, start_new_session=True,
            preexec_fn=_stop_with_starter, **who,
        )  # fmt: skip
    try:
        cluster = Cluster(port, password, folder, process)
        _wait(cluster)
        yield cluster
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        shutil.rmtree(folder, ignore_errors=True)


def free_port() -> int:
    """Return a port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _unprivileged(folder: Path) -> dict[str, Any]:
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name for entry in pwd.getpwall()}
    user = "postgres" if "postgres" in names else "nobody"
    entry = pwd.getpwnam(user)
    os.chown(folder, entry.pw_uid, entry.pw_gid)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def _stop_with_starter() -> None:
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGINT)


def _wait(cluster: Cluster) -> None:
    import psycopg

    end = time.monotonic() + 30
    while True:
        try:
            psycopg.connect(cluster.url(), connect_timeout=2).close()
            return
        except psycopg.OperationalError:
            if cluster.process.poll() is not None or time.monotonic() > end:
                raise RuntimeError((cluster.folder / "log").read_text()[-2000:]) from None
            time.sleep(0.05)
