"""The frame, for every seat in the decision."""

from collections import defaultdict
from uuid import UUID

from beforehand.decisions.access import Standing
from beforehand.decisions.choices import Door, Role, SideKind, Stage, Template
from beforehand.decisions.models import Decision
from beforehand.decisions.queries import kept
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


def frame(standing: Standing) -> Frame:
    """Return the frame of the decision ``standing`` has a seat in.

    Everybody with a seat reads all of it; it holds nothing anybody answered, no mail addresses, and not who was
    invited. A facilitator who did not declare yet is not named as one.

    Raises
    ------
    Decision.DoesNotExist
        When the decision was removed meanwhile.
    """
    here = standing.decision
    found = kept.THE_DECISION.rows(decision=here)
    if not found:
        raise Decision.DoesNotExist
    pk, title, sentence, day, background, purpose, complaint_route, stage, template, country, language = (
        found[0]
    )
    named: dict[Role, tuple[str, ...]] = dict.fromkeys(kept.NAMED, ())
    unsigned = False
    for role, name, promise in kept.ROLES_NAMED.rows(decision=here):
        named[Role(role)] += (name,)
        unsigned |= role == Role.DECIDER and promise is None
    return Frame(
        id=pk,
        title=title_of(title, sentence),
        sentence=sentence,
        day=day,
        days_left=None if day is None else (day - standing.today).days,
        background=background,
        purpose=purpose,
        complaint_route=complaint_route,
        stage=Stage(stage),
        template=Template(template),
        country=country,
        language=language,
        today=standing.today,
        sides=tuple(
            SideView(id=pk, key=key, name=name, kind=SideKind(kind), people=people)
            for pk, key, name, kind, people in kept.SIDES.rows(decision=here)
        ),
        commitments=commitments(standing),
        options=tuple(
            OptionView(id=pk, text=text, alive=alive, owner=owner, owner_name=name or "")
            for pk, text, alive, owner, name in kept.OPTIONS.rows(decision=here)
        ),
        absent=_absent(standing),
        deciders=named[Role.DECIDER],
        facilitators=named[Role.FACILITATOR],
        sponsors=named[Role.SPONSOR],
        owners=named[Role.OWNER],
        decider_first=_first(standing),
        promises=tuple(
            PromiseView(words=words, by=by, signed_at=at)
            for words, by, at in kept.PROMISES.rows(decision=here)
        ),
        all_signed=bool(named[Role.DECIDER]) and not unsigned,
    )


def commitments(standing: Standing) -> tuple[CommitmentView, ...]:
    """Return the moments that harden the decision, by day, as all in it may read them."""
    marks = defaultdict[UUID, list[str]](list)
    for commitment, mark in kept.MARKS.rows(decision=standing.decision):
        marks[commitment].append(mark)
    rows = (
        dict(zip(kept.COMMITMENT, row, strict=True))
        for row in kept.COMMITMENTS.rows(decision=standing.decision)
    )
    return tuple(
        CommitmentView(
            id=row.pop("pk"),
            door=Door(row.pop("door")),
            decider=row.pop("decider_id"),
            decider_name=row.pop("decider__person__name") or "",
            marks=tuple(sorted(marks[pk])),
            ahead=not row["done_already"] and row["day"] >= standing.today,
            **row,
        )
        for row in rows
        for pk in (row["pk"],)
    )


def _absent(standing: Standing) -> tuple[AbsentView, ...]:
    return tuple(
        AbsentView(
            id=pk,
            name=name,
            legitimate=legitimate,
            urgent=urgent,
            power=power,
            could_speak=seat,
            could_speak_name=speaker or "",
        )
        for pk, name, legitimate, urgent, power, seat, speaker in kept.ABSENT.rows(decision=standing.decision)
    )


def _first(standing: Standing) -> tuple[FirstAnswer, ...]:
    questions = load().form.decider_first
    return tuple(
        FirstAnswer(n=n, question=questions[n - 1], answer=answer, by=by)
        for n, answer, by in kept.FIRST.rows(decision=standing.decision)
    )
