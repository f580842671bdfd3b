"""Small decisions for stories about the plan, and how to find a conversation in it."""

from typing import Any

from tests.engine.personas import (
    TODAY,
    assumes,
    contract,
    femke,
    hospital,
    ingrid,
    karin,
    rob,
    said,
    tom,
    youssef,
)

from beforehand.engine.inputs import (
    DoneKind,
    Picture,
)
from beforehand.engine.results import Analysis, Conversation

HARD = frozenset({"richting_genoemd", "budget_goedgekeurd", "planning_gedeeld"})


def of_kind(result: Analysis, kind: str) -> list[Conversation]:
    """Return the conversations of a kind, also where it was taken up in another."""
    return [c for c in (*result.plan.conversations, *result.plan.unplanned) if kind in (c.kind, *c.also)]


def alone(result: Analysis) -> list[str]:
    return [c.people[0] for c in of_kind(result, "een_op_een")]


def people(result: Analysis, kind: str) -> set[str]:
    [found] = of_kind(result, kind)
    return set(found.people)


def two_questions(**of_ingrid: Any) -> Picture:
    asks = said("ingrid", "question", "Hoe sluiten we het gat van gestolen wachtwoorden?")
    wonders = said("femke", "question", "Wat merkt een verpleegkundige aan bed ervan?")
    sound, flow = said("ingrid", "done", "Alles staat aan."), said("femke", "done", "Niemand zoekt nog.")
    return hospital(
        karin(),
        ingrid(asks, sound, accountable=5, **of_ingrid),
        tom(),
        femke(wonders, flow, accountable=4),
        youssef(),
        rob(),
        commitments=(contract(benefits_owner="femke"),),
        done_kinds={"ingrid": DoneKind.SOUNDNESS, "femke": DoneKind.FLOW},
    )


def unsure(who: str, importance: int = 5, certainty: int = 2) -> Any:
    return assumes(who, f"{who} denkt dat het dossier de pas kent.", importance, certainty)


def merged() -> Picture:
    """Three people of whom two decide: what is fixed and which question come to one table."""
    return hospital(
        karin(reversible=5),
        ingrid(
            said("ingrid", "question", "Hoe sluiten we het gat?"), decides=True, accountable=5, reversible=1
        ),
        youssef(
            said("youssef", "question", "Wat merkt de nacht ervan?"),
            accountable=5,
            heard=1,
            affected=5,
            reversible=1,
        ),
        commitments=(contract(marks=HARD, premortem_on=TODAY, benefits_owner="youssef"),),
    )
