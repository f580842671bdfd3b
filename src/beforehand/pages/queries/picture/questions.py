"""The questions people are answering, side beside side."""

from collections.abc import Iterable, Sequence

from beforehand.decisions.queries import SideView
from beforehand.pages.queries.picture.lines import of
from beforehand.pages.queries.picture.shapes import Asked, Column, Line, Questions
from beforehand.topics.queries import QuestionGroupSeen


def questions(
    all_lines: Sequence[Line], groups: Iterable[QuestionGroupSeen], sides: Sequence[SideView]
) -> Questions:
    """Return what people are answering: together where somebody confirmed it or it looks alike, else alone.

    A wording that was taken back is gone from its group. Two people who wrote the very same stand there once.
    """
    names = [side.name for side in sides]
    asked = _grouped(of(all_lines, "question"), groups, names)
    together = [one for one in asked if len(one.sides) > 1]
    rest = [one for one in asked if len(one.sides) < 2]
    columns = [
        Column(name=name, asked=tuple(one for one in rest if one.sides == ((name,) if name else ())))
        for name in (*names, "")
    ]
    known = {name for one in asked for name in one.sides}
    return Questions(
        together=tuple(sorted(together, key=lambda one: (-len(one.sides), not one.confirmed))),
        columns=tuple(column for column in columns if column.asked),
        apart=len(asked) > 1 and len(known) > 1,
        one=len(asked) == 1 and asked[0].confirmed and len(known) > 1,
        guessed=any(one.suggested for one in asked),
    )


def _grouped(
    said: Sequence[Line], groups: Iterable[QuestionGroupSeen], names: Sequence[str]
) -> tuple[Asked, ...]:
    there = {line.id: line for line in said}
    found = [([there[q.id] for q in group.questions if q.id in there], group.confirmed) for group in groups]
    placed = {line.text for lines, _ in found for line in lines}
    alone: dict[str, list[Line]] = {}
    for line in said:
        if line.text not in placed:
            alone.setdefault(line.text, []).append(line)
    return tuple(
        _asked(lines, confirmed, names)
        for lines, confirmed in (*found, *((lines, False) for lines in alone.values()))
        if lines
    )


def _asked(found: Sequence[Line], confirmed: bool, names: Sequence[str]) -> Asked:
    wordings = {line.text: line for line in reversed(found)}
    lead, *others = sorted(wordings.values(), key=lambda line: (len(line.text), line.text))
    known = {line.side_name for line in found}
    return Asked(
        sides=tuple(name for name in names if name in known),
        lead=lead,
        others=tuple(others),
        confirmed=confirmed,
    )
