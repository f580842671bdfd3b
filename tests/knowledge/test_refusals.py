"""Whoever edits the knowledge hears everything that is wrong, with file and line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from beforehand.knowledge import KnowledgeError, load, load_from

Break = Callable[[str, str, str], int]
Faults = Callable[[], list[tuple[str, int, str]]]


def test_the_unbroken_copy_loads_and_says_the_same(shelf: Path) -> None:
    assert load_from(shelf) == load()


# file, what stands there, what is made of it, and what there is none of
UNKNOWN = [
    ("patterns.yaml", "sources: [MAEYAERT, LIND1990]", "sources: [MAEYAERT, LIND1999]", "source 'LIND1999'"),
    ("rules.yaml", "sources: [SAST]", "sources: [SASTT]", "source 'SASTT'"),
    ("glasl.yaml", "sources: [CINCLUS, JORDAN-TEXT]", "sources: [CINCLUSS]", "source 'CINCLUSS'"),
    ("patterns.yaml", "rules: [R03, R17]", "rules: [R03, R77]", "rule 'R77'"),
    ("patterns.yaml", "  moves:\n    spelverdeler:", "  moves:\n    regisseur:", "role 'regisseur'"),
    ("conversation_types.yaml", "role: coach", "role: pelgrim", "role 'pelgrim'"),
    (
        "patterns.yaml",
        "conversation_types: [zorggesprek]",
        "conversation_types: [zorg]",
        "conversation type 'zorg'",
    ),
    ("rules.yaml", "conversation_types: [wettelijk]", "conversation_types: [wet]", "conversation type 'wet'"),
    ("conversation_types.yaml", "before: [relation]", "before: [relatie]", "precedence 'relatie'"),
    ("confidentiality.yaml", "patterns: [P10]", "patterns: [P99]", "pattern 'P99'"),
    ("form.yaml", "feeds: [R02]", "feeds: [X02]", "pattern or rule 'X02'"),
    ("form.yaml", "maps: [knows]", "maps: [weet]", "answer field 'weet'"),
    ("form.yaml", "asks: [knows, question, protect]", "asks: [knows, vraag]", "question 'vraag'"),
    ("glasl.yaml", "stages: [7, 8, 9]", "stages: [7, 8, 10]", "stage '10'"),
    ("instruments.yaml", "sources: [EDMONDSON]", "sources: [EDMUNDSON]", "source 'EDMUNDSON'"),
    ("roles.yaml", "count_sources: [GINKGO-DANS", "count_sources: [GINKGO-WALS", "source 'GINKGO-WALS'"),
    ("glossary.yaml", "sources: [BOOM]", "sources: [BOM]", "source 'BOM'"),
    ("commitments.yaml", "sources: [BOOM, SUNKCOST-IT]", "sources: [BOOM, SUNK]", "source 'SUNK'"),
    ("planning.yaml", "sources: [OWN]", "sources: [OURS]", "source 'OURS'"),
    ("agreement.yaml", "sources: [OWN]", "sources: [OURS]", "source 'OURS'"),
]


@pytest.mark.parametrize(("name", "old", "new", "what"), UNKNOWN)
def test_an_id_nothing_answers_to_is_refused_where_it_stands(
    replace: Break, faults: Faults, name: str, old: str, new: str, what: str
) -> None:
    line = replace(name, old, new) + new.count("\n")
    assert (name, line, f"there is no {what}") in faults()


def test_a_threshold_signal_that_is_no_signal_is_refused(replace: Break, faults: Faults) -> None:
    line = replace("glasl.yaml", "  de: Debatte\n", "  de: Debatte\n  threshold_signals: [G2a, G2z]\n") + 1
    assert faults() == [("glasl.yaml", line, "there is no signal 'G2z'")]


def test_a_threshold_signal_that_is_a_signal_loads(replace: Break, shelf: Path) -> None:
    replace("glasl.yaml", "  de: Debatte\n", "  de: Debatte\n  threshold_signals: [G2a]\n")
    assert load_from(shelf).glasl.threshold_signals == {"G2a"}


def test_a_missing_language_is_refused_where_the_text_begins(replace: Break, faults: Faults) -> None:
    gone = '    en: "responsible but not heard"\n'
    line = replace("patterns.yaml", gone, "")
    assert faults() == [("patterns.yaml", line - 1, "the language 'en' is missing")]


def test_a_missing_language_beside_an_id_is_refused_too(replace: Break, faults: Faults) -> None:
    line = replace("commitments.yaml", "nl: budget, en: ", "nn: budget, en: ")
    assert faults() == [
        ("commitments.yaml", line, "the key 'nn' is not known here"),
        ("commitments.yaml", line, "the language 'nl' is missing"),
    ]


@pytest.mark.parametrize("empty", ['""', '"  "'])
def test_an_empty_text_is_refused(replace: Break, faults: Faults, empty: str) -> None:
    line = replace("patterns.yaml", 'nl: "verantwoordelijk maar niet gehoord"', f"nl: {empty}")
    assert faults() == [("patterns.yaml", line, "the text is empty")]


def test_an_id_that_stands_twice_is_refused_at_the_second(replace: Break, faults: Faults) -> None:
    first = replace("rules.yaml", "- id: R01\n", "- id: R01\n")
    line = replace("rules.yaml", "- id: R02\n", "- id: R01\n")
    assert ("rules.yaml", line, f"the id 'R01' is already used in rules.yaml:{first}") in faults()


def test_one_address_for_two_kinds_is_refused(replace: Break, faults: Faults) -> None:
    first = replace("roles.yaml", "- id: coach\n", "- id: coach\n")
    line = replace("confidentiality.yaml", "- id: N1\n", "- id: coach\n")
    found = faults()
    assert len(found) == 1
    assert {found[0][:2]} <= {("confidentiality.yaml", line), ("roles.yaml", first)}
    assert "the id 'coach' is already used in" in found[0][2]


def test_a_key_that_stands_twice_is_refused_at_the_second(replace: Break, faults: Faults) -> None:
    line = replace("rules.yaml", "  grade: C\n", "  grade: C\n  grade: C\n")
    assert faults() == [("rules.yaml", line + 1, f"the key 'grade' already stands on line {line}")]


def test_a_key_nobody_knows_is_refused(replace: Break, faults: Faults) -> None:
    line = replace("patterns.yaml", "  certainty: high\n", "  certainty: high\n  severity: 3\n")
    assert faults() == [("patterns.yaml", line + 1, "the key 'severity' is not known here")]


def test_a_missing_key_is_refused_where_its_entry_begins(replace: Break, faults: Faults) -> None:
    entry = replace("conversation_types.yaml", "- id: een_op_een\n", "- id: een_op_een\n")
    replace("conversation_types.yaml", "  minutes: 45\n", "")
    assert faults() == [("conversation_types.yaml", entry, "the key 'minutes' is missing")]


IMPOSSIBLE = [
    ("patterns.yaml", "anchor: holder", "anchor: persoon", "'persoon' is not one of holder, commitment"),
    ("patterns.yaml", "certainty: high", "certainty: sure", "'sure' is not one of high, middle, low"),
    ("patterns.yaml", "rank: rights", "rank: top", "'top' is not one of rights, safety"),
    ("rules.yaml", "grade: D", "grade: E", "'E' is not one of A, A/B, B, C, D"),
    ("sources.yaml", "status: memory", "status: hearsay", "'hearsay' is not one of full, excerpt, memory"),
    ("patterns.yaml", "{accountable: 4, ", "{accountable: four, ", "'four' must be a number"),
    ("conversation_types.yaml", "minutes: 30", "minutes: 30.5", "30.5 must be a whole number"),
    ("conversation_types.yaml", "size: [2, 4]", "size: [4, 2]", "a size is two numbers"),
    ("conversation_types.yaml", "size: [2, 4]", "size: [1, 4]", "a size is two numbers"),
    ("conversation_types.yaml", "confidential: true", "confidential: ja", "'ja' is not one of true, false"),
    ("glasl.yaml", "range: [1, 3]", "range: [3, 1]", "a range is two stages"),
    ("form.yaml", "type: person", "type: mens", "'mens' is not one of sentences"),
    ("glossary.yaml", "origin: M", "origin: Q", "'Q' is not one of M, B, V, P"),
    ("confidentiality.yaml", "country: BE", "country: DE", "'DE' is not one of NL, BE, EU"),
    ("roles.yaml", "  count: 9", "  count: 3", "the model has 3 roles, here are 4"),
    ("planning.yaml", "value: 13", "value: twaalf", "'twaalf' must be a number"),
    ("agreement.yaml", "value: 0.8", "value: bijna", "'bijna' must be a number"),
]


@pytest.mark.parametrize(("name", "old", "new", "what"), IMPOSSIBLE)
def test_a_value_that_cannot_be_is_refused(
    replace: Break, faults: Faults, name: str, old: str, new: str, what: str
) -> None:
    line = replace(name, old, new)
    found = faults()
    assert len(found) == 1
    file, at, message = found[0]
    assert file == name
    assert message.startswith(what)
    # a count that is too small is told at the list of roles, not at the count
    assert at == line or what.startswith("the model has")


def test_too_many_roles_are_told_where_the_roles_begin(replace: Break, faults: Faults) -> None:
    replace("roles.yaml", "  count: 9", "  count: 3")
    first_role = replace("roles.yaml", "- id: spelverdeler\n", "- id: spelverdeler\n")
    assert faults() == [("roles.yaml", first_role, "the model has 3 roles, here are 4")]


def test_a_grade_above_the_weakest_rule_it_rests_on_is_refused(replace: Break, faults: Faults) -> None:
    # P09 rests on R05 alone, which has grade A; with R28 (D) beside it, A is too much
    line = replace("patterns.yaml", "  rules: [R05]\n", "  rules: [R05, R28]\n")
    assert faults() == [
        ("patterns.yaml", line + 1, "grade A is above the weakest rule it rests on (D)"),
    ]


def test_a_grade_at_the_weakest_rule_loads(replace: Break, shelf: Path) -> None:
    replace("patterns.yaml", "  rules: [R05]\n  grade: A\n", "  rules: [R05, R28]\n  grade: D\n")
    assert load_from(shelf).patterns["P09"].grade == "D"


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        ("planning: [1, 2\nnumbers: }\n", 2, "this is not YAML"),
        ("", 1, "the file is empty"),
        ("- a list\n", 1, "this must be a set of keys"),
    ],
)
def test_a_file_of_another_shape_is_refused(
    shelf: Path, faults: Faults, content: str, line: int, message: str
) -> None:
    (shelf / "planning.yaml").write_text(content)
    found = faults()
    assert len(found) == 1
    assert found[0][:2] == ("planning.yaml", line)
    assert found[0][2].startswith(message)


def test_a_missing_file_is_refused_by_name(shelf: Path, faults: Faults) -> None:
    (shelf / "planning.yaml").unlink()
    assert faults() == [("planning.yaml", 1, "the file is missing")]


def test_a_file_nobody_reads_is_refused_by_name(shelf: Path, faults: Faults) -> None:
    (shelf / "notes.yaml").write_text("a: b\n")
    assert faults() == [("notes.yaml", 1, "this file is not known here")]


def test_everything_that_is_wrong_is_told_at_once(replace: Break, shelf: Path) -> None:
    one = replace("sources.yaml", "status: memory", "status: hearsay")
    two = replace("patterns.yaml", 'nl: "verantwoordelijk maar niet gehoord"', 'nl: ""')
    three = replace("patterns.yaml", "rules: [R03, R17]", "rules: [R03, R77]")
    with pytest.raises(KnowledgeError) as refusal:
        load_from(shelf)
    assert str(refusal.value).splitlines() == [
        f"patterns.yaml:{two}: the text is empty",
        f"patterns.yaml:{three}: there is no rule 'R77'",
        f"sources.yaml:{one}: 'hearsay' is not one of full, excerpt, memory",
    ]
