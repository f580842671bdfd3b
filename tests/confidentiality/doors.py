"""Every door of the application: all its addresses, and for whom each opens. A door without a row fails a test.

The rows were written from the roles, not from what the application did.
"""

from collections.abc import Iterator
from typing import Any

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from tests.oeverland import Oeverland

READERS = ("karin", "lotte", "femke", "bas", "tom", "peter", "wim", "stranger", "nobody")
SEATED = frozenset({"karin", "lotte", "femke", "bas", "tom", "peter", "wim"})
KNOWN = SEATED | {"stranger"}
EVERYBODY = frozenset(READERS)
TAKE_PART = frozenset({"karin", "femke", "bas", "tom"})
FRAMERS = frozenset({"karin", "lotte"})
FACILITATOR = frozenset({"lotte"})
ACCOUNTS = frozenset({"lotte", "wim"})
NOBODY: frozenset[str] = frozenset()


def addresses(patterns: Any = None, spaces: tuple[str, ...] = ()) -> Iterator[str]:
    """Return the name of every address; one without a name stands under its route."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(one, URLResolver):
            yield from addresses(one.url_patterns, (*spaces, one.namespace) if one.namespace else spaces)
        elif isinstance(one, URLPattern):
            yield ":".join((*spaces, one.name or f"({one.pattern})"))


def browser(home: Oeverland, reader: str) -> Client:
    """Return a browser in which a reader has arrived."""
    if reader == "nobody":
        return Client(raise_request_exception=False)
    return home.client(reader, raise_request_exception=False)


def fillings(home: Oeverland, door: str, parts: dict[str, list[Any]]) -> Iterator[str]:
    """Return the addresses of a door, with everything that can be filled in of this decision."""
    for possibility in get_resolver().reverse_dict.getlist(door) if ":" not in door else _possibilities(door):
        for _, names in possibility[0]:
            yield from _filled(door, names, parts)


def _possibilities(door: str) -> list[Any]:
    resolver: Any = get_resolver()
    space, _, name = door.partition(":")
    _, inner = resolver.namespace_dict[space]
    return list(inner.reverse_dict.getlist(name))


def _filled(door: str, names: list[str], parts: dict[str, list[Any]]) -> Iterator[str]:
    chosen: list[dict[str, Any]] = [{}]
    for name in names:
        chosen = [{**one, name: value} for one in chosen for value in parts[name]]
    for one in chosen:
        yield reverse(door, kwargs=one)
