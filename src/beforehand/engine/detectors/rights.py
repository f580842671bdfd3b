"""Who decides (P12, R17), whether advice was asked (R19), and what the law asks beforehand (R29).

Source: ``knowledge`` P12, R17, R19, R29.
"""

from collections.abc import Iterator

from beforehand.engine.detectors.registry import (
    DECISION,
    Draft,
    Sharing,
    Surroundings,
    Thresholds,
    ahead,
    detector,
    own_choice,
)
from beforehand.engine.inputs import Commitment, Door, Picture, SideKind
from beforehand.engine.results import Basis, Certainty, Evidence


@detector("P12", inputs=("decides", "thinks_decides"), sharing=Sharing.OPEN)
def see_unclear_decider(picture: Picture, at: Thresholds, _: Surroundings) -> Iterator[Draft]:
    """Yield one draft when the number of deciders is not one, or people name different deciders."""
    deciders = frozenset(seat.id for seat in picture.seats if seat.decides)
    named = frozenset(seat.thinks_decides for seat in picture.seats if seat.thinks_decides is not None)
    counted = len(deciders) + picture.deciders_elsewhere != at["deciders"]
    if picture.seats and (counted or len(named) > 1):
        yield Draft(
            anchor=DECISION,
            certainty=Certainty.HIGH,
            basis=Basis.FACT if counted else Basis.SELF_REPORT,
            open_people=deciders,
            people=named & {seat.id for seat in picture.seats},
            evidence=(
                Evidence(kind="count", refs=("decides",))
                if counted
                else Evidence(kind="answer", refs=("thinks_decides",)),
            ),
        )


@detector("R17", inputs=("commitments",), sharing=Sharing.OPEN)
def see_commitment_without_decider(picture: Picture, _: Thresholds, __: Surroundings) -> Iterator[Draft]:
    """Yield one draft when commitments ahead have no decider."""
    bare = frozenset(c.id for c in ahead(picture) if c.decider is None and not c.decided_elsewhere)
    if bare:
        yield Draft(
            anchor=DECISION,
            certainty=Certainty.HIGH,
            basis=Basis.FACT,
            commitments=bare,
            evidence=(
                Evidence(kind="missing", refs=("decider",)),
                Evidence(kind="commitment", refs=tuple(sorted(bare))),
            ),
        )


@detector("R19", inputs=("commitments", "advice_requested"), sharing=Sharing.OPEN)
def see_no_advice_asked(picture: Picture, _: Thresholds, __: Surroundings) -> Iterator[Draft]:
    """Yield one draft when advice was recorded for some commitments, but for a one-way one ahead it was not.

    Silence about advice in the whole file says that it is not recorded here, not that nobody asked.
    """
    if not picture.advice_requested:
        return
    general = any(a.commitment is None for a in picture.advice_requested)
    asked = {a.commitment for a in picture.advice_requested}
    bare = frozenset(
        c.id
        for c in ahead(picture)
        if c.door is Door.ONE_WAY and own_choice(c) and c.id not in asked and not general
    )
    if bare:
        yield Draft(
            anchor=DECISION,
            certainty=Certainty.MIDDLE,
            basis=Basis.FACT,
            commitments=bare,
            evidence=(Evidence(kind="missing", refs=("advice_requested",)),),
        )


def representatives(picture: Picture) -> frozenset[str]:
    """Return who speaks for staff by law: the seats that represent, and everybody on a representing side."""
    sides = {side.id for side in picture.sides if side.kind is SideKind.REPRESENTATION}
    return frozenset(seat.id for seat in picture.seats if seat.represents or seat.side in sides)


def is_statutory(commitment: Commitment) -> bool:
    """Tell whether a commitment is a term of law."""
    return commitment.type == "statutory" or commitment.statutory is not None


@detector("R29", inputs=("commitments", "held", "advice_requested", "sides"), sharing=Sharing.OPEN)
def see_statutory_terms(picture: Picture, _: Thresholds, __: Surroundings) -> Iterator[Draft]:
    """Yield one draft per statutory term ahead that was not consulted on, and one when there is none at all.

    The one without a term is a question: staff are represented in the decision, something hardens one-way, and nobody
    wrote down whether the law asks for consultation.
    """
    talked = {c for talk in picture.held if talk.kind == "wettelijk" for c in talk.commitments}
    talked |= {a.commitment for a in picture.advice_requested if a.commitment is not None}
    speaking = representatives(picture)
    coming = ahead(picture)
    for commitment in coming:
        if is_statutory(commitment) and commitment.id not in talked:
            yield Draft(
                anchor=(commitment.id,),
                certainty=Certainty.HIGH,
                basis=Basis.FACT,
                open_people=speaking | ({commitment.decider} if commitment.decider else frozenset()),
                commitments=frozenset({commitment.id}),
                evidence=(Evidence(kind="commitment", refs=(commitment.id,)),),
            )
    if (
        speaking
        and any(c.door is Door.ONE_WAY for c in coming)
        and not any(map(is_statutory, picture.commitments))
    ):
        yield Draft(
            anchor=DECISION,
            certainty=Certainty.LOW,
            basis=Basis.SUGGESTED,
            suggestion=True,
            open_people=speaking,
            evidence=(Evidence(kind="missing", refs=("statutory",)),),
        )
