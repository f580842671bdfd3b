"""What every story may ask for, and on which database it is told."""

import gc
import os
import threading
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.dispatch import receiver
from django.utils import translation
from tests.oeverland import Oeverland, oeverland
from tests.postgresql import MISSING, binaries, postgresql

ON_POSTGRESQL = os.environ.get("BEFOREHAND_TEST_DATABASE", "sqlite") == "postgresql"
LONG = (
    "journeys",
    "running",
    "bad_input",
    "confidentiality",
    "stewardship",
    "cli",
    "engine",
    "outbox",
    "architecture",
)
"""Folders whose stories take long, the longest first: what is long and begins late is waited for alone."""
LANGUAGE = threading.local()
REACHES = frozenset({"db", "transactional_db", "live_server"})


@pytest.fixture(scope="module")
def beginning() -> Oeverland | None:
    """What every story of a file begins with, when the file says so (``told_once``)."""
    return None


@pytest.fixture
def home(beginning: Oeverland | None, db: None) -> Oeverland:
    """The hospital group: as the file begins, else freshly built, and nobody has answered."""
    return oeverland() if beginning is None else deepcopy(beginning)


@pytest.fixture(autouse=True)
def language_of_the_installation() -> None:
    """Begin each story in the language of the installation, whatever somebody read in the one before."""
    translation.deactivate()


@pytest.fixture
def english() -> Iterator[None]:
    """What is said without a reader at hand is said in English."""
    with translation.override("en"):
        yield


@receiver(request_started)
def _before_the_page(**_: object) -> None:
    LANGUAGE.before = translation.get_language()


@receiver(request_finished)
def _after_the_page(**_: object) -> None:
    """Leave no language of a page behind: on a server each page begins with its reader's own."""
    translation.activate(getattr(LANGUAGE, "before", None) or settings.LANGUAGE_CODE)


@pytest.fixture(autouse=True)
def limits_are_forgotten(request: pytest.FixtureRequest) -> Iterator[None]:
    """Empty the shared cache after a story that committed: no model stands for it, so nobody else does."""
    marked = request.node.get_closest_marker("django_db")
    if not (
        {"transactional_db", "live_server"} & set(request.fixturenames)
        or (marked and marked.kwargs.get("transaction"))
    ):
        yield
        return
    request.getfixturevalue("_django_db_helper")
    yield
    cache.clear()


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> Iterator[None]:
    """Start the PostgreSQL of a run that asked for one, before the first test that reaches the database."""
    if not ON_POSTGRESQL:
        yield
        return
    from django.db import connections

    with postgresql() as cluster:
        connection = connections["default"]
        connection.settings_dict.update(
            HOST="127.0.0.1",
            PORT=cluster.port,
            USER="beforehand",
            PASSWORD=cluster.password,
            NAME="beforehand",
        )
        yield
        connections.close_all()


def pytest_configure(config: pytest.Config) -> None:
    """Name the marks, and stop at once when the asked database is not there."""
    config.addinivalue_line(
        "markers", "once: asks a database nothing that others do not ask it; told on SQLite alone"
    )
    config.addinivalue_line("markers", "both: told on both databases, in a file that is told once")
    config.addinivalue_line("markers", "sqlite: is about SQLite itself")
    config.addinivalue_line("markers", "postgresql: is about PostgreSQL itself")
    if ON_POSTGRESQL and binaries() is None:
        raise pytest.UsageError(MISSING)


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Load for PostgreSQL nothing but stories: the examples in what helps them reach no database."""
    helps = collection_path.suffix == ".py" and not collection_path.name.startswith("test_")
    return True if ON_POSTGRESQL and helps else None


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session) -> Iterator[None]:
    """Look for no garbage while the stories are found, and later as seldom as our own server does."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()
        gc.freeze()
        gc.set_threshold(20_000, 20, 20)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL only what reaches the database is told again; each run leaves out what is not about it.

    The folders whose stories take long begin.
    """

    asks = config.pluginmanager.has_plugin("tests.asked")

    def told(item: pytest.Item) -> bool:
        if not ON_POSTGRESQL:
            return item.get_closest_marker("postgresql") is None
        reaches = item.get_closest_marker("django_db") or REACHES & set(getattr(item, "fixturenames", ()))
        once = item.get_closest_marker("once") and not item.get_closest_marker("both") and not asks
        return bool(reaches) and not once and not item.get_closest_marker("sqlite")

    left_out = [item for item in items if not told(item)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if told(item)]
    items.sort(key=lambda item: LONG.index(_folder(item)) if _folder(item) in LONG else len(LONG))


def _folder(item: pytest.Item) -> str:
    place = item.nodeid.split("/")
    return place[1] if place[0] == "tests" else ""
