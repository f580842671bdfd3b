"""The frame, for every seat in the decision."""

from datetime import date

from django.db.models import Count, Q

from beforehand.decisions.access import Standing
from beforehand.decisions.choices import Door, Role, SideKind, Stage, Template
from beforehand.decisions.models import (
    AbsentGroup,
    Commitment,
    DeciderAnswer,
    Decision,
    Option,
    Promise,
    SeatRole,
    Side,
)
from beforehand.decisions.queries.shown import (
    AbsentView,
    CommitmentView,
    FirstAnswer,
    Frame,
    OptionView,
    PromiseView,
    SideView,
)
from beforehand.decisions.queries.words import title_of
from beforehand.knowledge import load

NAMED = (Role.DECIDER, Role.FACILITATOR, Role.SPONSOR, Role.OWNER)


def frame(standing: Standing) -> Frame:
    """Return the frame of the decision ``standing`` has a seat in.

    Everybody with a seat reads all of it; it holds nothing anybody answered, no mail addresses, and not who was
    invited. A facilitator who did not declare yet is not named as one.

    Raises
    ------
    Decision.DoesNotExist
        When the decision was removed meanwhile.
    """
    decision = Decision.objects.get(pk=standing.decision)
    named = _named(standing)
    promises = tuple(
        PromiseView(words=row.words, by=row.seat.person.name, signed_at=row.signed_at)
        for row in Promise.objects.filter(decision=decision)
        .select_related("seat__person")
        .order_by("signed_at", "pk")
    )
    unsigned = SeatRole.objects.filter(
        seat__decision=decision, role=Role.DECIDER, seat__promise__isnull=True
    ).exists()
    return Frame(
        id=decision.pk,
        title=title_of(decision.title, decision.sentence),
        sentence=decision.sentence,
        day=decision.day,
        days_left=None if decision.day is None else (decision.day - standing.today).days,
        background=decision.background,
        purpose=decision.purpose,
        complaint_route=decision.complaint_route,
        stage=Stage(decision.stage),
        template=Template(decision.template),
        country=decision.country,
        language=decision.language,
        today=standing.today,
        sides=_sides(standing),
        commitments=_commitments(standing, standing.today),
        options=_options(standing),
        absent=_absent(standing),
        deciders=named[Role.DECIDER],
        facilitators=named[Role.FACILITATOR],
        sponsors=named[Role.SPONSOR],
        owners=named[Role.OWNER],
        decider_first=_first(standing),
        promises=promises,
        all_signed=bool(named[Role.DECIDER]) and not unsigned,
    )


def _named(standing: Standing) -> dict[Role, tuple[str, ...]]:
    rows = (
        SeatRole.objects.filter(seat__decision=standing.decision, role__in=NAMED)
        .exclude(role=Role.FACILITATOR, declared_at__isnull=True)
        .order_by("seat__person__name", "pk")
        .values_list("role", "seat__person__name")
    )
    found: dict[Role, tuple[str, ...]] = dict.fromkeys(NAMED, ())
    for role, name in rows:
        found[Role(role)] += (name,)
    return found


def _sides(standing: Standing) -> tuple[SideView, ...]:
    taking_part = Count("seats", filter=Q(seats__roles__role=Role.PARTICIPANT), distinct=True)
    rows = (
        Side.objects.filter(decision=standing.decision).annotate(people=taking_part).order_by("name", "key")
    )
    return tuple(
        SideView(id=row.pk, key=row.key, name=row.name, kind=SideKind(row.kind), people=row.people)
        for row in rows
    )


def _commitments(standing: Standing, today: date) -> tuple[CommitmentView, ...]:
    rows = (
        Commitment.objects.filter(decision=standing.decision)
        .select_related("decider__person")
        .prefetch_related("marks")
        .order_by("day", "key")
    )
    return tuple(commitment_view(row, today) for row in rows)


def commitment_view(row: Commitment, today: date) -> CommitmentView:
    """Return one commitment as all in the decision may read it."""
    return CommitmentView(
        id=row.pk,
        key=row.key,
        title=row.title,
        type=row.type,
        day=row.day,
        door=Door(row.door),
        cost_eur=row.cost_eur,
        weeks=row.weeks,
        public=row.public,
        done_already=row.done_already,
        statutory=row.statutory,
        decider=row.decider_id,
        decider_name="" if row.decider is None else row.decider.person.name,
        still_open=row.still_open,
        nothing_open=row.nothing_open,
        marks=tuple(sorted(mark.mark for mark in row.marks.all())),
        revision=row.revision,
        ahead=not row.done_already and row.day >= today,
    )


def _options(standing: Standing) -> tuple[OptionView, ...]:
    rows = Option.objects.filter(decision=standing.decision).select_related("owner__person")
    return tuple(
        OptionView(
            id=row.pk,
            text=row.text,
            alive=row.alive,
            owner=row.owner_id,
            owner_name="" if row.owner is None else row.owner.person.name,
        )
        for row in rows.order_by("-alive", "text", "pk")
    )


def _absent(standing: Standing) -> tuple[AbsentView, ...]:
    rows = AbsentGroup.objects.filter(decision=standing.decision).select_related("could_speak__person")
    return tuple(
        AbsentView(
            id=row.pk,
            name=row.name,
            legitimate=row.legitimate,
            urgent=row.urgent,
            power=row.power,
            could_speak=row.could_speak_id,
            could_speak_name="" if row.could_speak is None else row.could_speak.person.name,
        )
        for row in rows.order_by("name", "pk")
    )


def _first(standing: Standing) -> tuple[FirstAnswer, ...]:
    questions = load().form.decider_first
    rows = (
        DeciderAnswer.objects.filter(seat__decision=standing.decision)
        .select_related("seat__person")
        .order_by("n", "seat__person__name", "pk")
    )
    return tuple(
        FirstAnswer(n=row.n, question=questions[row.n - 1], answer=row.text, by=row.seat.person.name)
        for row in rows
    )
