"""Which questions are the same: suggested by the engine, said by a facilitator.

Two facilitators may be at it at once: each deed first takes the decision's row, then looks at what is there now. What
somebody else changed meanwhile is not overwritten; the second is told to look again.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from beforehand.decisions.access import Standing
from beforehand.decisions.models import Decision
from beforehand.perspectives.choices import GroupState
from beforehand.perspectives.models import IN_USE, QuestionGroup, QuestionGroupMember, Statement
from beforehand.topics.actions.analysing import note_change
from beforehand.topics.rules import may_facilitate


def confirm_group(*, actor: Standing, statements: Sequence[UUID]) -> UUID:
    """Confirm that these sentences ask the same question, and return the group; doing it twice is doing it once.

    May: the facilitator.

    Raises
    ------
    PermissionDenied
        For everybody else.
    ValidationError
        When a sentence was taken back, or somebody put one of them in another group meanwhile.
    """
    with _at_the_groups(actor):
        wanted = _readable(actor, statements)
        placed = _placed(actor, wanted)
        groups = set(placed.values())
        if len(groups) == 1 and len(placed) == len(wanted):
            group = groups.pop()
            if set(_members(actor, group)) == wanted and _state(actor, group) == GroupState.CONFIRMED:
                return group
        if placed:
            raise _overtaken()
        return _make(actor, wanted, GroupState.CONFIRMED)


def split_group(*, actor: Standing, group: UUID, statements: Sequence[UUID]) -> UUID:
    """Take sentences out of a group: they ask something else, together. Return their group.

    May: the facilitator. Raises as ``confirm_group``.
    """
    with _at_the_groups(actor):
        there, wanted = set(_members(actor, group)), _readable(actor, statements)
        if not wanted <= there:
            raise _overtaken()
        if wanted == there:
            raise ValidationError(_("Leave at least one question in the group."), code="whole")
        _take_out(actor, wanted)
        return _make(actor, wanted, GroupState.CONFIRMED)


def merge_groups(*, actor: Standing, groups: Sequence[UUID]) -> UUID:
    """Confirm that these groups ask the same question; the first one stays. May: the facilitator.

    Raises as ``confirm_group``.
    """
    with _at_the_groups(actor):
        wanted = list(dict.fromkeys(groups))
        members = {group: _members(actor, group) for group in wanted}
        if not all(members.values()):
            raise _overtaken()
        if len(wanted) < 2:
            raise ValidationError(_("Choose two groups or more."), code="one")
        first, *others = wanted
        moved = {statement for group in others for statement in members[group]}
        _take_out(actor, moved)
        _put_in(actor, first, moved)
        QuestionGroup.objects.scoped(actor.reader).filter(pk=first).update(state=GroupState.CONFIRMED)
        return first


def set_aside(*, actor: Standing, statements: Sequence[UUID]) -> None:
    """Say that these sentences do not ask the same question; they are not suggested together again.

    May: the facilitator. Raises as ``confirm_group``, save that sentences of a confirmed group leave it.
    """
    with _at_the_groups(actor):
        wanted = _readable(actor, statements)
        _take_out(actor, wanted)
        _make(actor, wanted, GroupState.SET_ASIDE)


def take_back(*, actor: Standing, statements: Sequence[UUID]) -> None:
    """Let these sentences be suggested again, as if nothing had been said of them. May: the facilitator."""
    with _at_the_groups(actor):
        _take_out(actor, _readable(actor, statements))


@contextmanager
def _at_the_groups(actor: Standing) -> Iterator[None]:
    if not may_facilitate(actor):
        raise PermissionDenied
    with transaction.atomic():
        Decision.objects.select_for_update().get(pk=actor.decision)
        yield
        note_change(actor.decision)


def _readable(actor: Standing, statements: Sequence[UUID]) -> set[UUID]:
    wanted = set(statements)
    rows = Statement.objects.scoped(actor.reader).filter(IN_USE, field="question", release__gte=1)
    if not wanted or set(rows.filter(pk__in=wanted).values_list("pk", flat=True)) != wanted:
        raise ValidationError(_("One of these sentences is no longer there. Look again."), code="gone")
    return wanted


def _placed(actor: Standing, statements: set[UUID]) -> dict[UUID, UUID]:
    rows = QuestionGroupMember.objects.scoped(actor.reader).filter(statement_id__in=statements)
    return dict(rows.values_list("statement_id", "group_id"))


def _members(actor: Standing, group: UUID) -> list[UUID]:
    rows = QuestionGroupMember.objects.scoped(actor.reader).filter(group_id=group)
    return list(rows.values_list("statement_id", flat=True))


def _state(actor: Standing, group: UUID) -> str:
    found: str = QuestionGroup.objects.scoped(actor.reader).values_list("state", flat=True).get(pk=group)
    return found


def _take_out(actor: Standing, statements: set[UUID]) -> None:
    left = set(_placed(actor, statements).values())
    QuestionGroupMember.objects.scoped(actor.reader).filter(statement_id__in=statements).delete()
    for group in left:
        if not _members(actor, group):
            QuestionGroup.objects.scoped(actor.reader).filter(pk=group).delete()


def _make(actor: Standing, statements: set[UUID], state: GroupState) -> UUID:
    group = QuestionGroup.objects.create(decision_id=actor.decision, state=state, made_by_id=actor.seat)
    _put_in(actor, group.pk, statements)
    return group.pk


def _put_in(actor: Standing, group: UUID, statements: set[UUID]) -> None:
    for statement in sorted(statements):
        QuestionGroupMember.objects.create(group_id=group, statement_id=statement)


def _overtaken() -> ValidationError:
    return ValidationError(_("Somebody else just changed these groups. Look again."), code="overtaken")
