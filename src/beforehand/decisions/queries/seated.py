"""Who is in a decision, for everyone in it."""

from typing import Any

from beforehand.decisions.access import Standing
from beforehand.decisions.choices import Role
from beforehand.decisions.models import Seat
from beforehand.decisions.queries.shown import SeatView
from beforehand.vault.prepared import Prepared

ORDER = tuple(Role)


def people(standing: Standing) -> tuple[SeatView, ...]:
    """Return everybody in the decision by name, with function, side and roles.

    Withheld: mail addresses, who was invited and when, and anything about answers. A facilitator who did not
    declare yet is not shown as one, because they cannot do anything as one.
    """
    held: dict[tuple[Any, ...], set[Role]] = {}
    for *seat, role, declared in _SEATS.rows(decision=standing.decision):
        roles = held.setdefault(tuple(seat), set())
        if role and (role != Role.FACILITATOR or declared is not None):
            roles.add(Role(role))
    return tuple(
        SeatView(
            id=pk,
            name=name,
            function=function,
            side=side,
            side_name=side_name or "",
            roles=tuple(role for role in ORDER if role in roles),
        )
        for (pk, name, function, side, side_name), roles in held.items()
    )


def _seats(at: Any) -> Any:
    rows = Seat.objects.filter(decision=at.decision).order_by("person__name", "pk")
    seat = ("pk", "person__name", "function", "side_id", "side__name")
    return rows.values_list(*seat, "roles__role", "roles__declared_at")


_SEATS = Prepared(_seats, {"decision": "id"})


def active_roles(seat: Seat) -> tuple[Role, ...]:
    """Return the roles a seat can act in, in the order of the choices."""
    held = {
        Role(row.role)
        for row in seat.roles.all()
        if row.role != Role.FACILITATOR or row.declared_at is not None
    }
    return tuple(role for role in ORDER if role in held)
