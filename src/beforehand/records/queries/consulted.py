"""How many were consulted, and what was done with what they gave: counts that say nothing of who answered."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from django.db.models import Count, Q

from beforehand.decisions.access import Standing
from beforehand.decisions.choices import Role
from beforehand.decisions.models import Side
from beforehand.knowledge import load
from beforehand.perspectives.access import round_is_closed
from beforehand.perspectives.choices import Release, Taken
from beforehand.perspectives.queries import replies_by_statement, shared_sentences, unanswered_input
from beforehand.perspectives.queries.around import people_per_side
from beforehand.perspectives.rules import sides_with_label
from beforehand.perspectives.rules.replying import may_reply
from beforehand.records.rules.shapes import Input

FIELDS = ("done", "assumptions")


@dataclass(frozen=True, slots=True, kw_only=True)
class SideConsulted:
    """How many people of one side were asked, and who of them said something with their name for all."""

    id: UUID
    name: str
    people: int
    names: Mapping[UUID, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedSaid:
    """A sentence all may read, without whose it is. ``seat`` only where all may read the name."""

    id: UUID
    field: str
    text: str
    seat: UUID | None


def input_done(standing: Standing) -> Input | None:
    """Return what was done with what people shared with all; None for who does not reply.

    Withheld: what was shared with the facilitator alone, so that facilitator and decider read the same.
    """
    if not may_reply(standing):
        return None
    shared = {visible.value.id for visible in shared_sentences(standing)}
    counts = Counter(reply.outcome for of, reply in replies_by_statement(standing).items() if of in shared)
    return Input(taken=counts[Taken.TAKEN], partly=counts[Taken.PARTLY], left=counts[Taken.NOT])


def input_waits(standing: Standing, now: datetime) -> int:
    """Return how many sentences wait for a reply, of what this reader may reply to."""
    return unanswered_input(standing, now).waiting


def consulted(standing: Standing) -> tuple[SideConsulted, ...]:
    """Return how many people of each side were asked, of sides that may be named (G8), with names by release.

    Withheld: who answered, how many did, the sides under the label number, and names while the first round is open.
    """
    labels = sides_with_label(
        people_per_side(standing.decision), load().confidentiality.numbers["label_side"]
    )
    asked = Count(
        "seats", filter=Q(seats__roles__role=Role.PARTICIPANT, seats__invited_at__isnull=False), distinct=True
    )
    sides = Side.objects.filter(decision_id=standing.decision, pk__in=labels).annotate(asked=asked)
    named: dict[UUID, dict[UUID, str]] = {}
    for visible in shared_sentences(standing) if round_is_closed(standing.decision) else ():
        said = visible.value
        if said.seat and said.name and said.side and said.release == Release.ALL_WITH_NAME:
            named.setdefault(said.side, {})[said.seat] = said.name
    return tuple(
        SideConsulted(
            id=side.pk,
            name=side.name,
            people=side.asked,
            names=MappingProxyType(
                dict(sorted(named.get(side.pk, {}).items(), key=lambda one: (one[1], one[0].bytes)))
            ),
        )
        for side in sides.order_by("name", "key")
    )


def said_for_all(standing: Standing) -> tuple[SharedSaid, ...]:
    """Return what people shared with all of when it is done and of what it rests on; the name where all may read it.

    Withheld: everything while the first round is open. Sentences that come in one by one would tell who just wrote.
    """
    if not round_is_closed(standing.decision):
        return ()
    return tuple(
        SharedSaid(
            id=said.id,
            field=said.field,
            text=said.text,
            seat=said.seat if said.release == Release.ALL_WITH_NAME else None,
        )
        for said in (visible.value for visible in shared_sentences(standing))
        if said.field in FIELDS
    )
