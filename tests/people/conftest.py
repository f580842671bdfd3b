"""What stories about the door need: the whole database before and after, and a member of staff."""

from collections.abc import Callable

import pytest
from django.db import connection
from tests.oeverland import Oeverland

from beforehand.people.models import Account, Person

Dump = dict[str, list[tuple[object, ...]]]


@pytest.fixture
def whole_database(db: None) -> Callable[[], Dump]:
    """Return a function that reads every row of every table."""

    def dump() -> Dump:
        with connection.cursor() as cursor:
            tables = sorted(connection.introspection.table_names(cursor))
            rows: Dump = {}
            for table in tables:
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
                rows[table] = sorted((tuple(map(_plain, row)) for row in cursor.fetchall()), key=repr)
        return rows

    return dump


@pytest.fixture
def sanne(home: Oeverland) -> Person:
    """The administrator: an account, and no seat in any decision."""
    account = Account.objects.create_user("sanne@oeverland.example")
    return Person.objects.create(
        organisation=home.organisation,
        name="Sanne",
        mail="sanne@oeverland.example",
        language="en",
        account=account,
        administrator=True,
    )


def _plain(value: object) -> object:
    return bytes(value) if isinstance(value, memoryview) else value
