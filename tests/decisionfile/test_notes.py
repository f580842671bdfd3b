"""What a pattern is about is a note: it is said, and the analysis goes on. Large and bare files are no problem."""

import time

import pytest

from beforehand.decisionfile import read, to_picture

BARE = "schema: beforehand-decision/1\npeildatum: 2027-03-15\n"


def noted(text: str) -> list[tuple[int, str]]:
    found = read(text)
    assert found.errors == ()
    assert found.decision is not None
    return [(note.line, note.code) for note in found.notes]


def test_a_whole_decision_has_no_notes(small: str) -> None:
    assert noted(small) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "code"),
    [
        ("peildatum: 2027-03-15\n", "", 1, "no_peildatum"),
        ("  sponsor: karin\n", "", 10, "no_sponsor"),
        ("  decides: true\n", "", 22, "no_decider"),
        ("  represents: true\n", "  decides: true\n", 47, "several_deciders"),
        ("name: Femke Douma", "name: karin  de bruijn", 44, "same_name"),
        ("risks: Een open scherm.", "risks: [Een scherm., Een scherm.]", 50, "same_sentence"),
        ("- {id: C2, date: 2027-06-01", "- {id: C2, date: 2027-03-14", 72, "past_commitment"),
        ("dependencies:", "- {id: bestuur}\ndependencies:", 20, "empty_side"),
    ],
)
def test_what_a_pattern_is_about_is_a_note(small: str, old: str, new: str, line: int, code: str) -> None:
    assert small.count(old) == 1
    assert noted(small.replace(old, new)) == [(line, code)]


@pytest.mark.parametrize(
    ("decides", "represents", "noted_too"),
    [
        ("true", "true", []),
        ("false", "true", ["no_decider"]),
        ("true", "true\n  decides: true", ["several_deciders"]),
    ],
)
def test_a_moment_that_names_nobody_is_noted_unless_one_person_decides(
    small: str, decides: str, represents: str, noted_too: list[str]
) -> None:
    text = small.replace("date: 2027-06-01, decider: karin", "date: 2027-06-01")
    text = text.replace("  decides: true\n", f"  decides: {decides}\n")
    text = text.replace("  represents: true\n", f"  represents: {represents}\n")
    codes = [code for _, code in noted(text)]
    assert codes == ([*noted_too, "no_commitment_decider"] if noted_too else [])


def test_a_commitment_that_has_happened_or_falls_today_is_no_note(small: str) -> None:
    assert noted(small.replace("C2, date: 2027-06-01", "C2, done_already: true, date: 2027-03-14")) == []
    assert noted(small.replace("C2, date: 2027-06-01", "C2, date: 2027-03-15")) == []


def test_nothing_but_a_schema_can_be_read() -> None:
    codes = {code for _, code in noted("schema: beforehand-decision/1\n")}
    assert codes == {"no_peildatum", "no_people", "no_commitments", "no_sentence", "no_sponsor"}
    assert to_picture(read(BARE).decision).seats == ()  # type: ignore[arg-type]


def test_empty_keys_count_as_left_out() -> None:
    empty = BARE + "people:\nsides:\ncommitments:\ndecision:\nconfirmed:\ntitle:\n"
    assert read(empty).decision == read(BARE).decision


def test_one_side_and_nobody_who_answered() -> None:
    text = BARE + "sides: [{id: it}]\npeople: [{id: ann, side: it, decides: true}, {id: bob, side: it}]\n"
    assert {code for _, code in noted(text)} >= {"one_side", "nobody_answered"}
    answered = text.replace("{id: bob, side: it}", "{id: bob, side: it, answers: {heard: 3}}")
    assert (4, "some_answered") in noted(answered)
    said = " ".join(note.say("en") for note in read(answered).notes)
    assert "1 of the 2 participants" in said
    assert "ann" not in said  # who did not answer is shown to nobody
    assert "nobody_answered" not in {code for _, code in noted(answered)}


def test_three_hundred_people_are_read_quickly() -> None:
    """And every one of them names ten others."""
    people = "".join(
        f"- id: p{n}\n  name: P {n}\n  side: s{n % 3}\n  answers:\n    accountable: {n % 6}\n"
        f"    contact: [{', '.join(f'p{(n + k) % 300}' for k in range(1, 11))}]\n"
        f'    assumptions: [{{text: "Het werkt {n}.", importance: 4, certainty: 2}}]\n    risks: ["Risico {n}"]\n'
        for n in range(300)
    )
    text = BARE + "sides: [{id: s0}, {id: s1}, {id: s2}]\npeople:\n" + people
    begun = time.perf_counter()
    found = read(text)
    assert found.errors == ()
    assert found.decision is not None
    assert len(to_picture(found.decision).statements) == 600
    assert time.perf_counter() - begun < 2
