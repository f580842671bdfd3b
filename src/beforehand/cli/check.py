"""``beforehand check``: whether the key fits, the database is in order, and the server and its worker run."""

from beforehand.cli.leaving import Code, Stop
from beforehand.cli.serving.home import how_to_put_back, is_held, open_application, tell
from beforehand.locale import Words


def check(words: Words) -> None:
    """Say of each part whether it is in order; leave with an error when one that must be is not.

    Raises
    ------
    Stop
        When the key does not fit, or the tables are not there or older than the code.
    """
    open_application(words)
    from django.conf import settings

    from beforehand.cli.serving.preparing import misfitting, reach_database, unmigrated

    reach_database(words)
    wrong: list[str] = []
    why = misfitting()
    if why:
        wrong += [words.say("Key: does not fit the data. {why}", why=why), *how_to_put_back(words)]
    elif settings.KEYS is None:
        wrong.append(words.say("Key: there is none yet; {command} makes one.", command="beforehand prepare"))
    else:
        masters = words.several("{count} master key", "{count} master keys", len(settings.KEYS.masters))
        tell(words.say("Key: {key} fits ({masters}).", key=settings.KEY_FILE, masters=masters))
    if unmigrated():
        wrong.append(
            words.say(
                "Database: its tables are older than this version; {command} renews them.",
                command="beforehand prepare",
            )
        )
    else:
        tell(words.say("Database: in order ({kind}).", kind=_kind()))
    if is_held():
        worker = _worker_works()
        tell(words.say("Server: running."))
        if worker:
            tell(words.say("Worker: running; {count} jobs wait.", count=_waiting()))
        else:
            wrong.append(words.say("Worker: does not show itself; jobs wait until it does."))
    else:
        tell(words.say("Server and worker: not running; {command} starts them.", command="beforehand serve"))
    if wrong:
        raise Stop(Code.REFUSED, *wrong)


def _kind() -> str:
    from django.db import connection

    return "PostgreSQL" if connection.vendor == "postgresql" else "SQLite"


def _worker_works() -> bool:
    from django_q.status import Stat

    return bool(Stat.get_all())


def _waiting() -> int:
    from django_q.models import OrmQ

    return int(OrmQ.objects.count())
