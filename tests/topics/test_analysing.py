"""An analysis is asked for once, made once, and survives a worker that is killed at any moment."""

from typing import Any
from uuid import UUID

import pytest
from django_q.models import OrmQ
from tests.oeverland import Oeverland

from beforehand.decisions.models import Decision
from beforehand.decisions.signals import frame_changed
from beforehand.perspectives.signals import perspectives_changed
from beforehand.shell.jobs import run
from beforehand.topics.actions import analysing, catch_up, make_analysis, note_change, request_analysis
from beforehand.topics.models import AnalysisRun, WaitingAnalysis
from beforehand.vault.processes.analyst import analyst

pytestmark = pytest.mark.django_db


def runs(decision: UUID) -> list[tuple[str, int]]:
    rows = AnalysisRun.objects.scoped(analyst(decision)).order_by("scope")
    return list(rows.values_list("scope", "input_version"))


def queued() -> int:
    return OrmQ.objects.count()


def test_many_changes_ask_for_it_once(home: Oeverland) -> None:
    for _ in range(5):
        note_change(home.decision.pk)
    assert queued() == 1
    assert WaitingAnalysis.objects.count() == 1
    home.decision.refresh_from_db()
    assert home.decision.input_version == 5


def test_what_others_say_asks_for_it(home: Oeverland) -> None:
    perspectives_changed.send(sender=None, decision=home.decision.pk)
    assert queued() == 1
    frame_changed.send(sender=None, decision=home.decision.pk, changes=(1,))
    home.decision.refresh_from_db()
    assert home.decision.input_version == 2
    assert queued() == 1


def test_it_is_made_in_both_runs_for_the_state_as_it_is(home: Oeverland) -> None:
    note_change(home.decision.pk)
    run("topics.analyse", str(home.decision.pk))
    assert runs(home.decision.pk) == [("facilitator", 1), ("shared", 1)]
    assert not WaitingAnalysis.objects.exists()


def test_a_change_while_it_is_made_asks_again(home: Oeverland, monkeypatch: pytest.MonkeyPatch) -> None:
    real = analysing.picture_of

    def meanwhile(decision: UUID, today: Any) -> Any:
        picture = real(decision, today)
        monkeypatch.setattr(analysing, "picture_of", real)
        note_change(decision)
        return picture

    note_change(home.decision.pk)
    monkeypatch.setattr(analysing, "picture_of", meanwhile)
    make_analysis(home.decision.pk)
    assert runs(home.decision.pk) == [("facilitator", 1), ("shared", 1)]
    assert queued() == 2
    make_analysis(home.decision.pk)
    assert runs(home.decision.pk) == [("facilitator", 2), ("shared", 2)]


def test_made_twice_it_is_there_once(home: Oeverland) -> None:
    make_analysis(home.decision.pk)
    first = list(
        AnalysisRun.objects.scoped(analyst(home.decision.pk)).order_by("pk").values_list("pk", flat=True)
    )
    make_analysis(home.decision.pk)
    again = list(
        AnalysisRun.objects.scoped(analyst(home.decision.pk)).order_by("pk").values_list("pk", flat=True)
    )
    assert first == again
    assert len(first) == 2


class Killed(BaseException):
    """The worker is gone."""


@pytest.mark.parametrize("step", ["picture_of", "keepable", "_keep"])
def test_a_worker_killed_at_any_step_loses_nothing_and_doubles_nothing(
    home: Oeverland, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    note_change(home.decision.pk)
    real = getattr(analysing, step)
    times = iter(range(9))

    def killed(*args: Any) -> Any:
        if step != "_keep" or next(times) == 1:  # with "_keep" after the first of the two runs was kept
            raise Killed
        return real(*args)

    monkeypatch.setattr(analysing, step, killed)
    with pytest.raises(Killed):
        make_analysis(home.decision.pk)
    monkeypatch.setattr(analysing, step, real)
    note_change(home.decision.pk)  # somebody else changes something before the queue hands the job out again
    assert queued() == 2
    for _ in range(2):  # the one that was killed, and the new one
        run("topics.analyse", str(home.decision.pk))
    assert runs(home.decision.pk) == [("facilitator", 2), ("shared", 2)]


def test_a_worker_killed_between_the_two_runs_makes_the_other_one_when_it_is_back(
    home: Oeverland, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = analysing._keep
    times = iter(range(9))

    def killed(*args: Any) -> Any:
        if next(times) == 1:
            raise Killed
        return real(*args)

    monkeypatch.setattr(analysing, "_keep", killed)
    with pytest.raises(Killed):
        make_analysis(home.decision.pk)
    assert len(runs(home.decision.pk)) == 1
    monkeypatch.setattr(analysing, "_keep", real)
    make_analysis(home.decision.pk)
    assert runs(home.decision.pk) == [("facilitator", 0), ("shared", 0)]


def test_what_waits_longer_than_the_queue_tries_is_asked_for_again(home: Oeverland) -> None:
    request_analysis(home.decision.pk)
    OrmQ.objects.all().delete()  # the queue gave up
    request_analysis(home.decision.pk)
    assert queued() == 0
    row = WaitingAnalysis.objects.get()
    WaitingAnalysis.objects.update(asked_at=row.asked_at - analysing.LOST_AFTER * 2)
    request_analysis(home.decision.pk)
    assert queued() == 1


def test_a_new_day_is_caught_up_with_and_a_day_that_was_done_is_not(home: Oeverland) -> None:
    catch_up()
    assert queued() == 1
    make_analysis(home.decision.pk)
    OrmQ.objects.all().delete()
    catch_up()
    assert queued() == 0
    home.decision.today = home.decision.today.replace(day=16)
    home.decision.save()
    catch_up()
    assert queued() == 1


def test_a_change_that_was_kept_but_not_noted_is_caught_up_with(home: Oeverland) -> None:
    from tests.topics.saying import says  # a story of its own

    make_analysis(home.decision.pk)
    says(home.seats["femke"], "question", "May it take longer than three seconds?")
    catch_up()
    home.decision.refresh_from_db()
    assert home.decision.input_version == 1
    assert queued() == 1


def test_what_is_decided_is_analysed_no_more(home: Oeverland) -> None:
    Decision.objects.update(stage="decided")
    make_analysis(home.decision.pk)
    catch_up()
    assert runs(home.decision.pk) == []
    assert queued() == 0


def test_a_decision_that_is_gone_is_no_error(home: Oeverland) -> None:
    make_analysis(UUID(int=1))


def test_the_stored_result_tells_nothing_without_the_key(home: Oeverland) -> None:
    from tests.topics.saying import says

    says(home.seats["femke"], "question", "May it take longer than three seconds?")
    make_analysis(home.decision.pk)
    row = AnalysisRun.objects.scoped(analyst(home.decision.pk)).filter(scope="facilitator").get()
    assert str(home.seats["femke"].pk).encode() not in row.result.ciphertext
    with pytest.raises(TypeError):
        str(row.result)
