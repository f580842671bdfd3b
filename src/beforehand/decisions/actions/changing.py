"""The shape of every change: who asks, whether the frame is open, the write, what changed, who is told."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeVar
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F, Model
from django.http import Http404
from django.utils import translation
from django.utils.text import Truncator, slugify
from django.utils.translation import gettext as _

from beforehand.decisions.access import Standing
from beforehand.decisions.choices import ChangeKind
from beforehand.decisions.models import Decision, FrameChange
from beforehand.decisions.rules.allowed import can_be_framed
from beforehand.decisions.signals import frame_changed

Row = TypeVar("Row", bound=Model)
SUBJECT, VALUE, KEY = 300, 600, 34


@dataclass
class Changes:
    """The decision that is being changed and what changed in it so far."""

    decision: Decision
    by: UUID
    rows: list[FrameChange] = field(default_factory=list)

    def note(self, kind: ChangeKind, subject: str, before: object = "", after: object = "") -> None:
        """Note one change; the same before and after is none."""
        was, now = str(before), str(after)
        if was == now:
            return
        self.rows.append(
            FrameChange(
                decision=self.decision,
                kind=kind,
                subject=Truncator(subject).chars(SUBJECT),
                before=Truncator(was).chars(VALUE),
                after=Truncator(now).chars(VALUE),
                by_id=self.by,
            )
        )

    def keep(self) -> None:
        """Write the changes down, make the stored pictures out of date, and tell after the commit."""
        if not self.rows:
            return
        Decision.objects.filter(pk=self.decision.pk).update(input_version=F("input_version") + 1)
        ids = tuple(row.pk for row in FrameChange.objects.bulk_create(self.rows))
        decision = self.decision.pk
        transaction.on_commit(lambda: frame_changed.send(sender=Decision, decision=decision, changes=ids))


@contextmanager
def changing(
    actor: Standing, rule: Callable[[Standing], bool], *, also_when_closed: bool = False
) -> Iterator[Changes]:
    """Open the frame for one change by ``actor``; what is noted is written in the decision's language.

    Raises
    ------
    PermissionDenied
        When the rule says no.
    ValidationError
        When the decision was taken or stopped.
    Http404
        When the decision is not there any more.
    """
    if not rule(actor):
        raise PermissionDenied
    with transaction.atomic():
        decision = Decision.objects.select_for_update().filter(pk=actor.decision).first()
        if decision is None:
            raise Http404
        if not also_when_closed and not can_be_framed(decision.stage):
            raise ValidationError(
                _("This decision was closed. Take it up again to change it."), code="closed"
            )
        changes = Changes(decision, actor.seat)
        yield changes
        changes.keep()


def said_in(changes: Changes) -> translation.override:
    """Return the language of the decision, for words that are kept."""
    return translation.override(changes.decision.language)


def found(model: type[Row], changes: Changes, pk: UUID) -> Row:
    """Return a row of this decision, or end with "not there"."""
    row = model._default_manager.filter(pk=pk, decision=changes.decision).first()
    if row is None:
        raise Http404
    return row


def key_for(name: str, taken: set[str], otherwise: str) -> str:
    """Return a key that is not taken yet.

    >>> key_for("Spoedeisende hulp", {"spoedeisende-hulp"}, "side"), key_for("تمريض", set(), "side")
    ('spoedeisende-hulp-2', 'side')
    """
    stem = slugify(name)[:KEY].strip("-") or otherwise
    key, n = stem, 1
    while key in taken:
        n += 1
        key = f"{stem}-{n}"
    return key


def refuse(message: str, code: str = "refused") -> ValidationError:
    """Return what a form shows when something cannot be, and what to do instead."""
    return ValidationError(message, code=code)
