"""How often somebody lies on the shortest way between two others, and how much naming ends at somebody.

For large organisations. For the facilitator, or added up per group of five or more (G1). Withheld: the figures per
person, any ranking made of them, and who named whom. A place in a network of answers is never a verdict on a person
(N3, N5).

Needs the extra ``network`` (rustworkx), loaded at the first call. Results are rounded to nine decimals, because the
last bits of a sum depend on the order of the nodes.

Source: Freeman (1977), A set of measures of centrality based on betweenness, Sociometry 40, 35-41; Brandes (2001), A
faster algorithm for betweenness centrality, Journal of Mathematical Sociology 25, 163-177; Page, Brin, Motwani &
Winograd (1999), The PageRank citation ranking, Stanford InfoLab 1999-66.
"""

from math import ceil, log
from types import ModuleType
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from beforehand.engine.network.matrix import ties

if TYPE_CHECKING:
    from rustworkx import PyDiGraph

_DECIMALS = 9
_CLOSE = 1e-13  # per node, between two rounds of PageRank


def betweenness(names: NDArray[np.bool_], *, normalised: bool = False) -> NDArray[np.float64]:
    """Return on what share of the shortest ways from one other to another each node lies, added over all pairs.

    Ways follow the direction of naming. A pair with several shortest ways counts for the part that passes the node.

    Parameters
    ----------
    names
        Of shape (n, n): row i names column j. The diagonal is ignored.
    normalised
        Divide by the (n - 1)(n - 2) ordered pairs of others, so that 1 is on every way. Below three nodes all is 0.

    Returns
    -------
    ndarray of shape (n,)
        In the order of the nodes given, from 0 on, rounded to nine decimals.

    Raises
    ------
    ValueError
        When ``names`` is not a square table of booleans.
    ImportError
        When the extra ``network`` is not installed.

    Examples
    --------
    Tom names Sanne, Sanne names Femke.

    >>> names = np.zeros((3, 3), dtype=bool)
    >>> names[0, 1] = names[1, 2] = True
    >>> betweenness(names).tolist(), betweenness(names, normalised=True).tolist()
    ([0.0, 1.0, 0.0], [0.0, 0.5, 0.0])
    """
    n = len(names)
    graph = _graph(names)
    # never in parallel: threads finish in any order, and sums would differ
    found = _rustworkx().digraph_betweenness_centrality(graph, normalized=False, parallel_threshold=n + 1)
    raw = np.array([found[node] for node in range(n)], dtype=np.float64)
    return np.round(raw / max((n - 1) * (n - 2), 1) if normalised else raw, _DECIMALS)


def pagerank(names: NDArray[np.bool_], *, damping: float = 0.85) -> NDArray[np.float64]:
    """Return how often one ends at each node by following names at random, starting anew now and then.

    Whoever names nobody passes on to everybody alike.

    Parameters
    ----------
    names
        Of shape (n, n): row i names column j. The diagonal is ignored.
    damping
        The probability to follow a name rather than to start anew anywhere; above 0, below 1.

    Returns
    -------
    ndarray of shape (n,)
        In the order of the nodes given, adding up to 1, rounded to nine decimals.

    Raises
    ------
    ValueError
        When ``names`` is not a square table of booleans, or ``damping`` is not between 0 and 1.
    ImportError
        When the extra ``network`` is not installed.

    Examples
    --------
    Two who name each other are alike.

    >>> pagerank(np.array([[False, True], [True, False]])).tolist()
    [0.5, 0.5]
    """
    if not 0 < damping < 1:
        raise ValueError("damping has to lie between 0 and 1")
    rounds = ceil(log(_CLOSE) / log(damping)) + 1  # what is left to change shrinks by the damping each round
    found = _rustworkx().pagerank(_graph(names), alpha=damping, tol=_CLOSE, max_iter=rounds)
    ranks = np.array([found[node] for node in range(len(names))], dtype=np.float64)
    return np.round(ranks, _DECIMALS)


def _graph(names: NDArray[np.bool_]) -> "PyDiGraph[None, None]":
    graph: PyDiGraph[None, None] = _rustworkx().PyDiGraph(multigraph=False)
    graph.add_nodes_from([None] * len(names))
    graph.extend_from_edge_list([(int(i), int(j)) for i, j in np.argwhere(ties(names))])
    return graph


def _rustworkx() -> ModuleType:
    try:
        import rustworkx
    except ImportError as missing:
        raise ImportError(
            "Betweenness and PageRank need the extra 'network': pip install 'beforehand[network]'"
        ) from missing
    return rustworkx
