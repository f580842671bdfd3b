"""``beforehand check``: whether the key fits, the database is in order, server and worker run, and mail can go."""

from beforehand.cli.leaving import Code, Stop
from beforehand.cli.serving.home import how_to_put_back, is_held, open_application, tell, why_not
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
        wrong += [
            words.say("Key: does not fit the data. {why}", why=why_not(words, why)),
            *how_to_put_back(words),
        ]
    elif settings.KEYS is None:
        wrong.append(words.say("Key: there is none yet; {command} makes one.", command="beforehand prepare"))
    else:
        masters = words.several("{count} master key", "{count} master keys", len(settings.KEYS.masters))
        tell(words.say("Key: {key} fits ({masters}).", key=settings.KEY_FILE, masters=masters))
    behind = unmigrated()
    if behind:
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
    if not behind:
        tell(*_lately(words), *_mail(words))
    if wrong:
        raise Stop(Code.REFUSED, *wrong)


def _lately(words: Words) -> tuple[str, ...]:
    """Say when the worker last finished something; it finishes something every minute while it runs."""
    from django.utils import timezone
    from django_q.models import Task

    last = Task.objects.order_by("-stopped").values_list("stopped", flat=True).first()
    if last is None:
        return (words.say("Worker: finished nothing yet."),)
    there = timezone.localtime(last)
    when = f"{words.day(there.date(), seen_from=timezone.localdate())} {there:%H:%M}"
    return (words.say("Worker: last finished something on {when}.", when=when),)


def _mail(words: Words) -> tuple[str, ...]:
    """Say where mail goes and how much of it waits; never to whom, nor the user or password of its server."""
    from django.conf import settings

    from beforehand.outbox.queries import waiting

    if settings.DEMO:
        way = words.say(
            "Mail: goes nowhere; it can be read at {address}.", address=f"{settings.ADDRESS}/outbox/"
        )
    elif settings.SMTP:
        place = f"{settings.SMTP['host']}:{settings.SMTP['port']}"
        way = words.say("Mail: by SMTP to {place}.", place=place)
    else:
        way = words.say(
            "Mail: not set up; letters wait until {setting} is. How: {page}",
            setting="BEFOREHAND_SMTP_URL",
            page="docs/how-to/send-mail.md",
        )
    post = waiting()
    said = [way, words.several("Mail: {count} letter waits.", "Mail: {count} letters wait.", post.waiting)]
    if post.given_up:
        said.append(
            words.several(
                "Mail: {count} letter was refused for good.", "Mail: {count} letters were refused for good.",
                post.given_up,
            )
        )  # fmt: skip
    return tuple(said)


def _kind() -> str:
    from django.db import connection

    return "PostgreSQL" if connection.vendor == "postgresql" else "SQLite"


def _worker_works() -> bool:
    from django_q.status import Stat

    return bool(Stat.get_all())


def _waiting() -> int:
    from django_q.models import OrmQ

    return int(OrmQ.objects.count())
