"""``beforehand backup`` and ``beforehand restore``."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from beforehand.cli.keeping import postgresql, sqlite
from beforehand.cli.leaving import Code, Stop
from beforehand.cli.serving.home import held, how_to_put_back, open_application, tell, why_not
from beforehand.locale import Words


def backup(words: Words, file: str) -> None:
    """Copy the whole database to ``file``, also while the server runs; the key file stays out of it.

    Raises
    ------
    Stop
        When there is something at ``file`` already, or the copy cannot be made.
    """
    open_application(words)
    from django.conf import settings

    from beforehand.cli.serving.preparing import reach_database

    target = Path(file)
    if target.exists():
        raise Stop(Code.REFUSED, words.say("{file} is there already; nothing was written.", file=file))
    reach_database(words)
    database = settings.DATABASES["default"]
    try:
        if database["ENGINE"].endswith("sqlite3"):
            sqlite.copy_out(Path(database["NAME"]), target)
        else:
            postgresql.copy_out(database, target)
    except (OSError, sqlite3.Error, postgresql.ToolError) as fault:
        raise Stop(Code.REFUSED, words.say("The backup could not be made: {why}", why=_why(fault))) from None
    tell(
        words.say("Everything in the database is in {file}.", file=file),
        words.say("The key file is not, on purpose: {key}", key=settings.KEY_FILE),
        words.say(
            "Keep a copy of it somewhere else. Who holds both can read everything; who holds one, nothing sealed."
        ),
    )


def restore(words: Words, file: str, *, replace: bool) -> None:
    """Put the database back as it was when ``file`` was made; all of it or nothing.

    Raises
    ------
    Stop
        When the server runs, the key file does not fit the backup, or there is data and ``--replace`` was not said.
    """
    source = Path(file)
    if not source.is_file():
        raise Stop(Code.UNREADABLE, words.say("{file} is not there.", file=file))
    open_application(words)
    from django.conf import settings

    from beforehand.cli.serving.preparing import make_folder, reach_database, ready

    database = settings.DATABASES["default"]
    on_sqlite = database["ENGINE"].endswith("sqlite3")
    with held(words, "beforehand restore"):
        _made_by(words, source, on_sqlite)
        _fits(words, source, on_sqlite)
        make_folder(words)
        reach_database(words)
        if not replace and _holds_something():
            lines = (
                words.say("There is data in the database; nothing was changed."),
                words.say("Make a backup of it, then say --replace to put this one in its place."),
            )
            raise Stop(Code.REFUSED, *lines)
        from django.db import connections

        connections.close_all()
        try:
            if on_sqlite:
                sqlite.put_back(source, Path(database["NAME"]))
            else:
                postgresql.put_back(source, database, settings.HOME / "restoring.sql")
        except (OSError, sqlite3.Error, postgresql.ToolError) as fault:
            raise Stop(Code.REFUSED, words.say("Nothing was changed: {why}", why=_why(fault))) from None
        ready(words)
    tell(words.say("The database is as it was in {file}. Start the server again.", file=file))


def _made_by(words: Words, source: Path, on_sqlite: bool) -> None:
    with source.open("rb") as file:
        head = file.read(16)
    if not head.startswith((sqlite.HEAD, postgresql.HEAD)):
        raise Stop(Code.REFUSED, words.say("{file} is not a backup of Beforehand.", file=source))
    if head.startswith(sqlite.HEAD) is not on_sqlite:
        here, there = ("SQLite", "PostgreSQL") if on_sqlite else ("PostgreSQL", "SQLite")
        said = words.say(
            "{file} was made from {there}, and this installation uses {here}.",
            file=source,
            there=there,
            here=here,
        )
        raise Stop(Code.REFUSED, said)


def _fits(words: Words, source: Path, on_sqlite: bool) -> None:
    from django.conf import settings

    from beforehand.cli.serving.preparing import missing
    from beforehand.vault.fitting import Wrapped, misfit

    rows: Iterator[Wrapped] = (sqlite if on_sqlite else postgresql).wrapped_keys(source)
    try:
        lost = missing() if settings.KEYS is None and next(rows, None) else None
        why = misfit(settings.KEYS, rows) if settings.KEYS else lost
    except (sqlite3.Error, postgresql.ToolError, ValueError) as fault:
        said = words.say("{file} cannot be read as a backup: {why}", file=source, why=_why(fault))
        raise Stop(Code.REFUSED, said) from None
    if why:
        said = words.say("Nothing was changed: the key file does not open this backup.")
        raise Stop(Code.REFUSED, said, f"  {why_not(words, why)}", *how_to_put_back(words))


def _holds_something() -> bool:
    from django.db import connection

    from beforehand.people.models import Organisation
    from beforehand.vault.models import DataKey

    tables = set(connection.introspection.table_names())
    return any(m._meta.db_table in tables and m._default_manager.exists() for m in (DataKey, Organisation))


def _why(fault: Exception) -> str:
    strerror = getattr(fault, "strerror", None)
    return str(strerror or fault)
