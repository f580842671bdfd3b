"""A gate that is opened before anything was worked out."""

from tests.oeverland import Oeverland
from tests.records.gated import seen


def test_nothing_is_said_to_be_open_or_not(home: Oeverland) -> None:
    found = seen(home, "karin")
    assert not found.analysed
    assert found.open == ()
