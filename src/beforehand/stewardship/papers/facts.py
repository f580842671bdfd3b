"""What the papers rest on: how this installation and this decision are really set up. Nothing anybody said."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import connection

from beforehand.decisions.access import Standing
from beforehand.decisions.choices import Role
from beforehand.decisions.models import Decision
from beforehand.decisions.queries import Frame, frame, people
from beforehand.outbox.retention import MESSAGE_DAYS
from beforehand.people.actions import LINK_DAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """How this installation is set up, without a secret in it.

    Parameters
    ----------
    database
        ``sqlite`` or ``postgresql``.
    synchronous
        How SQLite waits for the disk; empty for PostgreSQL.
    database_apart
        True when the database runs on another machine.
    key_apart
        True when the key file lies outside the folder with the data.
    mail_host
        The server mail goes through; empty when no mail goes out.
    single_sign_on
        Name of the organisation-wide sign-in; empty when it is off.
    """

    demo: bool
    address: str
    encrypted: bool
    database: str
    synchronous: str
    database_apart: bool
    key_apart: bool
    mail_host: str
    mail_encrypted: bool
    single_sign_on: str
    link_days: int
    message_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """An installation and one decision in it."""

    here: Installation
    organisation: str
    frame: Frame
    councils: tuple[str, ...]
    confidants: tuple[str, ...]
    facilitators: tuple[str, ...]
    participants: int
    today: date

    @property
    def country(self) -> str:
        """Whose law holds."""
        return self.frame.country


def facts(standing: Standing) -> Facts:
    """Return what the papers say, from the frame and the settings; for who may read the papers."""
    seats = people(standing)
    decision = Decision.objects.select_related("organisation").get(pk=standing.decision)
    return Facts(
        here=installation(),
        organisation=decision.organisation.name,
        frame=frame(standing),
        councils=tuple(s.name for s in seats if Role.COUNCIL in s.roles),
        confidants=tuple(s.name for s in seats if Role.CONFIDANT in s.roles),
        facilitators=tuple(
            f"{s.name} ({s.function})" if s.function else s.name for s in seats if Role.FACILITATOR in s.roles
        ),
        participants=sum(1 for s in seats if Role.PARTICIPANT in s.roles),
        today=standing.today,
    )


def installation() -> Installation:
    """Return how this installation is set up."""
    database = settings.DATABASES["default"]
    command = str(database.get("OPTIONS", {}).get("init_command", ""))
    smtp = getattr(settings, "SMTP", None) or {}
    issuer = getattr(settings, "OIDC_ISSUER", "")
    apps = getattr(settings, "SOCIALACCOUNT_PROVIDERS", {}).get("openid_connect", {}).get("APPS", [])
    host = str(database.get("HOST") or "")
    return Installation(
        demo=settings.DEMO,
        address=settings.ADDRESS,
        encrypted=settings.SECURE,
        database=connection.vendor,
        synchronous=command.partition("synchronous=")[2].partition(";")[0].strip(),
        database_apart=bool(host)
        and host not in ("localhost", "127.0.0.1", "::1")
        and not host.startswith("/"),
        key_apart=not Path(settings.KEY_FILE).is_relative_to(settings.HOME),
        mail_host="" if settings.DEMO else str(smtp.get("host", "")),
        mail_encrypted=bool(smtp.get("use_tls") or smtp.get("use_ssl")),
        single_sign_on=(apps[0].get("name") or issuer) if apps else issuer,
        link_days=LINK_DAYS,
        message_days=MESSAGE_DAYS,
    )
