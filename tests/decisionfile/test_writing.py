"""Writing gives the same file back, and a fresh file says the same decision."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beforehand.decisionfile import (
    DecisionFile,
    DecisionFileError,
    dump_document,
    load_document,
    read,
    write_new,
)
from beforehand.decisionfile.parsing import UNPRINTABLE

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=24).filter(
    lambda text: not UNPRINTABLE.search(text)
)
LINES = st.lists(st.sampled_from(["", " x", "een: twee", "- drie", "# vier", "vijf "]), max_size=4).map(
    "\n".join
)
ID = st.text("abZé019._-:#&*?|>%@~nullyesNo", min_size=1, max_size=6)
DAY = st.dates().map(lambda day: day.isoformat())
FLAG = st.booleans()
LEVEL = st.integers(0, 4)


def some(**keys: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Return mappings with any of these keys."""
    return st.fixed_dictionaries({}, optional=keys)


WORDS = (
    TEXT
    | LINES
    | st.fixed_dictionaries({"nl": TEXT}, optional={"en": TEXT})
    | st.fixed_dictionaries({"en": TEXT})
)

# ids that YAML would read otherwise without quotes
SIDES, PEOPLE, MOMENTS = ("007", "ja", "#z"), ("true", "&é", "1.5", "2027-03-15"), ("null", "C:1", "-")
SIDE, PERSON, MOMENT = st.sampled_from(SIDES), st.sampled_from(PEOPLE), st.sampled_from(MOMENTS)


def item(**more: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return sentences in every way to write them."""
    keys = {"release": LEVEL, "bears_on": st.lists(MOMENT, max_size=2), **more}
    return WORDS | st.fixed_dictionaries({"text": WORDS}, optional=keys)


def figure(value: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return figures in every way to write them."""
    return value | st.fixed_dictionaries({"value": value}, optional={"release": LEVEL})


SCALE = figure(st.integers(0, 5))
ASSUMED = item(importance=st.integers(1, 5), certainty=st.integers(1, 5))
ANSWERS = some(
    question=item(),
    knows=item() | st.lists(item(), max_size=3),
    assumptions=st.lists(ASSUMED, max_size=2),
    mirror=st.lists(item(about=SIDE), max_size=2),
    accountable=SCALE,
    reversible_by_commitment=figure(st.dictionaries(MOMENT, st.none() | st.integers(1, 5), max_size=2)),
    contact=figure(st.lists(PERSON, max_size=2)),
    thinks_decides=figure(PERSON),
    contact_sides=figure(st.dictionaries(SIDE, st.sampled_from(["self", "ticket", "not"]), max_size=2)),
)
AWAY = st.lists(st.dates().map(lambda day: {"from": day.isoformat(), "until": "9999-12-31"}), max_size=1)
SEAT = some(name=TEXT, role=WORDS, release=LEVEL, decides=FLAG, away=AWAY, answers=ANSWERS)
REVERSAL = some(cost_eur=st.floats(0, 1e13), weeks=st.integers(0, 99), public=FLAG)
HARDENS = some(nl=TEXT, reversal=REVERSAL, decider=PERSON, stop_criteria=st.lists(WORDS, max_size=1))
REST = some(
    id=ID,
    title=WORDS,
    country=st.sampled_from(["NL", "BE"]),
    peildatum=DAY,
    context=LINES,
    organisation=some(name=TEXT, locations=st.lists(TEXT, max_size=2)),
    decision=some(posed_as=WORDS, sponsor=PERSON, live_options=st.lists(WORDS, max_size=2)),
    facilitator=st.fixed_dictionaries({"name": TEXT}),
    dependencies=st.lists(st.permutations(SIDES).map(lambda order: list(order[:2])), max_size=2),
    events=st.lists(
        st.fixed_dictionaries({"date": DAY}, optional={"response_plan": TEXT | FLAG}), max_size=2
    ),
    confirmed=some(question_groups=st.dictionaries(ID, st.lists(PERSON, min_size=1, max_size=2), max_size=2)),
    published=st.lists(st.fixed_dictionaries({"subject": TEXT, "answers": st.integers(9, 99)}), max_size=1),
)
NAMED = some(nl=TEXT, en=TEXT)


@st.composite
def decisions(draw: st.DrawFn) -> DecisionFile:
    """Return any valid decision: ids that exist, and any mixture of keys."""
    data = {"schema": "beforehand-decision/1", **draw(REST)}
    data["sides"] = [{"id": key, **draw(NAMED)} for key in SIDES]
    data["people"] = [{"id": key, "side": draw(SIDE)} for key in PEOPLE]
    data["people"][0] |= draw(SEAT)
    data["people"][1] |= draw(SEAT)
    data["commitments"] = [{"id": key, "date": draw(DAY)} for key in MOMENTS]
    data["commitments"][0] |= draw(HARDENS)
    return DecisionFile.model_validate(data)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(decisions())
def test_a_fresh_file_says_the_same_decision_and_is_written_back_as_it_was(decision: DecisionFile) -> None:
    text = write_new(decision)
    found = read(text)
    assert [fault.say("en") for fault in found.errors] == []
    assert found.decision == decision
    assert write_new(found.decision) == text
    assert dump_document(load_document(text)) == text


def test_the_small_file_comes_back_fresh(decision: DecisionFile) -> None:
    text = write_new(decision)
    assert read(text).decision == decision
    assert text.startswith("schema: beforehand-decision/1\nid: twofa\nfictional: true\ntitle:")


def test_shared_cases_come_back_byte_for_byte_and_as_the_same_decision(shared_case: Path) -> None:
    text = shared_case.read_text(encoding="utf-8")
    document = load_document(text)
    assert document.unchanged == text  # what is written anew, not the remembered text
    assert dump_document(document) == text
    decision = read(text).decision
    assert decision is not None
    assert read(write_new(decision)).decision == decision


ODD = "# boven\n"
ODD += "schema:   beforehand-decision/1   # zo\nsides: [ {id: it},{id: zorg} ]\n\npeople:\n    -   {id: ann,side: it}\n"


def test_an_unchanged_file_comes_back_with_all_its_own_spacing() -> None:
    assert dump_document(load_document(ODD)) == ODD
    windows = ODD.replace("\n", "\r\n")
    assert dump_document(load_document(windows)) == windows


def test_a_changed_file_keeps_its_remarks_and_order(small: str) -> None:
    document = load_document(small.replace("country: NL", "country: NL  # wet en feestdagen"))
    document.data["people"][0]["formal_power"] = 4
    changed = dump_document(document)
    assert "country: NL  # wet en feestdagen\n" in changed
    assert "formal_power: 4\n" in changed
    found = read(changed).decision
    assert found is not None
    assert found.people[0].formal_power == 4
    assert found.people[1] == read(small).decision.people[1]  # type: ignore[union-attr]


def test_what_cannot_be_read_is_not_loaded() -> None:
    for text, code in (
        ("a: [1", "unclosed_list"),
        ("a: 1\na: 2\n", "duplicate_key"),
        ("- a", "not_a_mapping"),
    ):
        with pytest.raises(DecisionFileError) as refused:
            load_document(text)
        assert [fault.code for fault in refused.value.faults] == [code]


@pytest.mark.parametrize(
    ("context", "written"),
    [
        ("een\n\ntwee\n", "context: |\n  een\n\n  twee\n"),
        ("een \ntwee\n", 'context: "een \\ntwee\\n"\n'),  # an editor may eat spaces at the end of a line
        (" een\ntwee\n", 'context: " een\\ntwee\\n"\n'),
        ("een\ttwee", 'context: "een\\ttwee"\n'),
        ("nee", "context: nee\n"),
        ("no", 'context: "no"\n'),  # other readers of YAML take it for false
    ],
)
def test_texts_are_written_so_that_every_reader_of_yaml_sees_the_same(context: str, written: str) -> None:
    decision = DecisionFile.model_validate({"schema": "beforehand-decision/1", "context": context})
    assert write_new(decision) == "schema: beforehand-decision/1\n" + written
    assert read(write_new(decision)).decision == decision
