"""What people set before a moment goes with the answers; what was decided with it stays, and so does what was counted."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.beginning import told_once
from tests.oeverland import Oeverland
from tests.records.gated import AGAIN, NOW, before, decides
from tests.records.story import of

from beforehand.decisions.choices import Stage
from beforehand.decisions.models import Commitment, Decision
from beforehand.records.actions.deciding import Bound
from beforehand.records.actions.looking_back import close_look_back, look_back
from beforehand.records.actions.setting import answer_today, set_condition, set_reservation
from beforehand.records.models import (
    Condition,
    Decided,
    Judgement,
    LookBack,
    RecordEntry,
    RecordPart,
    Reservation,
    Today,
)
from beforehand.records.queries import entries
from beforehand.records.queries.looking_back import look_backs
from beforehand.records.rules.chain import verify
from beforehand.stewardship.actions import run_retention
from beforehand.vault.processes.reviewer import reviewer

pytestmark = pytest.mark.django_db
WORDS = "The nights keep their cards"
SET: tuple[Any, ...] = (Condition, Reservation, Today)
LASTS: tuple[Any, ...] = (RecordEntry, RecordPart, Decided, LookBack)


@told_once
def beginning(home: Oeverland) -> Oeverland:
    """Femke sets a condition and judges, Lotte has a reservation; it was decided, and Femke looked back."""
    before(home)
    Commitment.objects.filter(pk=home.commitments["letter"].pk).update(type="continue")
    femke, lotte, licence = of(home, "femke"), of(home, "lotte"), home.commitments["licence"].pk
    bound = set_condition(actor=femke, commitment=licence, text=WORDS, release=4, now=NOW)
    set_reservation(actor=lotte, commitment=licence, now=NOW)
    answer_today(actor=femke, commitment=home.commitments["letter"].pk, yes=True, words="It helps.", now=NOW)
    decides(home, conditions=[Bound(condition=bound)])
    [day] = look_backs(femke)
    look_back(actor=replace(femke, today=AGAIN), day=day.id, done="yes", now=NOW)
    return home


def there(home: Oeverland, models: tuple[Any, ...]) -> list[int]:
    return [model.objects.scoped(reviewer(home.decision.pk)).count() for model in models]


def judged(home: Oeverland) -> bool:
    return bool(Judgement.objects.scoped(reviewer(home.decision.pk)).exists())


def ended(at: datetime) -> None:
    Decision.objects.update(stage=Stage.DECIDED, decided_at=at)


def test_what_was_set_goes_with_the_answers_and_the_record_stays_whole(home: Oeverland) -> None:
    stood = there(home, LASTS)
    ended(NOW - timedelta(days=59))
    run_retention(now=NOW)
    assert there(home, SET) == [1, 1, 1]
    ended(NOW - timedelta(days=61))
    run_retention(now=NOW)
    assert there(home, SET) == [0, 0, 0]
    assert there(home, LASTS) == stood
    chain = entries(of(home, "karin"))
    assert verify(chain, decision=str(home.decision.pk)) == []
    assert WORDS in [part.text for entry in chain for part in entry.parts]


def test_what_one_person_judged_goes_once_it_was_counted_long_enough_ago(home: Oeverland) -> None:
    ended(NOW - timedelta(days=400))
    run_retention(now=NOW)
    assert judged(home), "what nobody counted yet is still needed, however long ago it was decided"
    [day] = look_backs(of(home, "karin"))
    close_look_back(actor=replace(of(home, "karin"), today=AGAIN), day=day.id, now=NOW)
    run_retention(now=NOW + timedelta(days=59))
    assert judged(home)
    run_retention(now=NOW + timedelta(days=61))
    assert not judged(home)
    [closed] = look_backs(of(home, "karin"))
    assert closed.closed
