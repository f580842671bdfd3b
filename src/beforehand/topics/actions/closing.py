"""Closing a topic, and opening it again. It closes on changed answers or a confirmed text, never on a meeting."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from beforehand.decisions.models import Decision
from beforehand.topics.actions.over_time import note_event, opened
from beforehand.topics.choices import Cause, Happened
from beforehand.topics.models import RunScope, Topic
from beforehand.vault.processes.analyst import analyst

CLOSES = frozenset({Cause.TEXT, Cause.ANSWERS})
OPENS = frozenset({Cause.TAKEN_BACK, Cause.CHANGED_BACK})


def close_topic(*, decision: UUID, topic: UUID, cause: Cause, everywhere: bool, now: datetime) -> bool:
    """Close a topic, for who has seen to it that it may close; return whether it closed now.

    Parameters
    ----------
    cause
        ``Cause.TEXT``: every side concerned confirmed a text. ``Cause.ANSWERS``: who was asked said it changed.
    everywhere
        Whether all may know, so that it closes in the shared list too; not after a conversation that exists only for
        those in it.

    Raises
    ------
    ValueError
        For any other cause.
    """
    if cause not in CLOSES:
        raise ValueError("a topic closes on changed answers or a confirmed text")
    with transaction.atomic():
        rows = _rows(decision, topic, everywhere)
        stands = [row for row in rows if row.standing not in (Happened.CLOSED, Happened.ABSENT)]
        for row in stands:
            if cause == Cause.TEXT:
                note_event(row.pk, decision, Happened.TEXT_CONFIRMED, cause, by=None, at=now)
            _now(row, Happened.CLOSED, cause, now)
        return bool(stands)


def reopen_topic(*, decision: UUID, topic: UUID, cause: Cause, now: datetime) -> bool:
    """Open a closed topic again, wherever it closed; return whether it was closed.

    Raises
    ------
    ValueError
        For a cause that opens nothing.
    """
    if cause not in OPENS:
        raise ValueError("a topic opens again when a text is taken back or an answer changes back")
    with transaction.atomic():
        closed = [row for row in _rows(decision, topic, True) if row.standing == Happened.CLOSED]
        for row in closed:
            _now(row, Happened.REOPENED, cause, now)
        return bool(closed)


def concerned(decision: UUID, topic: UUID) -> tuple[frozenset[UUID], frozenset[UUID]]:
    """Return the sides and the people a topic is about, as ids; for the action that closes it and nobody's eyes."""
    row = Decision.objects.select_related("data_key").get(pk=decision)
    for one in opened(row, RunScope.FACILITATOR):
        if one.id == topic:
            sides = {UUID(side) for part in one.parts for side in part["sides"]}
            people = {UUID(p) for part in one.parts for p in (*part["people"], *part["holders"])}
            return frozenset(sides), frozenset(people)
    return frozenset(), frozenset()


def _rows(decision: UUID, topic: UUID, everywhere: bool) -> list[Topic]:
    """Return a topic, and the one all read that is known by the same."""
    Decision.objects.select_for_update().get(pk=decision)
    every = Topic.objects.scoped(analyst(decision))
    own = list(every.filter(pk=topic))
    if not own or not everywhere:
        return own
    name = {"pattern": own[0].pattern, "anchor": own[0].anchor}
    return own + list(every.filter(scope=RunScope.SHARED, **name).exclude(pk=topic))


def _now(row: Topic, what: Happened, cause: Cause, now: datetime) -> None:
    note_event(row.pk, row.decision_id, what, cause, by=None, at=now)
    Topic.objects.scoped(analyst(row.decision_id)).filter(pk=row.pk).update(standing=what, last_at=now)
