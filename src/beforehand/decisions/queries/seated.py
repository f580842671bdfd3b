"""Who is in a decision, for everyone in it."""

from beforehand.decisions.access import Standing
from beforehand.decisions.choices import Role
from beforehand.decisions.models import Seat
from beforehand.decisions.queries.shown import SeatView

ORDER = tuple(Role)


def people(standing: Standing) -> tuple[SeatView, ...]:
    """Return everybody in the decision by name, with function, side and roles.

    Withheld: mail addresses, who was invited and when, and anything about answers. A facilitator who did not
    declare yet is not shown as one, because they cannot do anything as one.
    """
    rows = Seat.objects.filter(decision=standing.decision).select_related("person", "side")
    return tuple(
        SeatView(
            id=row.pk,
            name=row.person.name,
            function=row.function,
            side=row.side_id,
            side_name="" if row.side is None else row.side.name,
            roles=active_roles(row),
        )
        for row in rows.prefetch_related("roles").order_by("person__name", "pk")
    )


def active_roles(seat: Seat) -> tuple[Role, ...]:
    """Return the roles a seat can act in, in the order of the choices."""
    held = {
        Role(row.role)
        for row in seat.roles.all()
        if row.role != Role.FACILITATOR or row.declared_at is not None
    }
    return tuple(role for role in ORDER if role in held)
