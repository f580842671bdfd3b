"""Topics over time for one reader: what came up, changed, went and came back, by what."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.utils import timezone

from beforehand.decisions.access import Standing
from beforehand.topics.choices import Cause, Happened
from beforehand.topics.models import HolderConsent, Topic, TopicEvent
from beforehand.topics.queries.naming import names_for
from beforehand.topics.queries.rows import ReasonRow, TopicBody, TopicRow
from beforehand.topics.queries.saying import Saying, saying_for
from beforehand.topics.queries.stories import EventSeen, SharingSeen, StorySeen
from beforehand.topics.rules import SHAREABLE, may_facilitate
from beforehand.vault.door import disclose_kept

OF_ALL = frozenset(
    {
        Happened.OPENED, Happened.CHANGED, Happened.ABSENT, Happened.REOPENED, Happened.PUBLISHED,
        Happened.TEXT_CONFIRMED, Happened.CLOSED,
    }
)  # fmt: skip
"""What everybody reads of the shared topics; the rest happens between the facilitator and who holds it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicLine:
    """One topic over time, in the reader's language. ``key`` is the facilitator's, and empty for others."""

    pattern: str
    key: str
    title: str
    about: str
    story: StorySeen


def timeline(standing: Standing) -> tuple[TopicLine, ...]:
    """Return the topics this reader may know of, over time: what is there first, then what is there no longer.

    The facilitator reads the facilitator's topics whole. Deciders and participants read the shared ones: withheld are
    the people, what was set aside and why, who was asked for consent, and every date, which would tell that somebody
    just wrote (N7). For outsiders there is nothing.
    """
    facilitates = may_facilitate(standing)
    bodies = bodies_of(standing)
    if not bodies:
        return ()
    say = saying_for(names_for(standing, sentences=False), facilitates=facilitates)
    stories = _stories(standing, bodies)
    lines = [_line(say, one, stories[one.id]) for one in bodies]
    return tuple(line for _, line in sorted(zip(map(_place, bodies), lines, strict=True), key=lambda p: p[0]))


def stories_for(standing: Standing) -> Mapping[str, StorySeen]:
    """Return how each topic of the latest run stands, by its key, to the facilitator; to nobody else."""
    if not may_facilitate(standing):
        return MappingProxyType({})
    bodies = [one for one in bodies_of(standing) if one.stands != Happened.ABSENT]
    stories = _stories(standing, bodies)
    return MappingProxyType({one.key: stories[one.id] for one in bodies})


def closed_keys(standing: Standing) -> frozenset[str]:
    """Return the keys, in this reader's run, of the topics that are closed now."""
    rows = Topic.objects.scoped(standing.reader).filter(standing=Happened.CLOSED)
    kept = [
        TopicRow(row=row, data_key=row.decision.data_key) for row in rows.select_related("decision__data_key")
    ]
    found = disclose_kept(standing.viewer, kept)
    return frozenset(one["key"] for visible in found for one in visible.value.parts)


def topic_of(standing: Standing, topic: UUID) -> TopicLine | None:
    """Return one topic over time to the facilitator; None for others, and when it is not there."""
    if not may_facilitate(standing):
        return None
    for one in bodies_of(standing):
        if one.id == topic:
            say = saying_for(names_for(standing, sentences=False), facilitates=True)
            return _line(say, one, _stories(standing, [one])[topic])
    return None


def bodies_of(standing: Standing) -> list[TopicBody]:
    """Return what was kept of the topics this reader may know of; for queries of this context."""
    rows = Topic.objects.scoped(standing.reader).select_related("decision__data_key").order_by("pk")
    kept = [TopicRow(row=row, data_key=row.decision.data_key) for row in rows]
    return [visible.value for visible in disclose_kept(standing.viewer, kept)]


def _place(one: TopicBody) -> tuple[Any, ...]:
    return (one.stands == Happened.ABSENT, one.body["rank"], one.pattern, one.key, one.anchor)


def _line(say: Saying, one: TopicBody, story: StorySeen) -> TopicLine:
    return TopicLine(
        pattern=one.pattern,
        key=one.key if say.facilitates else "",
        title=say.title(one.pattern),
        about=say.about_ids(one.body["anchor"]),
        story=story,
    )


def _stories(standing: Standing, bodies: Iterable[TopicBody]) -> dict[UUID, StorySeen]:
    facilitates = may_facilitate(standing)
    found: dict[UUID, list[EventSeen]] = {one.id: [] for one in bodies}
    rows = TopicEvent.objects.scoped(standing.reader).filter(topic_id__in=list(found))
    for row in rows.select_related("topic__decision__data_key", "by__person").order_by("topic_id", "seq"):
        if facilitates or row.what in OF_ALL:
            found[row.topic_id].append(_event(standing, row, facilitates))
    asked = _asked(standing) if facilitates else {}
    return {
        one.id: StorySeen(
            id=one.id if facilitates else None,
            stands=one.stands if facilitates or one.stands in OF_ALL else Happened.OPENED.value,
            words=str(Happened(one.stands).label) if facilitates or one.stands in OF_ALL else "",
            since=timezone.localdate(one.last_at) if facilitates else None,
            events=tuple(found[one.id]),
            sharing=_sharing(one, asked, found[one.id]) if facilitates else None,
        )
        for one in bodies
    }


def _event(standing: Standing, row: TopicEvent, facilitates: bool) -> EventSeen:
    what = Happened(row.what)
    seen = EventSeen(
        what=what.value, words=str(what.label), cause=str(Cause(row.cause).label) if row.cause else ""
    )
    if not facilitates:
        return seen
    reason = ""
    if row.reason is not None:
        kept = [ReasonRow(row=row, data_key=row.topic.decision.data_key)]
        reason = "".join(visible.value for visible in disclose_kept(standing.viewer, kept))
    by = row.by.person.name if row.by is not None else ""
    return replace(seen, on=timezone.localdate(row.at), by=by, reason=reason)


def _asked(standing: Standing) -> dict[tuple[str, str], tuple[bool, date]]:
    """Return what was asked of whom. That somebody said no, and that somebody did not answer, look the same."""
    rows = HolderConsent.objects.scoped(standing.reader)
    return {
        (pattern, str(seat)): (given is True, timezone.localdate(at))
        for pattern, seat, given, at in rows.values_list("pattern", "seat_id", "given", "asked_at")
    }


def _sharing(
    one: TopicBody, asked: Mapping[tuple[str, str], tuple[bool, date]], events: Iterable[EventSeen]
) -> SharingSeen | None:
    if one.pattern not in SHAREABLE or len(one.holders) != 1:
        return None
    (holder,) = one.holders
    given, on = asked.get((one.pattern, holder), (False, None))
    told = [e.what for e in events if e.what in (Happened.CONSENTED, Happened.CONSENT_TAKEN_BACK)]
    return SharingSeen(
        seat=UUID(holder),
        asked_on=on,
        given=given,
        taken_back=not given and told[-1:] == [Happened.CONSENT_TAKEN_BACK.value],
    )
