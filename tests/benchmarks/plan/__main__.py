"""``python -m tests.benchmarks.plan --cases FOLDER [--shared FOLDER]``."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from tests.benchmarks.plan import calling, measuring, reading, report

OWN = Path("tests/cases")
SHARED = Path("../shared/scenarios")


def files(cases: Path, shared: Path | None) -> list[Path]:
    """Return the case files at the top of the folders, by name; a shared folder that is not there gives none.

    Raises
    ------
    ValueError
        When ``cases`` is no folder, or two cases have one name and would overwrite each other's figures.
    """
    if not cases.is_dir():
        raise ValueError(f"{cases} is no folder")
    found = sorted(cases.glob("*.yaml")) + (
        sorted(shared.glob("*.yaml")) if shared and shared.is_dir() else []
    )
    stems = [path.stem for path in found]
    twice = sorted({stem for stem in stems if stems.count(stem) > 1})
    if twice:
        raise ValueError(f"two cases are called {', '.join(twice)}")
    return found


def run(paths: Sequence[Path], console: Console) -> tuple[list[measuring.Figures], int]:
    """Measure and print every case; return the figures and how many cases could not be measured."""
    measured: list[measuring.Figures] = []
    failed = 0
    for path in paths:
        try:
            answers = reading.read_answers(path)
            analysis, seconds = calling.timed(path)
        # One case that cannot be read or analysed must not hide the figures of the others.
        except Exception as error:  # noqa: BLE001
            print(f"{path}: {type(error).__name__}: {error}", file=sys.stderr)
            failed += 1
            continue
        figures = measuring.measure(analysis, answers, seconds)
        report.show(console, figures, answers, measuring.ours(analysis))
        measured.append(figures)
    return measured, failed


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures of all cases; the last line is JSON. Returns 1 when a case could not be measured."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.plan", description=main.__doc__)
    parser.add_argument(
        "--cases", type=Path, help=f"folder with cases (default {OWN}, and {SHARED} when present)"
    )
    parser.add_argument(
        "--shared", type=Path, help="a second folder with cases; skipped when it is not there"
    )
    given = parser.parse_args(arguments)
    own = given.cases or OWN
    try:
        paths = files(own, given.shared or (SHARED if own == OWN else None))
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    # A pipe has no width; eighty columns would fold the names of kinds.
    console = Console(width=None if sys.stdout.isatty() else int(os.environ.get("COLUMNS", "110")))
    measured, failed = run(paths, console)
    console.rule("all cases")
    console.print(report.summary(measured))
    print(report.last_line(measured))
    return 1 if failed or not paths else 0


if __name__ == "__main__":
    sys.exit(main())
