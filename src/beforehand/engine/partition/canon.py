"""An order of items, people and columns that does not depend on the order in which they were given.

Every element gets a number that follows from what is connected to it; elements that stay alike are told apart one at a
time, and only then does the given order decide, between things the problem itself cannot distinguish.

Source: colour refinement, Weisfeiler & Leman (1968), Nauchno-Technicheskaya Informatsia 2(9):12-16.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Colours = npt.NDArray[np.uint64]

_SPLITS = 24  # elements told apart by hand; beyond that the given order decides
_ROUNDS = 12


@dataclass(frozen=True, slots=True)
class Links:
    """Who is in what, as pairs of indexes: columns with items, columns with people, items with items.

    ``*_facts`` are what is known of each element by itself, one number per element.
    """

    column_item: tuple[Ints, Ints]
    column_person: tuple[Ints, Ints]
    item_item: tuple[Ints, Ints]
    column_facts: Colours
    item_facts: Colours
    person_facts: Colours


def mix(x: Colours, salt: int) -> Colours:
    """Scramble each number, differently for each salt (splitmix64)."""
    x = x + np.uint64((0x9E3779B97F4A7C15 * (salt + 1)) & 0xFFFFFFFFFFFFFFFF)
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))


def facts(*arrays: npt.NDArray[np.float64]) -> Colours:
    """Turn figures per element into one number per element.

    >>> a = facts(np.array([1.0, 2.0, 1.0]), np.array([5.0, 5.0, 5.0]))
    >>> bool(a[0] == a[2]), bool(a[0] == a[1])
    (True, False)
    """
    seen = np.zeros(len(arrays[0]), dtype=np.uint64)
    for salt, values in enumerate(arrays):
        exact = np.ascontiguousarray(values + 0.0, dtype=np.float64).view(np.uint64)
        seen = mix(seen * np.uint64(3) + mix(exact, salt), salt + 7)
    return seen


def rank(links: Links) -> tuple[Ints, Ints, Ints]:
    """Return the place of each item, each person and each column in the canonical order."""
    colours = _refine(links, links.item_facts, links.person_facts, links.column_facts)
    for _ in range(_SPLITS):
        items, people, columns = colours
        if (at := _first_tied(items)) is not None:
            items = items.copy()
            items[at] = mix(items[at : at + 1], 11)[0]
        elif (at := _first_tied(people)) is not None:
            people = people.copy()
            people[at] = mix(people[at : at + 1], 13)[0]
        else:
            break
        colours = _refine(links, items, people, columns)
    return _places(colours[0]), _places(colours[1]), _places(colours[2])


def _refine(
    links: Links, items: Colours, people: Colours, columns: Colours
) -> tuple[Colours, Colours, Colours]:
    ci_column, ci_item = links.column_item
    cp_column, cp_person = links.column_person
    before, after = links.item_item
    kinds = -1
    for _ in range(_ROUNDS):
        inside = np.zeros_like(columns)
        np.add.at(inside, ci_column, mix(items, 1)[ci_item])
        np.add.at(inside, cp_column, mix(people, 2)[cp_person])
        columns = mix(columns + mix(inside, 3), 4)
        around = np.zeros_like(items)
        told = mix(columns, 5)
        np.add.at(around, ci_item, told[ci_column])
        np.add.at(around, after, mix(items, 6)[before])
        np.add.at(around, before, mix(items, 7)[after])
        items = mix(items + mix(around, 8), 9)
        busy = np.zeros_like(people)
        np.add.at(busy, cp_person, told[cp_column])
        people = mix(people + mix(busy, 10), 9)
        found = len(np.unique(items)) + len(np.unique(people))
        if found == kinds:
            break
        kinds = found
    return items, people, columns


def _first_tied(colours: Colours) -> int | None:
    _, first, count = np.unique(colours, return_index=True, return_counts=True)
    tied = first[count > 1]
    return int(tied[0]) if len(tied) else None


def _places(colours: Colours) -> Ints:
    order = np.argsort(colours, kind="stable")
    places = np.empty(len(order), dtype=np.int64)
    places[order] = np.arange(len(order))
    return places
