"""In which role somebody stands between two others who do not name each other: Gould and Fernandez's five.

For large organisations. For the facilitator, or added up per group of five or more (G1). Withheld: the figures per
person and who stands between whom. A role is a place in a network of answers, made as much by those who did not name
each other as by the one between them; it is never a verdict on that person (N3, N5).

Source: Gould & Fernandez (1989), Structures of mediation: a formal approach to brokerage in transaction networks,
Sociological Methodology 19, 89-126. Role names in columns as there: w_I, w_O, b_IO, b_OI, b_O.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from beforehand.engine.network.matrix import ties


class Role(IntEnum):
    """The place of b in a -> b -> c, when a does not name c; the value is the column in every table here."""

    COORDINATOR = 0  # w_I: a, b and c in one group
    ITINERANT = 1  # w_O: a and c in one group, b in another
    REPRESENTATIVE = 2  # b_IO: a and b in one group, c in another
    GATEKEEPER = 3  # b_OI: b and c in one group, a in another
    LIAISON = 4  # b_O: three groups
    TOTAL = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedRoles:
    """What chance alone would give: ``mean`` and ``variance``, of shape (n, 6), columns in the order of `Role`."""

    mean: NDArray[np.float64]
    variance: NDArray[np.float64]


def count_roles(names: NDArray[np.bool_], groups: Sequence[Hashable]) -> NDArray[np.int64]:
    """Return how often each node stands between two others, per role.

    Counted are ordered pairs (a, c) with a -> b, b -> c and no a -> c; c -> a does not matter.

    Parameters
    ----------
    names
        Of shape (n, n): row i names column j. The diagonal is ignored.
    groups
        The group of each node, of length n.

    Returns
    -------
    ndarray of shape (n, 6)
        Row per node in the order given, column per `Role`; whole numbers, so the same in any order of nodes.

    Raises
    ------
    ValueError
        When ``names`` is not a square table of booleans, or ``groups`` is not as long.

    Examples
    --------
    Tom names Sanne, Sanne names Femke and Ingrid; Femke is in care, the others in IT.

    >>> names = np.zeros((4, 4), dtype=bool)
    >>> names[0, 1] = names[1, 2] = names[1, 3] = True
    >>> counts = count_roles(names, ["it", "it", "care", "it"])
    >>> counts[1, Role.COORDINATOR], counts[1, Role.REPRESENTATIVE], counts[1, Role.TOTAL]
    (np.int64(1), np.int64(1), np.int64(2))
    """
    tied = ties(names)
    group = _numbered(groups, len(tied))
    same = group[:, None] == group[None, :]
    # as floats the products run through BLAS, and whole numbers stay exact up to 2**53
    inside, outside = (tied & same).astype(np.float64), (tied & ~same).astype(np.float64)
    apart = ties(~tied).astype(np.float64)

    counts = np.zeros((len(names), len(Role)), dtype=np.int64)
    counts[:, Role.COORDINATOR] = _between(inside, apart, inside)
    counts[:, Role.ITINERANT] = _between(outside, apart * same, outside)
    counts[:, Role.REPRESENTATIVE] = _between(inside, apart, outside)
    counts[:, Role.GATEKEEPER] = _between(outside, apart, inside)
    counts[:, Role.LIAISON] = _between(outside, apart * ~same, outside)
    counts[:, Role.TOTAL] = counts[:, : Role.TOTAL].sum(axis=1)
    return counts


def _between(
    to: NDArray[np.float64], missing: NDArray[np.float64], onward: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return per b how many (a, c) have a -> b in ``to``, b -> c in ``onward`` and (a, c) in ``missing``."""
    found: NDArray[np.float64] = ((to.T @ missing) * onward).sum(axis=1)
    return found


def expect_roles(names: NDArray[np.bool_], groups: Sequence[Hashable]) -> ExpectedRoles:
    """Return mean and variance of the counts if names fell by chance, groups and density being as they are.

    Every ordered pair has a tie with probability d, the share of pairs that have one, independently. One (a, c) then
    counts with probability p = d²(1 - d). Two of them hang together only when they share a -> b or b -> c, and then
    with covariance d³(1 - d)³. So with M pairs (a, c) open to a role, and K ordered couples of them that share an
    end, the mean is M p and the variance M p (1 - p) + K d³(1 - d)³; no approximation.

    Parameters
    ----------
    names, groups
        As for `count_roles`.

    Returns
    -------
    ExpectedRoles
        A variance of 0 marks a role nobody in that group can have.

    Raises
    ------
    ValueError
        As for `count_roles`.

    Examples
    --------
    Four in one group, half of all pairs tied: 3 · 2 pairs stand around each, p = 1/8, and 2 · 3 · 2 · 1 couples
    share an end.

    >>> names = np.triu(np.ones((4, 4), dtype=bool), k=1)
    >>> chance = expect_roles(names, ["it"] * 4)
    >>> float(chance.mean[0, Role.COORDINATOR]), float(chance.variance[0, Role.COORDINATOR])
    (0.75, 0.84375)
    """
    tied = ties(names)
    n = len(tied)
    group = _numbered(groups, n)
    d = int(tied.sum()) / (n * (n - 1)) if n > 1 else 0.0
    pairs, couples = (table[group] for table in _standing_around(np.bincount(group)))
    p = d**2 * (1 - d)
    return ExpectedRoles(mean=pairs * p, variance=pairs * p * (1 - p) + couples * (d * (1 - d)) ** 3)


def _standing_around(sizes: NDArray[np.int64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return, per group and role, the pairs (a, c) open to a member, and the ordered couples that share an end."""
    own, other = sizes - 1, sizes.sum() - sizes
    elsewhere = np.where(np.eye(len(sizes), dtype=np.bool_), 0, sizes)  # row g: the sizes of all groups but g
    third = other[:, None] - elsewhere  # for an end in h: those in neither g nor h
    mixed = own * other
    pairs = [
        own * (own - 1),
        (elsewhere * (elsewhere - 1)).sum(axis=1),
        mixed,
        mixed,
        (elsewhere * third).sum(axis=1),
        (own + other) * (own + other - 1),
    ]
    couples = [
        2 * own * (own - 1) * (own - 2),
        2 * (elsewhere * (elsewhere - 1) * (elsewhere - 2)).sum(axis=1),
        mixed * (own - 1 + other - 1),
        mixed * (own - 1 + other - 1),
        2 * (elsewhere * third * (third - 1)).sum(axis=1),
        2 * (own + other) * (own + other - 1) * (own + other - 2),
    ]
    return np.stack(pairs, axis=1).astype(np.float64), np.stack(couples, axis=1).astype(np.float64)


def _numbered(groups: Sequence[Hashable], n: int) -> NDArray[np.int64]:
    """Return the groups as whole numbers from 0 on, in order of appearance."""
    if len(groups) != n:
        raise ValueError("every node has to have one group")
    seen: dict[Hashable, int] = {}
    return np.array([seen.setdefault(group, len(seen)) for group in groups], dtype=np.int64)
