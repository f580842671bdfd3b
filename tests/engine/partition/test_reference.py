"""The reference instance: 500 items, 200 people, 8 weeks; its optimum is 1961."""

import json
from pathlib import Path

import numpy as np
import pytest

from beforehand.engine.partition.columns import Item, enumerate_columns
from beforehand.engine.partition.problem import Problem
from beforehand.engine.partition.solve import solve

INSTANCE = Path(__file__).parents[4] / "shared/data/reference/plan/instance-500.json"
OPTIMUM = 1961


@pytest.fixture(scope="module")
def problem() -> Problem:
    if not INSTANCE.exists():
        pytest.skip("the reference instance is not beside this repository")
    given = json.loads(INSTANCE.read_text())
    items = [Item(t["group"], tuple(t["people"]), t["deadline"], t["one_to_one"]) for t in given["topics"]]
    found = enumerate_columns(items, np.array(given["available"], dtype=bool))
    cap = np.full((given["people"], given["weeks"]), given["cap"])
    return Problem(
        len(items), [60.0] * len(items), found.columns, cap, None, [tuple(p) for p in given["precedence"]]
    )


def test_the_whole_at_once_is_within_one_per_cent(problem: Problem) -> None:
    found = solve(problem, gap=0.01, exact_columns=25_000, safety_seconds=600)
    assert found.reproducible
    assert found.gap <= 0.01
    assert found.bound <= OPTIMUM + 1e-6
    assert OPTIMUM - 1e-6 <= found.objective <= 1.01 * OPTIMUM


def test_part_by_part_is_honest_about_its_distance(problem: Problem) -> None:
    found = solve(problem, exact_columns=0, iteration_limit=5, safety_seconds=600)
    assert found.reproducible
    assert found.bound <= OPTIMUM + 1e-6
    assert OPTIMUM - 1e-6 <= found.objective <= 1.05 * OPTIMUM
