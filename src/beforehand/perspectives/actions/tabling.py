""" "May this be on the table like this?": asked once, about one sentence, of who wrote it for the facilitator."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from beforehand.decisions.access import Standing
from beforehand.perspectives.actions.answering import NotKeptError, tell
from beforehand.perspectives.choices import Release
from beforehand.perspectives.models import IN_USE, Statement, TableRequest
from beforehand.perspectives.rules import may_answer, may_facilitate
from beforehand.perspectives.signals import table_asked
from beforehand.vault.guard import Author


def ask_for_table(*, actor: Standing, statement: UUID, now: datetime) -> None:
    """Ask the writer of a sentence for the facilitator whether everybody may read it. Asking again does nothing.

    Who asks does not see whether it was answered, or that it was no: a yes shows in who may read the sentence.

    Raises
    ------
    PermissionDenied
        For who does not facilitate.
    NotKeptError
        ``gone`` for what is not there to be asked about: not for the facilitator, or for all to read already.
    """
    if not may_facilitate(actor):
        raise PermissionDenied
    rows = Statement.objects.scoped(actor.reader).filter(IN_USE, pk=statement, release=Release.FACILITATOR)
    found = list(rows.values_list("revision", "perspective__seat_id")[:1])
    if not found:
        raise NotKeptError("gone")
    revision, writer = found[0]
    try:
        with transaction.atomic():
            TableRequest.objects.create(
                statement_id=statement, asked_by_id=actor.seat, asked_at=now, revision=revision
            )
            decision = actor.decision
            transaction.on_commit(lambda: table_asked.send(sender=None, decision=decision, seat=writer))
    except IntegrityError:  # asked already, and once is what was promised
        pass


def answer_table(*, actor: Standing, statement: UUID, yes: bool, revision: int, now: datetime) -> None:
    """Say yes or no, once. Yes lets everybody read this sentence without a name; no leaves it as it is.

    A yes is to the words that were read: ``revision`` is theirs. It is taken back by changing who may read it.

    Raises
    ------
    PermissionDenied
        For who takes no part.
    NotKeptError
        ``gone`` when nothing was asked about an own sentence, ``answered``, ``reworded``, or ``frozen``.
    """
    if not may_answer(actor):
        raise PermissionDenied
    own = Author(actor.seat)
    with transaction.atomic():
        asked = TableRequest.objects.scoped(own).filter(statement_id=statement)
        held = list(asked.select_for_update(of=("self",)).values_list("answered_at", flat=True))
        if not held:
            raise NotKeptError("gone")
        if held[0] is not None:
            raise NotKeptError("answered")
        rows = Statement.objects.scoped(own).filter(pk=statement)
        now_is, frozen, release = rows.values_list("revision", "frozen_at", "release")[0]
        if yes and frozen is not None:
            raise NotKeptError("frozen")
        if yes and now_is != revision:
            raise NotKeptError("reworded")
        if yes and release < Release.ALL_WITHOUT_NAME:
            rows.update(release=Release.ALL_WITHOUT_NAME, own_release=True)
            tell(actor.decision)
        asked.update(answered_at=now)
