"""Krackhardt's 21 managers: who asks whom for advice, who calls whom a friend, and what R made of it."""

import csv
import re
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

REFERENCE = Path(__file__).parents[4] / "shared/data/reference/krackhardt"
_FIGURES = REFERENCE / "reference_values_R_sna_igraph.txt"


def needed() -> None:
    """Skip, saying so, where the reference data are not beside this repository."""
    if not REFERENCE.is_dir():
        pytest.skip("Krackhardt's managers are not beside this repository")


def named(network: str) -> NDArray[np.bool_]:
    """Who names whom, in ``advice`` or ``friendship``."""
    names: NDArray[np.bool_] = np.loadtxt(REFERENCE / f"krack_{network}.txt", dtype=np.int64) == 1
    assert names.shape == (21, 21)
    return names


def departments() -> list[str]:
    """The department of each manager."""
    with (REFERENCE / "krack_attributes.csv").open(newline="") as file:
        return [row["DEPT"] for row in csv.DictReader(file)]


def brokerage(network: str) -> NDArray[np.int64]:
    """The counts of R sna: w_I, w_O, b_IO, b_OI, b_O, t."""
    with (REFERENCE / f"ref_brokerage_{network}_dept.csv").open(newline="") as file:
        rows = [[int(cell) for cell in row[1:]] for row in list(csv.reader(file))[1:]]
    return np.array(rows)


def standardised_advice() -> NDArray[np.float64]:
    """The z-scores of R sna for brokerage on advice, three decimals; nan where the role is impossible."""
    below = iter(_FIGURES.read_text().splitlines())
    assert any(line.startswith("z.gli") for line in below)
    assert next(below).split() == ["w_I", "w_O", "b_IO", "b_OI", "b_O", "t"]
    return np.array([[float(cell) for cell in next(below).split("]")[1].split()] for _ in range(21)])


def centralisation() -> tuple[float, float]:
    """Freeman's centralisation of betweenness: advice, friendship."""
    line = next(
        x for x in _FIGURES.read_text().splitlines() if x.startswith("centralization indegree/betweenness")
    )
    advice, friendship = re.findall(r"/([\d.]+)", line)
    return float(advice), float(friendship)


def figures(after: str, start: str) -> NDArray[np.float64]:
    """The figures on the line that starts so, the first one below a line that starts with ``after``."""
    below = iter(_FIGURES.read_text().splitlines())
    assert any(line.startswith(after) for line in below)
    return np.array(
        [float(cell) for cell in next(x for x in below if x.startswith(start))[len(start) :].split()]
    )
