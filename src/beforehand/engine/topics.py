"""From what detectors saw to topics: key, rank, latest date, readers, and the one-way sprint.

Source: engine.md section 1; ``knowledge`` P19, R10.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from beforehand.engine.detectors import Draft
from beforehand.engine.detectors.registry import ahead, own_choice
from beforehand.engine.inputs import Commitment, Door
from beforehand.engine.plan.selection import Selection, chain
from beforehand.engine.plan.situation import Situation
from beforehand.engine.results import Basis, Certainty, Evidence, LatestDate, Rank, Topic
from beforehand.vault.disclose import Readers, Run


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the knowledge says of a pattern or rule, as far as the engine needs it."""

    rank: Rank
    conversation_types: tuple[str, ...]


def see_sprints(
    at: Situation, selection: Selection, *, working_days: Callable[[date, date], int]
) -> list[Draft]:
    """Return one draft per one-way commitment of one's own before which the conversations no longer fit (P19).

    They do not fit when the working days left are fewer than the longest chain of lead times among those that bear on it.
    """
    drafts = []
    for commitment in ahead(at.picture):
        if commitment.door is not Door.ONE_WAY or not own_choice(commitment):
            continue
        bearing = [c.key for c in selection.held if c.commitment in (None, commitment.id)]
        if working_days(at.picture.day, commitment.day) < chain(selection, bearing):
            drafts.append(
                Draft(
                    anchor=(commitment.id,),
                    certainty=Certainty.HIGH,
                    basis=Basis.FACT,
                    commitments=frozenset({commitment.id}),
                    evidence=(
                        Evidence(kind="date", refs=(commitment.id,)),
                        Evidence(kind="door", refs=(commitment.id,)),
                    ),
                )
            )
    return drafts


def see_strained(at: Situation) -> list[Draft]:
    """Return one draft per relation so strained that it comes before the options (R26); facilitator's run only."""
    return [
        Draft(
            anchor=tuple(sorted(pair)),
            certainty=Certainty.MIDDLE,
            basis=Basis.FACT,
            sides=pair,
            evidence=(Evidence(kind="signal", refs=tuple(sorted(pair))),),
        )
        for pair, weight in sorted(at.strain.items(), key=lambda item: sorted(item[0]))
        if weight >= at.numbers["strained_weight"]
    ]


def complete(
    at: Situation,
    selection: Selection,
    drafts: Mapping[str, Iterable[Draft]],
    meanings: Mapping[str, Meaning],
    *,
    run: Run,
) -> tuple[Topic, ...]:
    """Turn drafts into topics, ranked; the order depends on nothing but the picture."""
    topics = [
        _topic(at, selection, pattern, draft, meanings[pattern], run)
        for pattern, found in drafts.items()
        for draft in found
    ]
    topics.sort(key=lambda t: _place(at, t))
    return tuple(topics)


def _topic(
    at: Situation, selection: Selection, pattern: str, draft: Draft, meaning: Meaning, run: Run
) -> Topic:
    coming = ahead(at.picture)
    named = [c for c in coming if c.id in draft.commitments] or coming
    types = meaning.conversation_types if draft.conversation_types is None else draft.conversation_types
    return Topic(
        pattern=pattern,
        key=f"{pattern}:{'+'.join(draft.anchor)}",
        anchor=draft.anchor,
        rank=meaning.rank,
        certainty=draft.certainty,
        basis=draft.basis,
        latest=latest_date(at, selection, named, types),
        readers=Readers(run),
        sides=at.order.sides(draft.sides),
        people=at.order.seats(draft.people | draft.open_people),
        holders=at.order.seats(draft.holders),
        statements=at.order.statements(draft.statements),
        commitments=at.order.commitments(c.id for c in named),
        absent_groups=tuple(sorted(draft.absent_groups)),
        evidence=_in_order(at, draft.evidence),
        suggestion=draft.suggestion,
        strong=draft.strong,
        conversation_types=types,
    )


def _in_order(at: Situation, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Return evidence with people, sentences, commitments and sides in an order no id decides."""
    ways = {
        "statement": at.order.statements,
        "mark": at.order.commitments,
        "commitment": at.order.commitments,
        "contact": at.order.sides,
        "signal": at.order.sides,
    }
    told = [replace(e, refs=ways[e.kind](e.refs)) if e.kind in ways else e for e in evidence]
    kinds = [e.kind for e in told]
    return tuple(
        sorted(
            told, key=lambda e: (kinds.index(e.kind), at.order.seat(e.refs[0]) if e.kind == "answer" else 0)
        )
    )


def latest_date(
    at: Situation, selection: Selection, on: Sequence[Commitment], types: Sequence[str]
) -> LatestDate:
    """Return until when a topic can be taken up in time.

    The nearest one-way commitment of one's own gives the date (else the nearest); from it go off the lead time of the
    kind of conversation that serves the topic best, and of what must come before that.
    """
    if not on:
        return LatestDate(day=None, commitment=None)
    free = [c for c in on if own_choice(c)] or list(on)
    one_way = [c for c in free if c.door is Door.ONE_WAY] or free
    target = min(one_way, key=lambda c: at.order.commitment(c.id))
    lead = 0
    if types:
        keys = [c.key for c in selection.held if types[0] in (c.kind, *c.also)]
        lead = chain(selection, keys) or at.lead(types[0])
    day = at.add_days(target.day, -lead) if lead else target.day
    return LatestDate(day=day, commitment=target.id, passed=day < at.picture.day)


_CERTAINTY = {Certainty.HIGH: 0, Certainty.MIDDLE: 1, Certainty.LOW: 2}


def _place(at: Situation, topic: Topic) -> tuple[object, ...]:
    return (
        int(topic.rank),
        topic.suggestion,
        not topic.strong,
        topic.latest.day or date.max,
        _CERTAINTY[topic.certainty],
        topic.pattern,
        [at.order.commitment(c) for c in topic.commitments],
        [at.order.side(s) for s in topic.sides],
        [at.order.seat(p) for p in topic.people],
        topic.key,
    )
