"""Messages that wait to be sent. They carry ids and fixed words only; the text is made when it is sent."""

import uuid
from typing import ClassVar

from django.db import models


class MessageState(models.TextChoices):
    """Where a message stands."""

    WAITING = "waiting"
    SENT = "sent"
    GIVEN_UP = "given_up"
    DROPPED = "dropped"  # not wanted any more when it was to be sent


class Message(models.Model):
    """One message to one person. ``once`` makes asking for it twice the same as asking once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    once = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=32)
    recipient = models.UUIDField()
    subject_id = models.UUIDField(null=True, blank=True)  # a decision, mostly
    state = models.CharField(max_length=10, choices=MessageState.choices, default=MessageState.WAITING)
    message_id = models.CharField(max_length=200)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField()
    made_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """The next to send is found quickly."""

        db_table = "outbox_message"
        indexes: ClassVar = [models.Index(fields=["state", "not_before"], name="outbox_next")]


class ReadableMessage(models.Model):
    """What was "sent" in demo mode, to be read on the page of that name. Holds everyone's links: demo only."""

    message = models.OneToOneField(Message, models.CASCADE, null=True, related_name="readable")
    to = models.CharField(max_length=320)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField(blank=True)
    calendar = models.TextField(blank=True)  # iCalendar, when a calendar makes something of the letter
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Newest first."""

        db_table = "outbox_readable_message"
        ordering: ClassVar = ["-at", "-pk"]
