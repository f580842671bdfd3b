"""What somebody is in one decision, and the viewer that follows from it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import update_wrapper
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import timezone

from beforehand.decisions.choices import Role
from beforehand.decisions.models import Seat
from beforehand.people.access import Arrival, as_person
from beforehand.vault.guard import Reader
from beforehand.vault.prepared import Prepared
from beforehand.vault.viewer import Viewer, ViewerKind

P = ParamSpec("P")
NEEDS_ACCOUNT = frozenset({Role.FACILITATOR, Role.COUNCIL, Role.CONFIDANT})


@dataclass(frozen=True, slots=True)
class Standing:
    """One person in one decision. ``roles`` holds only what this way of arriving allows."""

    decision: UUID
    seat: UUID
    person: UUID
    side: UUID | None
    roles: frozenset[Role]
    today: date
    language: str

    def has(self, *roles: Role) -> bool:
        """Tell whether one of these roles is held."""
        return not self.roles.isdisjoint(roles)

    @property
    def viewer(self) -> Viewer:
        """The viewer as whom this person reads; the facilitator's eyes come before the other roles'."""
        if self.has(Role.FACILITATOR):
            return self.viewer_as(ViewerKind.FACILITATOR)
        if self.has(Role.DECIDER):
            return Viewer(ViewerKind.DECIDER, str(self.seat), "" if self.side is None else str(self.side))
        if self.has(Role.PARTICIPANT) and self.side is not None:
            return self.viewer_as(ViewerKind.PARTICIPANT)
        return self.viewer_as(ViewerKind.OUTSIDER)

    def viewer_as(self, kind: ViewerKind) -> Viewer:
        """Return the viewer of one kind."""
        return Viewer(kind, str(self.seat), None if self.side is None else str(self.side))

    @property
    def reader(self) -> Reader:
        """The scope in which this person reads guarded rows."""
        return Reader(self.viewer, self.decision)


def standing_of(arrival: Arrival, decision: UUID) -> Standing | None:
    """Return what ``arrival`` is in a decision, or None when there is no seat."""
    rows = _SEATED.rows(decision=decision, person=arrival.person, organisation=arrival.organisation)
    return _standing(arrival, rows) if rows else None


def standings_of(arrival: Arrival) -> tuple[Standing, ...]:
    """Return what ``arrival`` is in each decision with a seat, in an order that tells nothing."""
    seats = Seat.objects.filter(
        person_id=arrival.person, decision__organisation_id=arrival.organisation
    ).order_by("pk")
    by_seat: dict[UUID, list[tuple[Any, ...]]] = {}
    for row in seats.values_list(*SEATED):
        by_seat.setdefault(row[0], []).append(row)
    return tuple(_standing(arrival, rows) for rows in by_seat.values())


SEATED = (
    "pk", "decision_id", "side_id", "decision__today", "decision__language", "roles__role", "roles__declared_at",
)  # fmt: skip


def _standing(arrival: Arrival, rows: Sequence[tuple[Any, ...]]) -> Standing:
    """Return what somebody is, of the rows of one seat: one for each of its roles."""
    seat, decision, side, day, language = rows[0][:5]
    held = frozenset(
        Role(role)
        for *_, role, declared in rows
        if role and (role != Role.FACILITATOR or declared is not None)  # proposed is not accepted yet
    )
    return Standing(
        decision=decision,
        seat=seat,
        person=arrival.person,
        side=side,
        roles=held if arrival.strong else held - NEEDS_ACCOUNT,
        today=day or timezone.localdate(),
        language=language,
    )


def _seated(at: Any) -> Any:
    seats = Seat.objects.filter(
        decision_id=at.decision, person_id=at.person, decision__organisation_id=at.organisation
    )
    return seats.values_list(*SEATED)


_SEATED = Prepared(_seated, {"decision": "id", "person": "id", "organisation": "id"})


def in_decision(
    *roles: Role,
) -> Callable[
    [Callable[Concatenate[HttpRequest, Standing, P], HttpResponseBase]], Callable[..., HttpResponseBase]
]:
    """Give a view the standing of who is at the door; without one of ``roles`` the page does not exist.

    The view's address has a ``decision``, which is taken out here. No roles: every seat will do.
    """

    def decorate(
        view: Callable[Concatenate[HttpRequest, Standing, P], HttpResponseBase],
    ) -> Callable[..., HttpResponseBase]:
        def guarded(
            request: HttpRequest, arrival: Arrival, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponseBase:
            standing = standing_of(arrival, kwargs.pop("decision"))  # type: ignore[arg-type]
            if standing is None or (roles and not standing.has(*roles)):
                raise Http404
            return view(request, standing, *args, **kwargs)

        named: Any = update_wrapper(guarded, view)
        entry = as_person(named)
        entry.roles = frozenset(roles)  # type: ignore[attr-defined]
        return entry

    return decorate
