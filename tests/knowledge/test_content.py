"""What the engine and the planner read from the knowledge."""

import dataclasses
from pathlib import Path
from time import process_time
from types import MappingProxyType

import pytest

from beforehand.knowledge import Knowledge, load, load_from

PATTERNS = {
    # anchor, thresholds, rank
    "P01": ("holder", {"accountable": 4, "heard": 2}, "unheard"),
    "P02": ("holder", {}, "other"),
    "P03": ("holder", {"mandate": 4, "reach": 1, "people": 8}, "other"),
    "P04": ("holder", {"mandate": 2, "reach": 2, "people": 8}, "other"),
    "P05": ("relation", {"lines": 2}, "other"),
    "P06": ("decision", {"groups": 2}, "collision"),
    "P07": ("decision", {}, "done"),
    "P08": ("statements", {"importance": 4, "suggestions": 8}, "collision"),
    "P09": ("holder", {"importance": 4, "certainty": 5}, "known_by_one"),
    "P10": ("side", {"response": 0.5, "side": 5}, "other"),
    "P11": ("decision", {"live_options": 1}, "other"),
    "P12": ("decision", {"deciders": 1}, "rights"),
    "P13": ("commitment", {"range": 3, "hardness": 3, "reversible": 4}, "other"),
    "P14": ("group", {}, "other"),
    "P15": ("relation", {"share": 0.5, "answers": 5}, "other"),
    "P16": ("relation", {"days": 30}, "other"),
    "P17": ("decision", {}, "other"),
    "P18": ("decision", {"hardness": 4, "days": 14}, "other"),
    "P19": ("commitment", {}, "other"),
    "P20": ("decision", {}, "other"),
    "P21": ("holder", {"heard": 2, "mandate": 2, "affected": 4}, "unheard"),
}
GRADES = ["A", "A/B", "B", "C", "D"]
ROLES = {"spelverdeler", "facilitator", "coach", "organisator"}
LEADS = {
    "beslisrechtengesprek": "organisator",
    "een_op_een": "coach",
    "meelopen": "facilitator",
    "eerlijkheidsgesprek": "spelverdeler",
    "vraaggesprek": "facilitator",
    "betekenisgesprek": "facilitator",
    "zorggesprek": "facilitator",
    "aannamegesprek": "facilitator",
    "afruilgesprek": "facilitator",
    "klaargesprek": "facilitator",
    "premortem": "facilitator",
    "wettelijk": "organisator",
}


def test_it_is_read_once() -> None:
    assert load() is load()


def test_it_is_read_quickly() -> None:
    folder = Path(load.__wrapped__.__code__.co_filename).parent / "data"
    spent = []
    for _ in range(5):
        began = process_time()
        load_from(folder)
        spent.append(process_time() - began)
    assert min(spent) < 0.15


def test_nobody_can_change_it(knowledge: Knowledge) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        knowledge.patterns = {}  # type: ignore[misc]
    for field in dataclasses.fields(knowledge):
        assert not isinstance(getattr(knowledge, field.name), (dict, list, set)), field.name
    assert isinstance(knowledge.patterns["P01"].thresholds, MappingProxyType)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_pattern_has_its_machine_fields(knowledge: Knowledge, pattern: str) -> None:
    found = knowledge.patterns[pattern]
    assert (found.anchor, dict(found.thresholds), found.rank) == PATTERNS[pattern]
    assert found.conversation_types
    assert found.sources


def test_there_are_21_patterns_and_30_rules(knowledge: Knowledge) -> None:
    assert set(knowledge.patterns) == set(PATTERNS)
    assert set(knowledge.rules) == {f"R{n:02}" for n in range(1, 31)}


def test_a_pattern_has_the_grade_of_the_weakest_rule_that_carries_it(knowledge: Knowledge) -> None:
    for pattern in knowledge.patterns.values():
        carried = [GRADES.index(knowledge.rules[rule].grade) for rule in pattern.rules]
        assert GRADES.index(pattern.grade) == max(carried), pattern.id


def test_rules_that_open_a_topic_have_their_rank(knowledge: Knowledge) -> None:
    ranks = {rule: knowledge.rules[rule].rank for rule in ("R08", "R17", "R23", "R29", "R13", "R14")}
    assert ranks == {
        "R08": "safety", "R17": "rights", "R23": "done", "R29": "rights", "R13": "other", "R14": "other",
    }  # fmt: skip


def test_rules_have_the_numbers_of_their_check(knowledge: Knowledge) -> None:
    assert dict(knowledge.rules["R07"].thresholds) == {"importance": 4, "certainty": 2}
    assert dict(knowledge.rules["R12"].thresholds) == {"negotiating": 2, "correcting": 4}
    assert dict(knowledge.rules["R14"].thresholds) == {"live_options": 2}
    assert dict(knowledge.rules["R24"].thresholds) == {"share": 0.5}


def test_each_kind_of_conversation_is_led_by_a_named_role(knowledge: Knowledge) -> None:
    assert {key: kind.role for key, kind in knowledge.conversation_types.items()} == LEADS
    assert [k for k, kind in knowledge.conversation_types.items() if kind.confidential] == ["een_op_een"]


def test_an_opening_question_is_a_question(knowledge: Knowledge) -> None:
    for kind in knowledge.conversation_types.values():
        assert kind.opening.nl.endswith("?"), kind.id
        assert kind.opening.en.endswith("?"), kind.id


def test_four_roles_are_named_and_the_model_has_nine(knowledge: Knowledge) -> None:
    assert set(knowledge.roles) == ROLES
    assert knowledge.role_model.count == 9
    assert knowledge.role_model.count_sources == ("GINKGO-DANS", "HRDACADEMY", "MAEYAERT")
    for role in knowledge.roles.values():
        assert "Sorgeloos" in role.attribution.nl
        assert role.sources
        assert not role.position_confirmed


def test_a_role_without_a_move_is_not_shown(knowledge: Knowledge) -> None:
    for pattern in knowledge.patterns.values():
        assert set(pattern.moves) <= ROLES
        titles = [label.nl for label, _ in pattern.paragraphs()]
        shown = [role for role in ROLES if knowledge.roles[role].name.nl in titles]
        assert sorted(shown) == sorted(pattern.moves)


def test_a_pattern_with_one_move_shows_one_role(knowledge: Knowledge) -> None:
    whole = knowledge.patterns["P01"]
    one = dataclasses.replace(whole, moves={"coach": whole.moves["coach"]})
    assert len(one.paragraphs()) == len(whole.paragraphs()) - 3


def test_sources_from_memory_are_not_verified(knowledge: Knowledge) -> None:
    memory = {source.id for source in knowledge.sources.values() if not source.verified}
    assert memory == {"GLASL1982", "MAYER-DAVIS", "LRM", "OREG", "OWN", "LALOUX"}
    assert [text.en for _, text in knowledge.sources["LRM"].paragraphs()] == ["not verified"]


def test_a_source_may_have_no_address(knowledge: Knowledge) -> None:
    without = {source.id for source in knowledge.sources.values() if source.url is None}
    assert without == {"BOOM", "LRM", "OREG", "OWN", "LALOUX"}


def test_marks_have_their_other_ids(knowledge: Knowledge) -> None:
    assert len(knowledge.hardness_marks) == 6
    assert knowledge.hardness_marks["leverancier_geinformeerd"].also == ("extern_bekend",)
    assert knowledge.hardness_marks["alternatief_gestopt"].also == ("extern_vast",)
    assert set(knowledge.commitment_names) == set(knowledge.commitment_types)


def test_every_signal_belongs_to_the_stage_in_its_name(knowledge: Knowledge) -> None:
    glasl = knowledge.glasl
    assert [stage.n for stage in glasl.stages] == list(range(1, 10))
    for signal, stage in glasl.signal_stage.items():
        assert signal[1] == str(stage)
    assert glasl.threshold_signals == frozenset()
    assert glasl.stages[8].threshold_to_next is None


def test_the_estimate_has_its_numbers(knowledge: Knowledge) -> None:
    assert dict(knowledge.glasl.estimation.numbers) == {
        "seen_weight": 1, "hearsay_weight": 0.5, "half_after_days": 60, "gone_after_days": 120,
        "supported_signals": 2, "supported_sides": 2, "supported_weight": 2, "group_stop_stage": 5,
        "refer_stage": 6, "smallest_side": 3, "silence_days": 30,
    }  # fmt: skip


def test_third_parties_cover_every_stage(knowledge: Knowledge) -> None:
    ranges = [(party.low, party.high) for party in knowledge.glasl.third_party]
    assert ranges == [(1, 3), (3, 5), (4, 6), (5, 7), (6, 8), (7, 9)]
    assert {n for low, high in ranges for n in range(low, high + 1)} == set(range(1, 10))


def test_figures_exist_from_these_numbers_up(knowledge: Knowledge) -> None:
    assert dict(knowledge.confidentiality.numbers) == {
        "figure": 5, "sensitive": 7, "spread": 10, "label_side": 3, "silent_side": 5,
    }  # fmt: skip
    assert {r.id: (r.days, r.since) for r in knowledge.confidentiality.retention} == {
        "notes": (14, "talk"),
        "answers": (60, "decision"),
        "escalation": (0, "decision"),
    }


def test_the_planner_has_its_numbers_and_they_are_called_uncalibrated(knowledge: Knowledge) -> None:
    fixed = {
        "conversations": 13, "one_to_ones": 6, "person_week": 2,
        "facilitator_week": 4, "person_day": 1, "facilitator_day": 2, "strained_weight": 2,
        "severed_weight": 4, "strained_stage": 3, "fixed_people": 5, "find_out_people": 5,
        "question_people": 7, "meaning_people": 8, "done_people": 5, "premortem_people": 11, "uncertain": 2,
        "load_bearing": 4, "held_accountable": 4, "thinks_fixed": 2,
    }  # fmt: skip
    # the search has more numbers of its own; those are free to change as it learns
    assert {key: knowledge.planning.get(key) for key in fixed} == fixed
    assert knowledge.planning["weeks_ahead"] >= 1
    assert set(knowledge.planning_numbers) == set(knowledge.planning)
    for number in knowledge.planning_numbers.values():
        assert "niet geijkt" in number.caution.nl
        assert "uncalibrated" in number.caution.en


def test_groups_never_outgrow_their_kind_of_conversation(knowledge: Knowledge) -> None:
    # whoever leads takes a seat too
    kinds, most = knowledge.conversation_types, knowledge.planning
    pairs = {
        "fixed_people": "eerlijkheidsgesprek",
        "find_out_people": "aannamegesprek",
        "question_people": "vraaggesprek",
        "meaning_people": "betekenisgesprek",
        "done_people": "klaargesprek",
        "premortem_people": "premortem",
    }
    for number, kind in pairs.items():
        assert most[number] + 1 <= kinds[kind].size[1], number


def test_the_form_asks_thirteen_questions_first_and_the_mirror_before_anything_of_others(
    knowledge: Knowledge,
) -> None:
    first, second, third = knowledge.form.rounds
    assert len(first) == 13
    assert second[0].id == "mirror"
    assert [question.feeds for question in third] == [("P15", "R24")]
    assert [q.id for q in first if q.sensitive] == ["held", "asked"]
    assert len(knowledge.form.decider_first) == 3
    short = next(way for way in knowledge.form.ways_in if way.id == "short")
    assert short.asks == ("knows", "question", "protect")


def test_an_answer_stands_for_its_number(knowledge: Knowledge) -> None:
    questions = {question.id: question for question in knowledge.form.rounds[0]}
    assert [(o.text.nl, o.value) for o in questions["asked"].options] == [
        ("ja", 5),
        ("te laat", 2),
        ("nee", 1),
    ]
    assert questions["changeable"].options[3].value is None
    assert [o.value for o in questions["assumes"].each["certainty"]] == [5, 3, 1]
