"""The process in which one calendar is read: the question and the bytes come in, the hours or a fault go out.

Started by ``beforehand.exchange.calendars.busy``. On Linux and the like its memory is limited as well.
"""

import json
import sys
from contextlib import suppress
from datetime import datetime
from zoneinfo import ZoneInfo

from beforehand.exchange.calendars.faults import CalendarFault, TooMuchRepeats

_MEMORY = 1024**3


def _limit_memory() -> None:
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def _read() -> None:
    from beforehand.exchange.calendars.occupied import occupied

    asked, _, data = sys.stdin.buffer.read().partition(b"\n")
    window = json.loads(asked)
    start, end = datetime.fromisoformat(window["start"]), datetime.fromisoformat(window["end"])
    told: object
    try:
        found = occupied(data, start, end, ZoneInfo(window["zone"]))
        told = [[one.isoformat(), other.isoformat()] for one, other in found]
    except CalendarFault as fault:
        told = type(fault).__name__
    except MemoryError:
        told = TooMuchRepeats.__name__
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    _limit_memory()
    _read()
