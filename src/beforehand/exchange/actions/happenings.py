"""What happened around the decision, as dated facts: ids and fixed words only, never a text."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from beforehand.decisionfile.frame import Event, Signpost
from beforehand.decisionfile.marked import DeciderFirst
from beforehand.decisionfile.sentences import said
from beforehand.decisions.models import Fact
from beforehand.exchange.actions.brought import Brought
from beforehand.topics.choices import FactKind

NO_PLAN = frozenset({"none", "geen", ""})
Row = tuple[FactKind, date, dict[str, Any]]


def add_happenings(brought: Brought) -> None:
    """Write the facts down."""
    rows = [*_of_people(brought), *_of_commitments(brought), *_between(brought), *_of_talks(brought)]
    Fact.objects.bulk_create(
        Fact(decision=brought.decision, kind=kind, ref=f"file:{n}", day=day, body=body)
        for n, (kind, day, body) in enumerate(rows, 1)
    )


def _of_people(brought: Brought) -> Iterator[Row]:
    file, today = brought.file, brought.at.date()
    if file.decision.why_messenger:
        yield FactKind.WHY_MESSENGER, today, {"seat": brought.person(file.decision.why_messenger)}
    first = file.decider_first
    for answer in (first,) if isinstance(first, DeciderFirst) else first or ():
        yield FactKind.DECIDER_FIRST, answer.on or today, {"seat": brought.person(answer.by)}
    for person in file.people:
        for away in person.away:
            yield (
                FactKind.AWAY,
                away.start,
                {"seat": brought.person(person.id), "until": away.until.isoformat()},
            )


def _of_commitments(brought: Brought) -> Iterator[Row]:
    for moment in brought.file.commitments:
        about = {"commitment": str(brought.commitments[moment.id].pk)}
        for post in moment.signposts:
            named = post.assumption if isinstance(post, Signpost) else post
            if named in brought.statements:
                yield FactKind.SIGNPOST, moment.day, {**about, "statement": str(brought.statements[named])}
        if any(said(words, "nl").strip() for words in moment.stop_criteria):
            yield FactKind.STOP_CRITERIA, moment.day, about
        if moment.independent_judge:
            seat = brought.person(moment.independent_judge)
            yield FactKind.INDEPENDENT_JUDGE, moment.day, {**about, "seat": seat}
        if moment.benefits_owner:
            seat = brought.person(moment.benefits_owner)
            yield FactKind.BENEFITS_OWNER, moment.day, {**about, "seat": seat}
        if moment.premortem_on:
            yield FactKind.PREMORTEM, moment.premortem_on, about


def _between(brought: Brought) -> Iterator[Row]:
    sides = brought.sides
    for seen in brought.file.observations:
        body = {
            "relation": sorted(str(sides[side].pk) for side in seen.relation),
            "signal": seen.signal,
            "by": str(sides[seen.by].pk),
            "seen": seen.seen,
        }
        yield FactKind.SIGNAL, seen.day, body
    for event in brought.file.events:
        yield FactKind.EVENT, event.day, _event(brought, event)
    for figure in brought.file.published:
        subject = figure.subject
        if subject in brought.statements:
            subject = str(brought.statements[subject])
        body = {
            "subject": subject,
            "side": str(sides[figure.side].pk) if figure.side else None,
            "answers": figure.answers,
            "counts": dict(figure.counts),
        }
        yield FactKind.PUBLISHED, brought.at.date(), body


def _event(brought: Brought, event: Event) -> dict[str, Any]:
    plan = event.response_plan
    return {
        "type": event.type.value if event.type else None,
        "input_request": event.input_request,
        "response_plan": plan.strip().lower() not in NO_PLAN if isinstance(plan, str) else plan,
        "commitment": _commitment(brought, event.commitment),
    }


def _of_talks(brought: Brought) -> Iterator[Row]:
    talks = brought.file.conversations
    for held in talks.held:
        yield FactKind.HELD, held.day, {**_who(brought, held), "changed": held.changed}
    for invited in talks.invited:
        body = {**_who(brought, invited), "dated": invited.day is not None}
        yield FactKind.INVITED, invited.day or brought.at.date(), body
    for asked in talks.advice_requested:
        people = [brought.person(p) for p in asked.people]
        yield (
            FactKind.ADVICE,
            asked.day,
            {"people": people, "commitment": _commitment(brought, asked.commitment)},
        )
    for told in talks.response_to_input:
        seat = brought.person(told.person) if told.person else None
        yield FactKind.RESPONSE, told.day, {"seat": seat, "outcome": told.outcome, "reason": told.reason}


def _who(brought: Brought, talk: Any) -> dict[str, Any]:
    return {
        "kind": talk.kind,
        "people": [brought.person(p) for p in talk.people],
        "commitments": [str(brought.commitments[c].pk) for c in talk.commitments],
    }


def _commitment(brought: Brought, key: str | None) -> str | None:
    return None if key is None else str(brought.commitments[key].pk)
