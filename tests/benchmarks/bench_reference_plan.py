"""How long the reference plan takes: ``python tests/benchmarks/bench_reference_plan.py [runs]``.

Prints build seconds, solve seconds, objective, bound, gap and columns of each run, and the medians.
"""

import argparse
import json
import statistics
import time
from pathlib import Path

import numpy as np

from beforehand.engine.partition.columns import Item, enumerate_columns
from beforehand.engine.partition.problem import Problem
from beforehand.engine.partition.solve import solve

INSTANCE = Path(__file__).parents[3] / "shared/data/reference/plan/instance-500.json"


def read(path: Path) -> Problem:
    """Read an instance and list its columns."""
    given = json.loads(path.read_text())
    items = [Item(t["group"], tuple(t["people"]), t["deadline"], t["one_to_one"]) for t in given["topics"]]
    found = enumerate_columns(items, np.array(given["available"], dtype=bool))
    cap = np.full((given["people"], given["weeks"]), given["cap"])
    before = [(a, b) for a, b in given["precedence"]]
    return Problem(len(items), [60.0] * len(items), found.columns, cap, None, before)


def main() -> None:
    """Time the build and the solve."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("runs", nargs="?", type=int, default=1)
    parser.add_argument("--gap", type=float, default=0.01)
    parser.add_argument("--exact-columns", type=int, default=25_000)
    parser.add_argument("--iterations", type=int, default=40)
    asked = parser.parse_args()
    if not INSTANCE.exists():
        raise SystemExit("no reference instance beside this repository")
    times: list[tuple[float, float]] = []
    for _ in range(asked.runs):
        begin, busy = time.perf_counter(), time.process_time()
        problem = read(INSTANCE)
        built = time.perf_counter()
        found = solve(
            problem,
            gap=asked.gap,
            exact_columns=asked.exact_columns,
            iteration_limit=asked.iterations,
            safety_seconds=300,
        )
        times.append((built - begin, time.perf_counter() - built))
        print(
            f"build {times[-1][0]:.2f} s  solve {times[-1][1]:.2f} s  "
            f"(processor {time.process_time() - busy:.2f} s in all)  objective {found.objective:g}  "
            f"bound {found.bound:g}  gap {found.gap:.4%}  columns {len(problem.columns)}  "
            f"uncovered {len(found.uncovered)}  {found.status}"
        )
    print(
        f"median of {asked.runs}: build {statistics.median(t[0] for t in times):.2f} s  "
        f"solve {statistics.median(t[1] for t in times):.2f} s"
    )


if __name__ == "__main__":
    main()
