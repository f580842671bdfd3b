"""What is harder than some think (P13), sham consultation (P18), pushing harder (P20) and what a one-way door asks.

The one-way sprint (P19) needs the planned conversations and is seen in ``topics``.
Source: ``knowledge`` P13, P18, P20, R03, R04, R08, R13, R14, R30.
"""

from collections.abc import Iterator
from datetime import timedelta

from beforehand.engine.detectors.registry import (
    DECISION,
    Draft,
    Sharing,
    Surroundings,
    Thresholds,
    ahead,
    answers,
    detector,
    own_choice,
)
from beforehand.engine.inputs import Door, EventType, Picture
from beforehand.engine.results import Basis, Certainty, Evidence


def _gap(values: dict[str, int], decider: str | None, marks: int, at: Thresholds) -> frozenset[str]:
    """Return whose answers show the gap: those at both ends, or the decider who thinks open what is hard."""
    if not values:
        return frozenset()
    low, high = min(values.values()), max(values.values())
    if high - low >= at["range"]:
        return frozenset(p for p, v in values.items() if v in (low, high))
    if decider in values and marks >= at["hardness"] and values[decider] >= at["reversible"]:
        return frozenset({decider})
    return frozenset()


@detector(
    "P13",
    inputs=("reversible", "reversible_by_commitment", "commitments", "decides"),
    sharing=Sharing.CONSENT,
)
def see_hardness_gap(picture: Picture, at: Thresholds, around: Surroundings) -> Iterator[Draft]:
    """Yield one draft per commitment people hold differently for changeable, or one for the decision as a whole.

    Who spoke of the decision as a whole counts for a commitment that others spoke of by name.
    """
    deciders = [seat.id for seat in picture.seats if seat.decides]
    overall = deciders[0] if len(deciders) == 1 else picture.sponsor
    coming = ahead(picture)
    whole = {seat.id: seat.reversible for seat in picture.seats if seat.reversible is not None}
    named = {
        c for seat in picture.seats for c, value in seat.reversible_by_commitment.items() if value is not None
    }
    for commitment in coming:
        if commitment.id in named:
            own = {seat.id: seat.reversible_by_commitment.get(commitment.id) for seat in picture.seats}
            values = whole | {person: value for person, value in own.items() if value is not None}
            people = _gap(values, commitment.decider or overall, around.marks.get(commitment.id, 0), at)
            if people:
                yield _gap_draft(picture, (commitment.id,), people, frozenset({commitment.id}))
    hardest = max((around.marks.get(c.id, 0) for c in coming if c.id not in named), default=0)
    people = _gap(whole, overall, hardest, at)
    if people:
        yield _gap_draft(picture, DECISION, people, frozenset())


def _gap_draft(
    picture: Picture, anchor: tuple[str, ...], people: frozenset[str], on: frozenset[str]
) -> Draft:
    return Draft(
        anchor=anchor,
        certainty=Certainty.HIGH,
        basis=Basis.SELF_REPORT,
        people=people,
        holders=people,
        sides=frozenset(seat.side for seat in picture.seats if seat.id in people),
        commitments=on,
        evidence=(
            *(answers(p, "reversible") for p in sorted(people)),
            Evidence(kind="mark", refs=tuple(sorted(on))),
        ),
    )


@detector("P18", inputs=("events", "commitments", "responses_to_input"), sharing=Sharing.OPEN)
def see_sham_consultation(picture: Picture, at: Thresholds, around: Surroundings) -> Iterator[Draft]:
    """Yield one draft when input was asked for what is fixed, without a plan to report back, or without doing so."""
    asked = [e for e in picture.events if e.input_request or e.type is EventType.INPUT_REQUESTED]
    told = [e.day for e in picture.events if e.type is EventType.INPUT_REPORTED_BACK]
    told += [r.day for r in picture.responses_to_input]
    why: set[str] = set()
    on: set[str] = set()
    for event in asked:
        before = len(why)
        if event.commitment is not None and around.marks.get(event.commitment, 0) >= at["hardness"]:
            why.add("hardness")
        answered = any(day >= event.day for day in told)
        if event.response_plan is False and not answered:
            why.add("response_plan")
        if picture.day > event.day + timedelta(days=at["days"]) and not answered:
            why.add("input_reported_back")
        if len(why) > before and event.commitment is not None:
            on.add(event.commitment)
    if why:
        yield Draft(
            anchor=DECISION,
            certainty=Certainty.HIGH,
            basis=Basis.FACT,
            commitments=frozenset(on) & {c.id for c in ahead(picture)},
            evidence=(
                Evidence(kind="event", refs=("input_requested",)),
                Evidence(kind="missing", refs=tuple(sorted(why))),
            ),
        )


@detector("P20", inputs=("events", "held"), sharing=Sharing.NEVER)
def see_pushing_harder(picture: Picture, _: Thresholds, __: Surroundings) -> Iterator[Draft]:
    """Yield one draft when a deadline was tightened or reporting added and no conversation was held since."""
    pushes = [
        e for e in picture.events if e.type in (EventType.DEADLINE_TIGHTENED, EventType.EXTRA_REPORTING)
    ]
    pushes = [e for e in pushes if e.day <= picture.day]
    if pushes and not any(talk.day >= max(e.day for e in pushes) for talk in picture.held):
        yield Draft(
            anchor=DECISION,
            certainty=Certainty.MIDDLE,
            basis=Basis.FACT,
            evidence=(Evidence(kind="event", refs=tuple(sorted({e.type.value for e in pushes}))),),
        )


@detector("R12", inputs=("commitments",), sharing=Sharing.OPEN)
def see_hardening(picture: Picture, at: Thresholds, around: Surroundings) -> Iterator[Draft]:
    """Yield one draft when commitments of one's own that still lie ahead are past exploring already."""
    hard = frozenset(
        c.id for c in ahead(picture) if own_choice(c) and around.marks.get(c.id, 0) >= at["negotiating"]
    )
    if hard:
        yield Draft(
            anchor=DECISION,
            certainty=Certainty.HIGH,
            basis=Basis.FACT,
            commitments=hard,
            evidence=(Evidence(kind="mark", refs=tuple(sorted(hard))),),
        )


@detector("R08", inputs=("commitments", "held"), sharing=Sharing.OPEN)
def see_no_premortem(picture: Picture, _: Thresholds, __: Surroundings) -> Iterator[Draft]:
    """Yield one draft per one-way commitment ahead, the organisation's own choice, without a premortem."""
    done = [talk for talk in picture.held if talk.kind == "premortem"]
    for c in ahead(picture):
        held = any(not talk.commitments or c.id in talk.commitments for talk in done)
        if c.door is Door.ONE_WAY and own_choice(c) and c.premortem_on is None and not held:
            yield _check(c.id, "premortem")


def _check(commitment: str, *missing: str) -> Draft:
    return Draft(
        anchor=(commitment,),
        certainty=Certainty.HIGH,
        basis=Basis.FACT,
        commitments=frozenset({commitment}),
        evidence=(Evidence(kind="missing", refs=missing),),
    )


@detector("R13", inputs=("commitments",), sharing=Sharing.OPEN)
def see_continuing_blind(picture: Picture, _: Thresholds, __: Surroundings) -> Iterator[Draft]:
    """Yield one draft per continue decision without stop criteria or without somebody else to judge it."""
    for c in ahead(picture):
        missing = [
            n
            for n, given in (("stop_criteria", c.stop_criteria), ("independent_judge", c.independent_judge))
            if not given
        ]
        if c.type == "continue" and missing:
            yield _check(c.id, *missing)


@detector("R14", inputs=("commitments", "options"), sharing=Sharing.OPEN)
def see_no_live_alternative(picture: Picture, at: Thresholds, _: Surroundings) -> Iterator[Draft]:
    """Yield one draft when something hardens one-way and fewer than two options are alive."""
    one_way = frozenset(c.id for c in ahead(picture) if c.door is Door.ONE_WAY and own_choice(c))
    if one_way and picture.live_options is not None and picture.live_options < at["live_options"]:
        yield Draft(
            anchor=DECISION,
            certainty=Certainty.HIGH,
            basis=Basis.FACT,
            commitments=one_way,
            evidence=(Evidence(kind="missing", refs=("live_options",)),),
        )


@detector("R03", inputs=("commitments", "held", "responses_to_input"), sharing=Sharing.OPEN)
def see_talked_afterwards(picture: Picture, _: Thresholds, __: Surroundings) -> Iterator[Draft]:
    """Yield one draft per commitment talked about too late, or without saying what was done with it.

    Only commitments with a held conversation that names them are looked at.
    """
    for c in picture.commitments:
        talks = [talk for talk in picture.held if c.id in talk.commitments]
        if not talks:
            continue
        missing = set()
        if c.day <= picture.day and any(talk.day >= c.day for talk in talks):
            missing.add("beforehand")
        if not picture.responses_to_input:
            missing.add("response_to_input")
        if missing:
            yield _check(c.id, *sorted(missing))


@detector("R04", inputs=("commitments",), sharing=Sharing.OPEN)
def see_nothing_open(picture: Picture, at: Thresholds, around: Surroundings) -> Iterator[Draft]:
    """Yield one draft when commitments lie ahead and every one of them is already correcting: call it information."""
    coming = ahead(picture)
    if coming and all(around.marks.get(c.id, 0) >= at["correcting"] for c in coming):
        yield Draft(
            anchor=DECISION,
            certainty=Certainty.HIGH,
            basis=Basis.FACT,
            commitments=frozenset(c.id for c in coming),
            evidence=(Evidence(kind="mark", refs=tuple(sorted(c.id for c in coming))),),
        )


@detector("R30", inputs=("held",), sharing=Sharing.NEVER)
def see_groundwork_without_effect(picture: Picture, at: Thresholds, _: Surroundings) -> Iterator[Draft]:
    """Yield one draft when several one-to-ones were held and nothing changed because of any of them."""
    talks = [talk for talk in picture.held if talk.kind == "een_op_een" and talk.changed is not None]
    if len(talks) >= at["one_to_ones"] and not any(talk.changed for talk in talks):
        yield Draft(
            anchor=DECISION,
            certainty=Certainty.MIDDLE,
            basis=Basis.FACT,
            evidence=(Evidence(kind="missing", refs=("changed",)),),
        )
