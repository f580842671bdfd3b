"""A SQLite database copied while it is in use, and put back in one transaction."""

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

HEAD = b"SQLite format 3\0"
PAGES_AT_ONCE = 2000


def copy_out(database: Path, target: Path) -> None:
    """Write a consistent copy of ``database`` to ``target``; it appears whole or not at all."""
    beside = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    os.close(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        with (
            closing(sqlite3.connect(database, timeout=30)) as source,
            closing(sqlite3.connect(beside)) as copy,
        ):
            source.backup(copy, pages=PAGES_AT_ONCE)
            copy.execute("PRAGMA journal_mode=DELETE")
            _see_that_it_is_whole(copy)
        with beside.open("rb") as file:
            os.fsync(file.fileno())
        os.replace(beside, target)
    finally:
        beside.unlink(missing_ok=True)


def put_back(source: Path, database: Path) -> None:
    """Replace what is in ``database`` by ``source``: all of it, or, when broken off, nothing."""
    with closing(_reading(source)) as kept, closing(sqlite3.connect(database, timeout=30)) as here:
        _see_that_it_is_whole(kept)
        kept.backup(here)  # in one step: a copy in parts would let go of the lock in between
        here.execute("PRAGMA journal_mode=WAL")


def wrapped_keys(source: Path) -> Iterator[tuple[bytes, str, bytes]]:
    """Read the wrapped keys in a copy.

    Raises
    ------
    sqlite3.DatabaseError
        When it is not a copy of a Beforehand database.
    """
    from uuid import UUID

    with closing(_reading(source)) as kept:
        for about, master, wrapped in kept.execute("SELECT id, master, wrapped FROM vault_data_key"):
            yield UUID(about).bytes, master, bytes(wrapped)


def _reading(source: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro&immutable=1", uri=True)


def _see_that_it_is_whole(connection: sqlite3.Connection) -> None:
    (said,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if said != "ok":
        raise sqlite3.DatabaseError("the copy is damaged")
