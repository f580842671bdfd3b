"""How an invitation is named in calendars, and from whom it comes."""

from email.utils import parseaddr
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.utils.crypto import salted_hmac

PURPOSE = "beforehand.exchange.invitation"


def uid_of(conversation: UUID, seat: UUID) -> str:
    """Return what a conversation is called in the calendar of one person.

    The same for as long as the conversation lives. It is signed, so nobody who knows the ids of others can make theirs.
    """
    signed = salted_hmac(PURPOSE, f"{conversation.hex}:{seat.hex}", algorithm="sha256").hexdigest()
    return f"{signed[:40]}@{urlsplit(settings.ADDRESS).hostname or 'localhost'}"


def organiser_mail() -> str:
    """Return the address that invitations name, to which calendars send their answers."""
    return settings.REPLY_MAIL or parseaddr(settings.MAIL_FROM)[1]


def page_of(decision: UUID, conversation: UUID) -> str:
    """Return the address of a conversation's page. It opens only for who may read it."""
    return f"{settings.ADDRESS}/d/{decision}/talks/{conversation}/"
