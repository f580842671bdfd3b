"""When it is done, as it stands in an outcome."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from beforehand.conversations.models import Conversation, Outcome
from beforehand.conversations.queries.during import DoneSeen, DoneSide
from beforehand.conversations.rules import DONE
from beforehand.decisions.choices import SideKind
from beforehand.decisions.models import Seat, Side


def done_of(
    row: Conversation, outcomes: Iterable[Outcome], said: Mapping[UUID | int, Mapping[str, Any]]
) -> dict[UUID, DoneSeen]:
    """Return by outcome when it is done; ``said`` are bodies that went through the door for this reader."""
    if row.kind != DONE:
        return {}
    found = [one for one in outcomes if "done" in said.get(one.pk, {})]
    if not found:
        return {}
    sides = {str(side.pk): side for side in Side.objects.filter(decision_id=row.decision_id)}
    it_known = any(side.kind == SideKind.IT for side in sides.values())
    owners = Seat.objects.filter(pk__in=[one.benefits_id for one in found if one.benefits_id])
    seats: dict[UUID | None, Seat] = {seat.pk: seat for seat in owners.select_related("person")}
    return {one.pk: _seen(said[one.pk]["done"], seats.get(one.benefits_id), sides, it_known) for one in found}


def _seen(body: Mapping[str, Any], seat: Seat | None, sides: Mapping[str, Side], it_known: bool) -> DoneSeen:
    there = sorted((sides[pk].name, pk) for pk in body["sides"] if pk in sides)
    return DoneSeen(
        sides=tuple(
            DoneSide(side=pk, name=name, flow=body["sides"][pk]["flow"], sound=body["sides"][pk]["sound"])
            for name, pk in there
        ),
        criteria=body["criteria"],
        benefits=seat.person.name if seat else "",
        benefits_seat=seat.pk if seat else None,
        outside_known=seat is None or (it_known and seat.side_id is not None),
    )
