"""Conversations as one person's calendar shows them: when, where and who calls; never what they are about."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from beforehand.conversations.choices import Status
from beforehand.conversations.models import Asked as AskedAfterwards
from beforehand.conversations.models import Conversation
from beforehand.conversations.queries.rows import bodies
from beforehand.conversations.rules import attends, exists_for
from beforehand.decisions.access import Standing
from beforehand.exchange.calendars.meeting import Meeting
from beforehand.exchange.rules.invited import organiser_mail, page_of, uid_of
from beforehand.vault.processes.messenger import messenger

STAYS = timedelta(days=60)
"""How long what is over stays in the feed: long enough to look back, short enough to be no file on anybody."""


@dataclass(frozen=True, slots=True)
class Attendee:
    """Whose calendar it is."""

    name: str
    language: str
    mail: str = field(repr=False, default="")


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is asked to a conversation, and with which number; for whoever tells each of them alone."""

    conversation: UUID
    decision: UUID
    seats: tuple[UUID, ...]
    sequence: int
    off: bool


def asked_to(conversation: UUID) -> Asked | None:
    """Return who is asked to a conversation, for the letters; None when nobody was invited to it."""
    rows = Conversation.objects.scoped(messenger()).filter(pk=conversation, invited_at__isnull=False)
    return next(map(_asked, rows), None)


def asked_lately(since: datetime, now: datetime) -> tuple[Asked, ...]:
    """Return to what people were invited since a moment and is still to come, or was dropped; for the letters."""
    rows = Conversation.objects.scoped(messenger()).filter(
        status__in=(Status.INVITED, Status.DROPPED), invited_at__gt=since, starts_at__gt=now
    )
    return tuple(map(_asked, rows.order_by("pk")))


def asked_afterwards(decision: UUID, since: datetime) -> tuple[UUID, ...]:
    """Return who was asked one small question since then and has not answered, for the letters alone."""
    rows = AskedAfterwards.objects.scoped(messenger(decision)).filter(asked_at__gt=since, changed="")
    return tuple(rows.order_by("seat_id").values_list("seat_id", flat=True).distinct())


def meeting_of(standing: Standing, conversation: UUID, attendee: Attendee) -> Meeting | None:
    """Return one conversation as it stands in the calendar of who is invited to it; None when it does not exist there.

    Withheld: what it is about, who else comes, what anybody answered; of a confidential one also whose decision it is.
    """
    found = (row for row in _rows(standing, Q(pk=conversation)) if attends(standing, row))
    return next(iter(_meetings(standing, found, attendee)), None)


def meetings_of(
    standing: Standing, attendee: Attendee, *, now: datetime | None = None
) -> tuple[Meeting, ...]:
    """Return what stands in somebody's calendar of one decision: what they are invited to, and what they lead.

    What is planned and not invited to yet, dropped, or long over is not in it; the same is withheld as in ``meeting_of``.
    """
    since = (now or timezone.now()) - STAYS
    wanted = Q(status__in=(Status.INVITED, Status.HELD), invited_at__isnull=False, starts_at__gt=since)
    rows = [r for r in _rows(standing, wanted) if attends(standing, r) or r.lead_id == standing.seat]
    return _meetings(standing, rows, attendee)


def taken_out(seat: UUID, conversation: UUID, attendee: Attendee) -> Meeting | None:
    """Return what has to leave the calendar of who need not come; None when that person is in it after all.

    Nothing but the time is told, because the conversation exists for that person no longer.
    """
    rows = Conversation.objects.scoped(messenger()).filter(pk=conversation, starts_at__isnull=False)
    for row in rows.select_related("decision"):
        if row.status == Status.DROPPED or str(seat) not in row.people:
            return _meeting(row, seat, "", "", attendee)
    return None


def _rows(standing: Standing, wanted: Q) -> list[Conversation]:
    rows = Conversation.objects.scoped(standing.reader).filter(wanted, starts_at__isnull=False)
    found = rows.select_related("decision__data_key", "lead__person")
    return [row for row in found if exists_for(standing, row)]


def _meetings(standing: Standing, rows: Iterable[Conversation], attendee: Attendee) -> tuple[Meeting, ...]:
    there = list(rows)
    said = bodies(standing, there)
    return tuple(
        _meeting(
            row,
            standing.seat,
            said.get(row.pk, {}).get("place", ""),
            "" if row.confidential or row.lead is None else row.lead.person.name,
            attendee,
        )
        for row in there
    )


def _meeting(row: Conversation, seat: UUID, place: str, lead: str, attendee: Attendee) -> Meeting:
    assert row.starts_at is not None
    return Meeting(
        uid=uid_of(row.pk, seat),
        sequence=row.sequence,
        starts=row.starts_at,
        ends=row.starts_at + timedelta(minutes=row.minutes),
        title=row.decision.title,
        confidential=row.confidential,
        place=place,
        address=page_of(row.decision_id, row.pk),
        organiser_name=lead,
        organiser_mail=organiser_mail(),
        attendee_name=attendee.name,
        attendee_mail=attendee.mail or organiser_mail(),
        language=attendee.language,
        # No row keeps when it changed; what must differ after each change is the moment a calendar compares.
        changed_at=(row.invited_at or row.made_at) + timedelta(seconds=row.sequence),
    )


def _asked(row: Conversation) -> Asked:
    return Asked(
        conversation=row.pk,
        decision=row.decision_id,
        seats=tuple(UUID(seat) for seat in row.people),
        sequence=row.sequence,
        off=row.status == Status.DROPPED,
    )
