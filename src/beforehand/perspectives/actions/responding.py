"""Answering what others said, one tap at a time: nobody reads it but who gave it, and it leaves as a count."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from beforehand.decisions.access import Standing
from beforehand.perspectives.actions.answering import NotKeptError
from beforehand.perspectives.actions.dealing import asked_of, settle
from beforehand.perspectives.choices import Judged, Reacted, RoundKind
from beforehand.perspectives.queries.dealt import is_read_by_all
from beforehand.perspectives.queries.responding import MODELS
from beforehand.vault.guard import Author


def react(*, actor: Standing, statement: UUID, value: str, may_change: bool = False, now: datetime) -> None:
    """Keep what somebody says to a card that was dealt to them; the last tap counts, on whatever device.

    Raises
    ------
    PermissionDenied
        For who takes no part on a side.
    NotKeptError
        ``unknown`` for another value, ``round_closed``, or ``taken_back`` for what does not lie there (any more).
    """
    if value not in Reacted.values:
        _refuse(actor, "unknown")
    _answer(actor, RoundKind.RESPOND, statement, {"value": value, "may_change": bool(may_change)}, now)


def undo_reaction(*, actor: Standing, statement: UUID, now: datetime) -> None:
    """Take back what somebody said to a card, as long as the round is open.

    Raises
    ------
    PermissionDenied
        For who takes no part on a side.
    NotKeptError
        ``round_closed``, or ``taken_back`` for what does not lie there (any more).
    """
    _answer(actor, RoundKind.RESPOND, statement, None, now)


def judge_mirror(*, actor: Standing, statement: UUID, value: str, now: datetime) -> None:
    """Keep whether a picture of the own side is right; the last tap counts.

    Raises
    ------
    PermissionDenied
        For who takes no part on a side.
    NotKeptError
        As with a card.
    """
    if value not in Judged.values:
        _refuse(actor, "unknown")
    _answer(actor, RoundKind.MIRROR, statement, {"value": value}, now)


def undo_judgement(*, actor: Standing, statement: UUID, now: datetime) -> None:
    """Take back what somebody said about a picture of the own side, as long as the round is open.

    Raises
    ------
    PermissionDenied
        For who takes no part on a side.
    NotKeptError
        As with a card.
    """
    _answer(actor, RoundKind.MIRROR, statement, None, now)


def _refuse(actor: Standing, why: str) -> None:
    asked_of(actor)  # who may not, and a closed round, come first: nobody learns more than that
    raise NotKeptError(why)


def _answer(
    actor: Standing, kind: RoundKind, statement: UUID, body: dict[str, Any] | None, now: datetime
) -> None:
    now_open = asked_of(actor, kind)
    mine = MODELS[kind].objects.scoped(Author(actor.seat))
    row = mine.filter(round_id=now_open.id, statement_id=statement).select_related("seat__data_key").first()
    if row is None or not is_read_by_all(actor, statement):
        raise NotKeptError("taken_back")
    sealed = None if body is None else row.seat.data_key.seal(body, row.about)
    with transaction.atomic():
        # In one step with looking whether the round is open: what comes in after it was closed does not count.
        if not mine.filter(pk=row.pk, round__closed_at__isnull=True).update(body=sealed):
            raise NotKeptError("round_closed")
        settle(actor, now_open, now)
