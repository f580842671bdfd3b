"""Who is forgotten leaves nothing at the gate, and others' words stay."""

import pytest
from tests.oeverland import Oeverland
from tests.records.gated import NOW, before
from tests.records.story import of

from beforehand.decisions.models import Commitment, Fact
from beforehand.records.actions.forgetting import forget_gate_of
from beforehand.records.actions.setting import answer_today, say_outgoing, set_condition
from beforehand.records.models import Condition, Today
from beforehand.vault.processes.recorder import recorder

pytestmark = pytest.mark.django_db


def test_what_femke_set_goes_and_what_youssef_set_stays(home: Oeverland) -> None:
    before(home)
    moment = home.commitments["licence"].pk
    Commitment.objects.filter(pk=moment).update(type="continue")
    for name in ("femke", "youssef"):
        set_condition(actor=of(home, name), commitment=moment, text="Cards", release=2, now=NOW)
        answer_today(actor=of(home, name), commitment=moment, yes=True, words="Yes, with cards.", now=NOW)
    say_outgoing(actor=of(home, "karin"), seat=home.seats["karin"].pk, last=NOW.date())
    for name in ("femke", "karin"):
        forget_gate_of(decision=home.decision.pk, seat=home.seats[name].pk)
    scope, youssef = recorder(home.decision.pk), home.seats["youssef"].pk
    assert [row.seat_id for row in Condition.objects.scoped(scope)] == [youssef]
    assert [row.seat_id for row in Today.objects.scoped(scope)] == [youssef]
    assert not Fact.objects.filter(kind="outgoing").exists()
