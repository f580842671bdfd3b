"""Telling others what happened to a conversation, once it is kept."""

from collections.abc import Collection
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.dispatch import Signal

from beforehand.conversations.models import Conversation
from beforehand.conversations.signals import people_asked


def tell(signal: Signal, row: Conversation, seats: Collection[Any]) -> None:
    """Send a signal about some people of a conversation after the commit; about nobody, nothing is sent."""
    about = tuple(sorted(UUID(str(seat)) for seat in seats))
    if about:
        send = partial(signal.send, sender=None, decision=row.decision_id, conversation=row.pk, seats=about)
        transaction.on_commit(send)


def tell_within(signal: Signal, row: Conversation, seats: Collection[Any]) -> None:
    """Send a signal about some people in the transaction that is open: what they have to hear is kept with its cause."""
    about = tuple(sorted(UUID(str(seat)) for seat in seats))
    if about:
        signal.send(sender=None, decision=row.decision_id, conversation=row.pk, seats=about)


def tell_all(signal: Signal, row: Conversation, **ids: UUID) -> None:
    """Send a signal about a conversation as a whole after the commit."""
    send = partial(signal.send, sender=None, decision=row.decision_id, conversation=row.pk, **ids)
    transaction.on_commit(send)


def tell_asked(row: Conversation, outcome: UUID, seats: Collection[UUID]) -> None:
    """Send who is asked afterwards, after the commit; when nobody is, nothing is sent."""
    if seats:
        send = partial(
            people_asked.send, sender=None, decision=row.decision_id, outcome=outcome, seats=tuple(seats)
        )
        transaction.on_commit(send)
