"""Who does not meet whom for now is needed for the plan: it goes the moment it is decided, whoever said it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.oeverland import Oeverland
from tests.topics.over_time.story import NOW, of

from beforehand.decisions.choices import Stage
from beforehand.decisions.models import Decision
from beforehand.stewardship.actions import run_retention
from beforehand.topics.actions import set_constraint, state_own
from beforehand.topics.models import Constraint
from beforehand.vault.processes.analyst import analyst

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("stage", [Stage.DECIDED, Stage.STOPPED])
def test_it_goes_when_it_is_decided_and_not_before(home: Oeverland, stage: Stage) -> None:
    seats = [home.seats[name].pk for name in ("femke", "ingrid")]
    set_constraint(actor=of(home, "lotte"), kind="apart", seats=seats, why="Leave them be.", now=NOW)
    state_own(actor=of(home, "tom"), kind="weekly", most=1, now=NOW)
    said, now = Constraint.objects.scoped(analyst(home.decision.pk)), timezone.now()
    run_retention(now=now + timedelta(days=400))
    assert said.count() == 2
    Decision.objects.update(stage=stage, decided_at=now)
    run_retention(now=now)
    assert said.count() == 0
