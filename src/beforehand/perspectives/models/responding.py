"""What people answer to each other, what is counted of it, and what was done with what they said."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from beforehand.decisions.models import Seat, Side
from beforehand.perspectives.choices import Release, Taken
from beforehand.perspectives.models.said import Round, Statement
from beforehand.vault.fields import SealedField
from beforehand.vault.guard import NOTHING, Author, GuardedManager, Process, Reader, Scope
from beforehand.vault.viewer import ViewerKind

COUNTED_BY = ("tabulator", "retention")
"""The processes that reach what single people answered to single sentences."""

READ_PUBLISHED = (ViewerKind.FACILITATOR, ViewerKind.DECIDER, ViewerKind.PARTICIPANT)


class Response(models.Model):
    """What one person answered to a sentence of another; a card lies there with no ``body`` until it is answered.

    Nobody reads it but who gave it: it leaves as a count in a ``Publication``, made by the Tabulator.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="+")
    statement = models.ForeignKey(Statement, models.CASCADE, related_name="+")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField(default=0)
    body = SealedField(null=True, blank=True)

    class Meta:
        """A shape, not a table."""

        abstract = True

    @classmethod
    def within(cls, scope: Scope) -> Q:
        """The own ones; all of one decision for the Tabulator, who returns counts, and for retention."""
        if isinstance(scope, Author):
            return Q(seat_id=scope.seat)
        if isinstance(scope, Process) and scope.name in COUNTED_BY:
            return Q(seat__decision_id=scope.decision) if scope.decision else Q()
        return NOTHING

    @property
    def about(self) -> str:
        """The place its body is sealed for."""
        return self.sealed_for(self.id)

    @classmethod
    def sealed_for(cls, row: uuid.UUID | str) -> str:
        """Return the place the body of a row is sealed for."""
        return f"{cls._meta.label_lower}.body:{row}"

    def key(self) -> bytes:
        """Return the data key of who answers."""
        return self.seat.data_key.opened()


class Reaction(Response):
    """A card of round 2. ``body``: ``{"value": one of Reacted, "may_change": bool}``, sealed."""

    objects = GuardedManager()

    class Meta:
        """One card for each person and sentence."""

        db_table = "perspectives_reaction"
        constraints: ClassVar = [models.UniqueConstraint(fields=["statement", "seat"], name="reaction_once")]


class MirrorJudgement(Response):
    """Whether a picture of the own side is right. ``body``: ``{"value": one of Judged}``, sealed."""

    objects = GuardedManager()

    class Meta:
        """One for each person and sentence."""

        db_table = "perspectives_mirror_judgement"
        constraints: ClassVar = [models.UniqueConstraint(fields=["statement", "seat"], name="judgement_once")]


class Hand(models.Model):
    """What one person was given in one round: the side to picture, and whether cards lie there.

    ``pictured_at``: the mirror was answered or passed, which of the two is not kept. ``done_at``: nothing is left to
    answer. Nobody reads it but that person; the Postman, so that who has nothing left gets no reminder.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="+")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    about_side = models.ForeignKey(Side, models.SET_NULL, null=True, blank=True, related_name="+")
    taken_at = models.DateTimeField(null=True, blank=True)
    pictured_at = models.DateTimeField(null=True, blank=True)
    dealt_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    reminders = models.PositiveSmallIntegerField(default=0)

    objects = GuardedManager()

    class Meta:
        """One for each person and round, and at most two reminders."""

        db_table = "perspectives_hand"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "seat"], name="hand_once"),
            models.CheckConstraint(condition=Q(reminders__lte=2), name="two_reminders_a_round"),
        ]

    @classmethod
    def within(cls, scope: Scope) -> Q:
        """The own ones; the processes those of one decision; no viewer sees who answered."""
        if isinstance(scope, Author):
            return Q(seat_id=scope.seat)
        if isinstance(scope, Process):
            return Q(seat__decision_id=scope.decision) if scope.decision else Q()
        return NOTHING


class Publication(models.Model):
    """Counts about one subject, frozen when a round closed: over blocks of sides, the same for every reader.

    ``body`` is sealed under the decision's key. It holds blocks that may be published, and nothing of the others.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="+")
    subject = models.CharField(max_length=80)
    body = SealedField()
    made_at = models.DateTimeField()

    objects = GuardedManager()

    class Meta:
        """One per round and subject, and it stays as it is."""

        db_table = "perspectives_publication"
        constraints: ClassVar = [models.UniqueConstraint(fields=["round", "subject"], name="published_once")]

    @classmethod
    def within(cls, scope: Scope) -> Q:
        """Those of closed rounds for who takes part, decides or facilitates; the processes those of one decision."""
        if isinstance(scope, Process):
            return Q(round__decision_id=scope.decision) if scope.decision else Q()
        if isinstance(scope, Reader) and scope.viewer.kind in READ_PUBLISHED:
            return Q(round__decision_id=scope.decision, round__closed_at__isnull=False)
        return NOTHING

    @property
    def about(self) -> str:
        """The place its body is sealed for."""
        return self.sealed_for(self.id)

    @staticmethod
    def sealed_for(row: uuid.UUID) -> str:
        """Return the place the body of a row is sealed for."""
        return f"perspectives.publication.body:{row}"


class TableRequest(models.Model):
    """ "May this be on the table like this?": asked once of a writer at level 1, about one sentence."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    statement = models.OneToOneField(Statement, models.CASCADE, related_name="+")
    asked_by = models.ForeignKey(Seat, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    revision = models.PositiveIntegerField()  # of the sentence that was asked about
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = GuardedManager()

    class Meta:
        """Once for each sentence."""

        db_table = "perspectives_table_request"

    @classmethod
    def within(cls, scope: Scope) -> Q:
        """The writer's own; the processes those of one decision. Who asked does not see whether it was answered."""
        if isinstance(scope, Author):
            return Q(statement__perspective__seat_id=scope.seat)
        if isinstance(scope, Process):
            return Q(statement__perspective__seat__decision_id=scope.decision) if scope.decision else Q()
        if isinstance(scope, Reader) and scope.viewer.kind is ViewerKind.FACILITATOR:
            return Q(statement__perspective__seat__decision_id=scope.decision)
        return NOTHING


class Reply(models.Model):
    """What was done with a sentence, and why: for its writer. The words are sealed under the writer's key."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    statement = models.OneToOneField(Statement, models.CASCADE, related_name="+")
    outcome = models.CharField(max_length=8, choices=Taken.choices)
    why = SealedField()
    by = models.ForeignKey(Seat, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    objects = GuardedManager()

    class Meta:
        """One for each sentence, the last one."""

        db_table = "perspectives_reply"

    @classmethod
    def within(cls, scope: Scope) -> Q:
        """The writer's own; for facilitator and decider as far as the sentence itself is theirs to read."""
        if isinstance(scope, Author):
            return Q(statement__perspective__seat_id=scope.seat)
        if isinstance(scope, Process):
            return Q(statement__perspective__seat__decision_id=scope.decision) if scope.decision else Q()
        here = (
            Q(statement__perspective__seat__decision_id=scope.decision)
            if isinstance(scope, Reader)
            else NOTHING
        )
        if isinstance(scope, Reader) and scope.viewer.kind is ViewerKind.FACILITATOR:
            return here & Q(statement__release__gte=Release.FACILITATOR)
        if isinstance(scope, Reader) and scope.viewer.kind is ViewerKind.DECIDER:
            return here & Q(statement__release__gte=Release.ALL_WITHOUT_NAME)
        return NOTHING

    @property
    def about(self) -> str:
        """The place its words are sealed for."""
        return f"perspectives.reply.why:{self.id}"
