"""Later, being called, and the one-to-one in which somebody types along."""

from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max

from beforehand.decisions.access import Standing
from beforehand.decisions.models import Fact
from beforehand.perspectives.access import Place, typing_place
from beforehand.perspectives.actions.answering import (
    Newer,
    NotKeptError,
    Stored,
    begin,
    keep,
    make_perspective,
    tell,
)
from beforehand.perspectives.choices import State, WayIn
from beforehand.perspectives.models import CallRequest, Figure, Perspective, Statement
from beforehand.perspectives.queries.asked import Given, fields
from beforehand.perspectives.queries.own import own_sentence_by_id
from beforehand.perspectives.rules import ONE_TO_ONE, TYPED_FROM, is_release, may_answer, may_type_for
from beforehand.vault.guard import Author


def choose_way_in(*, actor: Standing, way: WayIn, now: datetime) -> Place:
    """Keep how somebody takes part, and that they saw the frame as it is now.

    Raises
    ------
    PermissionDenied
        For who takes no part.
    """
    place = begin(actor=actor)
    Perspective.objects.scoped(Author(actor.seat)).update(way_in=way, frame_seen_at=now)
    return place


def answer_later(*, actor: Standing, when: datetime, now: datetime) -> None:
    """Keep when somebody wants to be reminded.

    Raises
    ------
    PermissionDenied
        For who takes no part.
    NotKeptError
        ``past``: that moment is not ahead.
    """
    if when <= now:
        raise NotKeptError("past")
    begin(actor=actor)
    Perspective.objects.scoped(Author(actor.seat)).update(way_in=WayIn.LATER, later_at=when)


def ask_to_be_called(*, actor: Standing, when: str, number: str, now: datetime) -> None:
    """Ask the facilitator to call; asking again replaces what was asked.

    Raises
    ------
    PermissionDenied
        For who takes no part.
    """
    place = begin(actor=actor)
    scope = Author(actor.seat)
    row = CallRequest.objects.scoped(scope).first() or CallRequest(seat_id=actor.seat)
    row.body = place.key.seal({"when": when, "number": number}, row.about)
    row.done_at = None
    with transaction.atomic():
        row.save()
        Perspective.objects.scoped(scope).update(way_in=WayIn.CALL)


def do_not_call(*, actor: Standing) -> None:
    """Take back that one wanted to be called.

    Raises
    ------
    PermissionDenied
        For who takes no part.
    """
    if not may_answer(actor):
        raise PermissionDenied
    CallRequest.objects.scoped(Author(actor.seat)).delete()


def begin_typing(*, actor: Standing, seat: UUID) -> Place:
    """Return where what the facilitator types for somebody goes.

    Raises
    ------
    PermissionDenied
        For who does not facilitate, and for a seat that takes no part here.
    """
    if not may_type_for(actor, seat):
        raise PermissionDenied
    place = typing_place(actor, seat)
    if place is None:
        make_perspective(seat)
        place = typing_place(actor, seat)
    assert place is not None
    return place


def type_for(*, actor: Standing, seat: UUID, given: Given, now: datetime) -> Stored | Newer:
    """Keep one sentence somebody told; it exists for nobody else until that person says yes.

    Choices are not typed for anybody: a facilitator sees no figure, so the person taps those.

    Raises
    ------
    PermissionDenied
        For who does not facilitate, and for a seat that takes no part here.
    NotKeptError
        As with an own answer.
    """
    place = begin_typing(actor=actor, seat=seat)
    if given.field not in fields() or not fields()[given.field].is_sentence:
        raise NotKeptError("unknown")
    return keep(actor=actor, place=place, given=given, now=now)


def confirm_statement(
    *, actor: Standing, place: Place, statement: UUID, text: str, release: int, now: datetime
) -> None:
    """Say yes to a sentence somebody else typed, in the words given here, with who may read it.

    From now on it is the person's own. A field that takes one sentence holds this one instead of another. When
    nothing else of the person still waits to be sent, it is sent with this.

    Raises
    ------
    PermissionDenied
        For who takes no part, and for another's place.
    NotKeptError
        ``gone``, ``empty``, or ``unknown`` for something that is no level.
    """
    if not may_answer(actor) or not place.is_of(actor):
        raise PermissionDenied
    there = own_sentence_by_id(place, statement)
    if there is None or there.confirmed:
        raise NotKeptError("gone")
    if not text:
        raise NotKeptError("empty")
    if not is_release(release):
        raise NotKeptError("unknown")
    body = {**there.more, "text": text} | ({"certainty": there.certainty} if there.certainty else {})
    scope = place.scope
    mine = Statement.objects.scoped(scope).filter(field=there.field, ordinal__lt=TYPED_FROM)
    with transaction.atomic():
        if fields()[there.field].most == 1:
            mine.filter(frozen_at__isnull=True).delete()
        last = mine.aggregate(last=Max("ordinal"))["last"] or 0
        Statement.objects.scoped(scope).filter(pk=statement, confirmed=False).update(
            body=place.key.seal(body, f"perspectives.statement.body:{statement}"),
            ordinal=last + 1,
            confirmed=True,
            release=release,
            own_release=True,
            revision=there.revision + 1,
            changed_at=now,
        )
        if place.state is State.DRAFT and not _still_writing(place, statement):
            Perspective.objects.scoped(scope).update(state=State.SENT, sent_at=now, frame_seen_at=now)
        tell(actor.decision)


def throw_away_statement(*, actor: Standing, place: Place, statement: UUID) -> None:
    """Say no to a sentence somebody else typed; it is gone, and nobody is told.

    Raises
    ------
    PermissionDenied
        For who takes no part, and for another's place.
    """
    if not may_answer(actor) or not place.is_of(actor):
        raise PermissionDenied
    Statement.objects.scoped(place.scope).filter(pk=statement, confirmed=False).delete()


def mark_talk_held(*, actor: Standing, seat: UUID, day: date, now: datetime) -> None:
    """Write down that a one-to-one took place, and that a wanted call was made.

    Raises
    ------
    PermissionDenied
        For who does not facilitate, and for a seat that takes no part here.
    """
    if not may_type_for(actor, seat):
        raise PermissionDenied
    with transaction.atomic():
        Fact.objects.update_or_create(
            decision_id=actor.decision,
            kind="conversation_held",
            ref=f"call:{seat}",
            defaults={"day": day, "body": {"kind": ONE_TO_ONE, "people": [str(seat)]}},
        )
        CallRequest.objects.scoped(actor.reader).filter(seat_id=seat).update(done_at=now)
        tell(actor.decision)


def _still_writing(place: Place, but: UUID) -> bool:
    """Tell whether the person has own answers that were not sent: those are not sent by saying yes to another's."""
    rows = Statement.objects.scoped(place.scope).filter(confirmed=True, typed_by__isnull=True).exclude(pk=but)
    return rows.exists() or Figure.objects.scoped(place.scope).exists()
