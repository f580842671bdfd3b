"""Asking for an analysis and making it. Nobody waits for it, and no page makes one.

Many changes ask for it once: ``WaitingAnalysis`` holds that it was asked for and not begun. The row and the job
are made in one transaction. The job takes the row away first, in a step of its own, and reads the decision after
that; so whoever finds the row there knows that the job will still see what they changed. A job that is killed is handed
out again by the queue, and finds what was kept already. Who has read docs/decisions/0022 knows why.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.db.models import F, Max, Q
from django.utils import timezone

from beforehand.decisions.choices import Stage
from beforehand.decisions.models import Decision
from beforehand.perspectives.models import Figure, Statement
from beforehand.shell.jobs import enqueue
from beforehand.topics.actions.over_time import bring_up_to_date
from beforehand.topics.analyses import (
    Kept,
    TopicNow,
    asked_of,
    engine_version,
    keepable,
    picture_of,
    previews,
    thresholds_digest,
    topics_now,
)
from beforehand.topics.models import AnalysisRun, RunScope, WaitingAnalysis
from beforehand.vault.processes.analyst import analyst

JOB = "topics.analyse"
OPEN = (Stage.FRAMING, Stage.LISTENING)
LOST_AFTER = timedelta(minutes=45)
"""The queue hands a job out five times in half an hour; what still waits after that, waits for nobody."""


def note_change(decision: UUID) -> None:
    """Note that something the engine reads has changed, and ask for an analysis of it."""
    with transaction.atomic():
        if Decision.objects.filter(pk=decision).update(input_version=F("input_version") + 1):
            request_analysis(decision)


def request_analysis(decision: UUID) -> None:
    """Ask for an analysis; asking again before it begins changes nothing."""
    lost = timezone.now() - LOST_AFTER
    waiting = WaitingAnalysis.objects.filter(decision_id=decision)
    if waiting.filter(asked_at__gte=lost).exists():
        return
    with transaction.atomic():
        if waiting.filter(asked_at__lt=lost).update(asked_at=timezone.now()) or _wait(decision):
            enqueue(JOB, decision)


def make_analysis(decision: UUID) -> None:
    """Analyse a decision as it stands now, in both runs, and keep the results sealed; on nobody's behalf, by the Analyst.

    Doing it twice changes nothing. What was kept of earlier states goes. What is decided or stopped is analysed no more.
    """
    WaitingAnalysis.objects.filter(decision_id=decision).delete()
    began = timezone.now()
    row = Decision.objects.select_related("data_key").filter(pk=decision, stage__in=OPEN).first()
    if row is None:
        return
    day = row.today or timezone.localdate()
    state = {
        "input_version": row.input_version,
        "day": day,
        "engine_version": engine_version(),
        "thresholds": thresholds_digest(),
    }
    runs = AnalysisRun.objects.scoped(analyst(decision))
    made = set(runs.filter(**state).values_list("scope", flat=True))
    wanted = [scope for scope in RunScope if scope not in made]
    if not wanted:
        return
    picture = picture_of(decision, day)
    kept = {scope: keepable(picture, scope) for scope in wanted}
    if RunScope.SHARED in kept:
        asked = asked_of(decision, frozenset(seat.id for seat in picture.seats))
        kept[RunScope.SHARED]["asked"] = previews(picture, asked)
    for scope in wanted:
        now = topics_now(picture, kept[scope], scope)
        _keep(row, scope, state | {"made_at": began}, kept[scope], now)


def catch_up() -> None:
    """Ask for an analysis of every open decision whose latest one is of another day or an earlier state."""
    open_now = Decision.objects.filter(stage__in=OPEN).order_by("pk")
    for decision, version, today in open_now.values_list("pk", "input_version", "today"):
        current = (
            AnalysisRun.objects.scoped(analyst(decision))
            .filter(input_version=version, day=today or timezone.localdate())
            .filter(engine_version=engine_version(), thresholds=thresholds_digest())
        )
        made = current.aggregate(at=Max("made_at"))["at"]
        if current.count() < len(RunScope):
            request_analysis(decision)
        elif any(changed > made for changed in _last_changes(decision)):
            note_change(decision)  # the change was kept, and a stop came before it was noted


def _last_changes(decision: UUID) -> list[datetime]:
    # Drafts and what is kept to oneself count too: a sentence may just have been taken back from what the last
    # analysis read. One analysis too many costs seconds; one too few would go on showing it.
    scope = analyst(decision)
    rows = (Statement.objects.scoped(scope), Figure.objects.scoped(scope))
    last = (row.aggregate(at=Max("changed_at"))["at"] for row in rows)
    return [at for at in last if at is not None]


def _wait(decision: UUID) -> bool:
    try:
        with transaction.atomic():
            WaitingAnalysis.objects.create(decision_id=decision)
    except IntegrityError:  # somebody asked at the same moment, or the decision is gone
        return False
    return True


def _keep(
    row: Decision, scope: RunScope, state: dict[str, object], kept: Kept, now: Iterable[TopicNow]
) -> None:
    run = AnalysisRun(id=uuid4(), decision=row, scope=scope, **state)
    run.result = row.data_key.seal(kept, run.about)
    with transaction.atomic():
        Decision.objects.select_for_update().get(pk=row.pk)  # one at a time, or a topic would come up twice
        try:
            with transaction.atomic():
                run.save(force_insert=True)
        except IntegrityError:  # another worker was just before, with the same
            return
        others = AnalysisRun.objects.scoped(analyst(row.pk)).filter(scope=scope)
        others.filter(input_version__lte=run.input_version, made_at__lt=run.made_at).exclude(
            pk=run.pk
        ).delete()
        # One of an earlier state that comes in last has nothing to say about what came up since.
        if not others.filter(Q(input_version__gt=run.input_version) | Q(made_at__gt=run.made_at)).exists():
            bring_up_to_date(row, scope, now, at=run.made_at)
