"""Every test on SQLite, and beside it every test that reaches the database on a PostgreSQL: ``python -m …``.

The two run at the same time, one on each core. Arguments go to both.
"""

import os
import subprocess
import sys
import tempfile

RUN = [sys.executable, "-m", "pytest"]


def main() -> int:
    """Run both and return how it ended; what the second said is shown after the first."""
    arguments = sys.argv[1:]
    on_postgresql = {**os.environ, "BEFOREHAND_TEST_DATABASE": "postgresql"}
    with tempfile.TemporaryFile() as said:
        beside = subprocess.Popen(
            [*RUN, "-p", "no:cacheprovider", *arguments],
            env=on_postgresql,
            stdout=said,
            stderr=subprocess.STDOUT,
        )
        try:
            print("On SQLite, everything:", flush=True)
            first = subprocess.run([*RUN, *arguments], check=False).returncode
            second = beside.wait()
        finally:
            beside.kill()
        said.seek(0)
        print("On PostgreSQL, what reaches the database:", flush=True)
        sys.stdout.buffer.write(said.read())
        sys.stdout.flush()
    return first or second


if __name__ == "__main__":
    sys.exit(main())
