"""What goes into the record: a body of ids, days and counts, and names and words as parts that can be erased."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from beforehand.conversations.queries.done import done_agreed
from beforehand.conversations.queries.during import DoneSeen
from beforehand.decisions.access import Standing
from beforehand.decisions.models import Commitment, Fact, Option, Seat
from beforehand.perspectives.models import Statement
from beforehand.records.actions.appending import Added
from beforehand.records.queries.consulted import consulted, input_done, said_for_all
from beforehand.records.rules.chain import Json
from beforehand.records.rules.shapes import Input
from beforehand.topics.choices import FactKind
from beforehand.vault.processes.recorder import recorder

MOST_SAID = 30
SOUND, FLOW = ("soundness", "both"), ("flow", "both")


@dataclass
class Told:
    """An entry that is being made."""

    body: dict[str, Json] = field(default_factory=dict)
    parts: list[Added] = field(default_factory=list)

    def add(self, name: str, text: str, seat: UUID | None = None) -> None:
        """Add a name or words; nothing is added of nothing."""
        if text:
            self.parts.append(Added(name=name, text=text, seat=seat))


def begin(actor: Standing, row: Commitment, must_know: Iterable[Seat], now: datetime) -> Told:
    """Begin an entry: what, by whom, before which moment, and who must know."""
    told = Told(body={"commitment": str(row.pk), "day": row.day.isoformat(), "by": str(actor.seat)})
    told.body |= {"on": timezone.localdate(now).isoformat(), "language": row.decision.language}
    told.add("title", row.decision.title or row.decision.sentence)
    told.add("sentence", row.decision.sentence)
    told.add("background", row.decision.background)
    told.add("commitment", row.title)
    by = Seat.objects.select_related("person").get(pk=actor.seat)
    told.add("by", by.person.name, by.pk)
    named = list(must_know)
    told.body["informed"] = len(named)
    for n, seat in enumerate(named, 1):
        told.add(f"informed.{n}", seat.person.name, seat.pk)
    return told


def add_ways(told: Told, actor: Standing, taken: UUID | None, why_not: dict[UUID, str]) -> None:
    """Add the ways to go, which one was taken, and why the others were not."""
    rows = Option.objects.filter(decision_id=actor.decision).select_related("owner__person")
    ways: list[Json] = []
    for n, option in enumerate(sorted(rows, key=lambda one: (one.pk != taken, not one.alive, one.text)), 1):
        ways.append({"option": str(option.pk), "taken": option.pk == taken, "alive": option.alive})
        told.add(f"way.{n}", option.text)
        told.add(f"way.{n}.why", why_not.get(option.pk, ""))
        if option.owner is not None:
            told.add(f"way.{n}.owner", option.owner.person.name, option.owner_id)
    told.body["ways"] = ways


def add_input(told: Told, actor: Standing) -> None:
    """Add what was done with what people gave, and how many were consulted on sides that may be named."""
    done = input_done(actor) or Input()
    told.body["input"] = {"taken": done.taken, "partly": done.partly, "left": done.left}
    sides: list[Json] = []
    for n, side in enumerate(consulted(actor), 1):
        sides.append({"side": str(side.id), "people": side.people, "names": len(side.names)})
        told.add(f"side.{n}", side.name)
        for m, (seat, name) in enumerate(side.names.items(), 1):
            told.add(f"side.{n}.name.{m}", name, seat)
    told.body["consulted"] = sides


def add_said(told: Told, actor: Standing, row: Commitment, kinds: dict[UUID, str]) -> None:
    """Add by what people call it done, and who watches over the benefit.

    Each sentence is erasable with the person who wrote it, whose name stands nowhere. A sentence nobody marked as either
    kind of "done" stands apart: it is not said to be what nobody said it is.
    """
    said = said_for_all(actor)
    rows = Statement.objects.scoped(recorder(actor.decision), pk__in=[one.id for one in said])
    whose = dict(rows.values_list("pk", "perspective__seat_id"))
    done = [one for one in said if one.field == "done"][:MOST_SAID]
    for name, these in (("sound", SOUND), ("flow", FLOW), ("unmarked", (None,))):
        found = [one for one in done if _kind(kinds.get(one.id)) in these]
        told.body[name] = len(found)
        for n, one in enumerate(found, 1):
            told.add(f"{name}.{n}", one.text, whose[one.id])
    agreed = done_agreed(actor, row.pk)
    told.body["done"] = [_agreed(told, n, one) for n, one in enumerate(agreed, 1)]
    owner = _benefits(actor, row)
    seats = Seat.objects.filter(pk__in=[owner] if owner else [], decision_id=actor.decision)
    for seat in seats.select_related("person"):
        told.add("benefits_owner", seat.person.name, seat.pk)


def _agreed(told: Told, n: int, one: DoneSeen) -> Json:
    """Add what every side confirmed; it is nobody's alone, as a text others share stays theirs."""
    sides: list[Json] = []
    for m, side in enumerate(one.sides, 1):
        sides.append({"side": side.side, "flow": bool(side.flow), "sound": bool(side.sound)})
        told.add(f"done.{n}.{m}.side", side.name)
        told.add(f"done.{n}.{m}.flow", side.flow)
        told.add(f"done.{n}.{m}.sound", side.sound)
    told.add(f"done.{n}.criteria", one.criteria)
    return {"sides": sides, "criteria": bool(one.criteria)}


def _benefits(actor: Standing, row: Commitment) -> str | None:
    """Return the seat of who watches over the benefit, as it was said last: of this moment, else of every moment."""
    facts = Fact.objects.filter(decision_id=actor.decision, kind=FactKind.BENEFITS_OWNER).order_by("pk")
    said = {fact.body["commitment"]: str(fact.body["seat"]) for fact in facts}
    return said.get(str(row.pk), said.get(None))


def _kind(said: str | None) -> str | None:
    return said if said in (*SOUND, *FLOW) else None
