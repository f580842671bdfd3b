"""A PostgreSQL database copied with its own tools, and put back in one transaction."""

import os
import secrets
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

HEAD = b"PGDMP"
TABLE = "vault_data_key"


class ToolError(Exception):
    """One of PostgreSQL's own tools is missing or did not do its work."""


def copy_out(database: Mapping[str, Any], target: Path) -> None:
    """Write a consistent copy to ``target``; it appears whole or not at all."""
    beside = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    os.close(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        _run(database, "pg_dump", "--format=custom", "--no-owner", "--no-acl", f"--file={beside}")
        with beside.open("rb") as file:
            os.fsync(file.fileno())
        os.replace(beside, target)
    finally:
        beside.unlink(missing_ok=True)


def put_back(source: Path, database: Mapping[str, Any], scratch: Path) -> None:
    """Replace what is in the database by ``source``: all of it, or, when broken off, nothing.

    The copy is first written out whole as ``scratch``: psql would take half a stream for all of it.
    """
    try:
        scratch.touch(mode=0o600)
        _run(
            database, "pg_restore", "--no-owner", "--no-acl", f"--file={scratch}", str(source), connect=False
        )
        _run(
            database, "psql", "--quiet", "--no-psqlrc", "--single-transaction", "--set=ON_ERROR_STOP=1",
            "--command=SET client_min_messages=warning; DROP SCHEMA public CASCADE; CREATE SCHEMA public;",
            f"--file={scratch}", "--output=/dev/null",
        )  # fmt: skip
    finally:
        scratch.unlink(missing_ok=True)


def wrapped_keys(source: Path) -> Iterator[tuple[bytes, str, bytes]]:
    """Read the wrapped keys in a copy.

    Raises
    ------
    ToolError
        When it is not a copy of a Beforehand database.
    """
    said = _run({}, "pg_restore", "--data-only", f"--table={TABLE}", "--file=-", str(source), connect=False)
    names: list[str] = []
    for line in said.splitlines():
        if line.startswith(f"COPY public.{TABLE} ("):
            names = line.partition("(")[2].partition(")")[0].split(", ")
        elif line == "\\.":
            return
        elif names:
            row = dict(zip(names, line.split("\t"), strict=True))
            yield UUID(row["id"]).bytes, row["master"], bytes.fromhex(row["wrapped"].removeprefix("\\\\x"))
    raise ToolError("this is not a copy of a Beforehand database")


def tool(name: str) -> str:
    """Return where one of PostgreSQL's tools is, the newest when there are several."""
    found = list(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    if found:
        return str(max(found, key=lambda path: int(path.parts[-3]) if path.parts[-3].isdecimal() else 0))
    on_path = shutil.which(name)
    if on_path is None:
        raise ToolError(f"{name} is not installed here: sudo apt install postgresql-client")
    return on_path


def _run(database: Mapping[str, Any], name: str, *arguments: str, connect: bool = True) -> str:
    # By the environment: what stands on a command line, everybody on the machine can read.
    places = {
        "PGHOST": "HOST",
        "PGPORT": "PORT",
        "PGUSER": "USER",
        "PGPASSWORD": "PASSWORD",
        "PGDATABASE": "NAME",
    }
    said = {to: str(database[of]) for to, of in places.items() if connect and database.get(of)}
    done = subprocess.run(
        [tool(name), *arguments], env={**os.environ, **said}, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        last = [line for line in done.stderr.strip().split("\n") if line][-1:] or ["it did not say why"]
        raise ToolError(f"{name}: {last[0]}")
    return done.stdout
