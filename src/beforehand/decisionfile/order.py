"""One order for things of a kind, that does not depend on where they stand in the file."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any, TypeVar

T = TypeVar("T")


def in_order(things: Iterable[T]) -> tuple[T, ...]:
    """Return dataclass instances sorted by their values, field by field.

    >>> from beforehand.engine.inputs import Consent
    >>> [c.person for c in in_order([Consent(person="tom", pattern="P09"), Consent(person="bas", pattern="P09")])]
    ['bas', 'tom']
    """
    return tuple(sorted(things, key=_order))


def _order(thing: Any) -> tuple[Any, ...]:
    return tuple(_comparable(getattr(thing, part.name)) for part in fields(thing))


def _comparable(value: Any) -> tuple[str, ...]:
    if isinstance(value, Mapping):
        return tuple(f"{key}\n{value[key]}" for key in sorted(value))
    if isinstance(value, frozenset):
        return tuple(sorted(str(part) for part in value))
    return ("", "") if value is None else ("", "value", str(value))
