"""Different questions (P06), a solution as question (P11), who tells the why (P17), two dones (P07).

Source: ``knowledge`` P06, P07, P11, P17. Groups of questions are suggestions until a person confirms them.
"""

from collections.abc import Iterator

from beforehand.engine.detectors.registry import DECISION, Draft, Sharing, Surroundings, Thresholds, detector
from beforehand.engine.inputs import DoneKind, Field, Picture, SideKind
from beforehand.engine.questions import solution_as_question, suggest_groups
from beforehand.engine.results import Basis, Certainty, Evidence, QuestionSuggestion


def question_groups(picture: Picture, around: Surroundings) -> tuple[QuestionSuggestion, ...]:
    """Return the groups of people who answer the same question, confirmed ones kept as they are."""
    asked = [(s.id, s.author, s.text) for s in picture.statements if s.field is Field.QUESTION]
    return suggest_groups(asked, around.similarity, threshold=around.alike, confirmed=picture.question_groups)


@detector("P06", inputs=("question", "question_groups"), sharing=Sharing.OPEN)
def see_different_questions(picture: Picture, at: Thresholds, around: Surroundings) -> Iterator[Draft]:
    """Yield one draft when people on two or more sides answer two or more questions."""
    groups = question_groups(picture, around)
    side_of = {seat.id: seat.side for seat in picture.seats}
    sides = frozenset(side_of[p] for g in groups for p in g.people if p in side_of)
    if len(groups) < at["groups"] or len(sides) < 2:
        return
    confirmed = bool(picture.question_groups)
    statements = frozenset(s for g in groups for s in g.statements)
    yield Draft(
        anchor=DECISION,
        certainty=Certainty.HIGH if confirmed else Certainty.LOW,
        basis=Basis.CONFIRMED if confirmed else Basis.SUGGESTED,
        suggestion=not confirmed,
        people=frozenset(p for g in groups for p in g.people),
        sides=sides,
        statements=statements,
        evidence=(Evidence(kind="statement", refs=tuple(sorted(statements))),),
    )


@detector("P07", inputs=("done", "done_kinds"), sharing=Sharing.OPEN)
def see_two_dones(picture: Picture, _: Thresholds, __: Surroundings) -> Iterator[Draft]:
    """Yield one draft when one side has only flow criteria and another only soundness.

    Until somebody marked which is which, two or more sides with an own "done" are a suggestion to lay them side by side.
    """
    said = {seat.id: seat for seat in picture.seats if seat.of(Field.DONE)}
    statements = frozenset(s.id for seat in said.values() for s in seat.of(Field.DONE))
    evidence = (Evidence(kind="statement", refs=tuple(sorted(statements))),)
    kinds: dict[str, set[DoneKind]] = {}
    for person, kind in picture.done_kinds.items():
        if person in said:
            kinds.setdefault(said[person].side, set()).add(kind)
    if kinds:
        flow = frozenset(side for side, seen in kinds.items() if seen == {DoneKind.FLOW})
        sound = frozenset(side for side, seen in kinds.items() if seen == {DoneKind.SOUNDNESS})
        if flow and sound:
            yield Draft(
                anchor=DECISION,
                certainty=Certainty.HIGH,
                basis=Basis.CONFIRMED,
                sides=flow | sound,
                people=frozenset(said),
                statements=statements,
                evidence=evidence,
            )
        return
    sides = frozenset(seat.side for seat in said.values())
    if len(sides) >= 2:
        yield Draft(
            anchor=DECISION,
            certainty=Certainty.LOW,
            basis=Basis.SUGGESTED,
            suggestion=True,
            sides=sides,
            people=frozenset(said),
            statements=statements,
            evidence=evidence,
        )


@detector("P11", inputs=("question_posed", "options"), sharing=Sharing.OPEN)
def see_solution_as_question(picture: Picture, at: Thresholds, _: Surroundings) -> Iterator[Draft]:
    """Yield one draft when the decision asks how to introduce something and no second option is alive."""
    if picture.live_options is None or picture.live_options > at["live_options"]:
        return
    if any(solution_as_question(text) for text in picture.question):
        yield Draft(
            anchor=DECISION,
            certainty=Certainty.MIDDLE,
            basis=Basis.FACT,
            evidence=(Evidence(kind="frame", refs=("question", "live_options")),),
        )


@detector("P17", inputs=("why_messenger", "sides"), sharing=Sharing.OPEN)
def see_messenger(picture: Picture, _: Thresholds, __: Surroundings) -> Iterator[Draft]:
    """Yield one draft when the why is told by IT or by the project."""
    it = {side.id for side in picture.sides if side.kind is SideKind.IT}
    for seat in picture.seats:
        if seat.id == picture.why_messenger and (seat.side in it or seat.project):
            yield Draft(
                anchor=DECISION,
                certainty=Certainty.HIGH,
                basis=Basis.FACT,
                open_people=frozenset({seat.id}),
                sides=frozenset({seat.side}),
                evidence=(Evidence(kind="frame", refs=("why_messenger", seat.id)),),
            )
