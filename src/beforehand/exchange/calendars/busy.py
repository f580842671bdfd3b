"""When somebody is busy, read from a calendar nobody vouches for: in a process of its own that can be ended.

A rule of thirty characters can keep a program counting for hours, or fill its memory ("the thirtieth of February").
No check of the rule finds all of those, so the reading happens where it can be stopped.
"""

import json
import os
import subprocess
import sys
from datetime import datetime
from zoneinfo import ZoneInfo

from beforehand.exchange.calendars.faults import CalendarFault, NoCalendar, TooLarge, TooMuchRepeats

LARGEST = 5 * 1024 * 1024
SECONDS = 30.0
_KEPT = ("PATH", "PYTHONPATH", "PYTHONHOME", "SYSTEMROOT", "VIRTUAL_ENV")


def busy(
    data: bytes, start: datetime, end: datetime, zone: ZoneInfo, *, seconds: float = SECONDS
) -> tuple[tuple[datetime, datetime], ...]:
    """Return when a calendar is taken between two moments: (start, end) in UTC, merged and in order.

    ``zone`` is where days begin and end, and what a time means that names no zone or one nobody knows. Only times
    leave here: no title, place or name. ``seconds`` is how long reading may take.

    Raises ``TooLarge``, ``NoCalendar`` or ``TooMuchRepeats``; each can be said to people.
    """
    if len(data) > LARGEST:
        raise TooLarge
    asked = {"start": start.isoformat(), "end": end.isoformat(), "zone": zone.key}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "beforehand.exchange.calendars.apart"],
            input=json.dumps(asked).encode() + b"\n" + data,
            capture_output=True,
            timeout=seconds,
            check=False,
            env={name: os.environ[name] for name in _KEPT if name in os.environ},
        )
    except subprocess.TimeoutExpired:
        raise TooMuchRepeats from None
    if done.returncode < 0:
        raise TooMuchRepeats  # the system ended it: out of memory
    if done.returncode:
        raise RuntimeError(f"reading a calendar ended with {done.returncode}")
    told = json.loads(done.stdout)
    if isinstance(told, str):
        raise _FAULTS.get(told, NoCalendar)
    return tuple((datetime.fromisoformat(one), datetime.fromisoformat(other)) for one, other in told)


_FAULTS: dict[str, type[CalendarFault]] = {"NoCalendar": NoCalendar, "TooMuchRepeats": TooMuchRepeats}
