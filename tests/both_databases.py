"""Every test on SQLite, and every test that reaches the database on a PostgreSQL as well: ``python -m …``.

Both runs are told at the same time: stories wait for pages, letters and servers, and meanwhile the other goes on.
Whoever of a run's processes is done takes the next file (``conftest`` says in which order); each has a database of its
own. What the second run said is shown when the first is over. Arguments go to both runs.
"""

import os
import subprocess
import sys
import tempfile

CORES = os.cpu_count() or 2
ON_SQLITE, ON_POSTGRESQL = CORES + 1, max(1, CORES // 2)
"""Processes; with these the two end at about the same time, and no core is left waiting."""


def command(processes: int, *arguments: str) -> list[str]:
    """Return how a run is started, its files told in the order of ``conftest``."""
    run = [sys.executable, "-m", "pytest", "--numprocesses", str(processes), "--dist", "loadfile"]
    return [*run, "--no-loadscope-reorder", *arguments]


def main() -> int:
    """Run both, also when one fails, and return how it ended."""
    arguments = sys.argv[1:]
    # Hundreds of commands are started: each would compile the whole application anew where nothing compiled is kept.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryFile("w+") as said:
        second = subprocess.Popen(
            command(ON_POSTGRESQL, "-p", "no:cacheprovider", *(arguments or ["tests"])),
            env={**os.environ, "BEFOREHAND_TEST_DATABASE": "postgresql"},
            stdout=said,
            stderr=subprocess.STDOUT,
        )
        print("On SQLite, everything:", flush=True)
        first = subprocess.run(command(ON_SQLITE, *arguments), check=False).returncode
        second.wait()
        said.seek(0)
        print("On PostgreSQL, what reaches the database:", said.read(), sep="\n", flush=True)
    return first or second.returncode


if __name__ == "__main__":
    sys.exit(main())
