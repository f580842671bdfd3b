"""What is set before a commitment, and that it was decided, postponed or made smaller. Every row is guarded.

What was written when it was decided stands in the record alone, so that who asks to be forgotten is forgotten there once.
"""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from beforehand.decisions.models import Commitment, Decision, Seat
from beforehand.perspectives.choices import Release
from beforehand.records.choices import Chosen
from beforehand.vault.fields import SealedField
from beforehand.vault.guard import NOTHING, Author, GuardedManager, Process, Reader, Scope
from beforehand.vault.viewer import ViewerKind

IN_IT = frozenset({ViewerKind.FACILITATOR, ViewerKind.DECIDER, ViewerKind.PARTICIPANT})


class Reservation(models.Model):
    """That a facilitator has a reservation. It has no words: what it rests on was told in confidence."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="+")
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="+")
    at = models.DateTimeField()

    objects = GuardedManager()

    class Meta:
        """Each facilitator once."""

        db_table = "records_reservation"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["commitment", "seat"], name="reservation_once")
        ]

    @classmethod
    def within(cls, scope: Scope) -> Q:
        """For who facilitates and who decides, and the own one. Others are not told whether there is one."""
        if isinstance(scope, Author):
            return Q(seat_id=scope.seat)
        return reached(scope, "commitment__decision", IN_IT - {ViewerKind.PARTICIPANT})


class Condition(models.Model):
    """What somebody asks to be in place before a commitment; the writer chooses who reads it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="+")
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="+")
    text = SealedField()
    release = models.PositiveSmallIntegerField(choices=Release.choices, default=Release.FACILITATOR)
    met = models.BooleanField(default=False)
    at = models.DateTimeField()

    objects = GuardedManager()

    class Meta:
        """Five levels."""

        db_table = "records_condition"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(release__lte=4), name="condition_release_0_4")
        ]

    @classmethod
    def within(cls, scope: Scope) -> Q:
        """The own ones; of others as far as they were released."""
        if isinstance(scope, Author):
            return Q(seat_id=scope.seat)
        here = reached(scope, "commitment__decision", IN_IT)
        if not isinstance(scope, Reader):
            return here
        alone = scope.viewer.kind is ViewerKind.FACILITATOR
        least = Release.FACILITATOR if alone else Release.ALL_WITHOUT_NAME
        own = Q(seat_id=scope.viewer.person) if scope.viewer.person else NOTHING
        return here & (own | Q(release__gte=least))

    @property
    def about(self) -> str:
        """The place its text is sealed for."""
        return f"records.condition.text:{self.id}"


class Today(models.Model):
    """Whether somebody other than the sponsor would start this today; yes or no, and why, sealed under their key."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="+")
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="+")
    body = SealedField()
    at = models.DateTimeField()

    objects = GuardedManager()

    class Meta:
        """Each person once."""

        db_table = "records_today"
        constraints: ClassVar = [models.UniqueConstraint(fields=["commitment", "seat"], name="today_once")]

    @classmethod
    def within(cls, scope: Scope) -> Q:
        """For all who read the gate; who answers is told so."""
        if isinstance(scope, Author):
            return Q(seat_id=scope.seat)
        return reached(scope, "commitment__decision", IN_IT)

    @property
    def about(self) -> str:
        """The place it is sealed for."""
        return f"records.today.body:{self.commitment_id}:{self.seat_id}"


class Decided(models.Model):
    """That a commitment was decided on, postponed or made smaller.

    ``body`` holds ids and days only: the option, who must know, and the topics that stayed open, each with its pattern;
    ``open`` those with a reason and a day. Sealed under the key of the decision. The words stand in entry ``seq``.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(Decision, models.CASCADE, related_name="+")
    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="+")
    what = models.CharField(max_length=12, choices=Chosen.choices)
    by = models.ForeignKey(Seat, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    seq = models.PositiveIntegerField()
    body = SealedField()

    objects = GuardedManager()

    class Meta:
        """A commitment is decided once."""

        db_table = "records_decided"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["commitment"], condition=Q(what=Chosen.DECIDED.value), name="decided_once"
            )
        ]

    @classmethod
    def within(cls, scope: Scope) -> Q:
        """For all who read the gate."""
        return reached(scope, "decision", IN_IT)

    @property
    def about(self) -> str:
        """The place its body is sealed for."""
        return f"records.decided.body:{self.id}"


def reached(scope: Scope, path: str, kinds: frozenset[ViewerKind]) -> Q:
    """Return the condition that a row is of this decision, for the processes and these kinds of readers."""
    if isinstance(scope, Process):
        return Q(**{path: scope.decision}) if scope.decision else Q()
    if isinstance(scope, Reader) and scope.viewer.kind in kinds:
        return Q(**{path: scope.decision})
    return NOTHING
