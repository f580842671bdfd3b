"""Who is held responsible but not heard (P01), who works with it and was not asked (P21), who holds on out of care (P02).

Source: ``knowledge`` P01, P02 and P21.
"""

from collections.abc import Iterator
from dataclasses import replace

from beforehand.engine.detectors.registry import (
    Draft,
    Sharing,
    Surroundings,
    Thresholds,
    answers,
    detector,
    of_holder,
)
from beforehand.engine.inputs import Field, Picture
from beforehand.engine.results import Evidence


@detector("P01", inputs=("accountable", "heard"), sharing=Sharing.CONSENT)
def see_responsible_unheard(picture: Picture, at: Thresholds, _: Surroundings) -> Iterator[Draft]:
    """Yield one draft per person who is held to it and was not heard."""
    for seat in picture.seats:
        if seat.accountable is None or seat.heard is None:
            continue
        if seat.accountable >= at["accountable"] and seat.heard <= at["heard"]:
            yield of_holder(seat, answers(seat.id, "accountable", "heard"))


@detector("P21", inputs=("heard", "affected", "mandate"), sharing=Sharing.CONSENT)
def see_works_with_it(picture: Picture, at: Thresholds, _: Surroundings) -> Iterator[Draft]:
    """Yield one draft per person with little mandate who was not asked; strong when they work with it daily."""
    for seat in picture.seats:
        if seat.heard is None or seat.mandate is None:
            continue
        if seat.heard <= at["heard"] and seat.mandate <= at["mandate"]:
            daily = seat.affected is not None and seat.affected >= at["affected"]
            draft = of_holder(seat, answers(seat.id, "heard", *(("affected",) if daily else ())))
            yield replace(draft, strong=daily)


@detector("P02", inputs=("protects", "condition"), sharing=Sharing.CONSENT)
def see_care(picture: Picture, _: Thresholds, __: Surroundings) -> Iterator[Draft]:
    """Yield one draft per person who guards something and named a condition; no stance is needed for it."""
    for seat in picture.seats:
        guarded, conditions = seat.of(Field.PROTECTS), seat.of(Field.CONDITION)
        if guarded and conditions:
            said = (*guarded, *conditions)
            draft = of_holder(seat, Evidence(kind="statement", refs=tuple(sorted(s.id for s in said))))
            yield replace(
                draft,
                statements=frozenset(s.id for s in said),
                commitments=frozenset(c for s in said for c in s.bears_on),
            )
