"""Topics over time: what came up, changed, went and came back, by what.

A topic is known by its pattern and a digest of its anchor under the key of the decision. The same analysis made again
writes nothing.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from hmac import new as keyed
from typing import Any, cast
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max

from beforehand.decisions.models import Decision
from beforehand.topics.actions.forgetting import forget_constraints_of
from beforehand.topics.analyses import TopicNow, every, same
from beforehand.topics.choices import Cause, Happened
from beforehand.topics.models import RunScope, Topic, TopicEvent
from beforehand.topics.queries.rows import TopicBody, TopicRow
from beforehand.vault.disclose import Reading
from beforehand.vault.door import Kept, open_for
from beforehand.vault.models import DataKey
from beforehand.vault.processes.analyst import analyst

AWAY = frozenset({Happened.ABSENT, Happened.SET_ASIDE, Happened.CLOSED})
"""A topic that stands so and changes, or comes back, came up again."""


@dataclass
class _Written:
    """What one analysis changes."""

    decision: Decision
    scope: RunScope
    at: datetime
    seqs: dict[UUID, int]
    topics: list[Topic] = field(default_factory=list)
    events: list[TopicEvent] = field(default_factory=list)

    def note(self, topic: UUID, what: Happened) -> None:
        """Note what happened to a topic."""
        seq = self.seqs[topic] = self.seqs.get(topic, 0) + 1
        self.events.append(TopicEvent(topic_id=topic, seq=seq, what=what, cause=Cause.ANALYSIS, at=self.at))


def bring_up_to_date(decision: Decision, scope: RunScope, now: Iterable[TopicNow], *, at: datetime) -> None:
    """Keep what an analysis says of each topic, inside the transaction in which the analysis is kept.

    In the shared scope a topic that rests on somebody's consent leaves no trace when it goes: that it was there would
    go on telling what that person took back.
    """
    key = decision.data_key
    there = {(one.pattern, one.anchor): one for one in opened(decision, scope)}
    written = _Written(decision, scope, at, _last_seqs(decision.pk, scope))
    for topic in now:
        name = (topic.pattern, digest(key, topic.anchor))
        known = there.pop(name, None)
        if known is None:
            _open(written, name, topic.body)
        elif known.stands == Happened.ABSENT or not same(known.body, topic.body):
            _change(written, known, topic.body)
    gone = [one for one in there.values() if one.stands != Happened.ABSENT]
    forgotten = [one.id for one in gone if scope == RunScope.SHARED and one.holders]
    for one in gone:
        if one.id not in forgotten:
            written.note(one.id, Happened.ABSENT)
            _rows(decision.pk).filter(pk=one.id).update(standing=Happened.ABSENT, last_at=at)
    _delete(decision.pk, forgotten)
    Topic.objects.bulk_create(written.topics)
    TopicEvent.objects.bulk_create(written.events)


def opened(decision: Decision, scope: RunScope) -> tuple[TopicBody, ...]:
    """Return the topics of one scope with what was kept of them; for the Analyst."""
    rows = _rows(decision.pk).filter(scope=scope).order_by("pk")
    kept = [TopicRow(row=row, data_key=decision.data_key) for row in rows]
    found = open_for(analyst(decision.pk), cast(Iterable[Kept[Any]], kept), least=1)
    return tuple(cast(TopicRow, row).shown(body, Reading.WITHOUT_NAME) for row, body in found)


def note_event(
    topic: UUID, decision: UUID, what: Happened, cause: Cause, *, by: UUID | None, at: datetime
) -> TopicEvent:
    """Keep one more thing that happened to a topic."""
    last = TopicEvent.objects.scoped(analyst(decision)).filter(topic_id=topic).aggregate(n=Max("seq"))["n"]
    return TopicEvent.objects.create(
        topic_id=topic, seq=(last or 0) + 1, what=what, cause=cause, by_id=by, at=at
    )


def forget_shared(decision: Decision, pattern: str, seat: UUID) -> None:
    """Take every trace of what rests on one person's consent out of what all may read."""
    found = opened(decision, RunScope.SHARED)
    _delete(decision.pk, [one.id for one in found if one.pattern == pattern and str(seat) in one.holders])


def forget_topics_of(decision: UUID, seat: UUID) -> None:
    """Forget every topic somebody who leaves is in, and what that person wrote at topics of others.

    For erasing. Opens the bodies as the Analyst and returns nothing.
    """
    row = Decision.objects.select_related("data_key").get(pk=decision)
    for scope in RunScope:
        about = [one.id for one in opened(row, scope) if str(seat) in _named(one.body)]
        _delete(decision, about)
    TopicEvent.objects.scoped(analyst(decision)).filter(by_id=seat).update(reason=None, by=None)
    forget_constraints_of(decision, seat)


def digest(key: DataKey, anchor: str) -> str:
    """Return what a topic is known by: nobody without the key of the decision can tell what it is about."""
    return keyed(key.opened(), b"topics.topic.anchor\x00" + anchor.encode(), sha256).hexdigest()


def _named(body: Mapping[str, Any]) -> set[str]:
    refs: set[str] = set()
    for one in every(body):
        refs.update(one["anchor"], one["people"], one["holders"])
        refs.update(*(evidence["refs"] for evidence in one["evidence"]))
    return refs


def _open(written: _Written, name: tuple[str, str], body: Mapping[str, Any]) -> None:
    pattern, anchor = name
    row = Topic(
        id=uuid4(), decision=written.decision, scope=written.scope, pattern=pattern, anchor=anchor,
        first_at=written.at, last_at=written.at,
    )  # fmt: skip
    row.body = written.decision.data_key.seal(body, row.about)
    written.topics.append(row)
    written.note(row.pk, Happened.OPENED)


def _change(written: _Written, known: TopicBody, body: Mapping[str, Any]) -> None:
    what = Happened.REOPENED if known.stands in AWAY else Happened.CHANGED
    written.note(known.id, what)
    sealed = written.decision.data_key.seal(body, Topic(id=known.id).about)
    _rows(written.decision.pk).filter(pk=known.id).update(body=sealed, standing=what, last_at=written.at)


def _last_seqs(decision: UUID, scope: RunScope) -> dict[UUID, int]:
    events = TopicEvent.objects.scoped(analyst(decision)).filter(topic__scope=scope)
    return dict(events.values_list("topic_id").annotate(last=Max("seq")).order_by())


def _rows(decision: UUID) -> Any:
    return Topic.objects.scoped(analyst(decision))


def _delete(decision: UUID, topics: Collection[UUID]) -> None:
    if topics:
        with transaction.atomic():
            TopicEvent.objects.scoped(analyst(decision)).filter(topic_id__in=topics).delete()
            _rows(decision).filter(pk__in=topics).delete()
