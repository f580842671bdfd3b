"""Groups that feel the decision and are not at the table."""

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from beforehand.decisions.access import Standing
from beforehand.decisions.actions.changing import Changes, changing, found, refuse
from beforehand.decisions.actions.options import seat_or_none
from beforehand.decisions.choices import ChangeKind
from beforehand.decisions.models import AbsentGroup
from beforehand.decisions.rules.allowed import may_frame

MOST_GROUPS = 40


def add_absent(
    *, actor: Standing, name: str, could_speak: UUID | None, legitimate: bool, urgent: bool, power: bool
) -> UUID:
    """Add a group that is not at the table. May: owner, decider, facilitator."""
    with changing(actor, may_frame) as changes:
        _refuse_twice(changes, name)
        made = AbsentGroup.objects.create(
            decision=changes.decision,
            name=name,
            could_speak=seat_or_none(changes, could_speak),
            legitimate=legitimate,
            urgent=urgent,
            power=power,
        )
        changes.note(ChangeKind.ABSENT, name, "", name)
        return made.pk


def add_absent_groups(*, actor: Standing, names: Sequence[str]) -> None:
    """Add the groups that are not in the list yet. May: owner, decider, facilitator."""
    with changing(actor, may_frame) as changes:
        there = {row.name.casefold() for row in AbsentGroup.objects.filter(decision=changes.decision)}
        for name in names:
            if name.casefold() not in there:
                AbsentGroup.objects.create(decision=changes.decision, name=name)
                changes.note(ChangeKind.ABSENT, name, "", name)


def change_absent(
    *,
    actor: Standing,
    group: UUID,
    name: str,
    could_speak: UUID | None,
    legitimate: bool,
    urgent: bool,
    power: bool,
) -> None:
    """Change what is known of such a group. May: owner, decider, facilitator."""
    with changing(actor, may_frame) as changes:
        row = found(AbsentGroup, changes, group)
        _refuse_twice(changes, name, but=group)
        seat = seat_or_none(changes, could_speak)
        was = "" if row.could_speak is None else f" · {row.could_speak.person.name}"
        now = "" if seat is None else f" · {seat.person.name}"
        changes.note(ChangeKind.ABSENT, name, f"{row.name}{was}", f"{name}{now}")
        row.name, row.could_speak = name, seat
        row.legitimate, row.urgent, row.power = legitimate, urgent, power
        row.save()


def remove_absent(*, actor: Standing, group: UUID) -> None:
    """Take such a group away, because it is at the table now or was never touched. May: owner, decider, facilitator."""
    with changing(actor, may_frame) as changes:
        row = found(AbsentGroup, changes, group)
        changes.note(ChangeKind.ABSENT, row.name, row.name, "")
        row.delete()


def _refuse_twice(changes: Changes, name: str, but: UUID | None = None) -> None:
    rows = AbsentGroup.objects.filter(decision=changes.decision)
    if name.casefold() in {row.name.casefold() for row in rows if row.pk != but}:
        raise refuse(_("This group is in the list already."), "twice")
    if but is None and len(rows) >= MOST_GROUPS:
        raise refuse(_("Forty groups is the most. Take groups that feel the same together."), "many")
