"""Noting who opened what: facilitator, decider and sponsor only, once a day per view (A2, G11)."""

from datetime import date

from django.utils import timezone

from beforehand.decisions.access import Standing
from beforehand.stewardship.models import ViewLog
from beforehand.stewardship.rules import opened_as


def log_view(*, standing: Standing, view: str, subject: str = "", day: date | None = None) -> bool:
    """Note that ``standing`` opened a view, and return whether that was new today.

    A participant's visit is never noted: whoever holds none of the roles of ``LOGGED_ROLES`` leaves no row.

    Parameters
    ----------
    view
        One of ``choices.View``.
    subject
        What of the view, as an id; never something somebody said.
    """
    role = opened_as(standing)
    if role is None:
        return False
    seen = {"viewer_id": standing.seat, "view": view, "subject": subject, "day": day or timezone.localdate()}
    # Most openings are not the first of the day: then nothing is written and no reader waits for a writer.
    if ViewLog.objects.filter(**seen).exists():
        return False
    row = ViewLog(decision_id=standing.decision, role=role, **seen)
    ViewLog.objects.bulk_create([row], ignore_conflicts=True)
    return True
