"""Who stands between whom, in which role: a ward and its IT by hand, and Krackhardt's managers as R has them."""

from itertools import permutations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from tests.engine.network import krackhardt

from beforehand.engine.network.brokerage import Role, count_roles, expect_roles

TOM, SANNE, INGRID, FEMKE, YOUSSEF, KARIN = range(6)
SIDES = ["it", "it", "it", "care", "care", "board"]


def hospital() -> NDArray[np.bool_]:
    """Sanne is named by Tom and Femke, and names Ingrid, Youssef and Karin; Tom also knows Youssef himself."""
    names = np.zeros((6, 6), dtype=np.bool_)
    for one, others in {
        TOM: [SANNE, YOUSSEF],
        FEMKE: [SANNE],
        SANNE: [INGRID, YOUSSEF, KARIN],
        INGRID: [TOM],
    }.items():
        names[one, others] = True
    return names


def test_sanne_stands_in_every_role_once() -> None:
    # Tom-Ingrid, Femke-Youssef, Tom-Karin, Femke-Ingrid, Femke-Karin; Tom reaches Youssef without her.
    # That Ingrid names Tom does not bring Ingrid's word to Tom's question, so Tom-Ingrid counts.
    assert count_roles(hospital(), SIDES)[SANNE].tolist() == [1, 1, 1, 1, 1, 5]


def test_the_others_by_hand() -> None:
    counts = count_roles(hospital(), SIDES)
    assert counts[TOM].tolist() == [1, 0, 1, 0, 0, 2]  # Ingrid-Sanne, Ingrid-Youssef
    assert counts[INGRID].tolist() == [1, 0, 0, 0, 0, 1]  # Sanne-Tom
    assert counts[[FEMKE, YOUSSEF, KARIN]].tolist() == [[0] * 6] * 3  # nobody before them, or nobody after


def test_representative_and_gatekeeper_are_each_others_mirror() -> None:
    there, back = count_roles(hospital(), SIDES), count_roles(hospital().T, SIDES)
    assert there[TOM, Role.REPRESENTATIVE] == 1
    assert there[TOM, Role.GATEKEEPER] == 0
    assert back[TOM, Role.GATEKEEPER] == 1
    assert back[TOM, Role.REPRESENTATIVE] == 0


def test_naming_oneself_is_nothing() -> None:
    names = hospital()
    np.fill_diagonal(names, True)
    assert (count_roles(names, SIDES) == count_roles(hospital(), SIDES)).all()
    assert (expect_roles(names, SIDES).mean == expect_roles(hospital(), SIDES).mean).all()


def test_where_everybody_names_everybody_nobody_stands_between() -> None:
    full = np.ones((6, 6), dtype=np.bool_)
    assert not count_roles(full, SIDES).any()
    assert not expect_roles(full, SIDES).mean.any()


@pytest.mark.parametrize("count", [0, 1, 2])
def test_with_two_people_nobody_stands_between(count: int) -> None:
    names = np.triu(np.ones((count, count), dtype=np.bool_), k=1)
    assert count_roles(names, ["it"] * count).tolist() == [[0] * 6] * count
    assert expect_roles(names, ["it"] * count).mean.tolist() == [[0.0] * 6] * count


def test_a_table_that_is_none_is_refused() -> None:
    for names in (np.zeros((2, 3), dtype=np.bool_), np.zeros(4, dtype=np.bool_)):
        with pytest.raises(ValueError, match="square table of booleans"):
            count_roles(names, ["it"] * len(names))
    with pytest.raises(ValueError, match="square table of booleans"):
        count_roles(np.zeros((2, 2)), ["it", "it"])  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="one group"):
        count_roles(np.zeros((2, 2), dtype=np.bool_), ["it"])
    with pytest.raises(ValueError, match="one group"):
        expect_roles(np.zeros((2, 2), dtype=np.bool_), ["it"])


def role(a: str, b: str, c: str) -> Role:
    """Read the role from the definition."""
    if a == c:
        return Role.COORDINATOR if a == b else Role.ITINERANT
    if b in (a, c):
        return Role.REPRESENTATIVE if b == a else Role.GATEKEEPER
    return Role.LIAISON


@st.composite
def networks(draw: st.DrawFn, most: int = 9) -> tuple[NDArray[np.bool_], list[str]]:
    n = draw(st.integers(3, most))
    cells = draw(st.lists(st.booleans(), min_size=n * n, max_size=n * n))
    groups = draw(st.lists(st.sampled_from(["it", "care", "board", "council"]), min_size=n, max_size=n))
    return np.array(cells, dtype=np.bool_).reshape(n, n), groups


@given(networks())
def test_one_by_one_gives_the_same(network: tuple[NDArray[np.bool_], list[str]]) -> None:
    names, groups = network
    expected = np.zeros((len(groups), 6), dtype=np.int64)
    for a, b, c in permutations(range(len(groups)), 3):
        if names[a, b] and names[b, c] and not names[a, c]:
            expected[b, [role(groups[a], groups[b], groups[c]), Role.TOTAL]] += 1
    assert (count_roles(names, groups) == expected).all()


@given(networks(), st.randoms(use_true_random=False))
def test_order_of_nodes_and_spelling_of_groups_change_nothing(
    network: tuple[NDArray[np.bool_], list[str]], chance: object
) -> None:
    names, groups = network
    turned = list(range(len(groups)))
    chance.shuffle(turned)  # type: ignore[attr-defined]
    moved, respelled = names[np.ix_(turned, turned)], [groups[i][::-1] for i in turned]
    assert (count_roles(moved, respelled) == count_roles(names, groups)[turned]).all()
    one, other = expect_roles(names, groups), expect_roles(moved, respelled)
    assert (other.mean == one.mean[turned]).all()
    assert (other.variance == one.variance[turned]).all()


def test_chance_over_every_possible_network_of_four() -> None:
    groups, d = ["it", "it", "care", "board"], 1 / 3
    names = np.zeros((4, 4), dtype=np.bool_)
    names[[0, 1, 2, 3], [1, 2, 3, 0]] = True  # four of the twelve
    first, second = np.zeros((4, 6)), np.zeros((4, 6))
    for cells in product([False, True], repeat=12):
        drawn = np.zeros((4, 4), dtype=np.bool_)
        drawn[~np.eye(4, dtype=np.bool_)] = cells
        counts = count_roles(drawn, groups)
        weight = d ** sum(cells) * (1 - d) ** (12 - sum(cells))
        first += weight * counts
        second += weight * counts.astype(np.float64) ** 2
    found = expect_roles(names, groups)
    np.testing.assert_allclose(found.mean, first, rtol=0, atol=1e-12)
    np.testing.assert_allclose(found.variance, second - first**2, rtol=0, atol=1e-12)


def test_chance_couple_by_couple_where_every_role_can_be_had() -> None:
    groups = ["it"] * 4 + ["care"] * 3 + ["board"] * 3
    names = np.zeros((10, 10), dtype=np.bool_)
    names[0, 1:] = names[9, :9] = True  # 18 of the 90: a fifth
    found, d = expect_roles(names, groups), 0.2
    for b, of in product((0, 4, 7), Role):
        ways = [
            (a, c)
            for a, c in permutations([x for x in range(10) if x != b], 2)
            if of in (role(groups[a], groups[b], groups[c]), Role.TOTAL)
        ]
        # the chance that two of them both count: each tie they need once
        both = sum(
            d ** len({(a, b), (b, c), (x, b), (b, y)}) * (1 - d) ** len({(a, c), (x, y)})
            for (a, c), (x, y) in product(ways, ways)
        )
        mean = len(ways) * d**2 * (1 - d)
        assert ways
        assert found.mean[b, of] == pytest.approx(mean, abs=1e-12)
        assert found.variance[b, of] == pytest.approx(both - mean**2, abs=1e-9)


@pytest.mark.parametrize("network", ["advice", "friendship"])
def test_krackhardts_managers_stand_between_departments_as_r_counts(network: str) -> None:
    krackhardt.needed()
    counts = count_roles(krackhardt.named(network), krackhardt.departments())
    assert counts.tolist() == krackhardt.brokerage(network).tolist()


def test_krackhardts_advice_against_chance_as_r_has_it() -> None:
    krackhardt.needed()
    names, groups = krackhardt.named("advice"), krackhardt.departments()
    chance, known = expect_roles(names, groups), krackhardt.standardised_advice()
    assert known.shape == (21, 6)
    possible = chance.variance > 0
    assert (possible == ~np.isnan(known)).all()
    found = (count_roles(names, groups) - chance.mean)[possible] / np.sqrt(chance.variance[possible])
    np.testing.assert_allclose(found, known[possible], rtol=0, atol=5.1e-4)  # R printed three decimals
    everywhere = krackhardt.figures("advice by DEPT", "exp.gli")
    np.testing.assert_allclose(chance.mean.sum(axis=0), everywhere, rtol=1e-6)  # and here seven figures
