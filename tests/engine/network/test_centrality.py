"""Shortest ways and following names: a few by hand, and Krackhardt's managers as R igraph and sna have them."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from tests.engine.network import krackhardt

from beforehand.engine.network.centrality import betweenness, pagerank


def naming(n: int, *pairs: tuple[int, int]) -> NDArray[np.bool_]:
    names = np.zeros((n, n), dtype=np.bool_)
    for one, other in pairs:
        names[one, other] = True
    return names


# Karin names Tom and Ingrid, they both name Sanne, she names Femke
FORK = naming(5, (0, 1), (0, 2), (1, 3), (2, 3), (3, 4))


def test_two_equally_short_ways_count_half_each() -> None:
    # Tom: half of Karin-Sanne, half of Karin-Femke. Sanne: all of Karin-, Tom- and Ingrid-Femke.
    assert betweenness(FORK).tolist() == [0, 1, 1, 3, 0]


def test_normalised_by_the_pairs_of_others() -> None:
    assert betweenness(FORK, normalised=True).tolist() == [0, round(1 / 12, 9), round(1 / 12, 9), 0.25, 0]


def test_a_way_has_a_direction() -> None:
    assert betweenness(naming(3, (0, 1), (2, 1))).tolist() == [0, 0, 0]
    assert betweenness(naming(3, (0, 1), (1, 2))).tolist() == [0, 1, 0]


def test_whoever_names_nobody_passes_on_to_everybody() -> None:
    # r0 = (1 - d) / 2 + d r1 / 2 and r0 + r1 = 1, so r0 = 1 / (2 + d)
    one_way = naming(2, (0, 1))
    assert pagerank(one_way).tolist() == [round(1 / 2.85, 9), round(1.85 / 2.85, 9)]
    assert pagerank(one_way, damping=0.5).tolist() == [0.4, 0.6]


def test_naming_goes_towards_the_named() -> None:
    # three name the fourth, who names one of them back: h = .0375 + .85 (b + 2 q), b = .0375 + .85 h, q = .0375
    hub, back = np.linalg.solve([[1, -0.85], [-0.85, 1]], [0.0375 + 0.85 * 2 * 0.0375, 0.0375])
    found = pagerank(naming(4, (0, 3), (1, 3), (2, 3), (3, 0)))
    np.testing.assert_allclose(found, [back, 0.0375, 0.0375, hub], rtol=0, atol=1e-9)


@pytest.mark.parametrize("damping", [0.01, 0.99, 0.999])
def test_it_settles_where_names_go_round_and_round(damping: float) -> None:
    star = naming(4, (0, 1), (1, 0), (2, 0), (3, 0))
    quiet = (1 - damping) / 4
    hub, back = np.linalg.solve([[1, -damping], [-damping, 1]], [quiet + damping * 2 * quiet, quiet])
    np.testing.assert_allclose(
        pagerank(star, damping=damping), [hub, back, quiet, quiet], rtol=0, atol=1.1e-9
    )


@pytest.mark.parametrize("damping", [0.0, 1.0, -1.0, 2.0, float("nan")])
def test_a_damping_that_is_no_chance_is_refused(damping: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        pagerank(FORK, damping=damping)


def test_naming_oneself_is_nothing() -> None:
    names = FORK | np.eye(5, dtype=np.bool_)
    assert betweenness(names).tolist() == betweenness(FORK).tolist()
    assert pagerank(names).tolist() == pagerank(FORK).tolist()


@pytest.mark.parametrize("count", [0, 1, 2])
def test_hardly_anybody(count: int) -> None:
    names = np.ones((count, count), dtype=np.bool_)
    assert betweenness(names).tolist() == [0.0] * count
    assert betweenness(names, normalised=True).tolist() == [0.0] * count
    assert pagerank(names).tolist() == [1 / max(count, 1)] * count


def test_a_table_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="square table of booleans"):
        betweenness(np.zeros((2, 3), dtype=np.bool_))
    with pytest.raises(ValueError, match="square table of booleans"):
        pagerank(np.zeros((2, 2)))  # type: ignore[arg-type]


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), n=st.integers(3, 70))
def test_the_order_of_the_nodes_changes_no_bit(seed: int, n: int) -> None:
    chance = np.random.default_rng(seed)
    names = chance.random((n, n)) < 0.15
    turned = chance.permutation(n)
    moved = names[np.ix_(turned, turned)]
    assert (betweenness(moved) == betweenness(names)[turned]).all()
    assert (betweenness(moved, normalised=True) == betweenness(names, normalised=True)[turned]).all()
    assert (pagerank(moved) == pagerank(names)[turned]).all()


def test_the_extra_is_loaded_only_when_it_is_needed() -> None:
    code = "import sys, beforehand.engine.network.centrality; sys.exit('rustworkx' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rustworkx", None)
    for measure in (betweenness, pagerank):
        with pytest.raises(ImportError, match=r"beforehand\[network\]"):
            measure(FORK)


PRINTED = {"advice": "== A", "friendship": "== Fr"}


@pytest.mark.parametrize("network", ["advice", "friendship"])
def test_krackhardts_managers_lie_between_as_r_has_it(network: str) -> None:
    krackhardt.needed()
    known = krackhardt.figures(PRINTED[network], "betw ")
    assert known.shape == (21,)
    # R printed four decimals
    np.testing.assert_allclose(betweenness(krackhardt.named(network)), known, rtol=0, atol=5.1e-5)


@pytest.mark.parametrize(("network", "place"), [("advice", 0), ("friendship", 1)])
def test_normalised_gives_rs_centralisation(network: str, place: int) -> None:
    krackhardt.needed()
    shares = betweenness(krackhardt.named(network), normalised=True)
    known = krackhardt.centralisation()[place]
    assert (shares.max() - shares).sum() / 20 == pytest.approx(known, abs=5.1e-8)  # seven figures


@pytest.mark.parametrize(("network", "label"), [("advice", "A"), ("friendship", "Fr")])
def test_names_followed_end_at_krackhardts_managers_as_r_has_it(network: str, label: str) -> None:
    krackhardt.needed()
    known = krackhardt.figures("advice by DEPT", f"igraph pagerank {label} ")
    assert known.shape == (21,)
    # R printed five decimals
    np.testing.assert_allclose(pagerank(krackhardt.named(network)), known, rtol=0, atol=5.1e-6)
