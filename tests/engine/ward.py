"""A ward on which Femke answered everything, and the others shared what they wrote: for stories about who may know."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from tests.engine.personas import (
    TODAY,
    analysed,
    assumes,
    changed,
    contract,
    femke,
    hospital,
    ingrid,
    karin,
    marjolein,
    nurses,
    rob,
    rollout,
    said,
    sanne,
    signal,
    talked,
    tom,
    written,
    youssef,
)

from beforehand.engine.inputs import (
    TEXT_FIELDS,
    Collision,
    Consent,
    ContactWay,
    DoneKind,
    Event,
    EventType,
    Field,
    Invitation,
    MirrorJudgement,
    Picture,
    QuestionGroup,
    Reaction,
    Seat,
    Statement,
)
from beforehand.engine.results import Analysis
from beforehand.vault.disclose import Run

FIGURES = tuple(f for f in Field if f not in TEXT_FIELDS)
VALUES: dict[Field, tuple[Any, Any]] = {
    Field.ACCOUNTABLE: (5, 1),
    Field.AFFECTED: (5, 1),
    Field.HEARD: (1, 5),
    Field.REVERSIBLE: (5, 2),
    Field.REVERSIBLE_BY_COMMITMENT: ({"contract": 5}, {"contract": 2}),
    Field.TALK_TO: (frozenset({"sanne"}), frozenset({"karin", "rob"})),
    Field.CONTACT: (frozenset(), frozenset({"ingrid"})),
    Field.CONTACT_SIDES: ({"it": ContactWay.NOT}, {"it": ContactWay.SELF}),
    Field.THINKS_DECIDES: ("marjolein", "karin"),
}
TEXT = "Wie draagt de nacht als er niemand bij een dossier kan?"


def sentence(field: Field, release: int, text: str = TEXT) -> Statement:
    more = {"importance": 5, "certainty": 2} if field is Field.ASSUMPTIONS else {}
    return said("femke", field, text, release=release, id=f"femke.{field}", bears_on=("contract",), **more)


def femke_says(release: int) -> Seat:
    """Femke answered everything, all of it for the same eyes."""
    return femke(
        *(sentence(field, release) for field in sorted(TEXT_FIELDS)),
        **{field.value: VALUES[field][0] for field in FIGURES},
        releases=dict.fromkeys(FIGURES, release),
    )


def ward(release: int = 1) -> Picture:
    """A hospital where the others shared what they wrote, and people marked what they saw, also of what Femke wrote."""
    mine = {field: sentence(field, release).id for field in TEXT_FIELDS}
    shared = {"releases": dict.fromkeys(FIGURES, 2)}
    asks = said(
        "ingrid", "question", "Hoe sluiten we het gat van gestolen wachtwoorden?", release=2, id="i.q"
    )
    done = said("ingrid", "done", "Elk account heeft een tweede factor.", release=2, id="i.d")
    phone = assumes(
        "ingrid", "Wie draagt de nacht als er iemand bij een dossier kan?", 5, 2, release=2, id="i.a"
    )
    image = said("tom", "mirror", "De zorg wil vooral geen extra handeling.", release=2, id="t.m")
    return hospital(
        ingrid(asks, done, phone, reversible=2, thinks_decides="karin", **shared),
        tom(image, assumes("tom", "De servicedesk is er dag en nacht.", 4, 2, release=2, id="t.a"), **shared),
        sanne(said("sanne", "knows", "Het dossier kent de pas.", release=2, id="s.k"), **shared),
        femke_says(release),
        youssef(said("youssef", "question", "Wat merkt een nachtdienst ervan?", release=4, id="y.q")),
        marjolein(said("marjolein", "done", "Niemand zoekt nog.", release=2, id="m.d"), **shared),
        karin(thinks_decides="karin", reversible=3, **shared),
        rob(),
        *nurses(5),
        question=("Hoe voeren we 2FA in voor iedereen?",),
        live_options=1,
        why_messenger="ingrid",
        dependencies=frozenset({frozenset({"it", "care"}), frozenset({"it", "board"})}),
        commitments=(
            contract(signposts=frozenset({mine[Field.ASSUMPTIONS], "t.a"})),
            rollout(),
        ),
        signals=(signal("G3a", "it"), signal("G3b", "care")),
        question_groups=(
            QuestionGroup(id="gap", people=frozenset({"ingrid"})),
            QuestionGroup(id="night", people=frozenset({"femke", "youssef"})),
        ),
        done_kinds=MappingProxyType(
            {"ingrid": DoneKind.SOUNDNESS, "femke": DoneKind.FLOW, "marjolein": DoneKind.FLOW}
        ),
        collisions=(
            Collision(
                people=frozenset({"femke", "ingrid"}), statements=frozenset({mine[Field.ASSUMPTIONS], "i.a"})
            ),
        ),
        reactions=(Reaction(statement=mine[Field.KNOWS], person="ingrid", value="unknown"),),
        mirror_judgements=tuple(
            MirrorJudgement(statement=mine[Field.MIRROR], person=f"nurse{n}", value="wrong") for n in range(5)
        ),
        events=(Event(day=TODAY - timedelta(days=30), type=EventType.INPUT_REQUESTED, input_request=True),),
        held=(talked("een_op_een", "femke", on="contract"),),
        invited=(Invitation(kind="een_op_een", people=frozenset({"femke"}), day=TODAY + timedelta(days=9)),),
    )


def retold(field: Field) -> Callable[[Seat], Seat]:
    def change(seat: Seat) -> Seat:
        if field not in TEXT_FIELDS:
            return replace(seat, **{field.value: VALUES[field][1]})
        other = "De nacht draagt zichzelf en niemand hoeft erbij te kunnen."
        return replace(
            seat, statements=tuple(replace(s, text=other) if s.field is field else s for s in seat.statements)
        )

    return change


def unsaid(field: Field) -> Callable[[Seat], Seat]:
    def change(seat: Seat) -> Seat:
        if field is Field.REVERSIBLE_BY_COMMITMENT:
            return replace(seat, reversible_by_commitment={})
        if field not in TEXT_FIELDS:
            nothing: dict[str, Any] = {field.value: None}
            return replace(seat, **nothing)
        return replace(seat, statements=tuple(s for s in seat.statements if s.field is not field))

    return change


def same(one: Analysis, other: Analysis) -> bool:
    return one == other and written(one).encode() == written(other).encode()


def agreeing(*who: tuple[str, str], release: int = 1) -> Analysis:
    picture = replace(ward(release), consents=frozenset(Consent(person=p, pattern=x) for p, x in who))
    also = changed(picture, "youssef", lambda seat: replace(seat, accountable=5, heard=1))
    return analysed(also, Run.SHARED)
