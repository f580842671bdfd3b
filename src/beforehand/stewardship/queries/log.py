"""Who opened what (A2): facilitator, decider and sponsor only, so nothing here is a participant's visit (G11)."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied

from beforehand.decisions.access import Standing
from beforehand.decisions.choices import Role
from beforehand.stewardship.choices import View
from beforehand.stewardship.models import ViewLog
from beforehand.stewardship.rules import may_read_log, may_read_log_figures

MOST = 500


@dataclass(frozen=True, slots=True)
class Opening:
    """One view, opened on one day. Whose answers it was about is left out: that would tell who is being talked to."""

    day: date
    name: str
    role: Role
    view: str


@dataclass(frozen=True, slots=True)
class Openings:
    """How often a view was opened in one week, by one role; no names."""

    week: date
    role: Role
    view: str
    count: int


def opened(standing: Standing) -> tuple[Opening, ...]:
    """Return the newest openings, for who takes part, decides or facilitates.

    Withheld: the subject of a view, so that a one-to-one exists only for those in it (G12).

    Raises
    ------
    PermissionDenied
        For every other role.
    """
    if not may_read_log(standing):
        raise PermissionDenied
    rows = ViewLog.objects.filter(decision=standing.decision, role__in=list(Role))
    plain = rows.values_list("day", "viewer__person__name", "role", "view").distinct()
    seen = plain.order_by("-day", "viewer__person__name", "role", "view")[:MOST]
    return tuple(Opening(day, name, Role(role), view_name(view)) for day, name, role, view in seen)


def counted(standing: Standing) -> tuple[Openings, ...]:
    """Return how often, by week, role and view, for a works council or confidant.

    Withheld: names and days.

    Raises
    ------
    PermissionDenied
        For every other role.
    """
    if not may_read_log_figures(standing):
        raise PermissionDenied
    counts: Counter[tuple[date, str, str]] = Counter()
    for day, role, view in ViewLog.objects.filter(decision=standing.decision).values_list(
        "day", "role", "view"
    ):
        counts[day - timedelta(days=day.weekday()), role, view] += 1
    order = sorted(counts.items(), key=lambda item: (-item[0][0].toordinal(), item[0][1], item[0][2]))
    return tuple(Openings(week, Role(role), view_name(view), n) for (week, role, view), n in order)


def view_name(view: str) -> str:
    """Return what a view is called on a page; a view without a name is told as it is."""
    return str(View(view).label) if view in View.values else view
