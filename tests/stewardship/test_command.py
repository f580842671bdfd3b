"""``beforehand retention``: counts, in the reader's language."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from tests.oeverland import Oeverland
from tests.stewardship.said import says

from beforehand.cli import retention as command
from beforehand.decisions.choices import Stage
from beforehand.decisions.models import Decision
from beforehand.locale import catalogue
from beforehand.perspectives.models import Statement
from beforehand.stewardship.jobs import retention as nightly
from beforehand.stewardship.models import RetentionRun
from beforehand.vault.processes.retention import retention


@pytest.fixture
def past(home: Oeverland, monkeypatch: pytest.MonkeyPatch) -> Oeverland:
    """A decision whose answers are past their term, in an application that is open already."""
    says(home.seats["femke"], "The night shift has no phones.")
    Decision.objects.update(stage=Stage.DECIDED, decided_at=timezone.now() - timedelta(days=61))
    monkeypatch.setattr(command, "open_application", lambda words: None)
    return home


def test_it_counts_table_by_table_and_says_nothing_else(
    past: Oeverland, capsys: pytest.CaptureFixture[str]
) -> None:
    command.retention(catalogue("nl"), dry_run=True)
    said = capsys.readouterr().out
    assert said.startswith("Dit zou weggaan:\n")
    assert re.search(r"^  perspectives\.Statement +1$", said, re.MULTILINE)
    assert "phones" not in said
    assert Statement.objects.scoped(retention()).count() == 1
    command.retention(catalogue("en"), dry_run=False)
    assert capsys.readouterr().out.startswith("This is gone:\n")
    assert Statement.objects.scoped(retention()).count() == 0
    command.retention(catalogue("en"), dry_run=False)
    assert capsys.readouterr().out == "Nothing is past its term.\n"


def test_the_server_does_it_by_itself_every_night(past: Oeverland) -> None:
    from beforehand.shell.jobs import EVERY

    assert EVERY["stewardship.retention"].hour == 3
    nightly()
    assert Statement.objects.scoped(retention()).count() == 0
    assert RetentionRun.objects.count() == 1
