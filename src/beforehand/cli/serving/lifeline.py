"""A process that ends when the one that started it ends, also by ``kill -9``, which nobody can answer.

Linux does this by itself when asked (``PR_SET_PDEATHSIG``); elsewhere a thread looks every second.
"""

import os
import signal
import sys
import threading
import time

PR_SET_PDEATHSIG = 1
STARTED_BY = "BEFOREHAND_STARTED_BY"


def end_with(starter: int) -> None:
    """End this process as soon as ``starter``, which must be its parent, is no more.

    It ends at once, without goodbye: whatever was acknowledged is stored, and nothing else counts.
    """
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    else:
        threading.Thread(target=_look, args=(starter,), daemon=True).start()
    if os.getppid() != starter:
        os.kill(os.getpid(), signal.SIGKILL)


def end_with_starter() -> None:
    """End with the process named in the environment."""
    end_with(int(os.environ[STARTED_BY]))


def children_end_too() -> None:
    """Let every process that is forked from this one end with the process it was forked from."""
    here = os.getpid()

    def follow() -> None:
        nonlocal here
        starter, here = here, os.getpid()
        end_with(starter)

    os.register_at_fork(after_in_child=follow)


def _look(starter: int) -> None:
    while os.getppid() == starter:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGKILL)
