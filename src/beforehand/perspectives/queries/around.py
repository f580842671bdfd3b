"""What the choices are about: the nearest commitments, the other sides, the people. The frame is open to all in it."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from beforehand.decisions.access import Standing
from beforehand.decisions.choices import Role
from beforehand.decisions.models import Commitment, Seat, Side
from beforehand.knowledge import load
from beforehand.perspectives.rules import sides_with_label
from beforehand.vault.prepared import Prepared

NEAREST = 2
ASKED_ABOUT = (Role.DECIDER, Role.OWNER, Role.SPONSOR, Role.PARTICIPANT)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentAsked:
    """A moment somebody is asked about, as it stood when it was shown."""

    id: UUID
    title: str
    day: date
    revision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A side or a person: an id and what to call it."""

    id: UUID
    name: str
    function: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """How many people read along, so that each level can say what it means here.

    ``side_named`` tells whether the own side may stand at a sentence without a name.
    """

    everyone: int
    side: int
    side_name: str
    side_named: bool
    facilitators: tuple[str, ...]


def commitments_asked(standing: Standing) -> tuple[CommitmentAsked, ...]:
    """Return the nearest commitments still ahead, two at most."""
    ahead = Commitment.objects.filter(
        decision_id=standing.decision, day__gte=standing.today, done_already=False
    ).order_by("day", "key")
    rows = ahead.values_list("pk", "title", "day", "revision")[:NEAREST]
    return tuple(CommitmentAsked(id=i, title=t, day=d, revision=r) for i, t, d, r in rows)


def sides_asked(standing: Standing) -> tuple[Named, ...]:
    """Return the other sides."""
    sides = Side.objects.filter(decision_id=standing.decision).order_by("name", "pk")
    return tuple(Named(id=i, name=n) for i, n in sides.values_list("pk", "name") if i != standing.side)


def people_asked(standing: Standing) -> tuple[Named, ...]:
    """Return who could be thought to decide: everybody but those who only guide or guard the talk."""
    seats = Seat.objects.filter(decision_id=standing.decision, roles__role__in=ASKED_ABOUT).distinct()
    rows = seats.order_by("person__name", "pk").values_list("pk", "person__name", "function")
    return tuple(Named(id=i, name=n, function=f) for i, n, f in rows)


def around(standing: Standing) -> Around:
    """Return how many people take part, in all and on the own side."""
    sizes = people_per_side(standing.decision)
    mine = standing.side
    named = sides_with_label(sizes, load().confidentiality.numbers["label_side"])
    facilitators = Seat.objects.filter(
        decision_id=standing.decision, roles__role=Role.FACILITATOR, roles__declared_at__isnull=False
    )
    return Around(
        everyone=sum(sizes.values()),
        side=sizes.get(mine, 1) if mine else 1,
        side_name="" if mine is None else Side.objects.values_list("name", flat=True).get(pk=mine),
        side_named=mine in named,
        facilitators=tuple(facilitators.order_by("person__name").values_list("person__name", flat=True)),
    )


def people_per_side(decision: UUID) -> dict[UUID, int]:
    """Return how many participants each side has; those without a side are not in it."""
    return dict(_SIZES.rows(decision=decision))


def _sizes(at: Any) -> Any:
    taking_part = Count("seats", filter=Q(seats__roles__role=Role.PARTICIPANT))
    rows = Side.objects.filter(decision_id=at.decision).annotate(people=taking_part)
    return rows.order_by().values_list("pk", "people")


_SIZES = Prepared(_sizes, {"decision": "id"})
