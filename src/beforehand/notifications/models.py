"""What somebody wants to be told, and what was told already."""

from typing import ClassVar

from django.db import models

from beforehand.people.models import Person


class Wish(models.Model):
    """Whether a person wants no mail at all, or no mail of one kind."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="wishes")
    kind = models.CharField(max_length=32)  # a kind of message, or "all"
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Each wish once."""

        db_table = "notifications_wish"
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "kind"], name="wish_once")]


class Told(models.Model):
    """That something of a record was told to those concerned; once, however the clock goes. Ids and fixed words only."""

    kind = models.CharField(max_length=32)  # a kind of message
    subject_id = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        """Each thing once."""

        db_table = "notifications_told"
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "subject_id"], name="told_once")]
