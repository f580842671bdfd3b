"""The answer part of a case, as the benchmark reads it."""

from datetime import date
from pathlib import Path

import pytest
from tests.benchmarks.plan.calling import without_answers
from tests.benchmarks.plan.coding import Anchor, Level
from tests.benchmarks.plan.matching import Talk
from tests.benchmarks.plan.reading import UnreadableCaseError, read_answers

HEAD = """
people:
- {id: ingrid, name: Ingrid Verhaegh, side: it, answers: {talk_to: [femke]}}
- {id: femke, name: Femke Douma, side: care}
- {id: joost, name: Joost Douma, side: care}
commitments:
- {id: C1, date: 2027-04-30}
"""


def written(folder: Path, answers: str) -> Path:
    path = folder / "case.yaml"
    path.write_text(HEAD + answers, encoding="utf-8")
    return path


def test_the_facilitators_conversations_come_in_their_own_order(tmp_path: Path) -> None:
    answers = read_answers(
        written(
            tmp_path,
            """
facilitator_conversations:
- {order: 2, type: premortem, with: [ingrid, femke], before: 2027-04-20}
- {order: 1, type: een_op_een, with: [femke], before: "2027-04-02"}
""",
        )
    )
    assert answers.talks == (
        Talk(frozenset({"femke"}), "een_op_een", date(2027, 4, 2)),
        Talk(frozenset({"ingrid", "femke"}), "premortem", date(2027, 4, 20)),
    )
    assert answers.case == "case"
    assert answers.people == ("ingrid", "femke", "joost")


def test_every_way_to_write_a_pattern_has_its_anchor(tmp_path: Path) -> None:
    answers = read_answers(
        written(
            tmp_path,
            """
truth:
  patterns:
  - {id: P01, who: [ingrid, femke]}
  - {id: P03, who: joost}
  - {id: P16, relation: [it, care]}
  - {id: P19, commitment: C1}
  - {id: P12, note: nobody}
""",
        )
    )
    assert answers.expected == {
        "P01": {Anchor(Level.PERSON, frozenset({"ingrid"})), Anchor(Level.PERSON, frozenset({"femke"}))},
        "P03": {Anchor(Level.PERSON, frozenset({"joost"}))},
        "P16": {Anchor(Level.RELATION, frozenset({"it", "care"}))},
        "P19": {Anchor(Level.COMMITMENT, frozenset({"C1"}))},
        "P12": {Anchor(Level.DECISION)},
    }
    assert answers.talk_to


def test_a_blind_expert_may_write_names_kinds_and_days_freely(tmp_path: Path) -> None:
    answers = read_answers(
        written(
            tmp_path,
            """
blind_expert:
  conversations:
  - {order: 1, kind: bilateral, with: Femke, before: C1, about: what she sees}
  - {order: 2, kind: Steering group, with: [ingrid verhaegh, "the insurer", Douma], before: 2027-05-01, about: x}
""",
        )
    )
    one, two = answers.talks
    # before C1 is the day of C1; two people are called Douma, so that one stays a stranger
    assert one == Talk(frozenset({"femke"}), "een_op_een", date(2027, 4, 30))
    assert two.kind is None
    assert "ingrid" in two.people
    assert len(two.people) == 3
    assert answers.outsiders == ("the insurer", "Douma")
    assert answers.words == ("bilateral", "Steering group")


def test_a_file_with_the_input_part_only_has_no_answers(tmp_path: Path) -> None:
    answers = read_answers(written(tmp_path, ""))
    assert (answers.talks, answers.expected) == ((), {})


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ("facilitator_conversations: [{type: premortem, with: [nobody], before: 2027-04-20}]", "nobody"),
        ("facilitator_conversations: [{type: borrel, with: [femke], before: 2027-04-20}]", "borrel"),
        ("facilitator_conversations: [{type: premortem, with: [femke], before: soon}]", "soon"),
        ("truth: [", "case.yaml"),
    ],
)
def test_what_cannot_be_is_refused_in_so_many_words(tmp_path: Path, answers: str, said: str) -> None:
    with pytest.raises(UnreadableCaseError, match=said):
        read_answers(written(tmp_path, answers))


def test_the_answer_part_can_be_cut_off(tmp_path: Path) -> None:
    path = written(tmp_path, "truth:\n  patterns: []\nfacilitator_conversations: []\n")
    (tmp_path / "bare").mkdir()
    bare = without_answers(path, tmp_path / "bare")
    assert bare.name == path.name
    assert bare.read_text(encoding="utf-8") == HEAD
    with pytest.raises(ValueError, match="no answer part"):
        without_answers(bare, tmp_path)
