"""What is worth knowing about a decision that can be read: no errors, the analysis goes on."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from beforehand.decisionfile.checking import fault_at
from beforehand.decisionfile.decision import DecisionFile
from beforehand.decisionfile.faults import Fault
from beforehand.decisionfile.nodes import Node
from beforehand.decisionfile.sentences import said, sentences_in
from beforehand.decisionfile.statements import TEXTS, statement_id
from beforehand.engine.inputs import FIGURES


def notes_on(decision: DecisionFile, root: Node) -> Iterator[Fault]:
    """Yield notes about the frame, the people and the commitments."""
    if decision.peildatum is None:
        yield fault_at(root, (), "no_peildatum")
    if not said(decision.decision.posed_as, "nl").strip():
        yield fault_at(root, ("decision",), "no_sentence")
    if decision.decision.sponsor is None:
        yield fault_at(root, ("decision",), "no_sponsor")
    yield from _on_sides(decision, root)
    yield from _on_people(decision, root)
    yield from _on_commitments(decision, root, decision.peildatum)


def _on_sides(decision: DecisionFile, root: Node) -> Iterator[Fault]:
    taken = {person.side for person in decision.people}
    if decision.people and len(taken) == 1:
        yield fault_at(root, ("people",), "one_side")
    for index, side in enumerate(decision.sides):
        if decision.people and side.id not in taken:
            yield fault_at(root, ("sides", index), "empty_side", word=side.id)


def _on_people(decision: DecisionFile, root: Node) -> Iterator[Fault]:
    if not decision.people:
        yield fault_at(root, ("people",), "no_people")
        return
    deciders = [index for index, person in enumerate(decision.people) if person.decides]
    if not deciders:
        yield fault_at(root, ("people",), "no_decider")
    for index in deciders[1:]:
        yield fault_at(root, ("people", index, "decides"), "several_deciders", count=str(len(deciders)))
    # a number, never a name: who did not answer is shown to nobody (N7)
    answered = sum(_answered(decision, index) for index in range(len(decision.people)))
    if not answered:
        yield fault_at(root, ("people",), "nobody_answered")
    elif answered < len(decision.people):
        yield fault_at(root, ("people",), "some_answered", count=str(answered), of=str(len(decision.people)))
    seats: dict[str, set[str]] = defaultdict(set)
    for index, person in enumerate(decision.people):
        if person.name:
            called = " ".join(person.name.split()).casefold()
            if seats[called] - {person.side}:
                yield fault_at(root, ("people", index, "name"), "same_name")
            seats[called].add(person.side)
        yield from _on_repetition(decision, index, root)


def _answered(decision: DecisionFile, index: int) -> bool:
    answers = decision.people[index].answers
    return any(
        sentences_in(answer) if field in TEXTS else answer is not None
        for field in (*TEXTS, *FIGURES)
        if (answer := getattr(answers, field.value)) is not None
    )


def _on_repetition(decision: DecisionFile, index: int, root: Node) -> Iterator[Fault]:
    person = decision.people[index]
    for field in TEXTS:
        answer = getattr(person.answers, field.value)
        if not isinstance(answer, tuple):
            continue
        ids = Counter(
            statement_id(person.id, field, said(one.words, "nl").strip(), one.about)
            for one in sentences_in(answer)
            if one.id is None
        )
        if any(count > 1 for count in ids.values()):
            yield fault_at(root, ("people", index, "answers", field.value), "same_sentence")


def _on_commitments(decision: DecisionFile, root: Node, day: date | None) -> Iterator[Fault]:
    if not decision.commitments:
        yield fault_at(root, ("commitments",), "no_commitments")
    one_decides = sum(person.decides for person in decision.people) == 1  # then it is that person's
    for index, moment in enumerate(decision.commitments):
        if day is not None and moment.day < day and not moment.done_already:
            yield fault_at(
                root,
                ("commitments", index, "date"),
                "past_commitment",
                word=moment.id,
                day=moment.day.isoformat(),
            )
        if moment.decider is None and not one_decides:
            yield fault_at(root, ("commitments", index), "no_commitment_decider", word=moment.id)
