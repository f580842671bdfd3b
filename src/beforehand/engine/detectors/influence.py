"""Where mandate and reach part (P03, P04) and who is the only bridge (P05); always a question, never a verdict.

Source: ``knowledge`` P03-P05, N5, G10. Reach counts other sides only and is never shown.
"""

from collections.abc import Iterator

from beforehand.engine.detectors.registry import Draft, Sharing, Surroundings, Thresholds, detector, of_holder
from beforehand.engine.inputs import Picture, Seat
from beforehand.engine.results import Basis, Certainty, Evidence


def reach(picture: Picture) -> dict[str, int]:
    """Return per person from how many sides other than the own they were named; empty when nobody was asked."""
    if all(seat.talk_to is None for seat in picture.seats):
        return {}
    side_of = {seat.id: seat.side for seat in picture.seats}
    named: dict[str, set[str]] = {seat.id: set() for seat in picture.seats}
    for seat in picture.seats:
        for other in seat.talk_to or ():
            if other in named and side_of[other] != seat.side:
                named[other].add(seat.side)
    return {person: len(sides) for person, sides in named.items()}


def _question(seat: Seat, certainty: Certainty) -> Draft:
    evidence = Evidence(kind="count", refs=("mandate", "talk_to"))
    return of_holder(
        seat,
        evidence,
        certainty=certainty,
        basis=Basis.FEW if certainty is Certainty.LOW else Basis.SELF_REPORT,
    )


@detector("P03", inputs=("mandate", "talk_to"), sharing=Sharing.NEVER)
def see_power_without_reach(picture: Picture, at: Thresholds, _: Surroundings) -> Iterator[Draft]:
    """Yield a question per function with much mandate whose holder at most one other side looks to."""
    if len(picture.seats) < at["people"]:
        return
    counted = reach(picture)
    for seat in picture.seats:
        if seat.id in counted and seat.mandate is not None and seat.mandate >= at["mandate"]:
            if counted[seat.id] <= at["reach"]:
                yield _question(seat, Certainty.LOW)


@detector("P04", inputs=("mandate", "talk_to"), sharing=Sharing.NEVER)
def see_reach_without_mandate(picture: Picture, at: Thresholds, _: Surroundings) -> Iterator[Draft]:
    """Yield a question per function with little mandate whose holder two or more other sides look to."""
    if len(picture.seats) < at["people"]:
        return
    counted = reach(picture)
    for seat in picture.seats:
        if seat.id in counted and seat.mandate is not None and seat.mandate <= at["mandate"]:
            if counted[seat.id] >= at["reach"]:
                yield _question(seat, Certainty.MIDDLE)


def contact_lines(picture: Picture, pair: frozenset[str]) -> set[frozenset[str]]:
    """Return the pairs of people, one on each side, of whom at least one says they spoke directly."""
    side_of = {seat.id: seat.side for seat in picture.seats}
    return {
        frozenset({seat.id, other})
        for seat in picture.seats
        for other in seat.contact or ()
        if other in side_of and side_of[other] != seat.side and frozenset({seat.side, side_of[other]}) == pair
    }


@detector("P05", inputs=("dependencies", "contact"), sharing=Sharing.NEVER)
def see_only_bridge(picture: Picture, at: Thresholds, _: Surroundings) -> Iterator[Draft]:
    """Yield one draft per dependent pair of sides whose every line runs through one person."""
    for pair in sorted(picture.dependencies, key=sorted):
        lines = contact_lines(picture, pair)
        if len(lines) < at["lines"]:
            continue
        through = frozenset.intersection(*lines)
        for bridge in sorted(through):
            yield Draft(
                anchor=(*sorted(pair), bridge),
                certainty=Certainty.MIDDLE,
                basis=Basis.SELF_REPORT,
                people=frozenset({bridge}),
                holders=frozenset({bridge}),
                sides=pair,
                evidence=(Evidence(kind="contact", refs=tuple(sorted(pair))),),
            )
