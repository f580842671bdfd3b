"""What came of an item, who stands behind it, and whether an answer changed because of it."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from beforehand.conversations.choices import Changed, OutcomeKind
from beforehand.conversations.models.meeting import AgendaItem, reached
from beforehand.decisions.models import Seat
from beforehand.vault.fields import SealedField
from beforehand.vault.guard import NOTHING, Author, GuardedManager, Process, Reader, Scope


class Outcome(models.Model):
    """What came of one item. ``body``: the text; how it is found out; what changed. Sealed under the decision's key.

    In a conversation about when it is done ``body`` holds that as well: for each side, by id, when it flows and when it
    is sound, and the criteria; ``benefits`` is who owns the benefits.

    One is current; what it replaced stays, so that nobody's words vanish when two write at once.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=OutcomeKind.choices)
    body = SealedField()
    due = models.DateField(null=True, blank=True)
    owner = models.ForeignKey(Seat, models.SET_NULL, null=True, blank=True, related_name="+")
    benefits = models.ForeignKey(Seat, models.SET_NULL, null=True, blank=True, related_name="+")
    made_by = models.ForeignKey(Seat, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    current = models.BooleanField(default=True)

    objects = GuardedManager()

    class Meta:
        """One current outcome for each item."""

        db_table = "conversations_outcome"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item"], condition=Q(current=True), name="one_current_outcome")
        ]

    @classmethod
    def within(cls, scope: Scope) -> Q:
        """As the conversation."""
        return reached(scope, "item__conversation")

    @property
    def about(self) -> str:
        """The place its body is sealed for."""
        return f"conversations.outcome.body:{self.id}"


class Confirmation(models.Model):
    """What one person in the conversation said of an outcome; ``words`` are the own words, sealed under their key."""

    outcome = models.ForeignKey(Outcome, models.CASCADE, related_name="+")
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="+")
    agrees = models.BooleanField()
    words = SealedField(null=True, blank=True)
    at = models.DateTimeField()

    objects = GuardedManager()

    class Meta:
        """Each person once."""

        db_table = "conversations_confirmation"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["outcome", "seat"], name="confirmation_once")
        ]

    @classmethod
    def within(cls, scope: Scope) -> Q:
        """The own one; a yes for all who may read the conversation. Who did not agree, or said nothing, is not told."""
        if isinstance(scope, Author):
            return Q(seat_id=scope.seat)
        found = reached(scope, "outcome__item__conversation")
        return found & Q(agrees=True) if isinstance(scope, Reader) else found

    @property
    def about(self) -> str:
        """The place the words are sealed for."""
        return f"conversations.confirmation.words:{self.outcome_id}:{self.seat_id}"


class Asked(models.Model):
    """One small question afterwards to one person: did your answer change because of it? ``changed`` empty: no answer.

    Nobody reads it but that person; the Closer counts and tells whether a topic is closed.
    """

    outcome = models.ForeignKey(Outcome, models.CASCADE, related_name="+")
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="+")
    changed = models.CharField(max_length=8, choices=Changed.choices, blank=True)
    asked_at = models.DateTimeField()
    at = models.DateTimeField(null=True, blank=True)

    objects = GuardedManager()

    class Meta:
        """Each person once."""

        db_table = "conversations_asked"
        constraints: ClassVar = [models.UniqueConstraint(fields=["outcome", "seat"], name="asked_once")]

    @classmethod
    def within(cls, scope: Scope) -> Q:
        """The own one; the processes. No reader sees who was asked, nor what anybody answered."""
        if isinstance(scope, Author):
            return Q(seat_id=scope.seat)
        if isinstance(scope, Process):
            return Q(outcome__item__conversation__decision_id=scope.decision) if scope.decision else Q()
        return NOTHING
