"""The engine, called by the benchmark on whole cases."""

from pathlib import Path

import pytest
from tests.benchmarks.plan.__main__ import OWN, SHARED
from tests.benchmarks.plan.calling import prepare, run_all, without_answers
from tests.benchmarks.plan.reading import UnreadableCaseError

ROOT = Path(__file__).parent.parent.parent
CASES = [*sorted((ROOT / OWN).glob("*.yaml")), *sorted((ROOT / SHARED).glob("*.yaml"))]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_taking_the_answers_away_changes_no_result(path: Path, tmp_path: Path) -> None:
    bare = without_answers(path, tmp_path)
    assert "facilitator_conversations" not in bare.read_text(encoding="utf-8")
    assert run_all([bare]) == run_all([path])


def test_a_case_with_errors_is_refused_with_the_errors(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(
        "schema: beforehand-decision/1\npeildatum: 2027-03-15\nsides: []\npeople: [{id: a, name: A, side: nowhere}]\n",
        encoding="utf-8",
    )
    with pytest.raises(UnreadableCaseError, match="nowhere"):
        prepare(path)
