"""Questions asked of the database at every answer: the ORM works out their SQL once, and it is kept.

Working out the SQL of one question costs Django ten to twenty times what the database needs to answer it. What is
kept is what the ORM wrote for the very same query, scope included, so nothing about who may read what changes.
docs/decisions/0029-kept-questions.md says what this leans on.
"""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.sql import UpdateQuery
from django.utils import timezone

from beforehand.vault.guard import GuardedQuerySet
from beforehand.vault.sealed import Sealed

STAND_INS: Mapping[str, Callable[[], Any]] = {
    "id": uuid4,
    "bytes": lambda: secrets.token_bytes(16),
    "sealed": lambda: Sealed(secrets.token_bytes(16)),
    "text": lambda: secrets.token_hex(8),
    "moment": lambda: timezone.now() - timedelta(days=36500, microseconds=secrets.randbelow(10**12)),
}
NUMBERS = range(20_000, 30_000)
"""Stand-ins for numbers: they fit the smallest column, and no two in one question are the same."""


class NotPreparedError(RuntimeError):
    """A stand-in did not come back in the SQL, so the question cannot be kept."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What the ORM wrote, and what goes where: the place, the name of the value, and how the driver takes it."""

    sql: str
    params: tuple[Any, ...]
    places: tuple[tuple[int, str, Callable[[Any], Any]], ...]
    shape: Callable[[list[Any]], Any]


class Prepared:
    """One question. ``build`` makes the query from stand-ins; ``kinds`` says what each of them is.

    A question ends in ``values_list``; a change gives ``values`` too, by column. Values that are no stand-ins are
    kept as they are: nothing that differs from call to call may be among them.

    Raises
    ------
    NoScopeError
        When it is first asked, for guarded rows without a scope.
    NotPreparedError
        When it is first asked, for a stand-in that is not in the SQL.
    """

    def __init__(
        self,
        build: Callable[[Any], Any],
        kinds: Mapping[str, str],
        *,
        values: Callable[[Any], Mapping[str, Any]] | None = None,
    ) -> None:
        self.build = build
        self.values = values
        self.kinds = kinds

    def rows(self, **given: Any) -> list[Any]:
        """Ask, and return the rows, converted as the ORM does."""
        connection = _at_hand()
        kept = self._kept(connection)
        with connection.cursor() as cursor:
            cursor.execute(kept.sql, self._filled(kept, given))
            found = cursor.fetchall()
        return list(kept.shape(found)) if found else []

    def change(self, **given: Any) -> int:
        """Change the rows, and return how many there were."""
        connection = _at_hand()
        kept = self._kept(connection)
        with connection.cursor() as cursor:
            cursor.execute(kept.sql, self._filled(kept, given))
            return int(cursor.rowcount)

    def _kept(self, connection: BaseDatabaseWrapper) -> Kept:
        # On the connection itself: each thread has its own, and what is kept goes when it goes.
        held: dict[Prepared, Kept] = connection.__dict__.setdefault("_prepared", {})
        kept = held.get(self)
        if kept is None:
            kept = held[self] = self._work_out(connection)
        return kept

    def _work_out(self, connection: BaseDatabaseWrapper) -> Kept:
        numbers = iter(secrets.SystemRandom().sample(NUMBERS, len(self.kinds)))
        stand_ins = {
            name: next(numbers) if kind == "number" else STAND_INS[kind]()
            for name, kind in self.kinds.items()
        }
        at = SimpleNamespace(**stand_ins)
        asked = self.build(at)
        if isinstance(asked, GuardedQuerySet):
            asked._need_scope()
        if self.values is not None:
            changed = asked.query.chain(UpdateQuery)
            changed.add_update_values(self.values(at))
            sql, params = changed.get_compiler(connection=connection).as_sql()
            return Kept(sql, tuple(params), self._places(connection, params, stand_ins), iter)
        compiler = asked.query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        compiler.setup_query()
        converters = compiler.get_converters([part[0] for part in compiler.select])

        def shape(found: list[Any]) -> Any:
            return map(tuple, compiler.apply_converters(found, converters)) if converters else found

        return Kept(sql, tuple(params), self._places(connection, params, stand_ins), shape)

    def _places(
        self, connection: BaseDatabaseWrapper, params: Sequence[Any], stand_ins: Mapping[str, Any]
    ) -> tuple[tuple[int, str, Callable[[Any], Any]], ...]:
        adapts = {name: _adapted(connection, kind) for name, kind in self.kinds.items()}
        names = {_comparable(adapts[name](value)): name for name, value in stand_ins.items()}
        found = [(n, names[key]) for n, param in enumerate(params) if (key := _comparable(param)) in names]
        if missing := set(stand_ins) - {name for _, name in found}:
            raise NotPreparedError(f"{', '.join(sorted(missing))} did not come back")
        return tuple((n, name, _sized(adapts[name], params[n])) for n, name in found)

    def _filled(self, kept: Kept, given: Mapping[str, Any]) -> list[Any]:
        if given.keys() != self.kinds.keys():
            raise TypeError(f"asked for {sorted(self.kinds)}, given {sorted(given)}")
        filled = list(kept.params)
        for n, name, adapt in kept.places:
            filled[n] = adapt(given[name])
        return filled


def _at_hand() -> BaseDatabaseWrapper:
    return connections[DEFAULT_DB_ALIAS]


def _adapted(connection: BaseDatabaseWrapper, kind: str) -> Callable[[Any], Any]:
    """Return how the driver takes values of a kind; what is of another kind raises."""
    binary: Callable[[bytes], Any] = connection.Database.Binary  # type: ignore[attr-defined]
    native = connection.features.has_native_uuid_field
    kinds: Mapping[str, Callable[[Any], Any]] = {
        "id": _same if native else _hex,
        "bytes": binary,
        "sealed": lambda value: binary(value.ciphertext),
        "text": str,
        "moment": connection.ops.adapt_datetimefield_value,
        "number": int,
    }
    return kinds[kind]


def _same(value: UUID) -> UUID:
    return value


def _hex(value: UUID) -> str:
    return value.hex


def _sized(adapt: Callable[[Any], Any], param: Any) -> Callable[[Any], Any]:
    """A driver may have numbers of several sizes; what the ORM took for the column is taken again."""
    return type(param) if isinstance(param, int) and type(param) is not int else adapt


def _comparable(param: Any) -> Any:
    obj = getattr(param, "obj", param)  # psycopg wraps bytes, and has numbers of several sizes
    if isinstance(obj, int):
        return ("number", int(obj))
    if isinstance(obj, memoryview | bytearray | bytes):
        return bytes(obj)
    return ("moment", obj.isoformat()) if isinstance(obj, datetime) else (type(obj).__name__, str(obj))
