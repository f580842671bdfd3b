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


def files(cases: Path, shared: Path) -> list[Path]:
    """Return the case files at the top of the folders, by name; a shared folder that is not there gives none.

    A case of the first folder stands for a shared one with the same name.

    Raises
    ------
    ValueError
        When ``cases`` is no folder.
    """
    if not cases.is_dir():
        raise ValueError(f"{cases} is no folder")
    own = sorted(cases.glob("*.yaml"))
    stems = {path.stem for path in own}
    return own + [path for path in sorted(shared.glob("*.yaml")) if path.stem not in stems]


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
    parser.add_argument("--cases", type=Path, default=OWN, help=f"folder with cases (default {OWN})")
    parser.add_argument(
        "--shared",
        type=Path,
        default=SHARED,
        help=f"a second folder with cases (default {SHARED}, when present)",
    )
    given = parser.parse_args(arguments)
    try:
        paths = files(given.cases, given.shared)
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
