"""The answers of a sample, sealed as if each person had sent them."""

from typing import Any
from uuid import UUID, uuid4

from beforehand.decisionfile.people import Person
from beforehand.decisionfile.sentences import Released, said
from beforehand.decisionfile.statements import sentences_of
from beforehand.exchange.actions.brought import Brought
from beforehand.perspectives.choices import State, WayIn
from beforehand.perspectives.models import (
    Figure,
    Perspective,
    QuestionGroup,
    QuestionGroupMember,
    Round,
    Statement,
)
from beforehand.topics.choices import Marked
from beforehand.topics.models import Collision, CollisionMember, HolderConsent
from beforehand.vault.models import DataKey

FIGURES = (
    "accountable", "affected", "heard", "reversible", "reversible_by_commitment", "talk_to", "contact",
    "contact_sides", "thinks_decides",
)  # fmt: skip


def add_answers(brought: Brought) -> None:
    """Seal every answer under its writer's key, with the release the file gives it."""
    Round.objects.create(decision=brought.decision, n=1)
    perspectives = {}
    for person in brought.file.people:
        figures = _figures(brought, person)
        said_by = sentences_of(person)
        if not figures and not said_by:
            continue
        perspective = perspectives[person.id] = Perspective.objects.create(
            seat=brought.seats[person.id],
            state=State.SENT,
            way_in=WayIn.NOW,
            release=person.release,
            sent_at=brought.at,
            frame_seen_at=brought.at,
        )
        _add_sentences(brought, person, perspective)
        for field, (value, release) in figures.items():
            _add_figure(perspective, field, value, release)
    _add_marked(brought, perspectives)
    _add_groups(brought)


def _add_sentences(brought: Brought, person: Person, perspective: Perspective) -> None:
    key = brought.seats[person.id].data_key
    ordinals: dict[str, int] = {}
    rows = []
    for sentence in sentences_of(person):
        one = sentence.statement
        ordinals[one.field.value] = ordinals.get(one.field.value, 0) + 1
        row = Statement(
            id=uuid4(),
            perspective=perspective,
            field=one.field.value,
            ordinal=ordinals[one.field.value],
            release=one.release,
            own_release=one.release != person.release,
            about_side=brought.sides[one.about] if one.about else None,
        )
        body: dict[str, Any] = {"text": said(sentence.words, brought.language).strip()}
        if one.field.value == "assumptions":
            body |= {"importance": one.importance, "certainty": one.certainty}
        if lang := brought.language_of(sentence.words):
            body["lang"] = lang
        if one.bears_on:
            body["bears_on"] = [str(brought.commitments[c].pk) for c in one.bears_on]
        row.body = key.seal(body, row.about)
        brought.statements[one.id] = row.pk
        rows.append(row)
    Statement.objects.bulk_create(rows)


def _figures(brought: Brought, person: Person) -> dict[str, tuple[Any, int]]:
    found: dict[str, tuple[Any, int]] = {}
    for field in FIGURES:
        answer = getattr(person.answers, field)
        release = person.release
        if isinstance(answer, Released):
            release = release if answer.release is None else answer.release
            answer = getattr(answer, "value")  # noqa: B009  # each kind of figure has its own
        if answer is not None:
            found[field] = (_by_row(brought, field, answer), release)
    return found


def _by_row(brought: Brought, field: str, answer: Any) -> Any:
    if field in ("talk_to", "contact"):
        return sorted({brought.person(p) for p in answer})
    if field == "thinks_decides":
        return brought.person(answer)
    if field == "contact_sides":
        return {str(brought.sides[side].pk): way for side, way in answer.items()}
    if field == "reversible_by_commitment":
        return {str(brought.commitments[c].pk): grade for c, grade in answer.items()}
    return answer


def _add_figure(perspective: Perspective, field: str, value: Any, release: int) -> None:
    row = Figure(id=uuid4(), perspective=perspective, field=field, release=release)
    key: DataKey = perspective.seat.data_key
    row.body = key.seal({"value": value}, row.about)
    row.save(force_insert=True)


def _add_marked(brought: Brought, perspectives: dict[str, Perspective]) -> None:
    """Keep what was marked about answers sealed with one of those it is about."""
    file, ids = brought.file, brought.statements
    kept: dict[tuple[str, Marked], Any] = {}
    for person, kind in file.confirmed.done_kind.items():
        kept[person, Marked.DONE_KIND] = kind.value
    for consent in {(c.person, c.pattern) for c in file.consents}:
        person, pattern = consent
        HolderConsent.objects.create(
            decision=brought.decision, seat=brought.seats[person], pattern=pattern, given=True,
            asked_at=brought.at, answered_at=brought.at,
        )  # fmt: skip
    authors = {s.statement.id: person.id for person in file.people for s in sentences_of(person)}
    for collision in file.confirmed.collisions:
        writers = {authors[s] for s in collision.statements}
        about = sorted({*collision.people, *writers} & perspectives.keys())
        if len(writers) > 1 and writers == set(collision.people):
            _add_collision(brought, collision.kind, [ids[s] for s in dict.fromkeys(collision.statements)])
        elif about:  # said of people rather than of what they wrote
            kept.setdefault((about[0], Marked.COLLISIONS), []).append(
                {
                    "people": [brought.person(p) for p in collision.people],
                    "statements": [str(ids[s]) for s in collision.statements],
                    "kind": collision.kind,
                }
            )
    for (person, field), value in kept.items():
        if person not in perspectives:
            perspectives[person] = Perspective.objects.create(
                seat=brought.seats[person], state=State.SENT, sent_at=brought.at
            )
        _add_figure(perspectives[person], field.value, value, release=1)


def _add_collision(brought: Brought, kind: str, statements: list[UUID]) -> None:
    row = Collision.objects.create(decision=brought.decision, kind=kind, made_at=brought.at)
    CollisionMember.objects.bulk_create(CollisionMember(collision=row, statement_id=s) for s in statements)


def _add_groups(brought: Brought) -> None:
    """Keep confirmed groups by their members' questions; who asked none cannot be in one."""
    questions: dict[str, list[str]] = {}
    for person in brought.file.people:
        for sentence in sentences_of(person):
            if sentence.statement.field.value == "question":
                questions.setdefault(person.id, []).append(sentence.statement.id)
    for people in brought.file.confirmed.question_groups.values():
        asked = [statement for person in dict.fromkeys(people) for statement in questions.get(person, ())]
        if asked:
            group = QuestionGroup.objects.create(decision=brought.decision)
            QuestionGroupMember.objects.bulk_create(
                QuestionGroupMember(group=group, statement_id=brought.statements[s]) for s in asked
            )
