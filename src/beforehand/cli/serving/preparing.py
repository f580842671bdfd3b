"""Everything a start needs: a home, a key that fits, tables, a shared cache, static files."""

import hashlib
import stat
from pathlib import Path
from typing import NoReturn

from beforehand.cli.leaving import Code, Stop
from beforehand.cli.serving.home import how_to_put_back, made_home, why_not
from beforehand.locale import Words
from beforehand.vault.keys import KeyFault

STAMP = "collected"


def ready(words: Words) -> None:
    """Prepare the installation. May be done any number of times, and be broken off anywhere.

    Raises
    ------
    Stop
        When the database is not there, or was sealed with another key than the key file holds.
    """
    from django.conf import settings

    made_home(settings.HOME)
    make_folder(words)
    reach_database(words)
    fit_key(words)
    _migrate()
    _collect()


def make_folder(words: Words) -> None:
    """Make the folder SQLite keeps its file in.

    Raises
    ------
    Stop
        When it cannot be made.
    """
    from django.conf import settings

    database = settings.DATABASES["default"]
    if not database["ENGINE"].endswith("sqlite3"):
        return
    try:
        Path(database["NAME"]).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as fault:
        said = words.say("The database cannot be opened: {why}", why=f"{database['NAME']}: {fault.strerror}")
        raise Stop(Code.REFUSED, said) from None


def reach_database(words: Words) -> None:
    """Open the database, or say why it cannot be.

    Raises
    ------
    Stop
        When it cannot be opened. What the driver said is shown without the password.
    """
    from django.conf import settings
    from django.db import connection
    from django.db.utils import OperationalError

    try:
        connection.ensure_connection()
    except OperationalError as fault:
        password = str(settings.DATABASES["default"].get("PASSWORD") or "")
        why = str(fault).strip().split("\n")[0]
        why = why.replace(password, "***") if password else why
        raise Stop(Code.REFUSED, words.say("The database cannot be opened: {why}", why=why)) from None


def fit_key(words: Words) -> None:
    """See that the key file is the one this database was sealed with, and readable by its owner only.

    Raises
    ------
    Stop
        When it is missing, another one, or open to others.
    """
    from django.conf import settings

    place: Path = settings.KEY_FILE
    why = misfitting()
    if why:
        refuse(words, why)
    if place.exists() and stat.S_IMODE(place.stat().st_mode) & 0o077:
        lines = (
            words.say("Others on this machine can read the key file {place}.", place=place),
            words.say("Make it yours alone first: {command}", command=f"chmod 600 {place}"),
        )
        raise Stop(Code.REFUSED, *lines)


def refuse(words: Words, why: KeyFault) -> NoReturn:
    """Leave: a start with this key would write what nobody can open, and a new one would hide that it is gone."""
    said = words.say("Beforehand does not start: the key does not fit the data.")
    raise Stop(Code.REFUSED, said, f"  {why_not(words, why)}", *how_to_put_back(words))


def misfitting() -> KeyFault | None:
    """Return why the key file does not open what is in the database; None when it does, or nothing is sealed."""
    from django.conf import settings
    from django.db import connection

    from beforehand.vault.fitting import misfit, stored
    from beforehand.vault.models import DataKey

    if DataKey._meta.db_table not in connection.introspection.table_names():
        return None
    if settings.KEYS is None:
        return missing() if DataKey.objects.exists() else None
    return misfit(settings.KEYS, stored())


def missing() -> KeyFault:
    """Return what is wrong when there is no key file."""
    from django.conf import settings

    return KeyFault("there is no key file at {path}", path=settings.KEY_FILE)


def unmigrated() -> bool:
    """Tell whether the tables are older than the code."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _migrate() -> None:
    from django.core.management import call_command
    from django.db import connection

    if unmigrated():
        call_command("migrate", verbosity=0, interactive=False)
    if "shared_cache" not in connection.introspection.table_names():
        call_command("createcachetable", verbosity=0)


def _collect() -> None:
    """Collect and compress static files, when they are others than last time."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    seen = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            about = Path(storage.path(name)).stat()
            seen.update(f"{name} {about.st_size} {about.st_mtime_ns}\n".encode())
    stamp = settings.STATIC_ROOT / STAMP
    if stamp.is_file() and stamp.read_text() == seen.hexdigest():
        return
    call_command("collectstatic", verbosity=0, interactive=False, clear=settings.STATIC_ROOT.exists())
    stamp.write_text(seen.hexdigest())
