"""What an expert calls a conversation, and which of our kinds that is."""

import pytest
from tests.benchmarks.plan.kinds import TYPES, kind_of


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("One-to-one", "een_op_een"),
        ("bilateral with the plant manager", "een_op_een"),
        ("1:1", "een_op_een"),
        ("Eén-op-één op de werkplek", "een_op_een"),
        ("Who decides what", "beslisrechtengesprek"),
        ("Clarify decision rights", "beslisrechtengesprek"),
        ("Mandaat van de stuurgroep", "beslisrechtengesprek"),
        ("Works council consultation", "wettelijk"),
        ("Gesprek met de OR", "wettelijk"),
        ("union briefing", "wettelijk"),
        ("Pre-mortem", "premortem"),
        ("Workshop: what could go wrong?", "premortem"),
        ("Site visit to line 3", "meelopen"),
        ("Werkbezoek", "meelopen"),
        ("een dag meelopen", "meelopen"),
        ("joint fact-finding", "aannamegesprek"),
        ("Assumption check", "aannamegesprek"),
        ("samen uitzoeken", "aannamegesprek"),
        ("Framing session", "vraaggesprek"),
        ("Which question are we answering", "vraaggesprek"),
        ("gesprek over de vraag", "vraaggesprek"),
        ("What is at stake for each", "betekenisgesprek"),
        ("Betekenisgesprek", "betekenisgesprek"),
        ("Definition of done", "klaargesprek"),
        ("benefits and acceptance", "klaargesprek"),
        ("Wanneer is het klaar", "klaargesprek"),
        ("Trade-off meeting", "afruilgesprek"),
        ("give and take between the two", "afruilgesprek"),
        ("afruil", "afruilgesprek"),
        ("What must we protect", "zorggesprek"),
        ("wat willen we beschermen", "zorggesprek"),
        ("What has already been fixed, and what is still open", "eerlijkheidsgesprek"),
        ("Already promised?", "eerlijkheidsgesprek"),
        ("eerlijk gesprek", "eerlijkheidsgesprek"),
    ],
)
def test_the_words_experts_use_are_understood(words: str, kind: str) -> None:
    assert kind_of(words) == kind


def test_an_id_of_the_catalogue_is_itself() -> None:
    assert len(TYPES) == 12
    assert {kind_of(kind) for kind in TYPES} == TYPES


def test_what_is_not_understood_is_unmapped() -> None:
    assert kind_of("Steering group") is None
    assert kind_of("") is None


def test_how_people_meet_comes_before_what_they_meet_about() -> None:
    assert kind_of("What is already promised: one-to-one with the sponsor") == "een_op_een"
    assert kind_of("Assumptions about consent, with the works council") == "wettelijk"
    assert kind_of("one-to-one with the works council chair") == "een_op_een"


def test_the_subject_named_first_counts() -> None:
    assert kind_of("Which question, and what is at stake") == "vraaggesprek"
    assert kind_of("What is at stake, and which question") == "betekenisgesprek"


def test_the_dutch_works_council_needs_its_capitals() -> None:
    assert kind_of("benefits or costs") == "klaargesprek"
    assert kind_of("OR en bestuurder") == "wettelijk"


def test_only_whole_words_count() -> None:
    assert kind_of("reunion of the team") is None  # no union
    assert kind_of("abandoned plans") is None  # not done
    assert kind_of("misframed") is None
    assert kind_of("framework contract") is None


def test_a_name_of_a_department_does_not_hide_the_subject() -> None:
    assert kind_of("ICT en zorg: welke vraag is dit") == "vraaggesprek"
    assert kind_of("gesprek over zorg") == "zorggesprek"
