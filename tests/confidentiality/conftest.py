"""Everybody goes through every door once, and the tests look at what came back."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import connection, transaction
from tests.confidentiality.canaries import plant
from tests.confidentiality.crawl import Came, meet, through_every_door
from tests.confidentiality.doors import READERS
from tests.confidentiality.signing import sign
from tests.confidentiality.talking import plan_talks
from tests.oeverland import oeverland

from beforehand.shell.logs import PlainFormatter
from beforehand.topics.actions import make_analysis


@dataclass(frozen=True)
class Walked:
    """All that came back, every log line there was, and every row of every table afterwards."""

    read: dict[str, list[Came]]
    sent: dict[str, list[Came]]
    log: str
    tables: dict[str, str]


class Lines(logging.Handler):
    """Keeps every line as the product would write it."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []
        self.setFormatter(PlainFormatter("{levelname} {message}", style="{"))

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


def every_row() -> dict[str, str]:
    """Return all tables as text, with everything that is in them."""
    tables = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            tables[table] = "\n".join(
                " ".join(
                    bytes(c).decode("latin-1") if isinstance(c, bytes | memoryview) else str(c) for c in row
                )
                for row in cursor.fetchall()
            )
    return tables


@pytest.fixture(scope="module")
def walked(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[Walked]:
    """Everybody answered everything at every level; then everybody looked and typed nothing everywhere."""
    keeper = Lines()
    loggers = [logging.getLogger(name) for name in ("", "django", "django-q", "django.request", "beforehand")]
    before = [one.level for one in loggers]
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        with transaction.atomic():
            home = oeverland()
            plant(home)
            make_analysis(home.decision.pk)
            meet(home)
            plan_talks(home)
            sign(home)
            for one in loggers:
                one.setLevel(logging.DEBUG)
                if one is loggers[0] or not one.propagate:
                    one.addHandler(keeper)
            try:
                read = {reader: through_every_door(home, reader) for reader in READERS}
                sent = {reader: through_every_door(home, reader, post=True) for reader in READERS}
            finally:
                for one, level in zip(loggers, before, strict=True):
                    one.removeHandler(keeper)
                    one.setLevel(level)
            tables = every_row()
            transaction.set_rollback(True)
        yield Walked(read, sent, "\n".join(keeper.lines), tables)
