"""How long one analysis takes in process, after import: reading, without and with sentence similarity.

Run with ``make bench-analysis``. Prints medians with the least and the most; nothing is asserted, machines differ.
"""

import argparse
import statistics
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from tests.benchmarks.plan.calling import forget, known

from beforehand.decisionfile import read, to_picture
from beforehand.engine.analysis import analyse
from beforehand.engine.similarity import embedding

ROOT = Path(__file__).parents[2]


def measured(work: Callable[[], object], rounds: int, before: Callable[[], None] = lambda: None) -> str:
    """Return median (least to most) in milliseconds, after one warm-up."""
    work()
    took = []
    for _ in range(rounds):
        before()
        start = perf_counter()
        work()
        took.append((perf_counter() - start) * 1000)
    return f"{statistics.median(took):7.1f} ({min(took):.1f} to {max(took):.1f})"


def main() -> None:
    """Measure the cases named, or the sample cases."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("files", nargs="*", type=Path, default=sorted((ROOT / "cases").glob("*.yaml")))
    options.add_argument("--rounds", type=int, default=15)
    chosen = options.parse_args()
    knowledge, similarity = known(), embedding()
    if similarity is not None:
        similarity.warm()
    print("milliseconds: median (least to most)")
    for path in chosen.files:
        came = read(path)
        if came.decision is None:
            print(f"{path.name}: has errors, not measured")
            continue
        decision = came.decision
        picture = to_picture(decision)
        print(f"{path.stem}, {len(picture.seats)} people")
        print("  reading             ", measured(lambda p=path: to_picture(read(p).decision), chosen.rounds))
        print("  without similarity  ", measured(lambda p=picture: analyse(p, knowledge), chosen.rounds))
        if similarity is None:
            print("  with similarity      the extra is not installed")
            continue
        with_it = measured(
            lambda p=picture: analyse(p, knowledge, similarity=similarity), chosen.rounds, forget
        )
        print("  with similarity     ", with_it)


if __name__ == "__main__":
    main()
