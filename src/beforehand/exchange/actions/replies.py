"""Answers that calendars send back by mail, given on behalf of the person who sent them."""

import hashlib
import logging
from datetime import datetime

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from beforehand.conversations.actions import answer_invitation
from beforehand.exchange.access import invited_as
from beforehand.exchange.actions.numbering import time_of
from beforehand.exchange.calendars.mailbox import Mailbox, MailboxDown, MailboxRefused, MailReply, replies
from beforehand.exchange.calendars.reading import ReplyRead
from beforehand.exchange.models import HandledAnswer
from beforehand.exchange.rules.invited import organiser_mail

log = logging.getLogger("beforehand.exchange")


def take_replies(*, now: datetime | None = None) -> int:
    """Take the answers that arrived, each as the person who sent it, and return how many counted.

    Left alone: what is no answer, and what comes from a stranger or speaks for somebody else. An answer to a time that
    changed since does not count: that person was asked anew. A mailbox that is down is asked again at the next turn.
    """
    if not settings.IMAP:
        return 0
    now = now or timezone.now()
    mailbox = Mailbox(**settings.IMAP, organiser_mail=organiser_mail())
    counted = 0
    try:
        for found in replies(mailbox, now, known=_is_known, handled=_Handled()):
            counted += _take(found, now)
            HandledAnswer.objects.get_or_create(digest=_digest(found.message_id), defaults={"at": now})
    except (MailboxDown, MailboxRefused) as fault:
        log.warning("the mailbox for answers was not read: %s", type(fault).__name__)
    return counted


def _take(found: MailReply, now: datetime) -> bool:
    invited = invited_as(found.reply.uid, found.reply.attendee_mail)
    if invited is None:
        return False
    sequence = time_of(invited.standing.seat, invited.conversation, found.reply.sequence)
    if sequence is None:
        return False
    try:
        answer_invitation(
            actor=invited.standing,
            conversation=invited.conversation,
            answer=str(found.reply.answer),
            sequence=sequence,
            now=now,
        )
    except (PermissionDenied, ValidationError):
        return False
    return True


def _is_known(reply: ReplyRead) -> bool:
    return invited_as(reply.uid, reply.attendee_mail) is not None


def _digest(message_id: str) -> bytes:
    return hashlib.sha256(message_id.encode("utf-8", "surrogatepass")).digest()


class _Handled:
    """The mails whose answer was handled before."""

    def __contains__(self, message_id: object) -> bool:
        return HandledAnswer.objects.filter(digest=_digest(str(message_id))).exists()
