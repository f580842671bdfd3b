"""The table of sabotages says what stands in the source today, and the document says what stands in the table."""

import pytest
from tests.sabotages.__main__ import ROOT, Row, changes, rows, table

SOURCE = ROOT / "src" / "beforehand"


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["says"])
def test_a_row_can_be_tried(row: Row) -> None:
    for file, was, becomes in changes(row):
        assert was in (SOURCE / file).read_text(encoding="utf-8"), file
        assert was != becomes
    assert (ROOT / "tests" / row["test"].partition("::")[0]).exists()


def test_the_document_holds_every_row_as_it_stands(capsys: pytest.CaptureFixture[str]) -> None:
    table()
    said = (ROOT / "docs" / "mutations.md").read_text(encoding="utf-8")
    printed = capsys.readouterr().out.splitlines()
    assert printed == [line for line in said.splitlines() if line in set(printed)]
    assert len(printed) == len(rows())
