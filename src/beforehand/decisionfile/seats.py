"""A person in the file as a participant for the engine."""

from types import MappingProxyType
from typing import Any

from beforehand.decisionfile.people import Person
from beforehand.decisionfile.sentences import Released
from beforehand.decisionfile.statements import sentences_of
from beforehand.engine.inputs import FIGURES, Absence, ContactWay, Field, Seat


def seat_of(person: Person) -> Seat:
    """Return a participant with the answers that may enter a picture: nothing of level 0."""
    figures, releases = _figures(person)
    away = sorted({(days.start, days.until) for days in person.away})
    return Seat(
        id=person.id,
        side=person.side,
        mandate=person.formal_power,
        decides=person.decides,
        project=person.project,
        represents=person.represents,
        statements=tuple(s.statement for s in sentences_of(person) if s.statement.release > 0),
        away=tuple(Absence(start=start, end=end) for start, end in away),
        releases=MappingProxyType(releases),
        **figures,
    )


def _figures(person: Person) -> tuple[dict[str, Any], dict[Field, int]]:
    figures: dict[str, Any] = {}
    releases: dict[Field, int] = {}
    for field in FIGURES:
        answer = getattr(person.answers, field.value)
        level = person.release
        if isinstance(answer, Released):
            level = level if answer.release is None else answer.release
            answer = getattr(answer, "value")  # noqa: B009  # each kind of figure has its own
        if answer is None or level == 0:
            continue
        releases[field] = level
        figures[field.value] = _frozen(field, answer)
    return figures, releases


def _frozen(field: Field, answer: Any) -> Any:
    if field in (Field.TALK_TO, Field.CONTACT):
        return frozenset(answer)
    if field is Field.CONTACT_SIDES:
        return MappingProxyType({side: ContactWay(answer[side]) for side in sorted(answer)})
    if field is Field.REVERSIBLE_BY_COMMITMENT:
        return MappingProxyType({commitment: answer[commitment] for commitment in sorted(answer)})
    return answer
