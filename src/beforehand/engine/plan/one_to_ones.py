"""Whom to speak with alone first, and in which order (engine.md section 5)."""

from collections.abc import Iterator

from beforehand.engine.plan.candidates import Candidate, strained_relation
from beforehand.engine.plan.situation import Situation

_KIND = "een_op_een"


def _with(person: str, relation: frozenset[str] = frozenset()) -> Candidate:
    key, people = f"{_KIND}:{person}", frozenset({person})
    return Candidate(key=key, kind=_KIND, people=people, bearer=person, relation=relation)


def one_to_ones(at: Situation) -> Iterator[Candidate]:
    """Yield one-to-ones, the most needed first, each person once.

    Where nobody said anything yet, that is one person of each side, who is held to it most or has most mandate. Else
    first both ends of the most strained relation; then whom a facilitator wants to speak with alone; then the decider
    who thinks open what is hard; then those who work with it and were not asked, who are held to it unheard, or who
    alone know something: who carries several comes first.
    """
    seen: set[str] = set()
    pair = strained_relation(at)
    if pair is not None:
        for side in at.order.sides(pair):
            end = at.most_accountable(side)
            if end is not None and end.id not in seen:
                seen.add(end.id)
                yield _with(end.id, pair)
    for asked in at.by_accountability(s for s in at.seats() if s.id in at.picture.alone_first):
        if asked.id not in seen:
            seen.add(asked.id)
            yield _with(asked.id)
    decider = at.decider
    if decider is not None and decider.id not in seen and _thinks_open(at, decider.id):
        seen.add(decider.id)
        yield _with(decider.id)
    if at.drafts.get("R05"):
        for side in at.order.sides(side.id for side in at.picture.sides):
            key = at.most_accountable(side)
            if key is not None and key.id not in seen:
                seen.add(key.id)
                yield _with(key.id)
    for person in _carriers(at):
        if person not in seen:
            seen.add(person)
            yield _with(person)


def _thinks_open(at: Situation, decider: str) -> bool:
    """Tell whether the decider holds for open what is hard; having answered first counts as having been spoken with."""
    if decider in at.picture.decider_first_by:
        return False
    gap = any(decider in draft.people for draft in at.drafts.get("P13", ()))
    open_values = [s for s in at.picture.seats if s.id == decider and (at.fixedness(s) or 0) >= 4]
    return gap and bool(open_values)


def _carriers(at: Situation) -> list[str]:
    weight: dict[str, int] = {}
    for pattern in ("P21", "P01", "P09"):
        for draft in at.drafts.get(pattern, ()):
            for person in draft.people:
                weight[person] = weight.get(person, 0) + (2 if draft.strong else 1)
    daily = {d.anchor[0] for d in at.drafts.get("P21", ()) if d.strong}
    asked = {d.anchor[0] for d in at.drafts.get("P21", ())}
    seats = [s for s in at.by_accountability() if s.id in weight]
    seats.sort(
        key=lambda s: (
            s.id not in daily,
            s.id not in asked,
            -weight[s.id],
            s.heard if s.heard is not None else 9,
            s.mandate if s.mandate is not None else 9,
        )
    )
    return [s.id for s in seats]
