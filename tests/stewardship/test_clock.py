"""The clock of the server jumps: what is kept does not go because of it, and goes the night after when it is true."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from tests.oeverland import Oeverland
from tests.stewardship.said import says

from beforehand.decisions.choices import Stage
from beforehand.decisions.models import Decision
from beforehand.perspectives.models import Statement
from beforehand.stewardship.jobs import retention as nightly
from beforehand.stewardship.models import RetentionRun
from beforehand.vault.processes.retention import retention

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
Night = Callable[[timedelta], int]


@pytest.fixture
def night(home: Oeverland, monkeypatch: pytest.MonkeyPatch) -> Night:
    """A decision taken ten days ago, whose answers go after sixty; a night at some distance from now."""
    says(home.seats["femke"], "The night shift has no phones.")
    Decision.objects.update(stage=Stage.DECIDED, decided_at=timezone.now() - 10 * DAY)
    really = timezone.now

    def at(distance: timedelta) -> int:
        with monkeypatch.context() as clock:
            clock.setattr(timezone, "now", lambda: really() + distance)
            nightly()
        return Statement.objects.scoped(retention()).count()

    return at


def test_a_clock_two_months_ahead_for_one_night_lets_nothing_go(night: Night) -> None:
    assert night(0 * DAY) == 1
    assert night(61 * DAY) == 1, "nobody knows yet whether the clock is right"
    assert night(1 * DAY) == 1
    assert night(2 * DAY) == 1
    assert RetentionRun.objects.count() == 4


def test_a_server_that_stood_still_does_it_the_night_after(night: Night) -> None:
    assert night(0 * DAY) == 1
    assert night(61 * DAY) == 1
    assert night(62 * DAY) == 0


def test_after_a_clock_that_went_ahead_nights_count_again_as_before(night: Night) -> None:
    for distance in (0, 61, 1, 2, 50):
        assert night(distance * DAY) == 1
    assert night(51 * DAY) == 0, "ten days and fifty-one are past sixty"
