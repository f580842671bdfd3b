"""Saying who meets whom for now: not in one room, first alone, at most so many a week, away."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from beforehand.decisions.access import Standing
from beforehand.decisions.choices import Role
from beforehand.decisions.models import Decision, Seat
from beforehand.topics.actions.analysing import note_change
from beforehand.topics.choices import OWN, ConstraintKind
from beforehand.topics.models import Constraint
from beforehand.topics.queries.constraints import constraints, own_constraints, same_said
from beforehand.topics.rules import MOST, REASON, may_facilitate, may_say_own
from beforehand.vault.guard import Author

LONGEST = timedelta(days=3 * 366)
"""Days somebody can be away at one stretch, and how far ahead that may begin."""


def set_constraint(
    *,
    actor: Standing,
    kind: str,
    seats: Collection[UUID],
    most: int | None = None,
    start: date | None = None,
    end: date | None = None,
    why: str = "",
    now: datetime,
) -> UUID:
    """Say it; the plan is made anew. ``most`` is for ``weekly``, ``start`` and ``end`` (both included) for ``away``.

    ``why`` is for who facilitates alone. Saying the same twice changes nothing. May: the facilitator.

    Raises
    ------
    PermissionDenied
        For everybody else.
    ValidationError
        When it is not about two people who take part (``apart``) or one (the others), or a number or day is missing.
    """
    if not may_facilitate(actor):
        raise PermissionDenied
    return _say(actor, kind, frozenset(seats), _body(actor, kind, most, start, end, why), now)


def state_own(
    *,
    actor: Standing,
    kind: str,
    most: int | None = None,
    start: date | None = None,
    end: date | None = None,
    other: UUID | None = None,
    now: datetime,
) -> UUID:
    """Say for oneself: away, so many conversations a week (a new number takes the place of the old), with whom not yet.

    Not yet in one room with ``other``, without a reason: nobody owes one. Not with who facilitates, who is there to lead
    it. May: who takes part, about themselves. Only who facilitates reads it.

    Raises
    ------
    PermissionDenied
        For who takes no part, and of other kinds.
    ValidationError
        When a number, day or person is missing or cannot be.
    """
    if not may_say_own(actor) or kind not in OWN:
        raise PermissionDenied
    body = _body(actor, kind, most, start, end, "")
    who = {actor.seat}
    if kind == ConstraintKind.APART:
        who |= {_other(actor, other)}
        body["own"] = True
    with transaction.atomic():
        if kind == ConstraintKind.WEEKLY:
            for said in own_constraints(actor):
                if said.kind == kind and said.most != most:
                    Constraint.objects.scoped(Author(actor.seat)).filter(pk=said.id).delete()
        return _say(actor, kind, frozenset(who), body, now)


def _other(actor: Standing, other: UUID | None) -> UUID:
    """Return with whom somebody would rather not yet sit in one room: who takes part, too, and does not facilitate."""
    there = Seat.objects.filter(decision_id=actor.decision, side__isnull=False).exclude(pk=actor.seat)
    if other is None or not there.exclude(roles__role=Role.FACILITATOR).filter(pk=other).exists():
        raise ValidationError(_("Choose somebody who takes part in this decision."), code="other")
    return other


def _body(
    actor: Standing, kind: str, most: int | None, start: date | None, end: date | None, why: str
) -> dict[str, Any]:
    if kind not in ConstraintKind.values:
        raise ValidationError(_("Choose what you want to say."), code="kind")
    body: dict[str, Any] = {}
    if kind == ConstraintKind.WEEKLY:
        if most is None or not 0 <= most <= MOST:
            raise ValidationError(_("Say how many a week, from 0 to 5."), code="most")
        body["most"] = most
    if kind == ConstraintKind.AWAY:
        if start is None or end is None or end < start:
            raise ValidationError(_("Say from which day to which day."), code="days")
        if end < actor.today:
            raise ValidationError(_("These days lie behind us."), code="past")
        if end - start > LONGEST or start - actor.today > LONGEST:
            raise ValidationError(_("That is further than three years. Choose other days."), code="far")
        body |= {"start": start.isoformat(), "end": end.isoformat()}
    if why := why.strip():
        if len(why) > REASON or "\x00" in why:
            raise ValidationError(_("This text cannot be kept. Make it shorter."), code="why")
        body["why"] = why
    return body


def _say(actor: Standing, kind: str, wanted: frozenset[UUID], body: Mapping[str, Any], now: datetime) -> UUID:
    there = Seat.objects.filter(decision_id=actor.decision, pk__in=wanted, side__isnull=False)
    if len(wanted) != (2 if kind == ConstraintKind.APART else 1) or there.count() != len(wanted):
        raise ValidationError(_("Choose who this is about."), code="people")
    body = {"seats": sorted(str(seat) for seat in wanted), **body}
    with transaction.atomic():
        decision = Decision.objects.select_related("data_key").select_for_update().get(pk=actor.decision)
        before = same_said(actor, kind, body)
        if before is not None:
            return before
        row = Constraint(id=uuid4(), decision=decision, kind=kind, made_by_id=actor.seat, made_at=now)
        row.body = decision.data_key.seal(dict(body), row.about)
        row.save(force_insert=True)
        note_change(actor.decision)
    return row.pk


def lift_constraint(*, actor: Standing, constraint: UUID) -> None:
    """Take it back; what is gone already stays gone. What somebody said of themselves is theirs to take back.

    May: the facilitator.
    """
    if not may_facilitate(actor):
        raise PermissionDenied
    there = {one.id: one.own for one in constraints(actor)}
    if constraint not in there:
        return
    if there[constraint]:
        raise PermissionDenied
    with transaction.atomic():
        gone, _rows = Constraint.objects.scoped(actor.reader).filter(pk=constraint).delete()
        if gone:
            note_change(actor.decision)


def take_back_own(*, actor: Standing, constraint: UUID) -> None:
    """Take back what one said of oneself; what is gone already stays gone. May: who said it.

    Raises
    ------
    PermissionDenied
        For who takes no part.
    """
    if not may_say_own(actor):
        raise PermissionDenied
    if constraint not in {one.id for one in own_constraints(actor)}:
        return
    with transaction.atomic():
        gone, _rows = Constraint.objects.scoped(Author(actor.seat)).filter(pk=constraint).delete()
        if gone:
            note_change(actor.decision)
