"""What reads the same says the same: within one of none or of all, nobody can tell (G7)."""

from collections import defaultdict
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.agreement.urns import CUTS

from beforehand.engine.agreement.comparing import compare
from beforehand.engine.agreement.counted import Counted
from beforehand.engine.agreement.veiled import veil
from beforehand.engine.agreement.words import say


def tables(n: int, members: int) -> list[Counted]:
    """Every way in which n people of a side can answer."""
    return [
        Counted(side="it", members=members, recognise=r, different=d, unknown=n - r - d)
        for r, d in product(range(n + 1), repeat=2)
        if r + d <= n
    ]


def read(counted: Counted) -> tuple[str, ...]:
    """What a reader of the published counts reads, from five answers up."""
    n = counted.answered
    counts = counted.recognise, counted.different, counted.unknown
    return tuple("nearly none" if c <= 1 else "nearly all" if c >= n - 1 else str(c) for c in counts)


@pytest.mark.parametrize("n", [5, 6, 9])
def test_what_reads_the_same_becomes_the_same(n: int) -> None:
    alike = defaultdict(set)
    for counted in tables(n, members=n + 3):
        alike[read(counted)].add(veil(counted))
    assert all(len(veiled) == 1 for veiled in alike.values())
    assert len({one for veiled in alike.values() for one in veiled}) == len(alike)


@pytest.mark.parametrize("n", [5, 8])
def test_what_is_said_of_it_still_reads_the_same(n: int) -> None:
    for counted in tables(n, members=n + 3):
        assert read(veil(counted)) == read(counted)
        assert (veil(counted).members, veil(counted).answered) == (n + 3, n)


def test_no_word_tells_whether_it_was_everybody() -> None:
    care = Counted(side="care", members=9, recognise=2, different=6)
    everybody = Counted(side="it", members=6, recognise=5)
    but_one = Counted(side="it", members=6, recognise=4, different=1)
    bare, but_one_bare = (say(compare([it, care], CUTS), CUTS) for it in (everybody, but_one))
    assert bare.levels["it"] != but_one_bare.levels["it"]  # the exact counts would tell
    veiled, but_one_veiled = (say(compare([veil(it), veil(care)], CUTS), CUTS) for it in (everybody, but_one))
    assert veiled == but_one_veiled


def test_the_least_pronounced_one_is_taken() -> None:
    everybody = Counted(side="it", members=6, recognise=6)
    nobody_knows = Counted(side="it", members=6, recognise=1, unknown=5)
    divided = Counted(side="it", members=9, recognise=3, different=4, unknown=2)
    assert veil(everybody) == Counted(side="it", members=6, recognise=5, different=1)
    assert veil(nobody_knows) == Counted(side="it", members=6, unknown=6)
    assert veil(divided) == divided


@settings(deadline=None)
@given(st.integers(5, 12).flatmap(lambda n: st.sampled_from(tables(n, n))))
def test_agreeing_and_not_agreeing_are_veiled_alike(counted: Counted) -> None:
    turned = Counted(
        side="it",
        members=counted.members,
        recognise=counted.different,
        different=counted.recognise,
        unknown=counted.unknown,
    )
    veiled, mirrored = veil(counted), veil(turned)
    assert (veiled.recognise, veiled.different) == (mirrored.different, mirrored.recognise)


def test_without_a_veil_all_stays_as_it_is() -> None:
    for counted in tables(5, 5):
        assert veil(counted, within=0) == counted
    with pytest.raises(ValueError, match="nearer than 0"):
        veil(tables(5, 5)[0], within=-1)
