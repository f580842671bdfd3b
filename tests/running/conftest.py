"""Installations for the stories of this folder, on both databases."""

import fcntl
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from tests.installation import Installation
from tests.postgresql import DURABLE, Cluster, postgresql

ON_ONE = pytest.mark.parametrize("settled", ["sqlite"], indirect=True)
"""For what happens before any database is spoken to: it is told on SQLite only."""


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL that keeps what it says it kept."""
    with postgresql(settings=DURABLE) as running:
        yield running


@pytest.fixture
def install(tmp_path: Path) -> Iterator[Callable[..., Installation]]:
    """Make installations: ``install()``, ``install(url=...)``, ``install("other")``."""
    made: list[Installation] = []

    def one(name: str = "home", url: str | None = None) -> Installation:
        made.append(Installation(tmp_path / name / "var", url))
        made[-1].home.parent.mkdir(exist_ok=True)
        return made[-1]

    yield one
    for installation in made:
        installation.clear()


@contextmanager
def shared(factory: pytest.TempPathFactory, name: str) -> Iterator[Path]:
    """Hand over a folder all processes of this run share, to one of them at a time."""
    base = factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    folder.mkdir(exist_ok=True)
    with (folder / "held").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield folder


@pytest.fixture(scope="session")
def made_ready(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """One installation on SQLite that was prepared and holds nothing, to be copied; the first to come makes it."""
    with shared(tmp_path_factory, "ready") as folder:
        home = Installation(folder / "var")
        if not home.home.exists():
            home.beforehand("prepare")
    return home


@pytest.fixture
def ready(made_ready: Installation, install: Callable[..., Installation]) -> Callable[..., Installation]:
    """Make installations on SQLite that were prepared and hold nothing."""

    def one(name: str = "home") -> Installation:
        home = install(name)
        shutil.copytree(made_ready.home, home.home)
        return home

    return one


@pytest.fixture(scope="session")
def settled_on_sqlite(
    made_ready: Installation, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Installation, Any]:
    """One installation on SQLite in which people have answered, to be copied; and what they said."""
    with shared(tmp_path_factory, "settled") as folder:
        home, said = Installation(folder / "var"), folder / "said.json"
        if not said.exists():
            shutil.copytree(made_ready.home, home.home)
            said.write_text(json.dumps(home.inside("fill")), encoding="utf-8")
    return home, json.loads(said.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def settled_on_postgresql(
    cluster: Cluster, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Installation, Any]:
    """The same on PostgreSQL; there is one in which nobody answered too."""
    home = Installation(tmp_path_factory.mktemp("settled") / "var", cluster.create("ready"))
    home.beforehand("prepare")
    home.env["DATABASE_URL"] = cluster.create("settled", like="ready")
    return home, home.inside("fill")


@pytest.fixture(params=["sqlite", "postgresql"])
def settled(request: pytest.FixtureRequest) -> tuple[Installation, Any]:
    """One installation in which people have answered: on SQLite, and once more on PostgreSQL.

    Each is made once, whatever order the files come in.
    """
    made: tuple[Installation, Any] = request.getfixturevalue(f"settled_on_{request.param}")
    return made


def new_database(
    request: pytest.FixtureRequest, origin: Installation, name: str, *, like: str = "template0"
) -> str | None:
    """Return the address of a new database beside that of ``origin``; on SQLite there is none to give."""
    if "DATABASE_URL" not in origin.env:
        return None
    running: Cluster = request.getfixturevalue("cluster")
    return running.create(f"{name}_{os.urandom(4).hex()}", like=like)


@pytest.fixture
def place(
    settled: tuple[Installation, Any], request: pytest.FixtureRequest, install: Callable[..., Installation]
) -> Callable[..., Installation]:
    """Make empty installations on SQLite, and once more on PostgreSQL."""

    def one(name: str = "home") -> Installation:
        return install(name, new_database(request, settled[0], name))

    return one


@pytest.fixture
def prepared(
    settled: tuple[Installation, Any], request: pytest.FixtureRequest, install: Callable[..., Installation]
) -> Callable[..., Installation]:
    """Make installations that were prepared and hold nothing, on SQLite, and once more on PostgreSQL."""

    def one(name: str = "home") -> Installation:
        url = new_database(request, settled[0], name, like="ready")
        if url is None:
            return request.getfixturevalue("ready")(name)  # type: ignore[no-any-return]
        home = install(name, url)
        shutil.copytree(settled[0].home, home.home)
        return home

    return one


@pytest.fixture
def filled(
    settled: tuple[Installation, Any], request: pytest.FixtureRequest, install: Callable[..., Installation]
) -> Callable[..., tuple[Installation, Any]]:
    """Make installations in which people have answered, with what they said; on both databases."""

    def one(name: str = "home") -> tuple[Installation, Any]:
        origin, said = settled
        home = install(name, new_database(request, origin, name, like="settled"))
        shutil.copytree(origin.home, home.home)
        return home, said

    return one
