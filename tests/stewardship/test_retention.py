"""What is past its term goes by itself; what is not stays."""

from collections import Counter
from datetime import datetime, timedelta

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.utils import timezone
from django_q.models import Task
from tests.oeverland import Oeverland
from tests.stewardship.said import NOW, asks_a_call, names, says

from beforehand.decisions.choices import ChangeKind, Stage
from beforehand.decisions.models import DeciderAnswer, Decision, FrameChange, Promise, Seat
from beforehand.knowledge import load
from beforehand.outbox.models import Message, MessageState, ReadableMessage
from beforehand.people.models import AccessLink, Person
from beforehand.perspectives.choices import GroupState
from beforehand.perspectives.models import (
    CallRequest,
    Figure,
    Perspective,
    QuestionGroup,
    QuestionGroupMember,
    Statement,
)
from beforehand.stewardship.actions import run_retention
from beforehand.stewardship.actions.keeping import past_term
from beforehand.stewardship.models import RetentionRun, ViewLog
from beforehand.stewardship.retention import clock, declared
from beforehand.topics.models import AnalysisRun, RunScope, WaitingAnalysis
from beforehand.vault.models import DataKey
from beforehand.vault.processes.retention import retention
from beforehand.vault.retention import IN_USE, TECHNIQUE, How

ALL = retention()
ANSWERS = (Statement, Figure, Perspective, QuestionGroup, QuestionGroupMember)


def test_every_table_is_declared_exactly_once() -> None:
    tables = {
        model._meta.label
        for config in apps.get_app_configs()
        if config.name.startswith("beforehand.")
        for model in config.get_models(include_auto_created=True)
    }
    said = Counter(keeps.model for keeps in declared())
    assert set(said) == tables
    assert {name: n for name, n in said.items() if n != 1} == {}


def test_every_declaration_names_a_term_that_exists_and_says_why() -> None:
    known = {term.id for term in load().confidentiality.retention} | {IN_USE, TECHNIQUE}
    for keeps in declared():
        assert keeps.term in known
        assert keeps.reason
        assert (keeps.how is How.DELETE) == (keeps.due is not None), keeps.model
        assert (keeps.how is How.KEEP) == (keeps.term == IN_USE), keeps.model


def _cached() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM shared_cache")
        return {key.rpartition(":")[2] for (key,) in cursor.fetchall()}


def test_of_the_shared_cache_goes_what_expired_and_no_limit_on_tries(db: None) -> None:
    now = timezone.now()
    cache.clear()
    cache.set("old", 1, timeout=60)
    cache.set("tries", [1, 2], timeout=3600)
    cache.set("kept", 3, timeout=None)
    soon = now + timedelta(minutes=10)
    assert run_retention(now=now, dry_run=True)["shared_cache"] == 0
    assert run_retention(now=soon, dry_run=True)["shared_cache"] == 1
    assert _cached() == {"old", "tries", "kept"}
    assert run_retention(now=soon)["shared_cache"] == 1
    assert _cached() == {"tries", "kept"}
    assert cache.get("tries") == [1, 2]
    assert RetentionRun.objects.get().counts["shared_cache"] == 1
    assert run_retention(now=soon)["shared_cache"] == 0


def _answered(home: Oeverland) -> None:
    seats = home.seats
    one = says(seats["femke"], "The night shift has no phones.")
    two = says(seats["ingrid"], "We were audited in March.", release=1)
    names(seats["femke"], seats["bas"])
    asks_a_call(seats["youssef"], "06 12345678")
    group = QuestionGroup.objects.create(decision=home.decision, state=GroupState.CONFIRMED)
    for statement in (one, two):
        QuestionGroupMember.objects.create(group=group, statement=statement)
    DeciderAnswer.objects.create(seat=seats["karin"], n=1, text="I promised the board a date.")
    Promise.objects.create(decision=home.decision, seat=seats["karin"], words="Nobody is held to it.")
    FrameChange.objects.create(decision=home.decision, kind=ChangeKind.PEOPLE, subject="Femke")
    ViewLog.objects.create(
        decision=home.decision, viewer=seats["lotte"], role="facilitator", view="facilitator", day=NOW.date()
    )
    for scope in RunScope:
        run = AnalysisRun(
            decision=home.decision,
            scope=scope,
            input_version=0,
            day=NOW.date(),
            engine_version="1",
            thresholds="t",
            made_at=NOW,
        )
        run.result = home.decision.data_key.seal({}, run.about)
        run.save()


def _decided(home: Oeverland, at: datetime, stage: Stage = Stage.DECIDED) -> None:
    Decision.objects.filter(pk=home.decision.pk).update(stage=stage, decided_at=at)


def _rows() -> dict[str, int]:
    found = {}
    for model in apps.get_models(include_auto_created=True):
        rows = model._default_manager.all()
        found[model._meta.label] = rows.scoped(ALL).count() if hasattr(rows, "scoped") else rows.count()
    return found


@pytest.mark.parametrize("stage", [Stage.DECIDED, Stage.STOPPED])
def test_sixty_one_days_after_the_decision_the_answers_are_gone(home: Oeverland, stage: Stage) -> None:
    _answered(home)
    _decided(home, NOW - timedelta(days=61), stage)
    counts = run_retention(now=NOW)
    assert [m.objects.scoped(ALL).count() for m in ANSWERS] == [0, 0, 0, 0, 0]
    assert CallRequest.objects.scoped(ALL).count() == 0
    assert AnalysisRun.objects.scoped(ALL).count() == 0
    assert DeciderAnswer.objects.count() == FrameChange.objects.count() == ViewLog.objects.count() == 0
    assert Decision.objects.count() == 1
    assert Promise.objects.count() == 1
    assert counts["perspectives.Statement"] == 2
    assert counts["perspectives.Perspective"] == 2
    assert counts["perspectives.QuestionGroupMember"] == 2


def test_fifty_nine_days_after_it_they_are_all_there(home: Oeverland) -> None:
    _answered(home)
    _decided(home, NOW - timedelta(days=59))
    counts = run_retention(now=NOW)
    assert [m.objects.scoped(ALL).count() for m in ANSWERS] == [2, 1, 2, 1, 2]
    assert DeciderAnswer.objects.count() == FrameChange.objects.count() == ViewLog.objects.count() == 1
    assert {name: n for name, n in counts.items() if n} == {"topics.AnalysisRun": 1}


def test_a_decision_that_nobody_ended_keeps_everything(home: Oeverland) -> None:
    _answered(home)
    run_retention(now=NOW + timedelta(days=400))
    assert [m.objects.scoped(ALL).count() for m in ANSWERS] == [2, 1, 2, 1, 2]


def test_the_indication_of_escalation_goes_at_the_decision(home: Oeverland) -> None:
    _answered(home)
    _decided(home, NOW - timedelta(minutes=1))
    run_retention(now=NOW)
    assert [run.scope for run in AnalysisRun.objects.scoped(ALL)] == [RunScope.SHARED]


def test_a_dry_run_counts_what_would_go_and_changes_nothing(home: Oeverland) -> None:
    _answered(home)
    _decided(home, NOW - timedelta(days=61))
    keys = set(DataKey.objects.values_list("pk", flat=True))
    before = _rows()
    foretold = run_retention(now=NOW, dry_run=True)
    assert _rows() == before
    assert set(DataKey.objects.values_list("pk", flat=True)) == keys
    assert Person.objects.filter(erased_at__isnull=False).count() == 0
    assert run_retention(now=NOW) == foretold


def test_the_keys_go_too_and_a_second_run_finds_nothing(home: Oeverland) -> None:
    _answered(home)
    _decided(home, NOW - timedelta(days=61))
    DataKey.objects.update(made_at=NOW - timedelta(days=90))
    old = set(Seat.objects.values_list("data_key", flat=True))
    counts = run_retention(now=NOW)
    assert counts["vault.DataKey"] == len(home.seats)
    assert not DataKey.objects.filter(pk__in=old).exists()
    assert DataKey.objects.filter(pk=home.decision.data_key_id).exists()
    again = run_retention(now=NOW + timedelta(days=1))
    assert {name: n for name, n in again.items() if n} == {}


def test_names_go_with_the_last_decision_and_stay_in_a_running_one(home: Oeverland) -> None:
    running = Decision.objects.create(
        organisation=home.organisation, sentence="Which rota?", data_key=DataKey.make()
    )
    Seat.objects.create(decision=running, person=home.seats["bas"].person, data_key=DataKey.make())
    _decided(home, NOW - timedelta(days=61))
    run_retention(now=NOW)
    assert {p.name for p in Person.objects.filter(erased_at__isnull=True)} == {
        "Bas",
        "Lotte",
        "Wim",
        "Nobody",
    }
    assert {p.name for p in Person.objects.filter(erased_at__isnull=False)} == {"name removed"}
    assert not Person.objects.filter(erased_at__isnull=False, mail__isnull=False).exists()


def test_a_link_goes_when_it_expires_or_is_withdrawn(home: Oeverland) -> None:
    for name, expires, revoked in (
        ("femke", NOW - timedelta(hours=1), None),
        ("bas", NOW + timedelta(days=9), NOW - timedelta(hours=1)),
        ("tom", NOW + timedelta(hours=1), None),
    ):
        home.link(name)
        AccessLink.objects.filter(person=home.seats[name].person).update(
            expires_at=expires, revoked_at=revoked
        )
    run_retention(now=NOW)
    assert [link.person.name for link in AccessLink.objects.all()] == ["Tom"]


@pytest.mark.parametrize(("days", "left"), [(29, 3), (31, 1)])
def test_a_message_goes_a_month_after_it_was_sent(home: Oeverland, days: int, left: int) -> None:
    at, who = NOW - timedelta(days=days), home.seats["femke"].person_id
    for once, state, sent in (
        ("a", MessageState.SENT, at),
        ("b", MessageState.DROPPED, None),
        ("c", MessageState.WAITING, None),
    ):
        Message.objects.create(
            once=once, kind="digest", recipient=who, state=state, sent_at=sent, not_before=at
        )
    Message.objects.update(made_at=at)
    readable = ReadableMessage.objects.create(
        message=Message.objects.get(once="a"), to="f", subject="s", text="t"
    )
    ReadableMessage.objects.filter(pk=readable.pk).update(at=at)
    counts = run_retention(now=NOW)
    assert Message.objects.count() == left
    assert counts["outbox.ReadableMessage"] == (1 if days == 31 else 0)


@pytest.mark.parametrize(("days", "left"), [(13, 1), (15, 0)])
def test_a_wish_to_be_called_goes_a_fortnight_after_the_call(home: Oeverland, days: int, left: int) -> None:
    asks_a_call(home.seats["youssef"], "06 12345678")
    asks_a_call(home.seats["tom"], "06 87654321")
    CallRequest.objects.scoped(ALL).filter(seat=home.seats["youssef"]).update(
        done_at=NOW - timedelta(days=days)
    )
    run_retention(now=NOW)
    assert CallRequest.objects.scoped(ALL).count() == 1 + left


def test_what_libraries_leave_behind_goes(home: Oeverland) -> None:
    Session.objects.create(session_key="old", session_data="", expire_date=NOW - timedelta(days=1))
    Session.objects.create(session_key="new", session_data="", expire_date=NOW + timedelta(days=1))
    for n, days in (("1", 15), ("2", 1)):
        at = NOW - timedelta(days=days)
        Task.objects.create(id=n * 32, name=n, func="f", started=at, stopped=at)
    WaitingAnalysis.objects.create(decision=home.decision)
    WaitingAnalysis.objects.update(asked_at=NOW - timedelta(days=31))
    counts = run_retention(now=NOW)
    assert [s.session_key for s in Session.objects.all()] == ["new"]
    assert [t.name for t in Task.objects.all()] == ["2"]
    assert counts["topics.WaitingAnalysis"] == 1


def test_what_is_kept_of_a_run_are_counts(home: Oeverland) -> None:
    _answered(home)
    _decided(home, NOW - timedelta(days=61))
    counts = run_retention(now=NOW)
    run = RetentionRun.objects.get()
    assert run.counts == counts
    assert all(isinstance(n, int) for n in run.counts.values())


def test_a_run_killed_halfway_is_completed_by_the_next(
    home: Oeverland, monkeypatch: pytest.MonkeyPatch
) -> None:
    _answered(home)
    _decided(home, NOW - timedelta(days=61))

    def killed(self: object) -> None:
        raise SystemExit

    with monkeypatch.context() as broken:
        broken.setattr("django.db.models.query.QuerySet.delete", _until(Figure, killed))
        with pytest.raises(SystemExit):
            run_retention(now=NOW)
    assert Statement.objects.scoped(ALL).count() == 0
    assert Figure.objects.scoped(ALL).count() == 1
    assert RetentionRun.objects.count() == 0
    run_retention(now=NOW)
    due = {k.model: past_term(k, clock(NOW)).count() for k in declared() if k.how is How.DELETE}
    assert set(due.values()) == {0}


def _until(model: type, then: object) -> object:
    from django.db.models.query import QuerySet

    real = QuerySet.delete

    def delete(self: QuerySet[Figure]) -> object:
        return then(self) if self.model is model else real(self)  # type: ignore[operator]

    return delete
