"""Rows that cannot be read without saying on whose behalf.

A guarded manager refuses to iterate, count, update, delete or be joined until a scope was named. There is no scope
for "everything": a reader reads what the model lets that reader read, an author reads the own rows, who types for
somebody reads what was typed until that person says yes, and a process is one of the few in ``vault.processes``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Generic, Protocol, Self, TypeVar
from uuid import UUID

from django.db import models

from beforehand.vault.viewer import Viewer


class NoScopeError(RuntimeError):
    """Somebody tried to read guarded rows without saying on whose behalf."""


@dataclass(frozen=True, slots=True)
class Reader:
    """A viewer in one decision."""

    viewer: Viewer
    decision: UUID


@dataclass(frozen=True, slots=True)
class Author:
    """The person in one seat, for the own rows only.

    ``perspective`` is the seat's own when it was looked up already: rows are then found without looking again.
    """

    seat: UUID
    perspective: UUID | None = None


@dataclass(frozen=True, slots=True)
class Process:
    """One of the few processes that read more; each is limited by what it can return."""

    name: str
    decision: UUID | None = None


@dataclass(frozen=True, slots=True)
class Dictation:
    """Who types for somebody, and for whom: what was typed and not confirmed yet, and nothing else."""

    typist: UUID
    seat: UUID


Scope = Reader | Author | Process | Dictation


class Guarded(Protocol):
    """A model that says which of its rows a scope may reach."""

    @classmethod
    def within(cls, scope: Scope) -> models.Q:
        """Return the condition; a scope the model does not know gets ``NOTHING``."""


NOTHING = models.Q(pk__in=())
M = TypeVar("M", bound=models.Model)


class GuardedQuerySet(models.QuerySet[M], Generic[M]):
    """A queryset that does nothing until ``scoped``."""

    _scope: Scope | None = None

    def scoped(self, scope: Scope, **more: Any) -> Self:
        """Return the rows this scope may reach, narrowed further by ``more``."""
        model: Any = self.model
        limited = self.filter(model.within(scope), **more)
        limited._scope = scope
        return limited

    def _clone(self) -> Self:
        cloned: Self = super()._clone()  # type: ignore[misc]
        cloned._scope = self._scope
        return cloned

    def _need_scope(self) -> None:
        if self._scope is None:
            raise NoScopeError(f"{self.model.__name__}: say on whose behalf this is read (scoped)")

    def _fetch_all(self) -> None:
        self._need_scope()
        super()._fetch_all()

    def iterator(self, *args: Any, **kwargs: Any) -> Iterator[M]:
        """Iterate within the scope."""
        self._need_scope()
        return super().iterator(*args, **kwargs)

    def count(self) -> int:
        """Count within the scope."""
        self._need_scope()
        return super().count()

    def exists(self) -> bool:
        """Tell whether there is a row within the scope."""
        self._need_scope()
        return super().exists()

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Aggregate within the scope."""
        self._need_scope()
        return super().aggregate(*args, **kwargs)

    def update(self, **kwargs: Any) -> int:
        """Update within the scope."""
        self._need_scope()
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete within the scope."""
        self._need_scope()
        return super().delete()

    def raw(self, *args: Any, **kwargs: Any) -> Any:
        """Refuse: a raw query knows no scope."""
        raise NoScopeError(f"{self.model.__name__} is not read by raw queries")

    def resolve_expression(self, *args: Any, **kwargs: Any) -> Any:
        """Refuse to be part of another query without a scope."""
        self._need_scope()
        return super().resolve_expression(*args, **kwargs)

    def __reduce__(self) -> Any:
        raise NoScopeError(f"{self.model.__name__}: rows are not passed on; pass on ids")


GuardedManager = models.Manager.from_queryset(GuardedQuerySet)
"""The default manager of everything derived from a person's answers."""
