"""How long messages stay after they were sent."""

from django.db.models import Q

from beforehand.outbox.models import MessageState
from beforehand.vault.retention import TECHNIQUE, Clock, How, Keeps

MESSAGE_DAYS = 30
"""Long enough to answer "was I ever told?", short enough to be no file on anybody."""


def _message(clock: Clock) -> Q:
    done = (MessageState.GIVEN_UP, MessageState.DROPPED)
    long_ago = clock.ago(MESSAGE_DAYS)
    return Q(sent_at__lte=long_ago) | Q(state__in=done, made_at__lte=long_ago)


DECLARED: tuple[Keeps, ...] = (
    Keeps(
        "outbox.ReadableMessage",
        TECHNIQUE,
        How.DELETE,
        "What a sample would have sent; it holds links, so it goes with the messages.",
        lambda clock: Q(at__lte=clock.ago(MESSAGE_DAYS)),
    ),
    Keeps(
        "outbox.Message",
        TECHNIQUE,
        How.DELETE,
        "That a message was sent, to whom and of which kind; not what it said.",
        _message,
    ),
)
