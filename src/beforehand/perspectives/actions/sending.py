"""The one choice at the end, sending, and what may be changed afterwards."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F

from beforehand.decisions.access import Standing
from beforehand.perspectives.access import Place
from beforehand.perspectives.actions.answering import NotKeptError, begin, tell
from beforehand.perspectives.choices import State
from beforehand.perspectives.models import (
    CallRequest,
    Figure,
    MirrorJudgement,
    Perspective,
    Reaction,
    Statement,
)
from beforehand.perspectives.queries.own import Own, own_sentence_by_id
from beforehand.perspectives.queries.said import contest_place
from beforehand.perspectives.rules import REMINDERS, WORDS, is_release, may_answer
from beforehand.perspectives.signals import all_taken_back
from beforehand.vault.guard import Author


def choose_readers(*, actor: Standing, release: int, apart: Mapping[UUID, int]) -> None:
    """Keep who may read what: one choice, and another for the sentences in ``apart``.

    Sentences that a conversation is about, and sentences that wait for a yes, keep what they have.

    Raises
    ------
    PermissionDenied
        For who takes no part.
    NotKeptError
        ``unknown``: not one of the five levels.
    """
    if not is_release(release) or not all(is_release(level) for level in apart.values()):
        raise NotKeptError("unknown")
    place = begin(actor=actor)
    if place.frozen:
        raise NotKeptError("frozen")
    scope = Author(actor.seat)
    with transaction.atomic():
        Perspective.objects.scoped(scope).update(release=release)
        mine = Statement.objects.scoped(scope).filter(confirmed=True, frozen_at__isnull=True)
        mine.exclude(pk__in=list(apart)).update(release=release, own_release=False)
        for statement, level in apart.items():
            mine.filter(pk=statement).update(release=level, own_release=True)
        Figure.objects.scoped(scope).update(release=release)
        if place.state is State.SENT:
            tell(actor.decision)


def send_perspective(*, actor: Standing, now: datetime) -> None:
    """Send what was answered; from now on it exists for whom it was released to.

    Raises
    ------
    PermissionDenied
        For who takes no part.
    NotKeptError
        ``empty`` when there is nothing to send, ``closed`` when nothing is asked any more.
    """
    place = begin(actor=actor)
    scope = Author(actor.seat)
    if place.closed and place.state is State.DRAFT:
        raise NotKeptError("closed")
    said = Statement.objects.scoped(scope).filter(confirmed=True)
    if not said.exists() and not Figure.objects.scoped(scope).exists():
        raise NotKeptError("empty")
    with transaction.atomic():
        Perspective.objects.scoped(scope).update(
            state=State.SENT, sent_at=now, frame_seen_at=now, later_at=None, leave_alone=False
        )
        tell(actor.decision)


def correct_statement(
    *,
    actor: Standing,
    place: Place,
    statement: UUID,
    text: str,
    certainty: int | None,
    revision: int,
    now: datetime,
) -> bool:
    """Put other words in a sentence; return False when it was changed elsewhere meanwhile.

    Raises
    ------
    PermissionDenied
        For another's sentence.
    NotKeptError
        ``gone``, ``frozen``, ``long``, or ``empty`` (taking it away is something else than correcting it).
    """
    there = _mine(actor, place, statement)
    if not text:
        raise NotKeptError("empty")
    if len(text) > WORDS or "\x00" in text:
        raise NotKeptError("long")
    body: dict[str, Any] = {**there.more, "text": text}
    if certainty is not None:
        body["certainty"] = certainty
    sealed = place.key.seal(body, f"perspectives.statement.body:{statement}")
    with transaction.atomic():
        rows = Statement.objects.scoped(place.scope).filter(pk=statement, revision=revision)
        done = rows.update(body=sealed, revision=F("revision") + 1, changed_at=now)
        _tell_if_sent(place)
    return done > 0


def release_statement(*, actor: Standing, place: Place, statement: UUID, release: int) -> None:
    """Let others read one sentence, or take that back.

    Raises
    ------
    PermissionDenied
        For another's sentence.
    NotKeptError
        ``gone``, ``frozen``, or ``unknown`` for something that is no level.
    """
    _mine(actor, place, statement)
    if not is_release(release):
        raise NotKeptError("unknown")
    with transaction.atomic():
        Statement.objects.scoped(place.scope).filter(pk=statement).update(release=release, own_release=True)
        _tell_if_sent(place)


def withdraw_statement(*, actor: Standing, place: Place, statement: UUID) -> None:
    """Take one sentence away for good.

    Raises
    ------
    PermissionDenied
        For another's sentence.
    NotKeptError
        ``gone`` or ``frozen``.
    """
    _mine(actor, place, statement)
    with transaction.atomic():
        Statement.objects.scoped(place.scope).filter(pk=statement).delete()
        _tell_if_sent(place)


def contest_statement(*, actor: Standing, place: Place, statement: UUID, text: str, now: datetime) -> None:
    """Tell the facilitator what is wrong about how a sentence stands; possible at any time. Empty takes it back.

    Raises
    ------
    PermissionDenied
        For another's sentence.
    NotKeptError
        ``gone`` or ``long``.
    """
    _mine(actor, place, statement, even_frozen=True)
    if len(text) > WORDS or "\x00" in text:
        raise NotKeptError("long")
    contest = place.key.seal({"text": text}, contest_place(statement)) if text else None
    with transaction.atomic():
        rows = Statement.objects.scoped(place.scope).filter(pk=statement)
        rows.update(contest=contest, contested_at=now if text else None)


def withdraw_everything(*, actor: Standing) -> None:
    """Take back all one said; nothing is asked again. What a conversation is about already, stays there.

    What was answered to others in a round that is open goes too; a count that was published stays what it is.

    Raises
    ------
    PermissionDenied
        For who takes no part.
    """
    if not may_answer(actor):
        raise PermissionDenied
    scope = Author(actor.seat)
    with transaction.atomic():
        frozen = Perspective.objects.scoped(scope).filter(frozen_at__isnull=False).exists()
        if not frozen:
            Statement.objects.scoped(scope).filter(frozen_at__isnull=True).delete()
            Figure.objects.scoped(scope).delete()
        CallRequest.objects.scoped(scope).delete()
        for answers in (Reaction, MirrorJudgement):
            answers.objects.scoped(scope).filter(round__closed_at__isnull=True).update(body=None)
        Perspective.objects.scoped(scope).update(leave_alone=True)
        rest = Statement.objects.scoped(scope).exists()
        if not rest and not frozen:
            Perspective.objects.scoped(scope).update(
                state=State.DRAFT, sent_at=None, later_at=None, reminders=REMINDERS
            )
        tell(actor.decision)
        ids = {"decision": actor.decision, "seat": actor.seat}
        transaction.on_commit(lambda: all_taken_back.send(sender=None, **ids))


def _mine(actor: Standing, place: Place, statement: UUID, *, even_frozen: bool = False) -> Own:
    if not may_answer(actor) or not place.is_of(actor):
        raise PermissionDenied
    there = own_sentence_by_id(place, statement)
    if there is None:
        raise NotKeptError("gone")
    if there.frozen and not even_frozen:
        raise NotKeptError("frozen")
    return there


def _tell_if_sent(place: Place) -> None:
    if place.state is State.SENT:
        tell(place.decision)
