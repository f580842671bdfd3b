"""What leaves as a file or to a calendar, and who is there already when a list comes in."""

from beforehand.exchange.queries.calendars import (
    BusySeen,
    GivenSeen,
    MyCalendar,
    busy_times,
    feed_of,
    feed_since,
    given_calendar,
    my_calendar,
)
from beforehand.exchange.queries.free import FreeSeen, free_moments
from beforehand.exchange.queries.leaving import Along, along, known_here
from beforehand.exchange.queries.meetings import (
    Asked,
    Attendee,
    asked_afterwards,
    asked_lately,
    asked_to,
    meeting_of,
    meetings_of,
    taken_out,
)

__all__ = [
    "Along", "Asked", "Attendee", "BusySeen", "FreeSeen", "GivenSeen", "MyCalendar", "along", "asked_afterwards",
    "asked_lately", "asked_to", "busy_times", "feed_of", "feed_since", "free_moments", "given_calendar",
    "known_here", "meeting_of", "meetings_of", "my_calendar", "taken_out",
]  # fmt: skip
