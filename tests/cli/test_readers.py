"""What ``--as`` shows: the same file, another reader; what is not for a reader leaves no trace."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Run = Callable[..., Result]


ONLY_ME, FACILITATOR, WITHOUT_NAME, WITH_NAME = "KANARIE-NUL", "KANARIE-EEN", "KANARIE-TWEE", "KANARIE-VIER"
READERS = ("facilitator", "decider:karin", "participant:youssef", "participant:femke")


def everything(run: Run, decision: Path, reader: str) -> str:
    """All that the command line shows to one reader."""
    page = run("analyse", decision, "--as", reader)
    document = run("analyse", decision, "--as", reader, "--json")
    assert (page.exit_code, document.exit_code) == (0, 0)
    shown = [page.stdout, document.stdout]
    for number in range(1, len(json.loads(document.stdout)["topics"]) + 1):
        explained = run("explain", decision, number, "--as", reader)
        assert explained.exit_code == 0
        shown.append(explained.stdout)
    return "\n".join(shown)


def test_the_facilitator_reads_from_level_one(run: Run, decision: Path) -> None:
    shown = everything(run, decision, "facilitator")
    assert FACILITATOR in shown
    assert WITHOUT_NAME in shown
    assert WITH_NAME in shown
    assert ONLY_ME not in shown


@pytest.mark.parametrize("reader", READERS[1:])
def test_others_read_from_level_two(run: Run, decision: Path, reader: str) -> None:
    shown = everything(run, decision, reader)
    assert WITHOUT_NAME in shown
    assert WITH_NAME in shown
    assert FACILITATOR not in shown
    assert ONLY_ME not in shown


def test_a_sentence_without_a_name_stays_without_a_name(run: Run, decision: Path) -> None:
    def of(reader: str, canary: str) -> str:
        page = run("explain", decision, "R07", "--as", reader).stdout
        return next(line for line in page.splitlines() if canary in line)

    assert "Femke Wit" in of("facilitator", WITHOUT_NAME)
    assert "Femke Wit" not in of("participant:youssef", WITHOUT_NAME)
    assert "Ingrid Poort" in of("participant:youssef", WITH_NAME)


def test_what_rests_on_one_person_is_for_the_facilitator_until_consent(run: Run, decision: Path) -> None:
    assert "P01:femke" in run("analyse", decision, "--json").stdout
    for reader in READERS[1:]:
        assert "P01" not in everything(run, decision, reader)
    assert run("explain", decision, "P01:femke").exit_code == 0
    assert run("explain", decision, "P01:femke", "--as", "participant:youssef").exit_code == 4


def test_a_one_to_one_exists_for_the_one_invited_and_the_facilitator(run: Run, decision: Path) -> None:
    femke = run("analyse", decision, "--as", "participant:femke").stdout
    youssef = run("analyse", decision, "--as", "participant:youssef").stdout
    assert "One-to-one" in femke
    assert "on Mon 22 March" in femke
    assert "One-to-one" not in youssef
    assert "One-to-one" in run("analyse", decision).stdout


def test_relations_and_counts_are_for_the_facilitator(run: Run, decision: Path) -> None:
    page = run("analyse", decision).stdout
    assert "Between the sides" in page
    assert "7 participants, 5 answered" in page
    for reader in READERS[1:]:
        shown = everything(run, decision, reader)
        assert "Between the sides" not in shown
        assert "5 answered" not in shown
        assert "facilitator" not in json.loads(run("analyse", decision, "--as", reader, "--json").stdout)


@pytest.mark.parametrize("reader", READERS)
def test_figures_a_person_gave_are_shown_to_nobody(run: Run, decision: Path, reader: str) -> None:
    document = json.loads(run("analyse", decision, "--as", reader, "--json").stdout)

    def keys(part: object) -> set[str]:
        if isinstance(part, dict):
            return {*part, *(k for v in part.values() for k in keys(v))}
        return {k for v in part for k in keys(v)} if isinstance(part, list) else set()

    assert keys(document).isdisjoint({"accountable", "heard", "affected", "reversible"})


CHANGES = {
    "another sentence for the facilitator": (
        "KANARIE-EEN de leverancier levert op tijd",
        "KANARIE-EEN heel iets anders",
    ),
    "another sentence for nobody": (
        "KANARIE-NUL niemand durft het te zeggen",
        "KANARIE-NUL iedereen weet het",
    ),
    "another figure": (
        "accountable: 5\n    heard: 1\n    affected: 5",
        "accountable: 1\n    heard: 5\n    affected: 0",
    ),
    "another condition": ("Als er altijd iemand aan de balie staat.", "Als het geld er is."),
    "another observation": ("signal: G2e", "signal: G3a"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_a_reader_may_not_see_changes_nothing_for_them(run: Run, decision: Path, change: str) -> None:
    reader = "participant:youssef"
    before = everything(run, decision, reader)
    old, new = CHANGES[change]
    text = decision.read_text(encoding="utf-8")
    assert old in text
    decision.write_text(text.replace(old, new), encoding="utf-8")
    assert everything(run, decision, reader) == before


def test_what_a_reader_may_see_does_change_what_they_get(run: Run, decision: Path) -> None:
    before = everything(run, decision, "participant:youssef")
    text = decision.read_text(encoding="utf-8").replace("KANARIE-TWEE de balie", "KANARIE-TWEE het loket")
    decision.write_text(text, encoding="utf-8")
    assert everything(run, decision, "participant:youssef") != before


def test_a_decider_starts_with_three_lines(run: Run, decision: Path) -> None:
    page = run("analyse", decision, "--as", "decider:karin").stdout.splitlines()
    first = [line.strip() for line in page if line.strip()][3:6]
    assert [line.split("  ")[0] for line in first] == ["Hardens next", "Time left", "Hear first"]
    assert first[0].endswith("Signature of the contract, Mon 31 May")


def test_the_help_says_that_a_preview_is_no_lock(run: Run) -> None:
    assert "whoever holds the file holds everything" in " ".join(run("analyse", "--help").stdout.split())


def test_after_consent_a_topic_is_shared_without_the_person_behind_it(run: Run, decision: Path) -> None:
    agreed = "consents:\n- {person: femke, pattern: P01}\n"
    decision.write_text(decision.read_text(encoding="utf-8") + agreed, encoding="utf-8")
    document = json.loads(run("analyse", decision, "--as", "participant:youssef", "--json").stdout)
    topic = next(t for t in document["topics"] if t["pattern"] == "P01")
    assert (topic["topic"], topic["about"], topic["people"]) == ("P01", "", [])
    explained = run("explain", decision, "P01", "--as", "participant:youssef")
    assert explained.exit_code == 0
    assert "Femke Wit" not in explained.stdout.split("Where it is talked about")[0]
    assert run("explain", decision, "P01:femke", "--as", "participant:youssef").exit_code == 4
    assert "Femke Wit" in run("explain", decision, "P01").stdout
