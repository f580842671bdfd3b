"""The figures of a case, and the last line a machine reads."""

import json
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console
from tests.benchmarks.plan import __main__ as command
from tests.benchmarks.plan import calling, report
from tests.benchmarks.plan.measuring import Seconds, measure, ours
from tests.benchmarks.plan.reading import read_answers

from beforehand.engine.results import (
    Analysis,
    Basis,
    Certainty,
    Conversation,
    Counts,
    LatestDate,
    Next,
    Plan,
    Rank,
    Topic,
)
from beforehand.vault.disclose import Readers, Run

READERS = Readers(Run.FACILITATOR)
NEVER = LatestDate(day=None, commitment=None)
SECONDS = Seconds(with_similarity=0.1234567, without=0.05, reading=0.02)

CASE = """
people:
- {id: a, name: Anna, side: x, answers: {talk_to: [b]}}
- {id: b, name: Bart, side: x}
- {id: c, name: Cees, side: y}
- {id: d, name: Dina, side: y}
commitments: []
truth:
  patterns:
  - {id: P01, who: [a, b]}
facilitator_conversations:
- {order: 1, type: een_op_een, with: [a], before: 2027-04-01}
- {order: 2, type: zorggesprek, with: [b, c], before: 2027-04-08}
- {order: 3, type: klaargesprek, with: [c, d], before: 2027-04-15}
- {order: 4, type: premortem, with: [a, b, c, d], before: 2027-04-22}
"""


def conversation(kind: str, people: str, planned: date | None, minutes: int = 60) -> Conversation:
    return Conversation(
        key=f"{kind}:{people}",
        kind=kind,
        role="facilitator",
        people=tuple(people),
        topics=(),
        commitments=(),
        latest=NEVER,
        minutes=minutes,
        readers=READERS,
        planned=planned,
    )


def analysis(*conversations: Conversation) -> Analysis:
    topic = Topic(
        pattern="P01",
        key="P01:a",
        anchor=("a",),
        rank=Rank.UNHEARD,
        certainty=Certainty.HIGH,
        basis=Basis.SELF_REPORT,
        latest=NEVER,
        readers=READERS,
        holders=("a",),
    )
    return Analysis(
        run=Run.FACILITATOR,
        day=date(2027, 3, 15),
        counts=Counts(sides=2, people=4, answered=4),
        topics=(topic,),
        hardness=(),
        room_left=(),
        relations=(),
        questions=(),
        plan=Plan(
            conversations=conversations, unplanned=(), uncovered=(), objective=10.0, bound=9.9, gap=0.01
        ),
        next=Next(room=3, conversations=(), covered=(), uncovered=()),
        invited=(),
        similarity="embedding",
    )


PLAN = analysis(
    conversation("premortem", "abcd", date(2027, 4, 30)),  # 22 April + 8: a day too late
    conversation("een_op_een", "a", date(2027, 3, 22), minutes=45),  # the expert's first
    conversation("betekenisgesprek", "bcd", date(2027, 4, 5)),  # b, c of b, c, d: 2/3, another kind
    conversation("klaargesprek", "cd", date(2027, 4, 22)),  # 15 April + 7: just in time
    conversation("klaargesprek", "cd", None),  # not planned: not proposed
)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "case.yaml"
    path.write_text(CASE, encoding="utf-8")
    return path


def test_the_figures_of_a_case_are_those_one_counts_by_hand(case: Path) -> None:
    figures = measure(PLAN, read_answers(case), SECONDS).as_json()
    null = figures["conversations"].pop("kind_null_95")
    assert figures == {
        # a seen and there; b there and not seen
        "patterns": {"precision": 1.0, "recall": 0.5},
        "conversations": {
            "expert": 4,
            "proposed": 4,
            # an hour with 4, 3, 2 and 2 people, three quarters with 1; each time one more who leads:
            # 5 + 4 + 3 + 3 + 1.5
            "hours": 16.5,
            # matched: first, second (other kind), third
            "recall": 0.75,
            "precision": 0.75,
            "kind_recall": 0.5,
            "kind_precision": 0.5,
            "first_three_in_four": 3,
            "kind_matched": 2,
        },
        "gap": 0.01,
        "seconds": 0.1235,
    }
    # One person in four and one pair in six (two people of four) by chance: never above two.
    assert null in (1, 2)


def test_ours_are_counted_in_the_order_they_are_held() -> None:
    assert [c.planned for c in ours(PLAN)] == [
        date(2027, 3, 22),
        date(2027, 4, 5),
        date(2027, 4, 22),
        date(2027, 4, 30),
    ]


def test_more_than_thirteen_conversations_win_nothing(case: Path) -> None:
    many = [conversation("meelopen", "b", date(2027, 3, 20)) for _ in range(13)]
    figures = measure(
        analysis(*many, conversation("een_op_een", "a", date(2027, 3, 20))), read_answers(case), SECONDS
    )
    assert (figures.delivered, figures.proposed) == (14, 13)
    # b alone is half of b, c (the expert's second); a, the fourteenth, no longer counts for the first
    assert figures.matched == 1


def test_nothing_to_divide_by_is_nothing_and_not_zero(tmp_path: Path) -> None:
    path = tmp_path / "bare.yaml"
    path.write_text("people: [{id: a, name: Anna, side: x}]\n", encoding="utf-8")
    figures = measure(analysis(), read_answers(path), Seconds(None, 0.01, 0.0)).as_json()
    assert figures["patterns"] == {"precision": None, "recall": None}
    assert figures["conversations"]["recall"] is None
    assert figures["conversations"]["precision"] is None
    assert figures["conversations"]["first_three_in_four"] == 0
    # without the embedding the figure is the one without
    assert figures["seconds"] == 0.01


def test_the_last_line_is_one_line_of_json_with_these_names(case: Path) -> None:
    line = report.last_line([measure(PLAN, read_answers(case), SECONDS)])
    assert "\n" not in line
    loaded = json.loads(line)
    assert list(loaded) == ["cases"]
    assert list(loaded["cases"]) == ["case"]
    assert list(loaded["cases"]["case"]) == ["patterns", "conversations", "gap", "seconds"]
    assert set(loaded["cases"]["case"]["conversations"]) == {
        "expert",
        "proposed",
        "hours",
        "recall",
        "precision",
        "kind_recall",
        "kind_precision",
        "first_three_in_four",
        "kind_matched",
        "kind_null_95",
    }


def test_a_reader_sees_the_experts_conversations_beside_ours_in_eighty_columns(case: Path) -> None:
    answers = read_answers(case)
    figures = measure(PLAN, answers, SECONDS)
    paper = StringIO()
    report.show(Console(file=paper, width=80), figures, answers, ours(PLAN))
    printed = paper.getvalue()
    assert max(len(line) for line in printed.splitlines()) <= 80
    lines = [line.split() for line in printed.splitlines()]
    # the second is matched by another kind, the fourth by none; ours that stand beside nothing follow
    assert ["2", "zorggesprek", "2", "08-04", "betekenisgesprek", "3", "05-04"] in lines
    assert ["3", "klaargesprek", "2", "15-04", "=", "klaargesprek", "2", "22-04"] in lines
    assert ["4", "premortem", "4", "22-04"] in lines
    assert ["premortem", "4", "30-04"] in lines


@pytest.fixture
def answered_by_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    def prepare(path: Path) -> Callable[[bool], Analysis]:
        return lambda similarity: PLAN

    monkeypatch.setattr(calling, "prepare", prepare)


@pytest.mark.usefixtures("answered_by_plan")
def test_one_broken_case_hides_no_other_and_is_not_passed_over(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (case.parent / "broken.yaml").write_text("people: [", encoding="utf-8")
    assert command.main(["--cases", str(case.parent), "--shared", str(case.parent / "absent")]) == 1
    out, err = capsys.readouterr()
    assert "broken.yaml" in err
    assert list(json.loads(out.splitlines()[-1])["cases"]) == ["case"]


@pytest.mark.usefixtures("answered_by_plan")
def test_all_cases_at_the_top_of_the_folder_are_measured(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (case.parent / "second.yaml").write_text(CASE, encoding="utf-8")
    (case.parent / "odd").mkdir()
    (case.parent / "odd" / "third.yaml").write_text("people: [", encoding="utf-8")
    assert command.main(["--cases", str(case.parent), "--shared", str(case.parent / "absent")]) == 0
    assert list(json.loads(capsys.readouterr().out.splitlines()[-1])["cases"]) == ["case", "second"]


def test_a_folder_that_is_not_there_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["--cases", str(tmp_path / "none")]) == 2
    assert "none is no folder" in capsys.readouterr().err


def test_a_case_of_the_folder_stands_for_a_shared_one_of_the_same_name(case: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    for name in ("case.yaml", "second.yaml"):
        (other / name).write_text(CASE, encoding="utf-8")
    assert command.files(case.parent, other) == [case, other / "second.yaml"]
