"""What each story asks a database, to see which files have to be told on PostgreSQL as well.

``BEFOREHAND_TEST_DATABASE=postgresql python -m pytest -p tests.asked`` tells every story that reaches the database, also
those marked ``once``, and says at the end what of these nothing else asks. Questions are compared without their values
and without how many there are.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

VALUES = re.compile(r"(?:\(?%s(?:::[\w\[\]]+)?\)?(?:, )?)+")
NAMED = re.compile(r'"?\bs\d+_x\d+\b"?')
BY_OTHERS: set[str] = set()
BY_ONCE: dict[str, set[str]] = {}


def shape(asked: str) -> str:
    """Return a question without its values.

    >>> shape('SELECT "a" FROM "b" WHERE "c" IN (%s, %s) AND "d" = %s')
    'SELECT "a" FROM "b" WHERE "c" IN ? AND "d" = ?'
    """
    return NAMED.sub("", VALUES.sub(lambda found: "? " if found[0].endswith(" ") else "?", asked))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Keep what a story asks, its beginning included."""
    from django.db import connection

    asked: set[str] = set()

    def heard(execute: Callable[..., Any], sql: str, *more: Any) -> Any:
        asked.add(shape(str(sql)))
        return execute(sql, *more)

    with connection.execute_wrapper(heard):
        result = yield
    if item.get_closest_marker("once") and not item.get_closest_marker("both"):
        BY_ONCE.setdefault(item.nodeid.partition("[")[0], set()).update(asked)
    else:
        BY_OTHERS.update(asked)
    return result


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say what only stories marked ``once`` ask."""
    terminalreporter.section("asked by stories told on SQLite alone, and by no other")
    for name, asked in sorted(BY_ONCE.items()):
        for one in sorted(asked - BY_OTHERS):
            terminalreporter.line(f"{name}: {one[:200]}")
