"""What a detector reads it declares, and what is declared is known: its key in the file, its care, where it is asked."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest
from tests.engine.detectors.test_not_answered import talkative
from tests.engine.personas import KNOWN, see

from beforehand.decisionfile import json_schema
from beforehand.engine.declared import INPUTS, Sensitivity, narrow
from beforehand.engine.detectors import DETECTORS, Detector, Draft, Sharing, Surroundings
from beforehand.engine.detectors.registry import detector
from beforehand.engine.inputs import TEXT_FIELDS, Field, Picture, Seat
from beforehand.engine.similarity import ngrams

PARTS = {"frame", "see", "talk", "respond", "relation"}
"""The parts of the product in which something is written down that no form asks."""

FIGURES = tuple(f for f in Field if f not in TEXT_FIELDS)


ASKED = {question.id: question for questions in KNOWN.form.rounds for question in questions}
NEARER = {"unease": "risks", "reversible": "reversible_by_commitment"}
"""Fields no question fills by itself: asked for together with, or in place of, the one named here."""


@pytest.mark.parametrize("name", sorted(INPUTS))
def test_an_input_comes_from_a_question_of_the_form_or_from_a_part_that_writes_it(name: str) -> None:
    kind, _, where = INPUTS[name].origin.partition(":")
    assert kind in ("form", "part")
    assert where in (ASKED if kind == "form" else PARTS)


@pytest.mark.parametrize("name", sorted(f.value for f in Field))
def test_an_answer_is_asked_by_the_question_it_names(name: str) -> None:
    kind, _, where = INPUTS[name].origin.partition(":")
    if kind == "part":
        assert name in ("talk_to", "contact")  # asked only where an organisation turns it on
    else:
        assert NEARER.get(name, name) in ASKED[where].maps


def keys(schema: Mapping[str, Any], node: Mapping[str, Any], depth: int = 0) -> Iterator[str]:
    """Yield the keys of a decision file as paths, ``[]`` where a list stands."""
    for way in ("anyOf", "oneOf", "allOf"):
        for other in node.get(way, ()):
            yield from keys(schema, other, depth)
    if "$ref" in node:
        yield from keys(schema, schema["$defs"][node["$ref"].rsplit("/", 1)[1]], depth)
    if depth > 4:
        return
    if "items" in node:
        yield from (f"[]{rest}" for rest in keys(schema, node["items"], depth + 1))
    for name, child in node.get("properties", {}).items():
        yield f".{name}"
        yield from (f".{name}{rest}" for rest in keys(schema, child, depth + 1))


@pytest.fixture(scope="module")
def file_keys() -> set[str]:
    schema = json_schema()
    return {path.lstrip(".") for path in keys(schema, schema)}


@pytest.mark.parametrize("name", sorted(INPUTS))
def test_an_input_has_a_key_in_the_decision_file_and_a_class_of_care(name: str, file_keys: set[str]) -> None:
    assert re.fullmatch(r"[a-z_]+(\[\])?(\.[a-z_]+(\[\])?)*", INPUTS[name].file_key)
    assert INPUTS[name].file_key in file_keys
    assert INPUTS[name].sensitivity in Sensitivity


def test_every_answer_is_declared_and_none_of_them_is_open() -> None:
    for field in Field:
        assert INPUTS[field.value].sensitivity is not Sensitivity.OPEN


def test_heard_and_held_are_sensitive_and_who_with_whom_rests_on_one_person() -> None:
    assert {INPUTS[n].sensitivity for n in ("heard", "accountable")} == {Sensitivity.SENSITIVE}
    assert {INPUTS[n].sensitivity for n in ("talk_to", "contact")} == {Sensitivity.SINGLE_HOLDER}


@pytest.mark.parametrize("pattern", sorted(DETECTORS))
def test_a_detector_declares_what_it_reads(pattern: str) -> None:
    assert DETECTORS[pattern].inputs
    assert DETECTORS[pattern].inputs <= INPUTS.keys()


def wiped(picture: Picture, kept: frozenset[str]) -> Picture:
    """Return the picture without any answer that is not among these."""

    def seat(one: Seat) -> Seat:
        said = tuple(s for s in one.statements if s.field.value in kept)
        emptied: dict[str, Any] = {f.value: None for f in FIGURES if f.value not in kept}
        if "reversible_by_commitment" in emptied:
            emptied["reversible_by_commitment"] = {}
        return replace(one, statements=said, **emptied)

    return replace(picture, seats=tuple(map(seat, picture.seats)))


@pytest.mark.parametrize("pattern", sorted(DETECTORS))
def test_an_answer_that_was_not_declared_changes_nothing(pattern: str) -> None:
    rich = talkative()
    marks = {"contract": 4, "rollout": 0, "advice": 0}
    assert see(pattern, rich, marks=marks) == see(
        pattern, wiped(rich, DETECTORS[pattern].inputs), marks=marks
    )


def test_that_comparison_would_notice_a_wiped_answer() -> None:
    rich = talkative()
    for pattern in ("P01", "P02", "P08", "P13", "P16", "P21"):
        assert see(pattern, rich) != see(pattern, wiped(rich, frozenset()))


def test_what_is_not_declared_does_not_get_through() -> None:
    rich = talkative()
    seen = narrow(rich, {"heard"})
    assert [s.heard for s in seen.seats] == [s.heard for s in rich.seats]
    assert not any(s.statements or s.accountable or s.contact or s.talk_to or s.away for s in seen.seats)
    assert (seen.commitments, seen.question, seen.mirror_judgements) == ((), (), ())


def test_a_detector_that_reads_what_it_did_not_declare_gets_nothing() -> None:
    read: list[object] = []

    def curious(picture: Picture, _: object, __: object) -> tuple[Draft, ...]:
        read.extend(s.accountable for s in picture.seats)
        read.extend(picture.statements)
        read.extend(picture.commitments)
        read.append(max(s.heard or 0 for s in picture.seats))
        return ()

    around = Surroundings(marks={}, similarity=ngrams(), alike=1.0, signal_stage={})
    Detector("P99", frozenset({"heard"}), Sharing.NEVER, curious).see(talkative(), {}, around)
    assert set(read) == {None, 5}


def test_an_input_nobody_described_is_refused() -> None:
    with pytest.raises(KeyError):
        narrow(talkative(), {"mood"})
    with pytest.raises(KeyError):
        detector("P99", inputs=("mood",), sharing=Sharing.NEVER)
    assert "P99" not in DETECTORS


def test_a_pattern_has_one_detector_and_no_second() -> None:
    with pytest.raises(ValueError, match="P01"):
        detector("P01", inputs=("heard",), sharing=Sharing.NEVER)(lambda *_: ())


def test_every_pattern_is_looked_for_and_whatever_is_looked_for_is_known() -> None:
    in_topics = {"P19"}  # needs the conversations that were chosen
    assert DETECTORS.keys() >= KNOWN.patterns.keys() - in_topics
    assert DETECTORS.keys() <= KNOWN.patterns.keys() | KNOWN.rules.keys()
    assert not in_topics & DETECTORS.keys()


@pytest.mark.parametrize(
    "rule",
    ["R03", "R04", "R05", "R07", "R08", "R12", "R13", "R14", "R17", "R19", "R23", "R24", "R25", "R29", "R30"],
)
def test_the_checks_no_pattern_covers_are_looked_for_too(rule: str) -> None:
    assert rule in DETECTORS


@pytest.mark.parametrize("pattern", ["P01", "P02", "P09", "P13", "P21"])
def test_what_rests_on_one_person_needs_that_persons_consent(pattern: str) -> None:
    assert DETECTORS[pattern].sharing is Sharing.CONSENT


@pytest.mark.parametrize("pattern", ["P03", "P04", "P05", "P10", "P16", "P20", "R05", "R24", "R25", "R30"])
def test_what_is_about_power_silence_or_relations_stays_with_the_facilitator(pattern: str) -> None:
    assert DETECTORS[pattern].sharing is Sharing.NEVER
