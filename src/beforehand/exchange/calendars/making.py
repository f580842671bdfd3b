"""What goes out to calendars: invitations, updates, cancellations, and the feed a person subscribes to.

Everything here says when, where, who calls and which page, and nothing of what a conversation is about. The same
input gives the same bytes.
"""

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext, override
from icalendar import Calendar, Event, vCalAddress, vText

from beforehand.exchange.calendars.meeting import Meeting, one_line
from beforehand.exchange.calendars.zones import zone_rules

PRODUCT = "-//Beforehand//Beforehand//EN"
OFTEN = timedelta(hours=1)


def invitation(meeting: Meeting, *, now: datetime, zone: ZoneInfo) -> bytes:
    """Return the invitation of one person (METHOD:REQUEST).

    ``now`` becomes DTSTAMP, ``zone`` is the organisation's: a meeting at ten stays at ten when the clock changes.
    """
    return _sent(meeting, "REQUEST", now, zone)


def update(meeting: Meeting, *, now: datetime, zone: ZoneInfo) -> bytes:
    """Return a changed invitation: the same ``uid``, a higher ``sequence``. The person is asked anew."""
    return _sent(meeting, "REQUEST", now, zone)


def cancellation(meeting: Meeting, *, now: datetime, zone: ZoneInfo) -> bytes:
    """Return that the meeting is off (METHOD:CANCEL): the same ``uid``, a higher ``sequence``."""
    return _sent(meeting, "CANCEL", now, zone)


def feed(meetings: Iterable[Meeting], name: str, *, zone: ZoneInfo) -> bytes:
    """Return what a person's own calendar subscribes to (METHOD:PUBLISH), named ``name``.

    The order is that of the meetings, by start and uid, whatever order they come in. DTSTAMP is when the meeting last
    changed, so the bytes change exactly when a meeting does. No attendee is named.
    """
    ordered = sorted(meetings, key=lambda one: (one.starts.astimezone(UTC), one.uid))
    calendar = _calendar("PUBLISH")
    calendar["NAME"] = calendar["X-WR-CALNAME"] = vText(one_line(name))
    calendar.add("REFRESH-INTERVAL", OFTEN, parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", "PT1H")
    days = [moment for one in ordered for moment in (one.starts, one.ends)] or [
        datetime(2026, 1, 1, tzinfo=UTC)
    ]
    calendar.add_component(zone_rules(zone, min(days), max(days)))
    for one in ordered:
        calendar.add_component(_event(one, one.changed_at, zone))
    return bytes(calendar.to_ical())


def etag(feed_bytes: bytes) -> str:
    """Return what a calendar program sends back to ask whether the feed changed.

    >>> etag(b"BEGIN:VCALENDAR")
    '"9daa8e24f9b75907"'
    """
    return f'"{hashlib.sha256(feed_bytes).hexdigest()[:16]}"'


def _sent(meeting: Meeting, method: str, now: datetime, zone: ZoneInfo) -> bytes:
    calendar = _calendar(method)
    calendar.add_component(zone_rules(zone, meeting.starts, meeting.ends))
    event = _event(meeting, now, zone)
    attendee = _address(meeting.attendee_mail, meeting.attendee_name)
    attendee.params["CUTYPE"] = vText("INDIVIDUAL")
    attendee.params["ROLE"] = vText("REQ-PARTICIPANT")
    if method == "REQUEST":
        attendee.params["PARTSTAT"] = vText("NEEDS-ACTION")
        attendee.params["RSVP"] = vText("TRUE")
    else:
        event["STATUS"] = vText("CANCELLED")
    event.add("ATTENDEE", attendee, encode=False)
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", PRODUCT)
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", method)
    return calendar


def _event(meeting: Meeting, stamp: datetime, zone: ZoneInfo) -> Event:
    with override(meeting.language):
        title = gettext("Conversation") if meeting.confidential else one_line(meeting.title)
        words = gettext("Everything about this conversation is on its page:")
    event = Event()
    event.add("UID", meeting.uid)
    event.add("SEQUENCE", meeting.sequence)
    event.add("DTSTAMP", stamp.astimezone(UTC))
    event.add("LAST-MODIFIED", meeting.changed_at.astimezone(UTC))
    event.add("DTSTART", meeting.starts.astimezone(zone))
    event.add("DTEND", meeting.ends.astimezone(zone))
    event.add("SUMMARY", title)
    event.add("DESCRIPTION", f"{words}\n{meeting.address}")
    event.add("URL", meeting.address)
    if one_line(meeting.place):
        event.add("LOCATION", one_line(meeting.place))
    event.add("CLASS", "PRIVATE" if meeting.confidential else "PUBLIC")
    event.add("TRANSP", "OPAQUE")
    event.add("STATUS", "CONFIRMED")
    event.add("ORGANIZER", _address(meeting.organiser_mail, meeting.organiser_name), encode=False)
    return event


def _address(mail: str, name: str) -> vCalAddress:
    """Return a person as calendars name them. A parameter can hold no double quote (RFC 5545, 3.1)."""
    address = vCalAddress(f"mailto:{mail}")
    if one_line(name):
        address.params["CN"] = vText(one_line(name).replace('"', "'"))
    return address
