"""What the items of a conversation are called for one reader: never by their place alone."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from beforehand.conversations.queries.seen import ItemSeen


def says_something(item: ItemSeen) -> bool:
    """Tell whether there is anything in an item for its reader; what is behind the others stays with who facilitates."""
    return bool(item.title or item.topic is not None or item.outcome is not None or item.assumptions)


def named(items: Iterable[ItemSeen], aim: str) -> tuple[ItemSeen, ...]:
    """Return items with their names: what was written for all, else the topic this reader reads, else the aim.

    Several that have to go by the aim are told apart by a number among those the reader reads something of, so that it
    tells nothing of the others.
    """
    aim = aim.removesuffix(".")
    every = tuple(items)
    nameless = [item.id for item in every if not item.title and says_something(item)]
    return tuple(replace(item, name=item.title or _by_aim(item, aim, nameless)) for item in every)


def _by_aim(item: ItemSeen, aim: str, nameless: list[UUID]) -> str:
    if len(nameless) < 2 or item.id not in nameless:
        return aim
    return f"{aim} ({nameless.index(item.id) + 1})"
