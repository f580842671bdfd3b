"""Every test on SQLite, and then every test that reaches the database on a PostgreSQL: ``python -m …``.

Each run is told by one process more than there are cores, each with a database of its own; whoever is done takes the
next file (``conftest`` says in which order). Arguments go to both runs.
"""

import os
import subprocess
import sys

# One more than there are cores: stories wait for pages, letters and servers for a third of their time.
PROCESSES = (os.cpu_count() or 2) + 1
RUN = [sys.executable, "-m", "pytest", "--numprocesses", str(PROCESSES), "--dist", "loadfile"]
RUN += ["--no-loadscope-reorder"]  # in the order of conftest


def main() -> int:
    """Run both, also when the first fails, and return how it ended."""
    arguments = sys.argv[1:]
    # Hundreds of commands are started: each would compile the whole application anew where nothing compiled is kept.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    print("On SQLite, everything:", flush=True)
    first = subprocess.run([*RUN, *arguments], check=False).returncode
    print("On PostgreSQL, what reaches the database:", flush=True)
    on_postgresql = {**os.environ, "BEFOREHAND_TEST_DATABASE": "postgresql"}
    command = [*RUN, "-p", "no:cacheprovider", *arguments]
    second = subprocess.run(command, env=on_postgresql, check=False).returncode
    return first or second


if __name__ == "__main__":
    sys.exit(main())
