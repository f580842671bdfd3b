"""What is kept of calendars: a feed's address as a digest, a calendar somebody gave, what theirs was told, answers."""

import uuid
from typing import ClassVar

from django.db import models

from beforehand.conversations.models import Conversation
from beforehand.decisions.models import Seat
from beforehand.people.models import Person
from beforehand.vault.fields import SealedField
from beforehand.vault.guard import NOTHING, Author, GuardedManager, Process, Scope
from beforehand.vault.processes.timekeeper import NAME as TIMEKEEPER


class Feed(models.Model):
    """The address by which one person's calendar asks for their conversations; only a digest of its token is kept."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="+")
    digest = models.BinaryField(max_length=32, unique=True)
    made_at = models.DateTimeField()

    class Meta:
        """Names."""

        db_table = "exchange_feed"


class GivenCalendar(models.Model):
    """The calendar somebody gave in one decision, and when they are busy by it.

    ``address`` and ``hours`` are sealed under the key of the seat. ``fault`` is the name of what went wrong the last
    time, told to that person alone.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    seat = models.OneToOneField(Seat, models.CASCADE, related_name="+")
    address = SealedField()
    given_at = models.DateTimeField()
    hours = SealedField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    fault = models.CharField(max_length=32, blank=True)

    objects = GuardedManager()

    class Meta:
        """Names."""

        db_table = "exchange_given_calendar"

    @classmethod
    def within(cls, scope: Scope) -> models.Q:
        """The own one; the Timekeeper, who tells hours. No reader knows who gave a calendar."""
        if isinstance(scope, Author):
            return models.Q(seat_id=scope.seat)
        if isinstance(scope, Process) and scope.decision:
            return models.Q(seat__decision_id=scope.decision)
        return (
            models.Q() if isinstance(scope, Process) and scope.name in (TIMEKEEPER, "retention") else NOTHING
        )

    def place(self, part: str) -> str:
        """The place a part of it is sealed for: ``address`` or ``hours``."""
        return f"exchange.givencalendar.{part}:{self.id}"


class InCalendar(models.Model):
    """With which number a conversation was last told to the calendar of one person (RFC 5546, 2.1.4).

    ``number`` is that SEQUENCE; a calendar leaves alone what comes with a lower one. ``sequence`` is which time of the
    conversation it stood for, ``off`` that it was taken out of the calendar.
    """

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="+")
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    sequence = models.PositiveIntegerField()
    off = models.BooleanField(default=False)

    objects = GuardedManager()

    class Meta:
        """Each conversation once for each person."""

        db_table = "exchange_in_calendar"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["conversation", "seat"], name="in_calendar_once")
        ]

    @classmethod
    def within(cls, scope: Scope) -> models.Q:
        """The own one; the processes. No reader knows what stands in somebody's calendar."""
        if isinstance(scope, Author):
            return models.Q(seat_id=scope.seat)
        if isinstance(scope, Process):
            return models.Q(conversation__decision_id=scope.decision) if scope.decision else models.Q()
        return NOTHING


class HandledAnswer(models.Model):
    """That the answer in one mail was handled; a digest of the mail's id."""

    digest = models.BinaryField(max_length=32, unique=True)
    at = models.DateTimeField()

    class Meta:
        """Names."""

        db_table = "exchange_handled_answer"
        indexes: ClassVar = [models.Index(fields=["at"], name="exchange_handled_at")]
