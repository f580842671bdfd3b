"""One meeting, as the stories in this folder tell it."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from beforehand.exchange.calendars.meeting import Meeting

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NOW = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
MAILBOX = "gesprekken@oeverland.example"


def meeting(**different: Any) -> Meeting:
    """Return a meeting with Zoë at ten on 12 November 2026, Amsterdam, but for what is different."""
    return Meeting(
        **{
            "uid": "c0ffee-1@oeverland.example",
            "sequence": 0,
            "starts": datetime(2026, 11, 12, 10, 0, tzinfo=AMSTERDAM),
            "ends": datetime(2026, 11, 12, 11, 0, tzinfo=AMSTERDAM),
            "title": "Gesprek over het rooster",
            "confidential": False,
            "place": "Zaal 4",
            "address": "https://oeverland.example/d/1/talk/2/",
            "organiser_name": "Oeverland",
            "organiser_mail": MAILBOX,
            "attendee_name": "Zoë Jansen",
            "attendee_mail": "zoe@oeverland.example",
            "language": "nl",
            "changed_at": datetime(2026, 11, 1, 12, 0, tzinfo=UTC),
            **different,
        }
    )
