"""Ways to go: added, changed, taken away."""

from uuid import UUID

from django.utils.translation import gettext as _

from beforehand.decisions.access import Standing
from beforehand.decisions.actions.changing import Changes, changing, found, refuse
from beforehand.decisions.choices import ChangeKind
from beforehand.decisions.models import Option, Seat
from beforehand.decisions.rules.allowed import may_frame

MOST_OPTIONS = 40


def add_option(*, actor: Standing, text: str, alive: bool, owner: UUID | None) -> UUID:
    """Add a way to go. May: owner, decider, facilitator."""
    with changing(actor, may_frame) as changes:
        refuse_twice(changes, text)
        if Option.objects.filter(decision=changes.decision).count() >= MOST_OPTIONS:
            raise refuse(_("Forty options is the most. Take away what nobody looks at any more."), "many")
        made = Option.objects.create(
            decision=changes.decision, text=text, alive=alive, owner=seat_or_none(changes, owner)
        )
        changes.note(ChangeKind.OPTION, text, "", text)
        return made.pk


def change_option(*, actor: Standing, option: UUID, text: str, alive: bool, owner: UUID | None) -> None:
    """Change a way to go: its words, whether it is alive, who argues for it. May: owner, decider, facilitator."""
    with changing(actor, may_frame) as changes:
        row = found(Option, changes, option)
        refuse_twice(changes, text, but=option)
        seat = seat_or_none(changes, owner)
        changes.note(ChangeKind.OPTION, text, _said(row), _said(Option(text=text, alive=alive, owner=seat)))
        row.text, row.alive, row.owner = text, alive, seat
        row.save(update_fields=["text", "alive", "owner"])


def remove_option(*, actor: Standing, option: UUID) -> None:
    """Take a way to go away. May: owner, decider, facilitator."""
    with changing(actor, may_frame) as changes:
        row = found(Option, changes, option)
        changes.note(ChangeKind.OPTION, row.text, row.text, "")
        row.delete()


def seat_or_none(changes: Changes, seat: UUID | None) -> Seat | None:
    """Return a seat of this decision."""
    return None if seat is None else found(Seat, changes, seat)


def refuse_twice(changes: Changes, text: str, but: UUID | None = None) -> None:
    """Refuse words that another option has."""
    rows = Option.objects.filter(decision=changes.decision)
    others = [row.text.casefold() for row in rows if row.pk != but]
    if text.casefold() in others:
        raise refuse(_("This option is in the list already."), "twice")


def _said(option: Option) -> str:
    alive = "" if option.alive else " (–)"
    owner = "" if option.owner is None else f" · {option.owner.person.name}"
    return f"{option.text}{alive}{owner}"
