"""From a situation and its topics to a plan: selection, calendar, what each conversation carries, and the gap."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from beforehand.engine.detectors.registry import ahead
from beforehand.engine.inputs import Invitation, Picture
from beforehand.engine.plan.candidates import Candidate
from beforehand.engine.plan.carrying import carried
from beforehand.engine.plan.scheduling import Calendar, deadline, schedule
from beforehand.engine.plan.selection import Selection
from beforehand.engine.plan.situation import Kind, Situation
from beforehand.engine.results import Conversation, LatestDate, Plan, Reason, Topic
from beforehand.engine.runs import CONFIDENTIAL_KINDS
from beforehand.vault.disclose import Readers, Run


def make_plan(
    at: Situation,
    selection: Selection,
    topics: Sequence[Topic],
    *,
    run: Run,
    is_working: Callable[[date], bool],
) -> Plan:
    """Plan the conversations of a selection.

    Returns
    -------
    Plan
        ``objective`` and ``bound`` in the planner's cost units (attendance, number, weeks waited, price of what is left).
    """
    calendar = schedule(at, selection, is_working=is_working)
    made = [_conversation(at, c, selection, calendar, topics, run) for c in selection.held]
    planned = sorted(
        (c for c in made if c.planned is not None), key=lambda c: (c.planned or date.max, made.index(c))
    )
    targets = at.targets()
    cut = tuple(
        _bare(at, c, topics, run, deadline(at, c, targets).serves(None, at.picture.day), Reason.CUT)
        for c in selection.cut
    )
    unplanned = (*(c for c in made if c.planned is None), *cut)
    covered = {t for c in planned for t in c.topics}
    result = calendar.schedule
    return Plan(
        conversations=tuple(planned),
        unplanned=unplanned,
        uncovered=tuple(t.key for t in topics if t.key not in covered),
        objective=round(result.objective, 6),
        bound=round(result.bound, 6),
        gap=round(result.gap, 6),
        reproducible=result.reproducible,
    )


def _conversation(
    at: Situation, c: Candidate, selection: Selection, calendar: Calendar, topics: Sequence[Topic], run: Run
) -> Conversation:
    day = calendar.days.get(c.key)
    latest = calendar.deadlines[c.key].serves(day, at.picture.day)
    return _bare(
        at,
        c,
        topics,
        run,
        latest,
        calendar.reasons.get(c.key),
        planned=day,
        after=tuple(x.key for x in selection.held if x.key in selection.after[c.key]),
    )


def _bare(
    at: Situation,
    c: Candidate,
    topics: Sequence[Topic],
    run: Run,
    latest: LatestDate,
    reason: Reason | None,
    *,
    planned: date | None = None,
    after: tuple[str, ...] = (),
) -> Conversation:
    kind = at.kinds[c.kind]
    side_of = {s.id: s.side for s in at.picture.seats}
    keys = carried(c, topics)
    matters = [t for t in topics if t.key in keys]
    everything = {x.id for x in ahead(at.picture)}
    named = [set(t.commitments) for t in matters if set(t.commitments) != everything]
    served = {x for t in named for x in t} if c.commitment is None else {c.commitment}
    if latest.commitment is not None:
        served.add(latest.commitment)
    confidential = kind.confidential or c.kind in CONFIDENTIAL_KINDS
    return Conversation(
        key=c.key,
        kind=c.kind,
        role=kind.role,
        people=at.order.seats(c.people),
        topics=keys,
        commitments=at.order.commitments(served),
        latest=latest,
        minutes=kind.minutes + int(at.numbers["merged_minutes"]) * len(c.also),
        also=c.also,
        readers=readers(run, c.people, confidential=confidential),
        planned=planned,
        after=after,
        sides=at.order.sides(side_of[p] for p in c.people),
        confidential=confidential,
        suggestion=bool(matters) and all(t.suggestion for t in matters),
        lead=c.bearer,
        reason=reason,
    )


def readers(run: Run, people: frozenset[str], *, confidential: bool) -> Readers:
    """Return whom a conversation exists for: one from the facilitator's run for the facilitator alone."""
    if run is Run.FACILITATOR:
        return Readers(run, only=people)
    return Readers(run, only=people if confidential else None)


def invited_conversations(
    picture: Picture, kinds: Mapping[str, Kind], at: Situation
) -> tuple[Conversation, ...]:
    """Return the conversations people were invited to, made of the invitations alone.

    Nothing of the analysis enters, so an invitation tells nobody what else was seen; ``at`` comes with an order of
    people that rests on the open frame alone.
    """

    def one(invitation: Invitation) -> Conversation:
        kind = kinds[invitation.kind]
        side_of = {s.id: s.side for s in picture.seats}
        nearest = [c for c in at.targets() if c.id in invitation.commitments]
        latest = (
            LatestDate(day=at.add_days(nearest[0].day, -kind.lead), commitment=nearest[0].id)
            if nearest
            else LatestDate(day=None, commitment=None)
        )
        return Conversation(
            key=":".join((invitation.kind, *sorted(invitation.people))),
            kind=invitation.kind,
            role=kind.role,
            people=at.order.seats(invitation.people),
            topics=(),
            commitments=at.order.commitments(invitation.commitments),
            latest=latest,
            minutes=kind.minutes,
            readers=Readers(Run.FACILITATOR, only=invitation.people, invited=True),
            planned=invitation.day,
            sides=at.order.sides(side_of[p] for p in invitation.people if p in side_of),
            confidential=kind.confidential or invitation.kind in CONFIDENTIAL_KINDS,
        )

    known = [i for i in picture.invited if i.kind in kinds]
    known.sort(
        key=lambda i: (i.day or date.max, i.kind, [at.order.seat(p) for p in at.order.seats(i.people)])
    )
    return tuple(one(i) for i in known)
