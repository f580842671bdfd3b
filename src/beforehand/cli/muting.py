"""Keeping standard output for what is ours while the solver works.

HiGHS sometimes writes a leftover line of its own straight to file descriptor 1, past Python and past its own setting
for silence. In a pipe or in JSON that line would be part of the answer.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def solver_muted() -> Iterator[None]:
    """Send what is written to file descriptor 1 nowhere, until the work is done."""
    try:
        sys.stdout.flush()
        kept = os.dup(1)
    except (OSError, ValueError):  # no standard output at all: nothing to keep clean
        yield
        return
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.close(nowhere)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
