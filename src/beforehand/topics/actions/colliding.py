"""Which assumptions collide: suggested by the engine, said by a facilitator.

Two facilitators may be at it at once: each deed first takes the decision's row, then looks at what is there now. What
somebody else changed meanwhile is not overwritten; the second is told to look again.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from beforehand.decisions.access import Standing
from beforehand.decisions.models import Decision
from beforehand.perspectives.models import IN_USE, Statement
from beforehand.topics.actions.analysing import note_change
from beforehand.topics.choices import COLLIDES, CollisionKind
from beforehand.topics.models import Collision, CollisionMember
from beforehand.topics.rules import may_facilitate


def confirm_collision(*, actor: Standing, statements: Sequence[UUID], kind: str) -> UUID:
    """Say that these assumptions collide, and about what; return the collision. Doing it twice is doing it once.

    A sentence may collide with several others. May: the facilitator.

    Raises
    ------
    PermissionDenied
        For everybody else.
    ValidationError
        When a sentence was taken back, when they are of one person, when the kind is another, or when somebody said
        meanwhile that the same sentences collide about something else.
    """
    with _at_the_collisions(actor):
        wanted = _of_two(_readable(actor, statements))
        if kind not in COLLIDES:
            raise ValidationError(_("Say what they collide about."), code="kind")
        same = [c for c, members in _members(actor).items() if members == set(wanted)]
        for collision in same:
            known = _kind(actor, collision)
            if known == kind:
                return collision
            if known != CollisionKind.SET_ASIDE:
                raise _overtaken()
            _drop(actor, collision)
        return _make(actor, set(wanted), kind)


def split_collision(*, actor: Standing, collision: UUID, statements: Sequence[UUID]) -> UUID | None:
    """Take sentences out of a collision; those of two people or more collide with each other from now on.

    Return their collision, or None when they stand alone. May: the facilitator. Raises as ``confirm_collision``.
    """
    with _at_the_collisions(actor):
        there, out = _members(actor).get(collision, set()), _readable(actor, statements)
        if not set(out) <= there:
            raise _overtaken()
        left = _authors(actor, there - set(out))
        if len(set(left.values())) < 2:
            raise ValidationError(
                _("Leave sentences of two people, or say that they go together."), code="whole"
            )
        kind = _kind(actor, collision)
        CollisionMember.objects.scoped(actor.reader).filter(
            collision_id=collision, statement_id__in=list(out)
        ).delete()
        return _make(actor, set(out), kind) if len(set(out.values())) > 1 else None


def merge_collisions(*, actor: Standing, collisions: Sequence[UUID]) -> UUID:
    """Say that these are one collision; the first one stays, with what it is about. May: the facilitator.

    Raises as ``confirm_collision``.
    """
    with _at_the_collisions(actor):
        wanted, members = list(dict.fromkeys(collisions)), _members(actor)
        if not all(one in members and _kind(actor, one) in COLLIDES for one in wanted):
            raise _overtaken()
        if len(wanted) < 2:
            raise ValidationError(_("Choose two or more."), code="one")
        first, *others = wanted
        moved = {statement for one in others for statement in members[one]} - members[first]
        for one in others:
            _drop(actor, one)
        _put_in(first, moved)
        return first


def set_collision_aside(*, actor: Standing, statements: Sequence[UUID]) -> None:
    """Say that these assumptions go together after all; they are not suggested together again.

    Collisions of no other sentences than these go. May: the facilitator. Raises as ``confirm_collision``.
    """
    with _at_the_collisions(actor):
        wanted = set(_of_two(_readable(actor, statements)))
        for collision, members in _members(actor).items():
            if members <= wanted:
                _drop(actor, collision)
        _make(actor, wanted, CollisionKind.SET_ASIDE)


def take_back_collision(*, actor: Standing, collision: UUID) -> None:
    """Let these sentences be suggested again, as if nothing had been said of them. May: the facilitator."""
    with _at_the_collisions(actor):
        if collision not in _members(actor):
            raise _overtaken()
        _drop(actor, collision)


@contextmanager
def _at_the_collisions(actor: Standing) -> Iterator[None]:
    if not may_facilitate(actor):
        raise PermissionDenied
    with transaction.atomic():
        Decision.objects.select_for_update().get(pk=actor.decision)
        yield
        note_change(actor.decision)


def _readable(actor: Standing, statements: Sequence[UUID]) -> dict[UUID, UUID]:
    wanted = set(statements)
    found = _authors(actor, wanted)
    if not wanted or found.keys() != wanted:
        raise ValidationError(_("One of these sentences is no longer there. Look again."), code="gone")
    return found


def _authors(actor: Standing, statements: set[UUID]) -> dict[UUID, UUID]:
    rows = Statement.objects.scoped(actor.reader).filter(IN_USE, field="assumptions", release__gte=1)
    return dict(rows.filter(pk__in=statements).values_list("pk", "perspective__seat_id"))


def _of_two(found: dict[UUID, UUID]) -> dict[UUID, UUID]:
    if len(set(found.values())) < 2:
        raise ValidationError(_("Choose sentences of two people or more."), code="one")
    return found


def _members(actor: Standing) -> dict[UUID, set[UUID]]:
    found: dict[UUID, set[UUID]] = {}
    rows = CollisionMember.objects.scoped(actor.reader).order_by("collision__made_at", "pk")
    for collision, statement in rows.values_list("collision_id", "statement_id"):
        found.setdefault(collision, set()).add(statement)
    return found


def _kind(actor: Standing, collision: UUID) -> str:
    found: str = Collision.objects.scoped(actor.reader).values_list("kind", flat=True).get(pk=collision)
    return found


def _drop(actor: Standing, collision: UUID) -> None:
    CollisionMember.objects.scoped(actor.reader).filter(collision_id=collision).delete()
    Collision.objects.scoped(actor.reader).filter(pk=collision).delete()


def _make(actor: Standing, statements: set[UUID], kind: str) -> UUID:
    made = Collision.objects.create(
        decision_id=actor.decision, kind=kind, made_by_id=actor.seat, made_at=timezone.now()
    )
    _put_in(made.pk, statements)
    return made.pk


def _put_in(collision: UUID, statements: set[UUID]) -> None:
    for statement in sorted(statements):
        CollisionMember.objects.create(collision_id=collision, statement_id=statement)


def _overtaken() -> ValidationError:
    return ValidationError(_("Somebody else just changed this. Look again."), code="overtaken")
