"""Moments that harden the decision. Two people may edit one; the newer wins only after it was asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from beforehand.decisions.access import Standing
from beforehand.decisions.actions.changing import Changes, changing, found, key_for, refuse, said_in
from beforehand.decisions.actions.options import seat_or_none
from beforehand.decisions.choices import ChangeKind, Door
from beforehand.decisions.models import Commitment, Mark
from beforehand.decisions.queries.shown import CommitmentView
from beforehand.decisions.queries.whole import commitments
from beforehand.decisions.queries.words import mark_name, type_name
from beforehand.decisions.rules.allowed import may_frame
from beforehand.decisions.rules.moments import fault_of_day
from beforehand.knowledge import load

MOST_MOMENTS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What is said of a commitment."""

    title: str
    day: date
    type: str = "other"
    door: Door = Door.HEAVY
    cost_eur: Decimal | None = None
    weeks: Decimal | None = None
    public: bool = False
    done_already: bool = False
    statutory: str = ""
    decider: UUID | None = None
    marks: frozenset[str] = frozenset()
    still_open: str = ""
    nothing_open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StillOpen:
    """What can still change before one moment, said of how it stood at ``revision``."""

    commitment: UUID
    still_open: str
    nothing_open: bool
    revision: int


class OvertakenError(Exception):
    """Somebody else kept a newer version meanwhile; ``now`` is what stands."""

    def __init__(self, now: CommitmentView) -> None:
        super().__init__("overtaken")
        self.now = now


def add_commitment(*, actor: Standing, moment: Moment) -> UUID:
    """Add a moment that hardens the decision. May: owner, decider, facilitator."""
    with changing(actor, may_frame) as changes:
        refuse_unsound(actor, moment)
        taken = set(Commitment.objects.filter(decision=changes.decision).values_list("key", flat=True))
        if len(taken) >= MOST_MOMENTS:
            raise refuse(_("Sixty moments is the most. Keep those that cost something to take back."), "many")
        row = Commitment(decision=changes.decision, key=key_for(moment.title, taken, "moment"))
        _fill(row, changes, moment)
        row.save(force_insert=True)
        _mark(row, moment.marks)
        with said_in(changes):
            after = f"{moment.title}, {date_format(moment.day)}"
        changes.note(ChangeKind.COMMITMENT, moment.title, "", after)
        return row.pk


def change_commitment(*, actor: Standing, commitment: UUID, moment: Moment, revision: int) -> None:
    """Change a commitment as it stood at ``revision``. May: owner, decider, facilitator.

    Raises
    ------
    OvertakenError
        When somebody else changed it since; nothing was written.
    """
    with changing(actor, may_frame) as changes:
        row = _at(changes, actor, commitment, revision)
        refuse_unsound(actor, moment, was=row.day)
        before = {mark.mark for mark in row.marks.all()}
        with said_in(changes):
            old = _said(row, before)
            _fill(row, changes, moment)
            new = _said(row, moment.marks)
            _note(changes, row.title, old, new)
        row.revision += 1
        row.save()
        if before != moment.marks:
            row.marks.all().delete()
            _mark(row, moment.marks)


def say_what_is_open(*, actor: Standing, said: Iterable[StillOpen]) -> None:
    """Say before each of these moments what can still change, or that nothing can; all of it or none.

    May: owner, decider, facilitator.

    Raises
    ------
    OvertakenError
        When somebody else changed one of the moments since; nothing was written.
    """
    with changing(actor, may_frame) as changes:
        for one in said:
            row = _at(changes, actor, one.commitment, one.revision)
            refuse_both(one.still_open, nothing_open=one.nothing_open)
            refuse_neither(one.still_open, nothing_open=one.nothing_open)
            with said_in(changes):
                old = _said(row, ())
                row.still_open, row.nothing_open = one.still_open, one.nothing_open
                _note(changes, row.title, old, _said(row, ()))
            row.revision += 1
            row.save(update_fields=["still_open", "nothing_open", "revision"])


def remove_commitment(*, actor: Standing, commitment: UUID) -> None:
    """Take a commitment away. May: owner, decider, facilitator."""
    with changing(actor, may_frame) as changes:
        row = found(Commitment, changes, commitment)
        with said_in(changes):
            changes.note(ChangeKind.COMMITMENT, row.title, f"{row.title}, {date_format(row.day)}", "")
        row.delete()


def refuse_unsound(actor: Standing, moment: Moment, was: date | None = None) -> None:
    """Refuse a day that cannot be, or both "this can change" and "nothing can"."""
    fault = fault_of_day(moment.day, actor.today, done_already=moment.done_already, commitment=True)
    if fault and moment.day != was:  # a day that passed while nobody looked may stay
        raise refuse(fault, "day")
    refuse_both(moment.still_open, nothing_open=moment.nothing_open)


def refuse_both(still_open: str, *, nothing_open: bool) -> None:
    """Refuse a sentence on what can change together with "nothing can"."""
    if still_open and nothing_open:
        raise refuse(_("Either something can still change or nothing can. Empty one of the two."), "both")


def refuse_neither(still_open: str, *, nothing_open: bool) -> None:
    """Refuse to have said nothing of what can change."""
    if not still_open and not nothing_open:
        raise refuse(_("Write what can still change, or tick that nothing can."), "unsaid")


def _at(changes: Changes, actor: Standing, commitment: UUID, revision: int) -> Commitment:
    row = found(Commitment, changes, commitment)
    if row.revision != revision:
        raise OvertakenError(next(one for one in commitments(actor) if one.id == row.pk))
    return row


def _fill(row: Commitment, changes: Changes, moment: Moment) -> None:
    if moment.type not in load().commitment_names:
        raise refuse(_("Choose one of the kinds in the list."), "type")
    for name in (
        *("title", "day", "type", "door", "cost_eur", "weeks", "public", "done_already"),
        *("statutory", "still_open", "nothing_open"),
    ):
        setattr(row, name, getattr(moment, name))
    row.decider = seat_or_none(changes, moment.decider)


def _mark(row: Commitment, marks: Iterable[str]) -> None:
    known = load().hardness_marks
    Mark.objects.bulk_create([Mark(commitment=row, mark=mark) for mark in sorted(marks) if mark in known])


def _note(changes: Changes, title: str, old: dict[str, str], new: dict[str, str]) -> None:
    for label, after in new.items():
        changes.note(ChangeKind.COMMITMENT, f"{title}: {label}", old[label], after)


def _said(row: Commitment, marks: Iterable[str]) -> dict[str, str]:
    return {
        _("what it is called"): row.title,
        _("day"): date_format(row.day),
        _("kind"): type_name(row.type),
        _("taking it back"): str(Door(row.door).label),
        _("costs in euro"): "" if row.cost_eur is None else f"{row.cost_eur.normalize():f}",
        _("weeks"): "" if row.weeks is None else f"{row.weeks.normalize():f}",
        _("public"): _("yes") if row.public else "",
        _("happened already"): _("yes") if row.done_already else "",
        _("required by law"): row.statutory,
        _("who decides"): "" if row.decider is None else row.decider.person.name,
        _("already visible"): ", ".join(filter(None, (mark_name(mark) for mark in sorted(marks)))),
        _("what can still change"): _("nothing any more") if row.nothing_open else row.still_open,
    }
