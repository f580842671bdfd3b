"""What people marked, confirmed or held, for the engine."""

from collections.abc import Iterable
from types import MappingProxyType
from typing import TypedDict

from beforehand.decisionfile.decision import DecisionFile
from beforehand.decisionfile.order import in_order
from beforehand.decisionfile.statements import sentences_of
from beforehand.engine import inputs
from beforehand.engine.inputs import DoneKind, Field


class Marked(TypedDict):
    """The part of a picture that comes from what people marked, confirmed or held."""

    question_groups: tuple[inputs.QuestionGroup, ...]
    done_kinds: MappingProxyType[str, DoneKind]
    collisions: tuple[inputs.Collision, ...]
    reactions: tuple[inputs.Reaction, ...]
    mirror_judgements: tuple[inputs.MirrorJudgement, ...]
    consents: frozenset[inputs.Consent]
    published: tuple[inputs.PublishedFigure, ...]
    held: tuple[inputs.HeldConversation, ...]
    invited: tuple[inputs.Invitation, ...]
    advice_requested: tuple[inputs.AdviceRequest, ...]
    responses_to_input: tuple[inputs.InputResponse, ...]


def marked(decision: DecisionFile, entered: frozenset[str]) -> Marked:
    """Return what was marked, confirmed or held; ``entered`` are the statements that may be seen.

    What was confirmed about an answer that stays with its writer (level 0) stays out too.
    """
    confirmed, talks = decision.confirmed, decision.conversations
    grouped = {person for people in confirmed.question_groups.values() for person in people}
    no_question = _kept_to_oneself(decision, grouped, Field.QUESTION)
    no_done = _kept_to_oneself(decision, confirmed.done_kind, Field.DONE)
    groups = {name: frozenset(people) - no_question for name, people in confirmed.question_groups.items()}
    kinds = {person: kind for person, kind in sorted(confirmed.done_kind.items()) if person not in no_done}
    return Marked(
        question_groups=tuple(
            inputs.QuestionGroup(id=name, people=people) for name, people in sorted(groups.items()) if people
        ),
        done_kinds=MappingProxyType(kinds),
        collisions=in_order(
            inputs.Collision(people=frozenset(c.people), statements=frozenset(c.statements), kind=c.kind)
            for c in confirmed.collisions
            if entered.issuperset(c.statements)
        ),
        reactions=in_order(
            inputs.Reaction(statement=r.statement, person=r.person, value=r.value)
            for r in decision.reactions
            if r.statement in entered
        ),
        mirror_judgements=in_order(
            inputs.MirrorJudgement(statement=j.statement, person=j.person, value=j.value)
            for j in decision.mirror_judgements
            if j.statement in entered
        ),
        consents=frozenset(inputs.Consent(person=c.person, pattern=c.pattern) for c in decision.consents),
        published=in_order(
            inputs.PublishedFigure(
                subject=p.subject,
                side=p.side,
                answers=p.answers,
                counts=MappingProxyType(dict(sorted(p.counts.items()))),
            )
            for p in decision.published
        ),
        held=in_order(
            inputs.HeldConversation(
                kind=h.kind,
                people=frozenset(h.people),
                day=h.day,
                commitments=frozenset(h.commitments),
                changed=h.changed,
            )
            for h in talks.held
        ),
        invited=in_order(
            inputs.Invitation(
                kind=i.kind, people=frozenset(i.people), day=i.day, commitments=frozenset(i.commitments)
            )
            for i in talks.invited
        ),
        advice_requested=in_order(
            inputs.AdviceRequest(people=frozenset(a.people), day=a.day, commitment=a.commitment)
            for a in talks.advice_requested
        ),
        responses_to_input=in_order(
            inputs.InputResponse(person=r.person, day=r.day, outcome=r.outcome, reason=r.reason)
            for r in talks.response_to_input
        ),
    )


def _kept_to_oneself(decision: DecisionFile, people: Iterable[str], field: Field) -> frozenset[str]:
    """Return who of these people answered a field for nobody but themselves."""
    asked = set(people)
    levels = {
        person.id: [s.statement.release for s in sentences_of(person) if s.statement.field is field]
        for person in decision.people
        if person.id in asked
    }
    return frozenset(person for person, given in levels.items() if given and max(given) == 0)
