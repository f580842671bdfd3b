"""The decisions somebody is in."""

from datetime import date

from django.utils import timezone

from beforehand.decisions.access import NEEDS_ACCOUNT
from beforehand.decisions.choices import Role, Stage
from beforehand.decisions.models import Seat, SeatRole
from beforehand.decisions.queries.seated import active_roles
from beforehand.decisions.queries.shown import DecisionLine
from beforehand.decisions.queries.words import title_of
from beforehand.people.access import Arrival


def my_decisions(arrival: Arrival) -> tuple[DecisionLine, ...]:
    """Return the decisions ``arrival`` has a seat in, the nearest first, those that are over last.

    Withheld: a decision in which somebody only takes part and was not invited yet, because its frame is still being
    made; and roles that need an account when they came by a link.
    """
    rows = (
        Seat.objects.filter(person_id=arrival.person, decision__organisation_id=arrival.organisation)
        .select_related("decision")
        .prefetch_related("roles")
    )
    lines = [line for row in rows if (line := _line(row, arrival)) is not None]
    return tuple(
        sorted(lines, key=lambda line: (_over(line), line.day or date.max, line.title, str(line.id)))
    )


def owns_or_decides(arrival: Arrival) -> bool:
    """Tell whether ``arrival`` owns or decides a decision of their organisation already."""
    return SeatRole.objects.filter(
        seat__person_id=arrival.person,
        seat__decision__organisation_id=arrival.organisation,
        role__in=(Role.OWNER, Role.DECIDER),
    ).exists()


def _line(row: Seat, arrival: Arrival) -> DecisionLine | None:
    held = active_roles(row)
    roles = frozenset(held if arrival.strong else (role for role in held if role not in NEEDS_ACCOUNT))
    proposed = any(one.role == Role.FACILITATOR and one.declared_at is None for one in row.roles.all())
    decision = row.decision
    if roles <= {Role.PARTICIPANT} and row.invited_at is None and not proposed:
        return None
    today = decision.today or timezone.localdate()
    return DecisionLine(
        id=decision.pk,
        title=title_of(decision.title, decision.sentence),
        sentence=decision.sentence,
        day=decision.day,
        days_left=None if decision.day is None else (decision.day - today).days,
        stage=Stage(decision.stage),
        roles=roles,
        invited=row.invited_at is not None,
        proposed=proposed,
    )


def _over(line: DecisionLine) -> bool:
    return line.stage in (Stage.DECIDED, Stage.STOPPED)
