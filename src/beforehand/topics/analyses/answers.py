"""The answers of a decision, opened for the Analyst: level 0, drafts and what was not confirmed stay closed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, cast
from uuid import UUID

from beforehand.engine import inputs
from beforehand.engine.inputs import FIGURES, TEXT_FIELDS, ContactWay, Field
from beforehand.perspectives.choices import GroupState, Release
from beforehand.perspectives.models import IN_USE, Figure, QuestionGroupMember, Statement
from beforehand.topics.choices import Marked
from beforehand.vault.door import Kept, open_for
from beforehand.vault.processes.analyst import analyst

LEAST = int(Release.FACILITATOR)
LOAD_BEARING = 5  # form.yaml: "the stem makes it load-bearing: importance 5"
OF_PEOPLE = (Field.TALK_TO, Field.CONTACT)


@dataclass(frozen=True)
class Answers:
    """What people said, by the id of their seat. ``done_kept``: who kept "done" to themselves."""

    statements: Mapping[str, list[inputs.Statement]]
    figures: Mapping[str, tuple[dict[str, Any], dict[Field, int]]]
    groups: tuple[inputs.QuestionGroup, ...]
    done_kept: frozenset[str]
    _marked: Mapping[str, list[tuple[str, Any]]] = field(default_factory=dict)

    def marked(self, what: Marked) -> Iterator[tuple[str, Any]]:
        """Yield what was marked of one kind: whose it is, and its value."""
        yield from self._marked.get(what.value, ())


def answers_of(decision: UUID, here: frozenset[str]) -> Answers:
    """Open the answers of a decision; ``here`` are the seats that are in the picture."""
    scope = analyst(decision)
    sent = Statement.objects.scoped(scope).filter(IN_USE, field__in=[f.value for f in TEXT_FIELDS])
    rows = sent.filter(release__gte=LEAST).select_related("perspective__seat__data_key").order_by("pk")
    statements: dict[str, list[inputs.Statement]] = defaultdict(list)
    for row, body in open_for(scope, _kept(rows), least=LEAST):
        one = _statement(cast(Statement, row), body)
        if one is not None and one.author in here:
            statements[one.author].append(one)
    figures, marked = _figures(decision, here)
    kept = sent.filter(release__lt=LEAST, field=Field.DONE.value).values_list(
        "perspective__seat_id", flat=True
    )
    told = {author for author, said in statements.items() if any(s.field is Field.DONE for s in said)}
    return Answers(
        statements=statements,
        figures=figures,
        groups=_groups(decision, {s.id: s.author for said in statements.values() for s in said}),
        done_kept=frozenset(str(seat) for seat in kept) - told,
        _marked=marked,
    )


def _kept(rows: Iterable[Statement] | Iterable[Figure]) -> Iterable[Kept[object]]:
    return cast(Iterable[Kept[object]], rows)


def _statement(row: Statement, body: Any) -> inputs.Statement | None:
    said: Mapping[str, Any] = body
    text = str(said.get("text") or "").strip()
    if not text:
        return None
    assumes = row.field == Field.ASSUMPTIONS.value
    return inputs.Statement(
        id=str(row.pk),
        author=row.author,
        field=Field(row.field),
        text=text,
        release=row.release,
        importance=said.get("importance", LOAD_BEARING) if assumes else None,
        certainty=said.get("certainty") if assumes else None,
        bears_on=tuple(sorted(set(said.get("bears_on", ())))),
        about=str(row.about_side_id) if row.about_side_id else None,
    )


def _figures(
    decision: UUID, here: frozenset[str]
) -> tuple[dict[str, tuple[dict[str, Any], dict[Field, int]]], dict[str, list[tuple[str, Any]]]]:
    scope = analyst(decision)
    rows = Figure.objects.scoped(scope).filter(IN_USE, release__gte=LEAST)
    found: dict[str, tuple[dict[str, Any], dict[Field, int]]] = {}
    marked: dict[str, list[tuple[str, Any]]] = defaultdict(list)
    names = {f.value: f for f in FIGURES}
    rows = rows.select_related("perspective__seat__data_key").order_by("pk")
    for opened, body in open_for(scope, _kept(rows), least=LEAST):
        row = cast(Figure, opened)
        value = body["value"]
        if row.author not in here or value is None:
            continue
        if row.field not in names:
            marked[row.field].append((row.author, value))
            continue
        frozen = _frozen(names[row.field], value, here)
        if frozen is not None:
            values, releases = found.setdefault(row.author, ({}, {}))
            values[row.field], releases[names[row.field]] = frozen, row.release
    return found, marked


def _frozen(which: Field, value: Any, here: frozenset[str]) -> Any:
    if which in OF_PEOPLE:
        return frozenset(str(seat) for seat in value) & here
    if which is Field.THINKS_DECIDES:
        return str(value) if str(value) in here else None
    if which is Field.CONTACT_SIDES:
        return MappingProxyType({str(side): ContactWay(way) for side, way in sorted(value.items())})
    if which is Field.REVERSIBLE_BY_COMMITMENT:
        return MappingProxyType({str(key): grade for key, grade in sorted(value.items())})
    return int(value)


def _groups(decision: UUID, author_of: Mapping[str, str]) -> tuple[inputs.QuestionGroup, ...]:
    """Return who was confirmed to ask the same question; a sentence that is not in the picture counts nobody.

    Whose question was set aside asks it alone: that it is not the same was said by a person too.
    """
    members = QuestionGroupMember.objects.scoped(analyst(decision)).order_by("pk")
    people: dict[str, set[str]] = defaultdict(set)
    alone: dict[str, str] = {}
    for group, state, statement in members.values_list("group_id", "group__state", "statement_id"):
        author = author_of.get(str(statement))
        if author is None:
            continue
        if state == GroupState.CONFIRMED:
            people[str(group)].add(author)
        elif state == GroupState.SET_ASIDE:
            alone[str(statement)] = author
    together = {person for group in people.values() for person in group}
    found = {group: frozenset(members) for group, members in people.items()}
    found |= {statement: frozenset({person}) for statement, person in alone.items() if person not in together}
    return tuple(inputs.QuestionGroup(id=group, people=who) for group, who in sorted(found.items()))
