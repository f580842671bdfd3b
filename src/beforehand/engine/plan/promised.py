"""What a plan keeps: conversations people were invited to, and what a facilitator said of who meets whom for now.

Only in the facilitator's run. A plan all may read goes by neither: that it bends around something would tell that it
exists (G12). Source: engine.md section 5.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

import numpy as np
import numpy.typing as npt

from beforehand.engine.inputs import Invitation
from beforehand.engine.plan.candidates import Candidate
from beforehand.engine.plan.situation import Situation


def promised(at: Situation) -> tuple[Invitation, ...]:
    """Return the conversations people were invited to, as far as this run knows of them."""
    return at.picture.invited if at.confidential else ()


def comes_after(at: Situation, candidate: Candidate) -> date | None:
    """Return the last day of the promised conversations that must come before this one; None when there are none.

    The same precedences as between conversations of a plan: an own one-to-one, who decides what, a work visit.
    """
    kinds = (candidate.kind, *candidate.also)
    before = {first for kind in kinds for first in at.kinds[kind].before}
    days = [
        talk.day
        for talk in promised(at)
        if talk.day is not None
        and talk.kind != candidate.kind
        and (
            (talk.kind == "een_op_een" and _alone_first(at, before, talk) and talk.people <= candidate.people)
            or (talk.kind == "beslisrechtengesprek" and "decision_rights" in before)
            or (
                talk.kind == "meelopen"
                and bool(talk.people & candidate.people)
                and not {"betekenisgesprek", "klaargesprek"}.isdisjoint(kinds)
            )
        )
    ]
    return max(days, default=None)


def _alone_first(at: Situation, before: set[str], talk: Invitation) -> bool:
    return "own_one_to_one" in before or talk.people <= at.picture.alone_first


def left_per_person(
    at: Situation, people: Mapping[str, int], monday: date, weeks: int
) -> npt.NDArray[np.int64]:
    """Return how many conversations each person can still take part in, by week.

    Parameters
    ----------
    people
        Row of each person.
    monday
        The first day of the first week.

    Returns
    -------
    array of int, shape (people, weeks)
        The planner's number, or what a facilitator set for somebody, less what was promised; never below zero.
    """
    most = np.full((len(people), weeks), int(at.numbers["person_week"]), dtype=np.int64)
    for seat in at.picture.seats:
        if at.confidential and seat.weekly is not None:
            most[people[seat.id], :] = seat.weekly
    for week, talk in _weeks(at, monday, weeks):
        for person in talk.people & people.keys():
            most[people[person], week] -= 1
    return np.maximum(most, 0)


def led_in(at: Situation, monday: date, weeks: int) -> list[int]:
    """Return how many promised conversations are led in each week."""
    led = [0] * weeks
    for week, _ in _weeks(at, monday, weeks):
        led[week] += 1
    return led


def _weeks(at: Situation, monday: date, weeks: int) -> Iterator[tuple[int, Invitation]]:
    for talk in promised(at):
        if talk.day is not None and 0 <= (week := (talk.day - monday).days // 7) < weeks:
            yield week, talk


def meets_apart(at: Situation, people: frozenset[str]) -> bool:
    """Tell whether two people would sit in one room who are kept apart for now."""
    return at.confidential and any(len(pair) > 1 and pair <= people for pair in at.picture.apart)


def without_apart(at: Situation, candidate: Candidate) -> Candidate | None:
    """Return a conversation without whoever is kept apart from somebody who weighs more in it.

    Whose conversation it is stays, then who decides, then who is held to it most. None when too few are left, or when it
    is about the relation between sides: that is not talked about with one of the two.
    """
    if not meets_apart(at, candidate.people):
        return candidate
    if candidate.relation:
        return None
    deciders = [seat.id for seat in at.deciders]
    weight = [candidate.bearer, *deciders, *(seat.id for seat in at.by_accountability())]
    stay: set[str] = set()
    for person in dict.fromkeys(p for p in weight if p in candidate.people):
        if not meets_apart(at, frozenset(stay | {person})):
            stay.add(person or "")
    if len(stay) < max(2, at.kinds[candidate.kind].fewest - 1):
        return None
    return replace(candidate, people=frozenset(stay))
