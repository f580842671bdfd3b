"""The day on which people look again, and what each of them judges then. Every row is guarded."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from beforehand.decisions.models import Commitment, Decision, Seat
from beforehand.records.models.gate import IN_IT, Decided, reached
from beforehand.vault.fields import SealedField
from beforehand.vault.guard import NOTHING, Author, GuardedManager, Process, Scope


class LookBack(models.Model):
    """A day on which a decided commitment is looked at again.

    ``body`` holds what may be published of what was judged, frozen when it closed; sealed under the decision's key.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(Decision, models.CASCADE, related_name="+")
    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="+")
    decided = models.ForeignKey(Decided, models.CASCADE, related_name="+")
    day = models.DateField()
    closed_at = models.DateTimeField(null=True, blank=True)
    body = SealedField(null=True, blank=True)

    objects = GuardedManager()

    class Meta:
        """Each day once."""

        db_table = "records_look_back"
        constraints: ClassVar = [models.UniqueConstraint(fields=["decided", "day"], name="look_back_once")]

    @classmethod
    def within(cls, scope: Scope) -> Q:
        """For all who read the gate."""
        return reached(scope, "decision", IN_IT)

    @property
    def about(self) -> str:
        """The place its body is sealed for."""
        return f"records.lookback.body:{self.id}"


class Judgement(models.Model):
    """What one person judges on such a day: sealed under the own key, read by nobody else, counted by the Reviewer."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    look_back = models.ForeignKey(LookBack, models.CASCADE, related_name="+")
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="+")
    body = SealedField()
    at = models.DateTimeField()

    objects = GuardedManager()

    class Meta:
        """Each person once."""

        db_table = "records_judgement"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["look_back", "seat"], name="look_back_judged_once")
        ]

    @classmethod
    def within(cls, scope: Scope) -> Q:
        """The own one, and the processes. No reader sees who judged, nor what."""
        if isinstance(scope, Author):
            return Q(seat_id=scope.seat)
        if isinstance(scope, Process):
            return Q(look_back__decision_id=scope.decision) if scope.decision else Q()
        return NOTHING

    @property
    def about(self) -> str:
        """The place it is sealed for."""
        return f"records.judgement.body:{self.id}"
