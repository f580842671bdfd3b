"""The view log: which views facilitator, decider and sponsor opened. Never a visit of a participant (G11)."""

from typing import ClassVar

from django.db import models

from beforehand.decisions.choices import Role
from beforehand.decisions.models import Decision, Seat


class ViewLog(models.Model):
    """One view, once a day."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="+")
    viewer = models.ForeignKey(Seat, models.CASCADE, related_name="+")
    role = models.CharField(max_length=16, choices=Role.choices)
    view = models.CharField(max_length=40)
    subject = models.CharField(max_length=80, blank=True)
    day = models.DateField()

    class Meta:
        """Each view once a day."""

        db_table = "stewardship_view_log"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["viewer", "view", "subject", "day"], name="view_once_a_day")
        ]


class RetentionRun(models.Model):
    """That retention ran: when and how many rows per table, never which."""

    at = models.DateTimeField(auto_now_add=True)
    counts = models.JSONField(default=dict)

    class Meta:
        """Newest first."""

        db_table = "stewardship_retention_run"
        ordering: ClassVar = ["-at"]
