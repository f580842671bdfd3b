"""Whoever writes a decision file by hand hears of every error at once: where, what, and what would be right."""

import re

import pytest

from beforehand.decisionfile import Fault, read
from beforehand.decisionfile.messages import SAYINGS

# old text, new text with « where the error must be pointed at, code, path
ONE_ERROR = [
    ("schema: beforehand-decision/1", "schema: «beforehand-decision/9", "unknown_schema", "schema"),
    ("schema: beforehand-decision/1\nid", "«id", "missing_key", "schema"),
    ("country: NL", "«counrty: NL", "unknown_key", "counrty"),
    ("country: NL", "country: «DE", "not_in_list", "country"),
    ("country: NL", "country: NL\n«country: BE", "duplicate_key", "country"),
    ("id: twofa", "id: «two fa", "bad_id", "id"),
    ("fictional: true", "fictional: «ja", "not_true_or_false", "fictional"),
    ("peildatum: 2027-03-15", "peildatum: «2027-02-30", "no_such_day", "peildatum"),
    ("peildatum: 2027-03-15", "peildatum: «15-03-2027", "date_turned", "peildatum"),
    ("peildatum: 2027-03-15", "peildatum: «maart", "date_form", "peildatum"),
    ("name: Oever", "name: «2027", "quote_it", "organisation.name"),
    ("locations: [Berk, Linde]", "locations: «Berk", "not_a_list", "organisation.locations"),
    (
        'live_options: ["app", "pas"]',
        'live_options: ["app", [«"pas"]]'.replace("[«", "«["),
        "not_text",
        "decision.live_options[1]",
    ),
    (
        "facilitator: {name: Ria Blom}",
        "facilitator: «{name: Ria Blom, person: karin}",
        "person_or_name",
        "facilitator",
    ),
    ("decider_first: {by: karin", "decider_first: {by: «karen", "unknown_person", "decider_first.by"),
    ("kind: it,", "kind: «itt,", "not_in_list", "sides[0].kind"),
    ("dependencies: [[", "- {id: «ict}\ndependencies: [[", "duplicate_id", "sides[2].id"),
    ("dependencies: [[ict, zorg]]", "dependencies: [«[ict, ict]]", "not_a_pair", "dependencies[0]"),
    ("  side: ict\n", "  side: «[ict, zorg]\n", "more_sides", "people[0].side"),
    ("  formal_power: 5", "  formal_power: «6", "too_high", "people[0].formal_power"),
    ("away: [{from: 2027-04-01,", "away: [«{from: 2027-04-11,", "ends_before_start", "people[0].away[0]"),
    ("  answers:\n    risks", "  «answer:\n    risks", "unknown_key", "people[1].answer"),
    ("importance: 5", "importance: «0", "too_low", "people[0].answers.assumptions[0].importance"),
    (
        "importance: 5",
        'importance: «"5"',
        "not_a_whole_number",
        "people[0].answers.assumptions[0].importance",
    ),
    (
        "bears_on: [C1]",
        "bears_on: [«C9]",
        "unknown_commitment",
        "people[0].answers.assumptions[0].bears_on[0]",
    ),
    ("about: zorg", "about: «zorgg", "unknown_side", "people[0].answers.mirror[0].about"),
    ("accountable: 5", "accountable: «4.5", "not_a_whole_number", "people[0].answers.accountable"),
    (
        "{C1: 3, C2: null}",
        "{C1: 3, «C3: null}",
        "unknown_commitment",
        "people[0].answers.reversible_by_commitment.C3",
    ),
    ("{zorg: ticket}", "{zorg: «tiket}", "not_in_list", "people[0].answers.contact_sides.value.zorg"),
    (
        "thinks_decides: karin",
        "thinks_decides: karin\n    talk: 1".replace("talk", "«talk"),
        "unknown_key",
        "people[0].answers.talk",
    ),
    ("    talk_to: [femke]", "    talk_to: [«femk]", "unknown_person", "people[0].answers.talk_to[0]"),
    (
        '{text: "Er hangt een briefje.", release: 0}',
        '{text: "x", release: «5}',
        "too_high",
        "people[1].knows[1].release",
    ),
    (
        "    risks: Een open scherm.",
        "    risks: {text: x, «releese: 2}",
        "unknown_key",
        "people[1].answers.risks.releese",
    ),
    ("    risks: Een open scherm.", "    risks: «12", "quote_it", "people[1].answers.risks"),
    (
        "    risks: Een open scherm.",
        '    risks: "een\\«0escherm"'.replace("«", ""),
        "escaped_character",
        "people[1].answers.risks",
    ),
    ("{nl: Nachtdienst, en: Night shift, legit", "«{legit", "no_name", "absent_groups[0]"),
    ("cost_eur: 410000", "cost_eur: «-1", "too_low", "commitments[0].reversal.cost_eur"),
    ("cost_eur: 410000", "cost_eur: «.inf", "not_a_number", "commitments[0].reversal.cost_eur"),
    ("  type: contract", "  type: «contrat", "not_in_list", "commitments[0].type"),
    (
        "richting_genoemd, extern",
        "«richting_genoem, extern",
        "not_in_list",
        "commitments[0].hardness_marks[0]",
    ),
    ("signposts: [s1,", "signposts: [«m1,", "no_assumption", "commitments[0].signposts[0]"),
    ("- {id: C2, date: 2027-06-01, ", "- «{id: C2, ", "missing_key", "commitments[1].date"),
    ("signal: G3a", "signal: «G3z", "not_in_list", "observations[0].signal"),
    ("{snel: [karin]", "{snel: «[]", "empty_list", "confirmed.question_groups.snel"),
    ("done_kind: {karin:", "done_kind: {«karen:", "unknown_person", "confirmed.done_kind.karen"),
    (
        "[{people: [karin, femke], kind: fact}]",
        "[«{people: [karin], kind: fact}]",
        "collision_of_one",
        "confirmed.collisions[0]",
    ),
    (
        "reactions: [{statement: s1",
        "reactions: [{statement: «s9",
        "unknown_statement",
        "reactions[0].statement",
    ),
    (
        "judgements: [{statement: m1",
        "judgements: [{statement: «s1",
        "no_mirror",
        "mirror_judgements[0].statement",
    ),
    ("pattern: P09", "pattern: «P99", "not_in_list", "consents[0].pattern"),
    (
        "published: [{subject: heard, side: zorg, answers: 7",
        "published: [«{subject: heard, side: zorg, answers: 6",
        "counts_exceed",
        "published[0]",
    ),
    ("kind: vraaggesprek", "kind: «vraaggesprekje", "not_in_list", "conversations.invited[0].kind"),
    ("conversations:\n", "conversations: !!map\n", "tag", "conversations"),
]


@pytest.mark.parametrize(
    ("old", "new", "code", "path"), ONE_ERROR, ids=[f"{row[2]}-{row[3]}" for row in ONE_ERROR]
)
def test_one_mistake_is_pointed_at_exactly(small: str, old: str, new: str, code: str, path: str) -> None:
    assert small.count(old) == 1
    line, column = _pointed_at(small.replace(old, new))
    found = read(small.replace(old, new.replace("«", ""))).errors
    assert [(fault.code, fault.path) for fault in found] == [(code, path)]
    if "«" in new:
        assert (found[0].line, found[0].column) == (line, column)


def _pointed_at(text: str) -> tuple[int, int]:
    before = text.partition("«")[0]
    return before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1


def test_the_same_file_without_the_mistake_has_none(small: str) -> None:
    found = read(small)
    assert found.errors == ()
    assert found.decision is not None


TWELVE = """\
schema: beforehand-decision/1
titel: Twaalf
peildatum: 2027-13-01
sides:
- {id: ict, kind: itt}
- {id: zorg}
people:
- {id: ann, side: zrog, decides: ja}
- {id: ann, side: ict}
- id: bob
  side: ict
  answers: {accountable: 9, talk_to: [zoe], assumptions: [{text: x, importance: hoog}]}
commitments:
- {id: C1, date: 2027-05-01, door: oneway}
- {id: C2, decider: an}
"""


def test_twelve_different_mistakes_are_all_reported_in_the_order_of_the_file() -> None:
    """Ids are checked although other fields are wrong: nobody has to mend one mistake to hear of the next."""
    found = [(fault.line, fault.column, fault.code) for fault in read(TWELVE).errors]
    assert found == [
        (2, 1, "unknown_key"),
        (3, 12, "no_such_day"),
        (5, 19, "not_in_list"),
        (8, 19, "unknown_side"),
        (8, 34, "not_true_or_false"),
        (9, 8, "duplicate_id"),
        (12, 26, "too_high"),
        (12, 39, "unknown_person"),
        (12, 81, "not_a_whole_number"),
        (14, 36, "not_in_list"),
        (15, 3, "missing_key"),
        (15, 21, "unknown_person"),
    ]


def test_its_twin_put_right_has_none() -> None:
    right = TWELVE
    for old, new in [
        ("titel", "title"), ("2027-13-01", "2027-12-01"), ("itt", "it"), ("zrog", "zorg"), ("ja}", "true}"),
        ("{id: ann, side: ict}", "{id: cor, side: ict}"), ("9", "5"), ("zoe", "ann"), ("hoog", "5"),
        ("oneway", "one_way"), ("{id: C2,", "{id: C2, date: 2027-06-01,"), ("decider: an}", "decider: ann}"),
    ]:  # fmt: skip
        right = right.replace(old, new)
    assert read(right).errors == ()


@pytest.mark.parametrize(
    ("old", "new", "meant"),
    [
        ("country: NL", "counrty: NL", "country"),
        ("fictional: true", "fictional: nee", "false"),
        ("  type: contract", "  type: Contract", "contract"),
        ("  door: one_way", "  door: eenrichting", "one_way"),
        ("peildatum: 2027-03-15", "peildatum: 5/3/2027", "2027-03-05"),
        ("decider_first: {by: karin", "decider_first: {by: karen", "karin"),
        ("value: different", "value: bij mij anders", "different"),
        ("  represents: true", "  represents: true\n  absent_name: x", "absent_named"),
    ],
)
def test_the_word_that_was_probably_meant_is_offered(small: str, old: str, new: str, meant: str) -> None:
    (fault,) = read(small.replace(old, new)).errors
    assert f"'{meant}'" in fault.right("nl")
    assert f"'{meant}'" in fault.right("en")


def test_an_answer_in_two_places_is_an_error_and_in_one_place_is_not(small: str) -> None:
    twice = small.replace("    risks: Een open scherm.", '    knows: ["x"]')
    (fault,) = read(twice).errors
    assert (fault.code, fault.path, fault.line) == ("in_two_places", "people[1].knows", 48)
    assert "line 50" in fault.wrong("en")


def test_an_unknown_statement_of_somebody_whose_answers_are_wrong_is_not_held_against_the_reader(
    small: str,
) -> None:
    """Femke's sentences cannot be counted while one is wrong, so only that one is reported."""
    text = small.replace("affected: 5", "affected: 55").replace(
        "{statement: s1, person", "{statement: femke.risks.1, person"
    )
    assert [fault.code for fault in read(text).errors] == ["too_high"]


def test_every_message_is_said_in_both_languages_and_tells_what_to_do() -> None:
    for code, saying in SAYINGS.items():
        assert saying.wrong_nl != saying.wrong_en, code
        fields = [set(re.findall(r"\{(\w+)\}", text)) for text in saying]
        detail = dict.fromkeys(set().union(*fields), "x") | {"words": "een, twee"}
        fault = Fault(line=1, column=1, path="", code=code, detail=detail)
        for lang in ("nl", "en"):
            assert "{" not in fault.say(lang).replace("'{'", ""), code
            assert fault.right(lang), code
            assert "!" not in fault.say(lang)


def test_no_sentence_of_a_person_is_repeated_in_an_error(small: str) -> None:
    text = small.replace("    risks: Een open scherm.", "    risks: {text: Een open scherm, releese: 1}")
    for fault in read(text.replace("De patiënt.", "De pati\\u0007ënt.")).errors:
        for lang in ("nl", "en"):
            assert "scherm" not in fault.say(lang)
            assert "pati" not in fault.say(lang)
