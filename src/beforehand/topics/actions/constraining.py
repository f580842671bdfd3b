"""Saying who meets whom for now: not in one room, first alone, at most so many a week, away."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from beforehand.decisions.access import Standing
from beforehand.decisions.models import Decision, Seat
from beforehand.topics.actions.analysing import note_change
from beforehand.topics.choices import ConstraintKind
from beforehand.topics.models import Constraint
from beforehand.topics.rules import may_facilitate

MOST = 5
"""Conversations a week that can be asked of one person at all."""


def set_constraint(
    *,
    actor: Standing,
    kind: str,
    seats: Collection[UUID],
    most: int | None = None,
    start: date | None = None,
    end: date | None = None,
    now: datetime,
) -> UUID:
    """Say it; the plan is made anew. ``most`` is for ``weekly``, ``start`` and ``end`` (both included) for ``away``.

    May: the facilitator.

    Raises
    ------
    PermissionDenied
        For everybody else.
    ValidationError
        When it is not about two people who take part (``apart``) or one (the others), or a number or day is missing.
    """
    if not may_facilitate(actor):
        raise PermissionDenied
    if kind not in ConstraintKind.values:
        raise ValidationError(_("Choose what you want to say."), code="kind")
    wanted = set(seats)
    there = Seat.objects.filter(decision_id=actor.decision, pk__in=wanted, side__isnull=False)
    if len(wanted) != (2 if kind == ConstraintKind.APART else 1) or there.count() != len(wanted):
        raise ValidationError(_("Choose who this is about."), code="people")
    body: dict[str, Any] = {"seats": sorted(str(seat) for seat in wanted)}
    if kind == ConstraintKind.WEEKLY:
        if most is None or not 0 <= most <= MOST:
            raise ValidationError(_("Say how many a week, from 0 to 5."), code="most")
        body["most"] = most
    if kind == ConstraintKind.AWAY:
        if start is None or end is None or end < start:
            raise ValidationError(_("Say from which day to which day."), code="days")
        body |= {"start": start.isoformat(), "end": end.isoformat()}
    with transaction.atomic():
        decision = Decision.objects.select_related("data_key").select_for_update().get(pk=actor.decision)
        row = Constraint(id=uuid4(), decision=decision, kind=kind, made_by_id=actor.seat, made_at=now)
        row.body = decision.data_key.seal(body, row.about)
        row.save(force_insert=True)
        note_change(actor.decision)
    return row.pk


def lift_constraint(*, actor: Standing, constraint: UUID) -> None:
    """Take it back; what is gone already stays gone. May: the facilitator."""
    if not may_facilitate(actor):
        raise PermissionDenied
    with transaction.atomic():
        gone, _rows = Constraint.objects.scoped(actor.reader).filter(pk=constraint).delete()
        if gone:
            note_change(actor.decision)
