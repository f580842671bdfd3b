"""One analysis: a picture in, everything the engine says about it out.

This is the engine's door: the command line, the server's jobs and a notebook call it alike.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache, partial

from beforehand.engine.detectors import Surroundings
from beforehand.engine.detectors.framing import question_groups
from beforehand.engine.glasl import relations
from beforehand.engine.hardness import hardness, room_left
from beforehand.engine.inputs import Consent, Picture
from beforehand.engine.likeness import Remembered
from beforehand.engine.order import Order
from beforehand.engine.plan.next_few import choose_next
from beforehand.engine.plan.planning import invited_conversations, make_plan
from beforehand.engine.plan.selection import select
from beforehand.engine.plan.situation import Kind, Situation
from beforehand.engine.results import (
    Analysis,
    Counts,
    Hardness,
    LatestDate,
    Next,
    Plan,
    QuestionSuggestion,
    Rank,
    RelationRange,
    Topic,
)
from beforehand.engine.runs import draft_if_agreed, drafts_for, frame_of, people_view, picture_for
from beforehand.engine.similarity import Similarity, ngrams
from beforehand.engine.topics import Meaning, complete, see_sprints, see_strained
from beforehand.engine.workdays import add_working_days, is_working_day, working_days_between
from beforehand.knowledge import Knowledge
from beforehand.vault.disclose import Readers, Run

ROOMS = (1, 3, 6)
"""For how many conversations there may be room: what each leaves uncovered is told side by side."""


def analyse(
    picture: Picture,
    knowledge: Knowledge,
    *,
    run: Run = Run.FACILITATOR,
    similarity: Similarity | None = None,
    room: int = 3,
) -> Analysis:
    """Analyse one decision.

    Parameters
    ----------
    picture
        The decision as read; answers for the writer only may be in it, they are taken out here again.
    knowledge
        Patterns, rules, conversation types and thresholds.
    run
        For the facilitator (release 1 and up) or for the shared picture (release 2 and up and what holders agreed to).
    similarity
        How alike sentences are found; None for character n-grams. The result says which was used.
    room
        For how many conversations there is room next: 1, 3 or 6.

    Returns
    -------
    Analysis
        The same for the same input, whatever the order of lists and the spelling of ids.
    """
    seen = picture_for(picture, run)
    choosing = people_view(picture, seen, run)
    order = Order(choosing, seen.statements)  # nor may the order in which people stand tell who wrote what
    hard = _hard(seen, knowledge, order)
    marks = {h.commitment: h.marks for h in hard}
    around = _around(seen, knowledge, marks, similarity)
    drafts = drafts_for(picture, seen, run, thresholds=_thresholds(knowledge), around=around)
    ranges = _relations(seen, knowledge, run, order)
    at = Situation(
        picture=choosing,
        drafts=drafts,
        kinds=_kinds(knowledge),
        numbers=knowledge.planning,
        marks=marks,
        strain={frozenset(r.relation): r.strain for r in ranges},
        signalled={frozenset(r.relation): float(r.observations) for r in ranges},
        ended=frozenset(
            frozenset(r.relation)
            for r in ranges
            if (r.high or 0) >= knowledge.glasl.estimation.numbers["group_stop_stage"]
        ),
        order=order,
        confidential=run is Run.FACILITATOR,
        add_days=cache(partial(_add, country=seen.country)),
    )
    chosen = select(at)
    sprints = see_sprints(at, chosen, working_days=partial(working_days_between, country=seen.country))
    drafts = {**drafts, "P19": sprints, "R26": see_strained(at)}
    topics = complete(at, chosen, drafts, _meanings(knowledge), run=run)
    plan = make_plan(
        at, chosen, topics, run=run, is_working=cache(partial(is_working_day, country=seen.country))
    )
    chosen_for = partial(_next, plan, topics, at, knowledge.planning)
    return Analysis(
        run=run,
        day=seen.day,
        counts=Counts(
            sides=len(seen.sides), people=len(seen.seats), answered=sum(1 for s in seen.seats if s.answered)
        ),
        topics=topics,
        hardness=hard,
        room_left=room_left(seen.commitments, today=seen.day, order=order),
        relations=ranges,
        questions=_questions(seen, around, run),
        plan=plan,
        next=chosen_for(room),
        rooms=tuple(chosen_for(other) for other in ROOMS if other != room),
        invited=invited_conversations(seen, at.kinds, replace(at, order=Order(frame_of(picture)))),
        similarity=around.similarity.name,
        thresholds=dict(sorted(knowledge.planning.items())),
    )


def _next(
    plan: Plan, topics: tuple[Topic, ...], at: Situation, numbers: Mapping[str, float], room: int
) -> Next:
    return choose_next(
        plan.conversations,
        topics,
        room=room,
        prices={int(rank): numbers[f"price_{rank.name.lower()}"] for rank in Rank},
        nearest=next((c.id for c in at.targets()), None),
        later=numbers["later_share"],
        suggested=numbers["suggested_share"],
        unlocked=numbers["unlocked_share"],
    )


def if_shared(
    picture: Picture, knowledge: Knowledge, asked: Consent, *, similarity: Similarity | None = None
) -> Topic | None:
    """Return the topic everybody would read if a holder agreed to share what rests on that person alone.

    Seen as the shared run would see it; without the date before which it comes, which follows from a plan. None when
    there would be nothing to read.
    """
    seen = picture_for(picture, Run.SHARED)
    order = Order(people_view(picture, seen, Run.SHARED), seen.statements)
    marks = {h.commitment: h.marks for h in _hard(seen, knowledge, order)}
    draft = draft_if_agreed(
        picture,
        seen,
        asked,
        at=_thresholds(knowledge).get(asked.pattern, {}),
        around=_around(seen, knowledge, marks, similarity),
    )
    if draft is None:
        return None
    return Topic(
        pattern=asked.pattern,
        key=f"{asked.pattern}:{'+'.join(draft.anchor)}",
        anchor=draft.anchor,
        rank=_meanings(knowledge)[asked.pattern].rank,
        certainty=draft.certainty,
        basis=draft.basis,
        latest=LatestDate(day=None, commitment=None),
        readers=Readers(Run.SHARED, only=frozenset({asked.person})),
        sides=order.sides(draft.sides),
        people=order.seats(draft.people),
        holders=order.seats(draft.holders),
        statements=order.statements(draft.statements),
        commitments=order.commitments(draft.commitments),
        evidence=draft.evidence,
        suggestion=draft.suggestion,
        strong=draft.strong,
    )


def _hard(seen: Picture, knowledge: Knowledge, order: Order) -> tuple[Hardness, ...]:
    known = {name: m.id for m in knowledge.hardness_marks.values() for name in (m.id, *m.also)}
    return hardness(seen.commitments, today=seen.day, country=seen.country, marks_known=known, order=order)


def _around(
    seen: Picture, knowledge: Knowledge, marks: Mapping[str, int], similarity: Similarity | None
) -> Surroundings:
    method = Remembered(similarity or ngrams(), seen, knowledge.patterns["P08"].thresholds["importance"])
    return Surroundings(
        marks=marks,
        similarity=method,
        alike=knowledge.planning[f"alike_{method.name}"],
        signal_stage=knowledge.glasl.signal_stage,
    )


def _add(day: date, n: int, *, country: str) -> date:
    return add_working_days(day, n, country)


def _thresholds(knowledge: Knowledge) -> dict[str, Mapping[str, float]]:
    patterns = {p.id: p.thresholds for p in knowledge.patterns.values()}
    return {**patterns, **{r.id: r.thresholds for r in knowledge.rules.values()}}


def _meanings(knowledge: Knowledge) -> dict[str, Meaning]:
    patterns = {
        p.id: Meaning(Rank[p.rank.upper()], p.conversation_types) for p in knowledge.patterns.values()
    }
    return patterns | {
        r.id: Meaning(Rank[r.rank.upper()], r.conversation_types) for r in knowledge.rules.values()
    }


def _kinds(knowledge: Knowledge) -> dict[str, Kind]:
    return {
        t.id: Kind(
            id=t.id,
            role=t.role,
            minutes=t.minutes,
            fewest=t.size[0],
            people=t.size[1] - 1,
            lead=t.lead,
            before=tuple(t.before),
            confidential=t.confidential,
        )
        for t in knowledge.conversation_types.values()
    }


def _relations(seen: Picture, knowledge: Knowledge, run: Run, order: Order) -> tuple[RelationRange, ...]:
    if run is not Run.FACILITATOR:
        return ()
    glasl = knowledge.glasl
    return relations(
        seen,
        signal_stage=glasl.signal_stage,
        estimation=glasl.estimation.numbers,
        third_party={t.id: (t.low, t.high) for t in glasl.third_party},
        strained_stage=int(knowledge.planning["strained_stage"]),
        threshold_signals=glasl.threshold_signals,
        order=order,
    )


def _questions(seen: Picture, around: Surroundings, run: Run) -> tuple[QuestionSuggestion, ...]:
    """Return the groups of questions; in the shared run nobody is named in them."""
    groups = question_groups(seen, around)
    if run is Run.FACILITATOR:
        return groups
    return tuple(
        QuestionSuggestion(people=(), statements=g.statements, confirmed=g.confirmed) for g in groups
    )
