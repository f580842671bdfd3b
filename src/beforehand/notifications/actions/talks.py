"""Ask for the letters about conversations, one for each person alone.

A letter is asked for once for each time somebody is seated and each time that is told, so a change is told once however
often it is heard of. What a letter says is found when it is sent.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from beforehand.conversations.models import Attendance
from beforehand.decisions.models import Seat
from beforehand.exchange.queries import Asked, asked_lately, asked_to
from beforehand.notifications.choices import Kind
from beforehand.outbox.actions import post
from beforehand.outbox.queries import last_asked
from beforehand.vault.guard import Author

LOOKED_BACK = timedelta(days=29)
"""Less than a message stays in the outbox: asking again for an older one would send it again."""


def post_talk(*, conversation: UUID, seats: Collection[UUID], moved: bool = False) -> None:
    """Ask for the letter that these people are invited to a conversation, or that its time changed."""
    asked = asked_to(conversation)
    if asked is not None:
        with transaction.atomic():
            _invite(asked, seats, Kind.TALK_MOVED if moved else Kind.TALK)


def post_off(*, conversation: UUID, seats: Collection[UUID]) -> None:
    """Ask for the letter that these people were invited and need not come."""
    asked = asked_to(conversation)
    if asked is not None:
        with transaction.atomic():
            _call_off(asked, seats)


def catch_up_talks(*, now: datetime | None = None) -> None:
    """Ask again for what was caused lately: a server that was killed right after may not have asked."""
    now = now or timezone.now()
    for asked in asked_lately(now - LOOKED_BACK, now):
        with transaction.atomic():
            if asked.off:
                _call_off(asked, asked.seats)
            else:
                _invite(asked, asked.seats, Kind.TALK)


def _invite(asked: Asked, seats: Collection[UUID], kind: Kind) -> None:
    there = set(seats) & set(asked.seats)
    for seat, person in Seat.objects.filter(pk__in=there).order_by("pk").values_list("pk", "person_id"):
        rows = Attendance.objects.scoped(Author(seat)).filter(conversation_id=asked.conversation)
        for place in rows.values_list("pk", flat=True):
            once = f"{Kind.TALK}:{place}:{asked.sequence}"
            post(kind=kind, recipient=person, once=once, subject_id=asked.conversation)


def _call_off(asked: Asked, seats: Collection[UUID]) -> None:
    last = {
        kind: last_asked(kind=kind, subject_id=asked.conversation) for kind in (Kind.TALK, Kind.TALK_MOVED)
    }
    rows = Seat.objects.filter(pk__in=seats, decision_id=asked.decision).order_by("pk")
    for seat, person in rows.values_list("pk", "person_id"):
        # Who was taken out, invited again and taken out again hears of it again.
        told = max((last[kind][person] for kind in last if person in last[kind]), default=None)
        moment = f"{told:%Y%m%d%H%M%S%f}" if told else "0"
        once = f"{Kind.TALK_OFF}:{asked.conversation.hex}:{seat.hex}:{moment}"
        post(kind=Kind.TALK_OFF, recipient=person, once=once, subject_id=asked.conversation)
