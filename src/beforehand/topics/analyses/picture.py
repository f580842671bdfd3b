"""One decision as the engine reads it, from the database, in a number of queries that does not grow with people."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from datetime import date
from types import MappingProxyType
from typing import Any
from uuid import UUID

from beforehand.decisions.choices import Role
from beforehand.decisions.models import (
    AbsentGroup,
    Commitment,
    DeciderAnswer,
    Decision,
    Option,
    SeatRole,
    Side,
)
from beforehand.decisions.models import Seat as SeatRow
from beforehand.engine import inputs
from beforehand.engine.inputs import Picture
from beforehand.topics.analyses.agreed import confirmed_collisions, consents_of
from beforehand.topics.analyses.answers import Answers, answers_of
from beforehand.topics.analyses.constraints import Constraints, constraints_of
from beforehand.topics.analyses.happenings import Happenings, happenings_of
from beforehand.topics.analyses.published import published_figures, with_published
from beforehand.topics.analyses.replied import input_of, with_replies
from beforehand.topics.choices import FactKind, Marked


def picture_of(decision: UUID, today: date) -> Picture:
    """Return the engine's picture of a decision on a day, for the Analyst's job alone.

    Withheld: answers for the writer only (level 0), drafts, and what a facilitator typed and its speaker did not confirm.
    Who has no side has no seat in it.
    """
    row = Decision.objects.select_related("data_key").get(pk=decision)
    roles = _roles(decision)
    seats = list(SeatRow.objects.filter(decision=decision, side__isnull=False).order_by("pk"))
    here = frozenset(str(seat.pk) for seat in seats)
    answers = answers_of(decision, here)
    facts = happenings_of(decision, here)
    said = frozenset(s.id for statements in answers.statements.values() for s in statements)
    sides = list(Side.objects.filter(decision=decision).order_by("pk"))
    alive, ownerless = _options(decision)
    kept = constraints_of(row, here)
    return Picture(
        day=today,
        country=row.country,
        question=(row.sentence.strip(),) if row.sentence.strip() else (),
        sponsor=_one(roles[Role.SPONSOR] & here),
        live_options=alive,
        ownerless_options=ownerless,
        why_messenger=_one({fact.body["seat"] for fact in facts.of(FactKind.WHY_MESSENGER)} & here),
        facilitator=_one(roles[Role.FACILITATOR] & here),
        decider_first_by=_answered_first(decision, facts) & here,
        deciders_elsewhere=len(roles[Role.DECIDER] - here),
        sides=tuple(inputs.Side(id=str(side.pk), kind=inputs.SideKind(side.kind)) for side in sides),
        seats=tuple(_seat(seat, roles, answers, facts, kept) for seat in seats),
        dependencies=_dependencies(decision),
        commitments=_commitments(decision, here, facts, said, roles[Role.DECIDER]),
        absent_groups=tuple(
            inputs.AbsentGroup(
                id=str(group.pk),
                legitimate=group.legitimate,
                urgent=group.urgent,
                power=group.power,
                advocate_candidate=_known(group.could_speak_id, here),
            )
            for group in AbsentGroup.objects.filter(decision=decision).order_by("pk")
        ),
        question_groups=answers.groups,
        done_kinds=MappingProxyType(
            {
                seat: inputs.DoneKind(kind)
                for seat, kind in sorted(answers.marked(Marked.DONE_KIND))
                if seat not in answers.done_kept
            }
        ),
        collisions=(*_collisions(answers, said), *confirmed_collisions(decision, answers)),
        consents=consents_of(decision, here),
        apart=kept.apart,
        alone_first=kept.alone_first,
        **with_published(
            with_replies(facts.rows(), input_of(row, today)),
            published_figures(row, answers.statements, {str(seat.pk): str(seat.side_id) for seat in seats}),
        ),
    )


def _roles(decision: UUID) -> Mapping[str, set[str]]:
    held: dict[str, set[str]] = defaultdict(set)
    for seat, role in SeatRole.objects.filter(seat__decision=decision).values_list("seat_id", "role"):
        held[role].add(str(seat))
    return held


def _one(people: Iterable[str]) -> str | None:
    return min(people, default=None)


def _known(seat: UUID | str | None, here: frozenset[str]) -> str | None:
    return str(seat) if str(seat) in here else None


def _options(decision: UUID) -> tuple[int | None, int]:
    rows = list(Option.objects.filter(decision=decision).values_list("alive", "owner_id"))
    alive = sum(1 for living, _ in rows if living)
    return alive or None, sum(1 for living, owner in rows if not living and owner is None)


def _answered_first(decision: UUID, facts: Happenings) -> frozenset[str]:
    said = DeciderAnswer.objects.filter(seat__decision=decision).values_list("seat_id", flat=True)
    return frozenset(str(s) for s in said) | {f.body["seat"] for f in facts.of(FactKind.DECIDER_FIRST)}


def _dependencies(decision: UUID) -> frozenset[frozenset[str]]:
    pairs: Any = Side.depends_on.through._default_manager
    pairs = pairs.filter(from_side__decision=decision)
    return frozenset(
        frozenset((str(one), str(other)))
        for one, other in pairs.values_list("from_side_id", "to_side_id")
        if one != other
    )


def _seat(
    row: SeatRow, roles: Mapping[str, set[str]], answers: Answers, facts: Happenings, kept: Constraints
) -> inputs.Seat:
    me = str(row.pk)
    figures, releases = answers.figures.get(me, ({}, {}))
    return inputs.Seat(
        id=me,
        side=str(row.side_id),
        mandate=row.mandate,
        decides=me in roles[Role.DECIDER],
        project=row.project,
        represents=row.represents,
        statements=tuple(answers.statements.get(me, ())),
        away=tuple(sorted({*facts.away(me), *kept.away.get(me, ())}, key=lambda a: (a.start, a.end))),
        weekly=kept.weekly.get(me),
        releases=MappingProxyType(dict(releases)),
        **figures,
    )


def _commitments(
    decision: UUID, here: frozenset[str], facts: Happenings, said: frozenset[str], deciders: Set[str]
) -> tuple[inputs.Commitment, ...]:
    # Whoever frames a decision names its decider once. When one person decides it, a moment that names nobody is
    # theirs: calling it undecided would have people look for somebody who is already there (P12, R17). With two
    # deciders or more it is truly open whose it is, and then it stays so.
    sole = next(iter(deciders)) if len(deciders) == 1 else None
    rows = Commitment.objects.filter(decision=decision).prefetch_related("marks").order_by("day", "pk")
    posts: dict[str, set[str]] = defaultdict(set)
    for fact in facts.of(FactKind.SIGNPOST):
        posts[fact.body["commitment"]].add(fact.body["statement"])
    stops = {fact.body["commitment"] for fact in facts.of(FactKind.STOP_CRITERIA)}
    judges = {f.body["commitment"]: f.body["seat"] for f in facts.of(FactKind.INDEPENDENT_JUDGE)}
    owners = {f.body["commitment"]: f.body["seat"] for f in facts.of(FactKind.BENEFITS_OWNER)}
    premortems = {f.body["commitment"]: f.day for f in facts.of(FactKind.PREMORTEM)}
    whose = {row.pk: sole if row.decider_id is None else str(row.decider_id) for row in rows}
    return tuple(
        inputs.Commitment(
            id=(me := str(row.pk)),
            day=row.day,
            type=row.type,
            door=inputs.Door(row.door),
            cost_eur=None if row.cost_eur is None else float(row.cost_eur),
            weeks=None if row.weeks is None else float(row.weeks),
            public=row.public,
            marks=frozenset(mark.mark for mark in row.marks.all()),
            decider=_known(whose[row.pk], here),
            decided_elsewhere=whose[row.pk] is not None and whose[row.pk] not in here,
            done_already=row.done_already,
            statutory=row.statutory or None,
            signposts=frozenset(posts[me] & said),
            stop_criteria=me in stops,
            independent_judge=judges.get(me),
            benefits_owner=owners.get(me, owners.get(None)),
            premortem_on=premortems.get(me),
        )
        for row in rows
    )


def _collisions(answers: Answers, said: frozenset[str]) -> tuple[inputs.Collision, ...]:
    rows: list[Mapping[str, Any]] = [c for _, found in answers.marked(Marked.COLLISIONS) for c in found]
    return tuple(
        inputs.Collision(
            people=frozenset(row["people"]), statements=frozenset(row["statements"]), kind=row["kind"]
        )
        for row in rows
        if said.issuperset(row["statements"])
    )
