"""Every entry can be found and shown, whatever its kind."""

import pytest

from beforehand.knowledge import Knowledge


def test_every_address_leads_to_its_entry(knowledge: Knowledge) -> None:
    assert len(knowledge.ids()) > 400
    for address in knowledge.ids():
        entry = knowledge.entry(address)
        assert entry is not None
        assert entry.id == address


def test_every_entry_shows_a_title_and_filled_paragraphs(knowledge: Knowledge) -> None:
    for address in knowledge.ids():
        entry = knowledge.entry(address)
        assert entry is not None
        assert entry.title.nl
        assert entry.title.en
        assert entry.paragraphs(), address
        for label, text in entry.paragraphs():
            assert label.nl, address
            assert label.en, address
            assert text.nl, address
            assert text.en, address


def test_every_source_of_an_entry_exists(knowledge: Knowledge) -> None:
    for address in knowledge.ids():
        entry = knowledge.entry(address)
        assert entry is not None
        assert set(entry.sources) <= set(knowledge.sources)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("P01", "P01"), ("p01", "P01"), ("R29", "R29"), ("een_op_een", "een_op_een"), ("coach", "coach"),
        ("G3", "G3"), ("G12", "G12"), ("G3a", "G3a"), ("g3A", "G3a"), ("stage3", "stage3"), ("trap3", "stage3"),
        ("N1", "N1"), ("A2", "A2"), ("W2", "W2"), ("L1", "L1"), ("release2", "release2"), ("Q5", "Q5"),
        ("CEQ", "CEQ"), ("instrument:CEQ", "instrument:CEQ"), ("term:coach", "term:coach"),
        ("hardheid", "term:hardness"), ("one-way door", "term:one-way-door"),
        ("budget_goedgekeurd", "budget_goedgekeurd"),
        ("commitment:budget", "commitment:budget"), ("field:heard", "field:heard"), ("form:held", "form:held"),
        ("planning:load_bearing", "planning:load_bearing"), ("koud", "koud"), ("relation", "relation"),
        ("procesbegeleiding", "procesbegeleiding"), ("access:decider", "access:decider"), ("phase2", "phase2"),
    ],
)  # fmt: skip
def test_an_entry_is_found(knowledge: Knowledge, asked: str, found: str) -> None:
    entry = knowledge.entry(asked)
    assert entry is not None
    assert entry.id == found


@pytest.mark.parametrize("asked", ["", "P22", "R31", "G13", "stage10", "pelgrim", "../sources"])
def test_what_does_not_exist_is_not_found(knowledge: Knowledge, asked: str) -> None:
    assert knowledge.entry(asked) is None


def test_a_stage_and_a_rule_for_figures_share_no_address(knowledge: Knowledge) -> None:
    stage, rule = knowledge.entry("stage3"), knowledge.entry("G3")
    assert stage is not None
    assert rule is not None
    assert stage.title.en == "stage 3: actions, not words"
    assert "ten answers" in rule.paragraphs()[0][1].en


def test_a_claim_shows_its_grade_and_its_source(knowledge: Knowledge) -> None:
    entry = knowledge.entry("R05")
    assert entry is not None
    assert entry.grade == "A"
    assert entry.sources == ("LU2012", "FAULMULLER2010")
