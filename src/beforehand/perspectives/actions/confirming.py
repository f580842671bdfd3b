"""Saying yes or no to what somebody else typed; until the yes it exists for nobody."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max

from beforehand.decisions.access import Standing
from beforehand.perspectives.access import Place
from beforehand.perspectives.actions.answering import NotKeptError, tell
from beforehand.perspectives.choices import State
from beforehand.perspectives.models import Figure, Perspective, Statement
from beforehand.perspectives.queries.asked import fields
from beforehand.perspectives.queries.own import own_sentence_by_id
from beforehand.perspectives.rules import TYPED_FROM, WORDS, is_release, may_answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Yes:
    """A yes to one sentence: the revision the person looked at, the words they make their own, and for whom."""

    statement: UUID
    revision: int
    release: int
    text: str = field(repr=False)


def confirm_statements(
    *, actor: Standing, place: Place, said: Iterable[Yes], now: datetime
) -> tuple[UUID, ...]:
    """Say yes to sentences somebody else typed, and return those that were left.

    Left is what was typed anew, taken away or answered since the person looked: a yes is to what was read. All else
    is the person's own from now on. A field that takes one sentence holds this one instead of another. When nothing
    else of the person still waits to be sent, it is sent with this. One that cannot be kept stops them all.

    Raises
    ------
    PermissionDenied
        For who takes no part, and for another's place.
    NotKeptError
        ``empty``, ``long``, or ``unknown`` for something that is no level.
    """
    if not may_answer(actor) or not place.is_of(actor):
        raise PermissionDenied
    every = tuple(said)
    for yes in every:
        _refuse_what_does_not_fit(yes)
    with transaction.atomic():
        left = tuple(yes.statement for yes in every if not _made_own(place, yes, now))
        if len(left) < len(every):
            if place.state is State.DRAFT and not _still_writing(place):
                rows = Perspective.objects.scoped(place.scope)
                rows.update(state=State.SENT, sent_at=now, frame_seen_at=now)
            tell(actor.decision)
    return left


def throw_away_statement(*, actor: Standing, place: Place, statement: UUID) -> None:
    """Say no to a sentence somebody else typed; it is gone, and nobody is told.

    Raises
    ------
    PermissionDenied
        For who takes no part, and for another's place.
    """
    if not may_answer(actor) or not place.is_of(actor):
        raise PermissionDenied
    rows = Statement.objects.scoped(place.scope).filter(pk=statement, confirmed=False)
    # A yes from another window waits, and finds nothing; or it came first, and the sentence stays.
    with transaction.atomic():
        if list(rows.select_for_update(of=("self",)).values_list("pk", flat=True)):
            rows.delete()


def _refuse_what_does_not_fit(yes: Yes) -> None:
    if not yes.text:
        raise NotKeptError("empty")
    if len(yes.text) > WORDS or "\x00" in yes.text:
        raise NotKeptError("long")
    if not is_release(yes.release):
        raise NotKeptError("unknown")


def _made_own(place: Place, yes: Yes, now: datetime) -> bool:
    scope = place.scope
    rows = Statement.objects.scoped(scope).filter(
        pk=yes.statement, confirmed=False, revision=yes.revision, typed_by__isnull=False
    )
    held = list(rows.select_for_update(of=("self",)).values_list("pk", flat=True))  # who types waits
    there = own_sentence_by_id(place, yes.statement) if held else None
    if there is None:
        return False
    mine = Statement.objects.scoped(scope).filter(field=there.field, ordinal__lt=TYPED_FROM)
    if fields()[there.field].most == 1:
        mine.filter(frozen_at__isnull=True).delete()
    last = mine.aggregate(last=Max("ordinal"))["last"] or 0
    body: dict[str, Any] = {**there.more, "text": yes.text}
    if there.certainty:
        body["certainty"] = there.certainty
    rows.update(
        body=place.key.seal(body, f"perspectives.statement.body:{yes.statement}"),
        ordinal=last + 1,
        confirmed=True,
        release=yes.release,
        own_release=True,
        revision=yes.revision + 1,
        changed_at=now,
    )
    return True


def _still_writing(place: Place) -> bool:
    """Tell whether the person has own answers that were not sent: those are not sent by saying yes to another's."""
    rows = Statement.objects.scoped(place.scope).filter(confirmed=True, typed_by__isnull=True)
    return rows.exists() or Figure.objects.scoped(place.scope).exists()
