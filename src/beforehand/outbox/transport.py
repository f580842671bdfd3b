"""How a letter leaves: by SMTP, or in demo mode to the page where it can be read. Nothing of it is logged."""

from collections.abc import Sequence
from smtplib import SMTPDataError, SMTPRecipientsRefused
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from beforehand.outbox.models import ReadableMessage
from beforehand.outbox.rendering import Letter

SMTP = "django.core.mail.backends.smtp.EmailBackend"
SECONDS = 20
ALWAYS = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}


class RefusedForGoodError(Exception):
    """The server said that it will never take this letter; no word of what it said."""


def can_go() -> bool:
    """Tell whether there is a way out; without one, messages wait."""
    return bool(settings.DEMO or settings.SMTP)


def deliver(letter: Letter, *, message: UUID, message_id: str) -> None:
    """Hand a letter over; when this returns, it was accepted.

    Raises
    ------
    RefusedForGoodError
        When trying again is of no use: the server refuses the address or the letter for good.
    OSError
        When it may work later: no connection, a connection that broke, a temporary refusal.
    """
    if settings.DEMO:
        ReadableMessage.objects.update_or_create(
            message_id=message,
            defaults={
                "to": letter.to,
                "subject": letter.subject,
                "text": letter.text,
                "html": letter.html,
                "calendar": "" if letter.calendar is None else letter.calendar.ical.decode(),
            },
        )
        return
    mail = EmailMultiAlternatives(
        subject=" ".join(letter.subject.split()),
        body=letter.text,
        from_email=settings.MAIL_FROM,
        to=[letter.to],
        headers={**ALWAYS, **letter.headers, "Message-ID": message_id},
        connection=get_connection(SMTP, fail_silently=False, timeout=SECONDS, **settings.SMTP),
    )
    if letter.html:
        mail.attach_alternative(letter.html, "text/html")
    if letter.calendar is not None:
        # Last of the forms (RFC 6047, 2.4): programs show the last one they know.
        words = letter.calendar.ical.decode().replace("\r\n", "\n")
        mail.attach_alternative(words, f"text/calendar; method={letter.calendar.method}")
    try:
        mail.send()
    except SMTPRecipientsRefused as fault:
        codes = [code for code, _ in fault.recipients.values()]
        if codes and all(500 <= code < 600 for code in codes):
            raise RefusedForGoodError from None
        raise
    except SMTPDataError as fault:
        if 500 <= fault.smtp_code < 600:
            raise RefusedForGoodError from None
        raise


class ReadableBackend(BaseEmailBackend):
    """Where other mail goes in demo mode, such as a code to sign in with: the same page."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep each to be read."""
        for mail in email_messages:
            alternatives: list[Any] = getattr(mail, "alternatives", [])
            html = next((str(a[0]) for a in alternatives if a[1] == "text/html"), "")
            ReadableMessage.objects.create(
                to=", ".join(mail.to)[:320],
                subject=str(mail.subject)[:300],
                text=str(mail.body),
                html=html,
            )
        return len(email_messages)
