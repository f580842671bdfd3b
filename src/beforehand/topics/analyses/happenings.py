"""Dated happenings around a decision, as the engine reads them: from ``Fact`` rows, ids and fixed words only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, TypedDict
from uuid import UUID

from beforehand.decisions.models import Fact
from beforehand.engine import inputs
from beforehand.engine.inputs import EventType
from beforehand.topics.choices import FactKind


class Rows(TypedDict):
    """The part of a picture that comes from facts."""

    signals: tuple[inputs.Signal, ...]
    events: tuple[inputs.Event, ...]
    published: tuple[inputs.PublishedFigure, ...]
    held: tuple[inputs.HeldConversation, ...]
    invited: tuple[inputs.Invitation, ...]
    advice_requested: tuple[inputs.AdviceRequest, ...]
    responses_to_input: tuple[inputs.InputResponse, ...]


@dataclass(frozen=True)
class Happenings:
    """The facts of one decision; ``here`` are the seats that are in the picture."""

    facts: tuple[Fact, ...]
    here: frozenset[str]

    def of(self, kind: FactKind) -> list[Fact]:
        """Return the facts of one kind."""
        return [fact for fact in self.facts if fact.kind == kind]

    def away(self, seat: str) -> tuple[inputs.Absence, ...]:
        """Return the days on which somebody is away."""
        rows = (f for f in self.of(FactKind.AWAY) if f.body["seat"] == seat)
        days = sorted({(f.day, date.fromisoformat(f.body["until"])) for f in rows})
        return tuple(inputs.Absence(start=start, end=end) for start, end in days)

    def rows(self) -> Rows:
        """Return what goes into the picture as it is."""
        return Rows(
            signals=tuple(
                inputs.Signal(
                    relation=frozenset(f.body["relation"]),
                    day=f.day,
                    signal=f.body["signal"],
                    by=f.body["by"],
                    seen=f.body["seen"],
                )
                for f in self.of(FactKind.SIGNAL)
            ),
            events=tuple(_event(f) for f in self.of(FactKind.EVENT)),
            published=tuple(
                inputs.PublishedFigure(
                    subject=f.body["subject"],
                    side=f.body["side"],
                    answers=f.body["answers"],
                    counts=MappingProxyType(dict(sorted(f.body["counts"].items()))),
                )
                for f in self.of(FactKind.PUBLISHED)
            ),
            held=tuple(
                inputs.HeldConversation(
                    kind=f.body["kind"],
                    people=self._present(f.body["people"]),
                    day=f.day,
                    commitments=frozenset(f.body.get("commitments", ())),
                    changed=f.body.get("changed"),
                )
                for f in self.of(FactKind.HELD)
            ),
            invited=tuple(
                inputs.Invitation(
                    kind=f.body["kind"],
                    people=self._present(f.body["people"]),
                    day=f.day if f.body.get("dated", True) else None,
                    commitments=frozenset(f.body.get("commitments", ())),
                )
                for f in self.of(FactKind.INVITED)
            ),
            advice_requested=tuple(
                inputs.AdviceRequest(
                    people=self._present(f.body["people"]), day=f.day, commitment=f.body.get("commitment")
                )
                for f in self.of(FactKind.ADVICE)
            ),
            responses_to_input=tuple(
                inputs.InputResponse(
                    person=f.body.get("seat"),
                    day=f.day,
                    outcome=f.body["outcome"],
                    reason=f.body.get("reason", False),
                )
                for f in self.of(FactKind.RESPONSE)
            ),
        )

    def _present(self, people: Iterable[str]) -> frozenset[str]:
        return frozenset(people) & self.here


def happenings_of(decision: UUID, here: frozenset[str]) -> Happenings:
    """Read the facts of a decision, in one query."""
    return Happenings(tuple(Fact.objects.filter(decision=decision).order_by("pk")), here)


def _event(fact: Fact) -> inputs.Event:
    body: dict[str, Any] = fact.body
    asked = body.get("input_request", False) or body.get("type") == EventType.INPUT_REQUESTED
    kind = EventType(body["type"]) if body.get("type") else None
    return inputs.Event(
        day=fact.day,
        type=kind or (EventType.INPUT_REQUESTED if asked else EventType.OTHER),
        input_request=asked,
        response_plan=body.get("response_plan"),
        commitment=body.get("commitment"),
    )
