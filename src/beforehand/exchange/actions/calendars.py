"""Keeping calendars: a feed of one's own, and the address of a calendar that tells when one is busy."""

import secrets
from datetime import datetime
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from beforehand.decisions.access import Standing
from beforehand.decisions.choices import Stage
from beforehand.decisions.models import Seat
from beforehand.exchange.access import part
from beforehand.exchange.calendars.busy import busy
from beforehand.exchange.calendars.faults import CalendarFault
from beforehand.exchange.calendars.fetching import Unreachable, fetch_calendar
from beforehand.exchange.models import Feed, GivenCalendar, InCalendar
from beforehand.exchange.rules.calendars import (
    AHEAD,
    BEFORE,
    LONGEST,
    feed_digest,
    is_address,
    may_keep_calendar,
)
from beforehand.shell.jobs import enqueue
from beforehand.vault.door import open_for
from beforehand.vault.guard import Author
from beforehand.vault.processes.timekeeper import timekeeper


def make_feed(*, actor: Standing, now: datetime) -> str:
    """Make the address of one's own feed and return it; it is known to nobody after this. One before it ends.

    Raises
    ------
    PermissionDenied
        For who has no role in the decision.
    """
    _own(actor)
    token = secrets.token_urlsafe(32)
    Feed.objects.update_or_create(
        person_id=actor.person, defaults={"digest": feed_digest(token), "made_at": now}
    )
    return f"{settings.ADDRESS}/calendar/{token}.ics"


def withdraw_feed(*, actor: Standing) -> None:
    """End one's own feed; its address opens nothing from now on."""
    _own(actor)
    Feed.objects.filter(person_id=actor.person).delete()


def give_calendar(*, actor: Standing, address: str, now: datetime) -> None:
    """Keep the address of one's own calendar for one decision, and read it soon. A new one takes the place of the old.

    Raises
    ------
    PermissionDenied
        For who has no role in the decision.
    ValidationError
        For what can be no address of a calendar; whether there is one is told on the page after it was read.
    """
    _own(actor)
    address = address.strip()
    if not is_address(address) or len(address) > LONGEST:
        raise ValidationError(_("Give an address that begins with https:// or webcal://."), code="address")
    with transaction.atomic():
        seat = Seat.objects.select_for_update().select_related("data_key").get(pk=actor.seat)
        GivenCalendar.objects.scoped(Author(actor.seat)).delete()
        row = GivenCalendar(id=uuid4(), seat=seat, given_at=now)
        row.address = seat.data_key.seal(address, row.place("address"))
        row.save(force_insert=True)
        enqueue("exchange.read_calendar", row.pk)


def take_back_calendar(*, actor: Standing) -> None:
    """Forget one's own calendar: its address and when one is busy."""
    _own(actor)
    GivenCalendar.objects.scoped(Author(actor.seat)).delete()


def read_calendar(*, calendar: UUID, now: datetime | None = None) -> None:
    """Ask for one calendar and keep when its person is busy; what went wrong is told to that person alone.

    A place that does not answer leaves the hours as they were. What was changed or taken back meanwhile stays so.
    """
    now = now or timezone.now()
    rows = GivenCalendar.objects.scoped(timekeeper()).filter(pk=calendar)
    row = rows.select_related("seat__data_key").first()
    if row is None:
        return
    ((_kept, address),) = open_for(timekeeper(), [part(row, "address")], least=1)
    changed: dict[str, object] = {}
    try:
        data = fetch_calendar(address, allow_inside=settings.CALENDARS_INSIDE)
        hours = busy(data, now - BEFORE, now + AHEAD, ZoneInfo(settings.TIME_ZONE))
    except Unreachable as fault:
        changed = {"fault": type(fault).__name__}
    except CalendarFault as fault:
        changed = {"fault": type(fault).__name__, "hours": None, "read_at": None}
    else:
        kept = [[one.isoformat(), other.isoformat()] for one, other in hours]
        changed = {"fault": "", "hours": row.seat.data_key.seal(kept, row.place("hours")), "read_at": now}
    rows.filter(given_at=row.given_at).update(**changed)


def read_all_calendars() -> None:
    """Have every calendar read that was given for a decision that still goes on."""
    rows = GivenCalendar.objects.scoped(timekeeper())
    going_on = rows.exclude(seat__decision__stage__in=(Stage.DECIDED, Stage.STOPPED)).order_by("pk")
    for calendar in going_on.values_list("pk", flat=True):
        enqueue("exchange.read_calendar", calendar)


def forget_calendars_of(*, person: UUID) -> None:
    """Forget everything of somebody's calendars. For erasing."""
    Feed.objects.filter(person_id=person).delete()
    for seat in Seat.objects.filter(person_id=person).values_list("pk", flat=True):
        for model in (GivenCalendar, InCalendar):
            model.objects.scoped(Author(seat)).delete()


def _own(actor: Standing) -> None:
    if not may_keep_calendar(actor):
        raise PermissionDenied
