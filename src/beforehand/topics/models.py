"""Stored analysis runs. A result is sealed under the decision's key and guarded."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from beforehand.decisions.models import Decision
from beforehand.vault.fields import SealedField
from beforehand.vault.guard import NOTHING, GuardedManager, Process, Reader, Scope
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
