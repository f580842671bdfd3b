"""Ask for a message once, and send it once.

A worker takes a message by one update that only one of two can win; the message then rests for the length of the
lease, so a worker that is killed gives it back by doing nothing. A message is sent twice in one case only: the
worker was killed between the server's yes and our commit. Then it goes out again with the same Message-ID, by
which a mail program shows it once.
"""

import logging
from datetime import datetime, timedelta
from enum import StrEnum
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from beforehand.outbox.models import Message, MessageState
from beforehand.outbox.rendering import RENDERERS, Due
from beforehand.outbox.transport import RefusedForGoodError, can_go, deliver
from beforehand.shell.jobs import enqueue

LEASE = timedelta(minutes=10)  # longer than a job may run
DELAYS = tuple(timedelta(minutes=n) for n in (1, 5, 15, 60, 240, 720, 1440))
AT_ONCE = 40
log = logging.getLogger("beforehand.outbox")


class Sending(StrEnum):
    """How one try ended."""

    NOT_MINE = "not mine"  # somebody else has it, it is not due, or it is done
    NO_WAY_OUT = "no way out"
    SENT = "sent"
    DROPPED = "dropped"
    LATER = "later"
    GIVEN_UP = "given up"


def post(
    *,
    kind: str,
    recipient: UUID,
    once: str,
    subject_id: UUID | None = None,
    not_before: datetime | None = None,
) -> UUID:
    """Ask for a message, in the transaction that is open, and return its id; the same ``once`` asks once.

    Raises
    ------
    KeyError
        When nobody renders this kind.
    ValueError
        When ``once`` is longer than is stored.
    """
    if kind not in RENDERERS:
        raise KeyError(kind)
    if len(once) > 120:
        raise ValueError("once has at most 120 characters")
    now = timezone.now()
    new = uuid4()
    message, made = Message.objects.get_or_create(
        once=once,
        defaults={
            "id": new,
            "kind": kind,
            "recipient": recipient,
            "subject_id": subject_id,
            "message_id": f"<{new.hex}@{urlsplit(settings.ADDRESS).hostname or 'localhost'}>",
            "not_before": not_before or now,
        },
    )
    if made and message.not_before <= now:
        enqueue("outbox.send", message.pk)
    return message.pk


def send(*, message: UUID, now: datetime | None = None) -> Sending:
    """Try to send one message; called by the worker, as often as it likes."""
    now = now or timezone.now()
    if not can_go():
        return Sending.NO_WAY_OUT
    mine = _take(message, now)
    if mine is None:
        return Sending.NOT_MINE
    due = Due(mine.pk, mine.kind, mine.recipient, mine.subject_id, mine.made_at)
    try:
        letter = RENDERERS[mine.kind](due)
        if letter is None:
            return _settle(mine, MessageState.DROPPED, Sending.DROPPED)
        deliver(letter, message=mine.pk, message_id=mine.message_id)
    except RefusedForGoodError:
        log.warning("a message (%s) was given up: it was refused for good", mine.kind)
        return _settle(mine, MessageState.GIVEN_UP, Sending.GIVEN_UP)
    except Exception as fault:  # noqa: BLE001
        return _later(mine, now, type(fault).__name__)
    return _settle(mine, MessageState.SENT, Sending.SENT, sent_at=now)


def sweep(*, now: datetime | None = None) -> int:
    """Send what is due, oldest first and not too many at once, and return how many were sent.

    Stops at the first that could not leave: the server is not there, so the others wait their turn.
    """
    now = now or timezone.now()
    if not can_go():
        return 0
    due = Message.objects.filter(state=MessageState.WAITING, not_before__lte=now)
    sent = 0
    for message in due.order_by("not_before", "pk").values_list("pk", flat=True)[:AT_ONCE]:
        how = send(message=message, now=now)
        if how is Sending.LATER:
            break
        sent += how is Sending.SENT
    return sent


def _take(message: UUID, now: datetime) -> Message | None:
    waiting = Message.objects.filter(pk=message, state=MessageState.WAITING, not_before__lte=now)
    if not waiting.update(attempts=F("attempts") + 1, not_before=now + LEASE):
        return None
    return Message.objects.get(pk=message)


def _settle(mine: Message, state: MessageState, how: Sending, *, sent_at: datetime | None = None) -> Sending:
    # Only while it is still ours: whoever took it after the lease ran out decides now.
    still = Message.objects.filter(pk=mine.pk, state=MessageState.WAITING, attempts=mine.attempts)
    still.update(state=state, sent_at=sent_at)
    return how


def _later(mine: Message, now: datetime, kind_of_error: str) -> Sending:
    if mine.attempts > len(DELAYS):
        log.warning("a message (%s) was given up after %d tries: %s", mine.kind, mine.attempts, kind_of_error)
        return _settle(mine, MessageState.GIVEN_UP, Sending.GIVEN_UP)
    log.warning("a message (%s) waits after try %d: %s", mine.kind, mine.attempts, kind_of_error)
    still = Message.objects.filter(pk=mine.pk, state=MessageState.WAITING, attempts=mine.attempts)
    still.update(not_before=now + DELAYS[mine.attempts - 1])
    return Sending.LATER
