"""Setting a topic aside with a reason, and taking it up again. It comes up by itself when it changes."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from beforehand.decisions.access import Standing
from beforehand.decisions.models import Decision
from beforehand.topics.actions.over_time import note_event
from beforehand.topics.choices import Cause, Happened
from beforehand.topics.models import Topic, TopicEvent
from beforehand.topics.queries.rows import reason_place
from beforehand.topics.rules import REASON, may_facilitate


def set_aside_topic(*, actor: Standing, topic: UUID, reason: str, now: datetime) -> None:
    """Set a topic aside, with a reason the facilitators read. Doing it twice changes nothing.

    It is set aside in the facilitator's list alone: what everybody may read is not theirs to hide.
    May: the facilitator.

    Raises
    ------
    PermissionDenied
        For everybody else.
    ValidationError
        When the topic is not there any more, or the reason is empty or too long.
    """
    if not may_facilitate(actor):
        raise PermissionDenied
    if not reason or len(reason) > REASON or "\x00" in reason:
        raise ValidationError(_("Say in a few words why it is set aside."), code="reason")
    with _at(actor, topic) as row:
        if row.standing == Happened.ABSENT:
            raise _gone()
        if row.standing == Happened.SET_ASIDE:
            return
        event = note_event(
            topic, actor.decision, Happened.SET_ASIDE, Cause.FACILITATOR, by=actor.seat, at=now
        )
        event.reason = row.decision.data_key.seal({"text": reason}, reason_place(topic, event.seq))
        TopicEvent.objects.scoped(actor.reader).filter(pk=event.pk).update(reason=event.reason)
        _stands(actor, topic, Happened.SET_ASIDE, now)


def take_up_topic(*, actor: Standing, topic: UUID, now: datetime) -> None:
    """Take up again what was set aside; what was not, stays as it is. May: the facilitator.

    Raises
    ------
    PermissionDenied
        For everybody else.
    ValidationError
        When the topic is not there any more.
    """
    if not may_facilitate(actor):
        raise PermissionDenied
    with _at(actor, topic) as row:
        if row.standing == Happened.SET_ASIDE:
            note_event(topic, actor.decision, Happened.TAKEN_UP, Cause.FACILITATOR, by=actor.seat, at=now)
            _stands(actor, topic, Happened.TAKEN_UP, now)


@contextmanager
def _at(actor: Standing, topic: UUID) -> Iterator[Topic]:
    with transaction.atomic():
        Decision.objects.select_for_update().get(pk=actor.decision)
        rows = Topic.objects.scoped(actor.reader).filter(pk=topic).select_related("decision__data_key")
        row = rows.first()
        if row is None:
            raise _gone()
        yield row


def _stands(actor: Standing, topic: UUID, what: Happened, now: datetime) -> None:
    Topic.objects.scoped(actor.reader).filter(pk=topic).update(standing=what, last_at=now)


def _gone() -> ValidationError:
    return ValidationError(_("This is no longer there. Look again."), code="gone")
