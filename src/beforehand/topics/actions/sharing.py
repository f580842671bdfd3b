"""May this be shared? Asked of the one person a topic rests on, answered by that person alone (G6).

The facilitator hears a yes, and that a yes was taken back. A no looks like no answer.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from beforehand.decisions.access import Standing
from beforehand.decisions.choices import Role
from beforehand.decisions.models import Decision
from beforehand.topics.actions.analysing import note_change
from beforehand.topics.actions.over_time import forget_shared, note_event, opened
from beforehand.topics.choices import Cause, Happened
from beforehand.topics.models import AnalysisRun, HolderConsent, RunScope
from beforehand.topics.queries.kept import latest_run
from beforehand.topics.queries.sharing import asked_of_me
from beforehand.topics.rules import SHAREABLE, may_facilitate
from beforehand.topics.signals import holder_asked
from beforehand.vault.guard import Author
from beforehand.vault.processes.analyst import analyst


def ask_holder(*, actor: Standing, pattern: str, seat: UUID, now: datetime) -> UUID:
    """Ask the one person a topic rests on whether it may be shared; asking again asks nothing anew.

    May: the facilitator.

    Raises
    ------
    PermissionDenied
        For everybody else.
    ValidationError
        When no such topic rests on this person alone (any more).
    """
    if not may_facilitate(actor):
        raise PermissionDenied
    with transaction.atomic():
        Decision.objects.select_for_update().get(pk=actor.decision)
        there = HolderConsent.objects.scoped(actor.reader).filter(pattern=pattern, seat_id=seat)
        known: UUID | None = there.values_list("pk", flat=True).first()
        if known is not None:
            return known
        if not _rests_on(actor, pattern, seat):
            raise ValidationError(_("This is no longer there. Look again."), code="gone")
        row = HolderConsent.objects.create(
            decision_id=actor.decision, pattern=pattern, seat_id=seat, asked_by_id=actor.seat, asked_at=now
        )
        note_change(actor.decision)
        transaction.on_commit(lambda: holder_asked.send(sender=None, decision=actor.decision, seat=seat))
        return row.pk


def answer_holder(*, actor: Standing, consent: UUID, yes: bool, now: datetime) -> None:
    """Say yes or no to sharing; a no after a yes takes it back. Answering the same twice changes nothing.

    May: the person who was asked.

    Raises
    ------
    PermissionDenied
        For everybody else.
    ValidationError
        For a yes while there is nothing to be read: nobody agrees to what they did not see.
    """
    if not yes:
        take_back_consent(actor=actor, consent=consent, now=now)
        return
    with transaction.atomic():
        row = _asked(actor, consent)
        if row.given:
            return
        if not any(one.id == consent and one.preview is not None for one in asked_of_me(actor)):
            raise ValidationError(_("There is nothing to share at this moment."), code="nothing")
        _mine(actor, consent).update(given=True, answered_at=now)
        _note(row, Happened.CONSENTED, now)
        note_change(actor.decision)


def take_back_consent(*, actor: Standing, consent: UUID, now: datetime) -> None:
    """Say no, or take a yes back: what was shared is gone at once, and without a trace for the others.

    The picture everybody reads is made anew; until then there is none. May: the person who was asked.

    Raises
    ------
    PermissionDenied
        For everybody else.
    """
    with transaction.atomic():
        _take_back(_asked(actor, consent), now)


def take_back_consents_of(decision: UUID, seat: UUID, now: datetime) -> None:
    """Take back every yes of somebody who took back all they had said. Doing it twice changes nothing."""
    with transaction.atomic():
        Decision.objects.select_for_update().get(pk=decision)
        for row in HolderConsent.objects.scoped(Author(seat)).filter(decision_id=decision, given=True):
            _take_back(row, now)


def _take_back(row: HolderConsent, now: datetime) -> None:
    if row.given is not False:
        HolderConsent.objects.scoped(Author(row.seat_id)).filter(pk=row.pk).update(
            given=False, answered_at=now
        )
    if not row.given:
        return
    decision = Decision.objects.select_related("data_key").get(pk=row.decision_id)
    AnalysisRun.objects.scoped(analyst(decision.pk)).filter(scope=RunScope.SHARED).delete()
    forget_shared(decision, row.pattern, row.seat_id)
    _note(row, Happened.CONSENT_TAKEN_BACK, now)
    note_change(decision.pk)


def _asked(actor: Standing, consent: UUID) -> HolderConsent:
    """Return what was asked, held while it is answered: in two windows one comes after the other."""
    Decision.objects.select_for_update().get(pk=actor.decision)
    row = _mine(actor, consent).first() if actor.has(Role.PARTICIPANT) else None
    if row is None:
        raise PermissionDenied
    found: HolderConsent = row
    return found


def _mine(actor: Standing, consent: UUID) -> Any:
    return HolderConsent.objects.scoped(Author(actor.seat)).filter(pk=consent, decision_id=actor.decision)


def _rests_on(actor: Standing, pattern: str, seat: UUID) -> bool:
    found = latest_run(actor)
    if found is None or pattern not in SHAREABLE:
        return False
    return any(t.pattern == pattern and t.holders == (str(seat),) for t in found.analysis.topics)


def _note(row: HolderConsent, what: Happened, now: datetime) -> None:
    """Note it with the topic it is about, where the facilitator reads what happened to it."""
    decision = Decision.objects.select_related("data_key").get(pk=row.decision_id)
    for one in opened(decision, RunScope.FACILITATOR):
        if one.pattern == row.pattern and one.holders == {str(row.seat_id)}:
            note_event(one.id, decision.pk, what, Cause.HOLDER, by=row.seat_id, at=now)
