"""What was not answered, or "don't know", is silence and not an answer; and no topic ever carries a figure."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import timedelta
from enum import Enum
from types import MappingProxyType

import pytest
from tests.engine.personas import (
    TODAY,
    advice,
    analysed,
    assumes,
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
    see,
    signal,
    tom,
    youssef,
)

from beforehand.engine.detectors import DETECTORS
from beforehand.engine.inputs import ContactWay, Field, MirrorJudgement, Picture
from beforehand.engine.results import Rank
from beforehand.vault.disclose import Run

ANSWERS = {field.value for field in Field}


def talkative() -> Picture:
    """A hospital in which nearly everything there is to see can be seen, with figures that stand out."""
    pairs = frozenset({frozenset({"it", "care"}), frozenset({"it", "board"})})
    image = said("ingrid", "mirror", "De zorg wil vooral geen extra handeling.")
    return hospital(
        ingrid(
            image,
            said("ingrid", "question", "Hoe sluiten we het gat?"),
            assumes("ingrid", "Ieder heeft een telefoon.", 4, 2),
            accountable=4,
            heard=1,
            reversible=1,
            contact=frozenset(),
            talk_to=frozenset({"youssef"}),
        ),
        tom(contact=frozenset({"karin"}), talk_to=frozenset({"youssef"})),
        sanne(
            said("sanne", "knows", "De pas werkt al.", bears_on=("contract",)), talk_to=frozenset({"youssef"})
        ),
        femke(
            said("femke", "protects", "De nacht."),
            said("femke", "condition", "Eerst een proef."),
            said("femke", "done", "Niemand zoekt nog."),
            said("femke", "question", "Wat merkt een nachtdienst?"),
            assumes("femke", "Niet ieder heeft een telefoon.", 5, 5),
            accountable=5,
            heard=2,
            reversible=4,
            contact=frozenset(),
            thinks_decides="ingrid",
        ),
        youssef(affected=5, heard=1, accountable=4),
        marjolein(contact_sides={"it": ContactWay.TICKET}),
        karin(
            said("karin", "done", "Het staat aan."),
            reversible=5,
            thinks_decides="karin",
            talk_to=frozenset({"youssef"}),
        ),
        rob(),
        *nurses(5, heard=5),
        question=("Hoe voeren we 2FA in?",),
        live_options=1,
        why_messenger="ingrid",
        dependencies=pairs,
        commitments=(contract(marks=frozenset({"budget_goedgekeurd"}) | MARKS), rollout(), advice()),
        signals=(signal("G3a", "it"), signal("G3b", "care")),
        mirror_judgements=tuple(
            MirrorJudgement(statement=image.id, person=f"nurse{n}", value="wrong") for n in range(5)
        ),
    )


MARKS = frozenset({"richting_genoemd", "planning_gedeeld", "mensen_toegezegd"})


LOUD = """
    P01 P02 P03 P04 P06 P07 P08 P09 P10 P11 P13 P15 P16 P17 P21 R07 R08 R12 R14 R23 R26 R29
"""


def test_the_talkative_hospital_is_worth_looking_at() -> None:
    seen = {t.pattern for t in analysed(talkative()).topics}
    assert seen >= set(LOUD.split())


def figures(value: object, where: str) -> Iterator[str]:
    """Yield where a number stands inside a topic; ranks and truth are not anybody's answer, and dates are dates."""
    if isinstance(value, (bool, Rank)) or (isinstance(value, Enum) and isinstance(value.value, str)):
        return
    if isinstance(value, (int, float)):
        yield where
    elif isinstance(value, str):
        if value.strip("-.").isdigit():
            yield where
    elif is_dataclass(value):
        for field in fields(value):
            yield from figures(getattr(value, field.name), f"{where}.{field.name}")
    elif isinstance(value, (tuple, frozenset)):
        for item in value:
            yield from figures(item, where)


@pytest.mark.parametrize("run", Run)
def test_no_topic_carries_a_figure_anybody_gave(run: Run) -> None:
    topics = analysed(talkative(), run).topics
    assert topics
    for topic in topics:
        if topic.readers.run is Run.FACILITATOR:
            assert topic.evidence, topic.key
        assert list(figures(topic, topic.key)) == []


def test_a_figure_would_be_noticed() -> None:
    assert list(figures(("accountable", 4), "here")) == ["here"]
    assert list(figures(("accountable", "4"), "here")) == ["here"]


def rest_on_answers() -> list[str]:
    """Detectors that read answers and stay still without any: deciders and groups are frame, R05 is silence itself."""
    return sorted(
        p for p, one in DETECTORS.items() if one.inputs & ANSWERS and p not in ("P12", "P14", "R05")
    )


@pytest.mark.parametrize("pattern", rest_on_answers())
def test_a_table_where_nobody_answered_rests_in_silence(pattern: str) -> None:
    nobody = hospital(
        karin(decides=False),
        ingrid(decides=False),
        *nurses(6),
        dependencies=frozenset({frozenset({"it", "care"})}),
        commitments=(contract(), rollout(day=TODAY + timedelta(days=40))),
    )
    assert see(pattern, nobody, marks={"contract": 6, "rollout": 6}) == []


DONT_KNOW = {
    "accountable": None,
    "affected": None,
    "heard": None,
    "reversible": None,
    "reversible_by_commitment": MappingProxyType({"contract": None, "rollout": None}),
    "talk_to": None,
    "contact": None,
    "contact_sides": None,
    "thinks_decides": None,
}


@pytest.mark.parametrize(
    "pattern", [p for p in rest_on_answers() if p != "P10"]
)  # who says so was not silent
def test_dont_know_is_the_same_as_not_answering(pattern: str) -> None:
    def table(**answers: object) -> Picture:
        return hospital(
            karin(**answers),
            *nurses(8, **answers),
            dependencies=frozenset({frozenset({"board", "care"})}),
            commitments=(contract(), rollout()),
        )

    marks = {"contract": 6, "rollout": 6}
    assert see(pattern, table(**DONT_KNOW), marks=marks) == see(pattern, table(), marks=marks) == []
