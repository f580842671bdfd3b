"""What the same plan scores when the names in it mean nothing.

Large meetings match large meetings whoever sits in them, so every score stands beside this one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from tests.benchmarks.plan.matching import Talk, matched

SHUFFLES = 200
SEED = 20270315


@dataclass(frozen=True, slots=True)
class Null:
    """Matches over the shuffles.

    ``high`` is the 95th percentile as numpy's ``higher``: the first score that was really drawn at or above it,
    so rounding never flatters us. With 200 draws that is the tenth highest.
    """

    mean: float
    high: int


def shuffled(ours: Sequence[Talk], experts: Sequence[Talk], people: Sequence[str], *, kind: bool) -> Null:
    """Shuffle the names of all ``people`` of the case over our conversations and match each time.

    Sizes, kinds, dates and who meets whom again stay as planned; only who is who changes. The seed is fixed and
    the people are put in an order that depends on the conversations they are in, never on how they are spelled.
    """
    order = _by_place(ours, experts, people)
    scores = []
    draw = np.random.default_rng(SEED)
    for _ in range(SHUFFLES):
        renamed = dict(zip(order, (order[i] for i in draw.permutation(len(order))), strict=True))
        shuffle = [
            replace(talk, people=frozenset(renamed.get(person, person) for person in talk.people))
            for talk in ours
        ]
        scores.append(matched(shuffle, experts, kind=kind))
    return Null(float(np.mean(scores)), highest(scores))


def highest(scores: Sequence[int]) -> int:
    """Return the 95th percentile as a score that was drawn.

    Examples
    --------
    >>> highest([0] * 190 + [1] * 10), highest([0] * 191 + [1] * 9)
    (1, 0)
    """
    return int(np.percentile(scores, 95, method="higher"))


def _by_place(ours: Sequence[Talk], experts: Sequence[Talk], people: Sequence[str]) -> list[str]:
    """Order people by the conversations they are in: people who are in the same ones are interchangeable."""

    def place(person: str) -> tuple[tuple[bool, ...], tuple[bool, ...]]:
        return tuple(person in t.people for t in ours), tuple(person in t.people for t in experts)

    return sorted(people, key=place)
