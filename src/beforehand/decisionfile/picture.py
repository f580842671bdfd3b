"""From a decision file to what the engine reads. Answers released to nobody (level 0) never enter."""

from datetime import date

from beforehand.decisionfile.decision import DecisionFile
from beforehand.decisionfile.faults import DecisionFileError, Fault
from beforehand.decisionfile.frame import Commitment, Event, Observation, Signpost
from beforehand.decisionfile.happened import marked
from beforehand.decisionfile.marked import DeciderFirst
from beforehand.decisionfile.naming import absent_id
from beforehand.decisionfile.order import in_order
from beforehand.decisionfile.seats import seat_of
from beforehand.decisionfile.sentences import Bilingual, said
from beforehand.decisionfile.vocabulary import words_for
from beforehand.engine import inputs
from beforehand.engine.inputs import EventType, Picture

NO_PLAN = frozenset({"none", "geen", ""})


def to_picture(decision: DecisionFile, *, on: date | None = None) -> Picture:
    """Return what the engine may see of a decision, on a day.

    Parameters
    ----------
    decision
        The decision as read.
    on
        The day from which is looked ahead; without one the file's ``peildatum`` counts.

    Raises
    ------
    DecisionFileError
        When there is neither a day nor a ``peildatum``.
    """
    day = on or decision.peildatum
    if day is None:
        raise DecisionFileError((Fault(line=1, column=1, path="peildatum", code="no_day"),))
    seats = tuple(seat_of(person) for person in sorted(decision.people, key=lambda person: person.id))
    entered = frozenset(statement.id for seat in seats for statement in seat.statements)
    posed, first = decision.decision, decision.decider_first
    deciders = [seat.id for seat in seats if seat.decides]
    # When one person decides, a moment that names nobody is theirs; with two or none it stays open whose it is.
    sole = deciders[0] if len(deciders) == 1 else None
    answered_first = (first,) if isinstance(first, DeciderFirst) else first or ()
    return Picture(
        day=day,
        country=decision.country,
        question=_in_every_language(posed.posed_as),
        sponsor=posed.sponsor,
        live_options=None if posed.live_options is None else _count(posed.live_options),
        ownerless_options=_count(posed.options_mentioned_but_ownerless),
        why_messenger=posed.why_messenger,
        facilitator=decision.facilitator.person if decision.facilitator else None,
        decider_first_by=frozenset(answer.by for answer in answered_first),
        sides=tuple(
            inputs.Side(id=side.id, kind=side.kind) for side in sorted(decision.sides, key=lambda s: s.id)
        ),
        seats=seats,
        dependencies=frozenset(frozenset(pair) for pair in decision.dependencies),
        commitments=tuple(
            _commitment(moment, entered, sole)
            for moment in sorted(decision.commitments, key=lambda m: (m.day, m.id))
        ),
        absent_groups=_absent_groups(decision),
        signals=in_order(_signal(seen) for seen in decision.observations),
        events=in_order(_event(event) for event in decision.events),
        **marked(decision, entered),
    )


def _in_every_language(words: str | Bilingual | None) -> tuple[str, ...]:
    every = (words.nl, words.en) if isinstance(words, Bilingual) else (words,)
    return tuple(text.strip() for text in every if text and text.strip())


def _count(options: tuple[str | Bilingual, ...]) -> int:
    return len({said(option, "nl").strip() for option in options} - {""})


def _commitment(moment: Commitment, entered: frozenset[str], sole: str | None) -> inputs.Commitment:
    marks = words_for("hardness_mark")
    named = (post.assumption if isinstance(post, Signpost) else post for post in moment.signposts)
    return inputs.Commitment(
        id=moment.id,
        day=moment.day,
        type=moment.type,
        door=moment.door,
        cost_eur=moment.reversal.cost_eur,
        weeks=moment.reversal.weeks,
        public=moment.reversal.public,
        marks=frozenset(marks[mark] for mark in moment.hardness_marks),
        decider=moment.decider or sole,
        done_already=moment.done_already,
        statutory=moment.statutory,
        signposts=frozenset(named) & entered,
        stop_criteria=bool(_count(moment.stop_criteria)),
        independent_judge=moment.independent_judge,
        benefits_owner=moment.benefits_owner,
        premortem_on=moment.premortem_on,
    )


def _absent_groups(decision: DecisionFile) -> tuple[inputs.AbsentGroup, ...]:
    return in_order(
        {
            inputs.AbsentGroup(
                id=absent_id(group),
                legitimate=group.legitimate,
                urgent=group.urgent,
                power=group.power,
                advocate_candidate=group.advocate_candidate,
            )
            for group in decision.absent_groups
        }
    )


def _signal(seen: Observation) -> inputs.Signal:
    return inputs.Signal(
        relation=frozenset(seen.relation), day=seen.day, signal=seen.signal, by=seen.by, seen=seen.seen
    )


def _event(event: Event) -> inputs.Event:
    asked = event.input_request or event.type is EventType.INPUT_REQUESTED
    plan = event.response_plan
    return inputs.Event(
        day=event.day,
        type=event.type or (EventType.INPUT_REQUESTED if asked else EventType.OTHER),
        input_request=asked,
        response_plan=plan.strip().lower() not in NO_PLAN if isinstance(plan, str) else plan,
        commitment=event.commitment,
    )
