"""Stored analysis runs. A result is sealed under the decision's key and guarded."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from beforehand.decisions.models import Decision, Seat
from beforehand.perspectives.models import Statement
from beforehand.topics.choices import OWN, ConstraintKind, Happened
from beforehand.vault.fields import SealedField
from beforehand.vault.guard import NOTHING, Author, GuardedManager, Process, Reader, Scope
from beforehand.vault.viewer import ViewerKind


class RunScope(models.TextChoices):
    """From which items a run was made."""

    FACILITATOR = "facilitator"
    SHARED = "shared"


class AnalysisRun(models.Model):
    """What the engine said about one state of one decision on one day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(Decision, models.CASCADE, related_name="+")
    scope = models.CharField(max_length=12, choices=RunScope.choices)
    input_version = models.PositiveIntegerField()
    day = models.DateField()
    engine_version = models.CharField(max_length=20)
    thresholds = models.CharField(max_length=64)
    result = SealedField()
    made_at = models.DateTimeField()  # when the decision was read for it

    objects = GuardedManager()

    class Meta:
        """One result per state."""

        db_table = "topics_analysis_run"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["decision", "scope", "input_version", "day", "engine_version", "thresholds"],
                name="analysis_once_per_state",
            )
        ]

    @classmethod
    def within(cls, scope: Scope) -> Q:
        """Return the facilitator's runs for the facilitator, shared runs for deciders and participants."""
        if isinstance(scope, Process):
            return Q(decision_id=scope.decision) if scope.decision else Q()
        if isinstance(scope, Reader):
            kind = scope.viewer.kind
            if kind is ViewerKind.FACILITATOR:
                return Q(decision_id=scope.decision, scope=RunScope.FACILITATOR)
            if kind in (ViewerKind.DECIDER, ViewerKind.PARTICIPANT):
                return Q(decision_id=scope.decision, scope=RunScope.SHARED)
        return NOTHING

    @property
    def about(self) -> str:
        """The place its result is sealed for."""
        return f"topics.analysisrun.result:{self.id}"


class WaitingAnalysis(models.Model):
    """An analysis that was asked for and not made yet: many changes ask for it once."""

    decision = models.OneToOneField(Decision, models.CASCADE, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Names."""

        db_table = "topics_waiting_analysis"


class Topic(models.Model):
    """One topic over time. It is known by its pattern and the digest of its anchor, never by text or position.

    ``body`` is what the last analysis said about it, sealed under the decision's key; ``standing`` how it stands now.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(Decision, models.CASCADE, related_name="+")
    scope = models.CharField(max_length=12, choices=RunScope.choices)
    pattern = models.CharField(max_length=8)
    anchor = models.CharField(max_length=64)  # HMAC of the anchor under the decision's key
    body = SealedField()
    standing = models.CharField(max_length=20, choices=Happened.choices, default=Happened.OPENED)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()

    objects = GuardedManager()

    class Meta:
        """One per anchor."""

        db_table = "topics_topic"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["decision", "scope", "pattern", "anchor"], name="topic_once")
        ]

    @classmethod
    def within(cls, scope: Scope) -> Q:
        """As the runs: the facilitator's for the facilitator, the shared ones for who decides or takes part."""
        return AnalysisRun.within(scope)

    @property
    def about(self) -> str:
        """The place its body is sealed for."""
        return f"topics.topic.body:{self.id}"


class TopicEvent(models.Model):
    """Something that happened to a topic: dated, in order, with its cause. ``reason``: a facilitator's words, sealed."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="+")
    seq = models.PositiveIntegerField()
    what = models.CharField(max_length=20, choices=Happened.choices)
    cause = models.CharField(max_length=40, blank=True)  # a fixed word: analysis, facilitator, holder
    by = models.ForeignKey(Seat, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    reason = SealedField(null=True, blank=True)

    objects = GuardedManager()

    class Meta:
        """In order."""

        db_table = "topics_topic_event"
        constraints: ClassVar = [models.UniqueConstraint(fields=["topic", "seq"], name="topic_event_once")]

    @classmethod
    def within(cls, scope: Scope) -> Q:
        """As the topic."""
        if isinstance(scope, Process):
            return Q(topic__decision_id=scope.decision) if scope.decision else Q()
        if isinstance(scope, Reader):
            kind = scope.viewer.kind
            if kind is ViewerKind.FACILITATOR:
                return Q(topic__decision_id=scope.decision, topic__scope=RunScope.FACILITATOR)
            if kind in (ViewerKind.DECIDER, ViewerKind.PARTICIPANT):
                return Q(topic__decision_id=scope.decision, topic__scope=RunScope.SHARED)
        return NOTHING


class HolderConsent(models.Model):
    """Somebody a topic rests on was asked whether it may be shared, and what that person said (G6).

    ``given`` None: asked, not answered; nobody but the holder sees which of the two it is until it is yes.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(Decision, models.CASCADE, related_name="+")
    pattern = models.CharField(max_length=8)
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="+")
    asked_by = models.ForeignKey(Seat, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    given = models.BooleanField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = GuardedManager()

    class Meta:
        """Asked once for each pattern."""

        db_table = "topics_holder_consent"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["decision", "pattern", "seat"], name="holder_asked_once")
        ]

    @classmethod
    def within(cls, scope: Scope) -> Q:
        """The holder's own; the facilitator those of the decision; the processes."""
        if isinstance(scope, Author):
            return Q(seat_id=scope.seat)
        if isinstance(scope, Process):
            return Q(decision_id=scope.decision) if scope.decision else Q()
        if isinstance(scope, Reader) and scope.viewer.kind is ViewerKind.FACILITATOR:
            return Q(decision_id=scope.decision)
        return NOTHING


class Collision(models.Model):
    """Two assumptions, or more, that a facilitator says cannot both be true, or that are the same."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(Decision, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    made_by = models.ForeignKey(Seat, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()

    objects = GuardedManager()

    class Meta:
        """Names."""

        db_table = "topics_collision"

    @classmethod
    def within(cls, scope: Scope) -> Q:
        """The facilitator those of the decision; the processes; nobody else."""
        if isinstance(scope, Process):
            return Q(decision_id=scope.decision) if scope.decision else Q()
        if isinstance(scope, Reader) and scope.viewer.kind is ViewerKind.FACILITATOR:
            return Q(decision_id=scope.decision)
        return NOTHING


class CollisionMember(models.Model):
    """One sentence in a collision."""

    collision = models.ForeignKey(Collision, models.CASCADE, related_name="+")
    statement = models.ForeignKey(Statement, models.CASCADE, related_name="+")

    objects = GuardedManager()

    class Meta:
        """Each sentence once in each."""

        db_table = "topics_collision_member"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["collision", "statement"], name="collision_member_once")
        ]

    @classmethod
    def within(cls, scope: Scope) -> Q:
        """As the collision."""
        if isinstance(scope, Process):
            return Q(collision__decision_id=scope.decision) if scope.decision else Q()
        if isinstance(scope, Reader) and scope.viewer.kind is ViewerKind.FACILITATOR:
            return Q(collision__decision_id=scope.decision)
        return NOTHING


class Constraint(models.Model):
    """What was said of who meets whom for now. ``body``: seats, numbers and why, sealed under the decision's key.

    That two people do not sit in one room is nobody's to read but the facilitators', and who asked for it themselves.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(Decision, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=ConstraintKind.choices)
    body = SealedField()
    made_by = models.ForeignKey(Seat, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()

    objects = GuardedManager()

    class Meta:
        """Names."""

        db_table = "topics_constraint"

    @classmethod
    def within(cls, scope: Scope) -> Q:
        """The facilitator those of the decision; the processes; who said it of themselves; nobody else it is about.

        What a facilitator wrote of others is found here as well by that facilitator, as author; the query of the own
        ones leaves it out.
        """
        if isinstance(scope, Author):
            return Q(made_by_id=scope.seat, kind__in=OWN)
        return Collision.within(scope)

    @property
    def about(self) -> str:
        """The place its body is sealed for."""
        return f"topics.constraint.body:{self.id}"
