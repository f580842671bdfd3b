"""Answers that calendar programs send back by mail, read from the product's own mailbox (IMAP).

Whatever is not an answer of somebody who was asked stays as it is in the mailbox, unread, for people to look at.
"""

import hashlib
import imaplib
from collections.abc import Callable, Container, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.message import Message
from typing import Literal

from django.utils.translation import gettext_lazy
from imap_tools import (
    AND,
    BaseMailBox,
    MailBox,
    MailBoxStartTls,
    MailBoxUnencrypted,
    MailMessage,
    MailMessageFlags,
)
from imap_tools.errors import ImapToolsError, MailboxLoginError

from beforehand.exchange.calendars.faults import CalendarFault
from beforehand.exchange.calendars.reading import LARGEST_REPLY, ReplyFault, ReplyRead, read_reply

LARGEST_MAIL = 4 * LARGEST_REPLY
MOST = 200
LOOKED_BACK = timedelta(days=30)
_PORTS = {"tls": 993, "starttls": 143, "none": 143}
_KINDS: dict[str, type[MailBox | MailBoxStartTls | MailBoxUnencrypted]] = {
    "tls": MailBox,
    "starttls": MailBoxStartTls,
    "none": MailBoxUnencrypted,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailbox:
    """Where answers arrive. ``organiser_mail`` is the address that invitations name; ``seconds`` each step may take."""

    host: str
    user: str
    password: str = field(repr=False)
    organiser_mail: str
    security: Literal["tls", "starttls", "none"] = "tls"
    port: int | None = None
    folder: str = "INBOX"
    seconds: float = 20.0


@dataclass(frozen=True, slots=True)
class MailReply:
    """One answer and the id of the mail it came in, to be kept by whoever handles it."""

    message_id: str
    reply: ReplyRead


class MailboxDown(CalendarFault):
    """The mailbox can not be reached now: to be tried again, nothing is lost."""

    sentence = gettext_lazy("The mailbox for answers can not be reached. We will try again later.")


class MailboxRefused(CalendarFault):
    """The mailbox does not let us in: the name or the password is wrong."""

    sentence = gettext_lazy("The mailbox for answers does not accept this name and password.")


def replies(
    mailbox: Mailbox, now: datetime, *, known: Callable[[ReplyRead], bool], handled: Container[str]
) -> Iterator[MailReply]:
    """Yield the unread answers of the last 30 days, in the order in which they arrived.

    ``known`` tells whether an invitation with this uid went to this person; the answer of anybody else is left alone,
    and so is one whose sender is not the person it speaks for. ``handled`` are the message ids that were handled
    before. A mail is marked as read when the next one is asked for, so after the caller has kept what it says: whoever
    is interrupted finds it again, and knows it by its id.

    Raises ``MailboxDown`` (try again later) or ``MailboxRefused``.
    """
    told: set[str] = set()
    try:
        with _opened(mailbox) as box:
            since = (now - LOOKED_BACK).date()
            for uid in box.uids(AND(seen=False, date_gte=since))[-MOST:]:
                mail = _fetched(box, uid)
                if mail is None:
                    continue
                message_id = _message_id(mail)
                if message_id not in handled and message_id not in told:
                    reply = _reply(mail, mailbox.organiser_mail)
                    if reply is None or not known(reply):
                        continue
                    told.add(message_id)
                    yield MailReply(message_id, reply)
                box.flag(uid, MailMessageFlags.SEEN, True)
    except MailboxLoginError:
        raise MailboxRefused from None
    except (OSError, imaplib.IMAP4.error, ImapToolsError) as fault:
        raise MailboxDown from ValueError(type(fault).__name__)


@contextmanager
def _opened(mailbox: Mailbox) -> Iterator[BaseMailBox]:
    """Open the mailbox, and let go of it whatever happens: where letting in fails, nobody else would."""
    port = mailbox.port or _PORTS[mailbox.security]
    box = _KINDS[mailbox.security](mailbox.host, port=port, timeout=mailbox.seconds)
    try:
        box.login(mailbox.user, mailbox.password, initial_folder=mailbox.folder)
        yield box
        with suppress(OSError, imaplib.IMAP4.error, ImapToolsError):
            box.logout()
    finally:
        with suppress(OSError):
            box.client.shutdown()


def _fetched(box: BaseMailBox, uid: str) -> MailMessage | None:
    """Return a mail without marking it as read, or None where it is gone or larger than any answer."""
    for head in box.fetch(uid_list=[uid], mark_seen=False, headers_only=True):
        if head.size_rfc822 <= LARGEST_MAIL:
            return next(iter(box.fetch(uid_list=[uid], mark_seen=False)), None)
    return None


def _message_id(mail: MailMessage) -> str:
    """Return the id of a mail; one without gets the digest of what it says."""
    given = " ".join(str(mail.obj.get("Message-ID", "")).split())
    return given[:250] or hashlib.sha256(mail.obj.as_bytes()).hexdigest()


def _reply(mail: MailMessage, organiser_mail: str) -> ReplyRead | None:
    """Return the answer in a mail, or None where it holds none that its own sender gave."""
    for part in mail.obj.walk():
        if part.get_content_type() != "text/calendar":
            continue
        try:
            reply = read_reply(_utf8(part), organiser_mail=organiser_mail)
        except ReplyFault:
            continue
        if reply.attendee_mail == mail.from_.strip().casefold():
            return reply
    return None


def _utf8(part: Message) -> bytes:
    """Return what a part holds as UTF-8, whatever it was written in."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    try:
        return data.decode(str(part.get_content_charset("utf-8"))).encode()
    except (LookupError, ValueError):
        return data
