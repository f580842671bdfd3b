"""Sides: added, changed, taken away."""

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from beforehand.decisions.access import Standing
from beforehand.decisions.actions.changing import Changes, changing, found, key_for, refuse
from beforehand.decisions.choices import ChangeKind, SideKind
from beforehand.decisions.models import Side
from beforehand.decisions.rules.allowed import has_begun_listening, may_frame

MOST_SIDES = 20


def add_side(*, actor: Standing, name: str, kind: SideKind) -> UUID:
    """Add a side. May: owner, decider, facilitator."""
    with changing(actor, may_frame) as changes:
        refuse_taken(changes, name)
        return make_side(changes, name, kind).pk


def add_sides(*, actor: Standing, sides: Sequence[tuple[str, SideKind]]) -> None:
    """Add the sides that are not there yet. May: owner, decider, facilitator."""
    with changing(actor, may_frame) as changes:
        there = {name.casefold() for name in _names(changes)}
        for name, kind in sides:
            if name.casefold() not in there:
                make_side(changes, name, kind)


def change_side(*, actor: Standing, side: UUID, name: str, kind: SideKind) -> None:
    """Give a side another name or kind. May: owner, decider, facilitator."""
    with changing(actor, may_frame) as changes:
        row = found(Side, changes, side)
        refuse_taken(changes, name, but=side)
        changes.note(ChangeKind.SIDE, name, row.name, name)
        row.name, row.kind = name, kind
        row.save(update_fields=["name", "kind"])


def remove_side(*, actor: Standing, side: UUID) -> None:
    """Take a side away. May: owner, decider, facilitator.

    Refused while somebody sits there, and once people were invited: what was said about a side, or released to it,
    belongs to that side.
    """
    with changing(actor, may_frame) as changes:
        row = found(Side, changes, side)
        sitting = row.seats.count()
        if sitting:
            raise refuse(
                ngettext(
                    "{n} person sits on this side. Move that person to another side first.",
                    "{n} people sit on this side. Move them to another side first.",
                    sitting,
                ).format(n=sitting),
                "in_use",
            )
        if has_begun_listening(changes.decision.stage):
            raise refuse(
                _(
                    "People were invited with this side in the picture, so it stays. You can give it another name."
                ),
                "listening",
            )
        changes.note(ChangeKind.SIDE, row.name, row.name, "")
        row.delete()


def make_side(changes: Changes, name: str, kind: SideKind) -> Side:
    """Add a side within a change that is open."""
    taken = set(Side.objects.filter(decision=changes.decision).values_list("key", flat=True))
    if len(taken) >= MOST_SIDES:
        raise refuse(_("Twenty sides is the most. Put groups that look from one place together."), "many")
    side = Side.objects.create(
        decision=changes.decision, key=key_for(name, taken, "side"), name=name, kind=kind
    )
    changes.note(ChangeKind.SIDE, name, "", name)
    return side


def refuse_taken(changes: Changes, name: str, but: UUID | None = None) -> None:
    """Refuse a name that another side has."""
    rows = Side.objects.filter(decision=changes.decision).exclude(pk=but) if but else None
    names = rows.values_list("name", flat=True) if rows is not None else _names(changes)
    if name.casefold() in {one.casefold() for one in names}:
        raise refuse(_("There is a side with this name already."), "twice")


def _names(changes: Changes) -> list[str]:
    return list(Side.objects.filter(decision=changes.decision).values_list("name", flat=True))
