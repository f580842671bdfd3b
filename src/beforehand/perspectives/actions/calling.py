"""Later, being called, and the one-to-one in which somebody types along."""

from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

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
from beforehand.perspectives.choices import WayIn
from beforehand.perspectives.models import CallRequest, Perspective
from beforehand.perspectives.queries.asked import Given, fields
from beforehand.perspectives.rules import ONE_TO_ONE, may_answer, may_type_for
from beforehand.perspectives.signals import talk_held
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
        decision = actor.decision
        transaction.on_commit(lambda: talk_held.send(sender=None, decision=decision, seat=seat))
