"""What the analysis proposes, as ids, for the facilitator who makes a conversation of it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from beforehand.decisions.access import Standing
from beforehand.perspectives.queries import statements_for
from beforehand.topics.models import Topic
from beforehand.topics.queries.kept import TalkKept, latest_run
from beforehand.topics.queries.latest import sentences_said, sentences_under
from beforehand.topics.queries.naming import names_for
from beforehand.topics.queries.over_time import bodies_of
from beforehand.topics.queries.saying import saying_for
from beforehand.topics.queries.seen import SentenceSeen
from beforehand.topics.rules import may_facilitate
from beforehand.vault.disclose import disclose
from beforehand.vault.processes.analyst import analyst


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A conversation the analysis proposes. ``handle`` stays the same in the next analysis; ``topics`` are rows."""

    handle: str
    kind: str
    people: tuple[UUID, ...]
    topics: tuple[UUID, ...]
    commitments: tuple[UUID, ...]
    minutes: int
    confidential: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OnTheTable:
    """A topic as one reader may know of it on an agenda: its title, what to avoid, and sentences as released."""

    id: UUID
    pattern: str
    title: str
    about: str
    avoid: str
    sentences: tuple[SentenceSeen, ...]
    closed: bool


def proposals(standing: Standing) -> tuple[Proposal, ...]:
    """Return what the latest analysis proposes, planned or not, to the facilitator; to nobody else anything."""
    found = latest_run(standing) if may_facilitate(standing) else None
    if found is None:
        return ()
    plan = found.analysis.plan
    talks: list[TalkKept] = [
        v.value for v in disclose(standing.viewer, (*plan.conversations, *plan.unplanned))
    ]
    rows = {one["key"]: body.id for body in bodies_of(standing) for one in body.parts}
    return tuple(
        Proposal(
            handle=found.handles[talk.key],
            kind=talk.kind,
            people=tuple(UUID(person) for person in talk.people),
            topics=tuple(dict.fromkeys(rows[key] for key in talk.topics if key in rows)),
            commitments=tuple(UUID(moment) for moment in talk.commitments),
            minutes=talk.minutes,
            confidential=talk.confidential,
        )
        for talk in talks
    )


def on_the_table(standing: Standing, topics: Collection[UUID]) -> Mapping[UUID, OnTheTable]:
    """Return, of topics on an agenda, those this reader may know of.

    The facilitator reads them whole. Others read one only when it stands in the picture all read, known by the same;
    that a conversation is about something else of somebody stays with the facilitator. Sentences come as released.
    """
    if not topics:
        return {}
    every_row = Topic.objects.scoped(analyst(standing.decision)).filter(pk__in=topics)
    names = {
        pk: (pattern, anchor) for pk, pattern, anchor in every_row.values_list("pk", "pattern", "anchor")
    }
    readable = {(body.pattern, body.anchor): body for body in bodies_of(standing)}
    bodies = {pk: readable[name] for pk, name in names.items() if name in readable}
    found = latest_run(standing)
    kept = {} if found is None else {t.key: t for t in found.analysis.topics}
    under = [kept[body.key] for body in bodies.values() if body.key in kept]
    said = [] if found is None else statements_for(standing, among=sentences_under(found, under))
    say = saying_for(names_for(standing, among=said), facilitates=may_facilitate(standing))
    seen = {}
    for pk, body in bodies.items():
        topic = kept.get(body.key)
        seen[pk] = OnTheTable(
            id=pk,
            pattern=body.pattern,
            title=say.title(body.pattern),
            about=say.about_ids(body.body["anchor"]),
            avoid=say.avoid(body.pattern),
            sentences=() if topic is None or found is None else sentences_said(say, found, topic),
            closed=body.stands == "closed",
        )
    return seen
