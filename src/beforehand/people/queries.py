"""What the administration page shows: accounts and how they sign in. Nothing of decisions."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.utils import timezone

from beforehand.people.access import Arrival
from beforehand.people.choices import LinkPurpose
from beforehand.people.models import AccessLink, Account
from beforehand.people.rules import may_administer, paper_number


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One account: its address and the ways of signing in that are on."""

    account: int
    mail: str
    open: bool
    administrator: bool
    password: bool
    passkeys: int
    app: bool
    organisation: bool
    own: bool


def accounts(actor: Arrival) -> tuple[AccountLine, ...]:
    """Return the accounts of the actor's organisation.

    Withheld: names, decisions, roles, links and when anybody signed in. A person without an account is not listed,
    so that the list does not tell who takes part.

    Raises
    ------
    PermissionDenied
        When the actor is no administrator.
    """
    if not may_administer(actor):
        raise PermissionDenied
    rows = (
        Account.objects.filter(person__organisation_id=actor.organisation)
        .select_related("person")
        .annotate(
            passkeys=Count(
                "authenticator",
                filter=Q(authenticator__type=Authenticator.Type.WEBAUTHN),
                distinct=True,
            ),
            apps=Count("authenticator", filter=Q(authenticator__type=Authenticator.Type.TOTP), distinct=True),
            outside=Count("socialaccount", distinct=True),
        )
        .order_by("email")
    )
    return tuple(
        AccountLine(
            account=row.pk,
            mail=row.email,
            open=row.is_active,
            administrator=row.person.administrator,
            password=row.has_usable_password(),
            passkeys=row.passkeys,
            app=bool(row.apps),
            organisation=bool(row.outside),
            own=row.person.pk == actor.person,
        )
        for row in rows
    )


@dataclass(frozen=True, slots=True)
class LetterLine:
    """One letter on paper that still opens something: the number on it, who printed it, and until when it works."""

    link: UUID
    number: str
    made_at: datetime
    made_by: str
    expires_at: datetime


def paper_letters(actor: Arrival) -> tuple[LetterLine, ...]:
    """Return the letters on paper of the actor's organisation whose links still work.

    Withheld: for whom. Who brings a letter back, or has lost it, says the number on it.

    Raises
    ------
    PermissionDenied
        When the actor is no administrator.
    """
    if not may_administer(actor):
        raise PermissionDenied
    rows = AccessLink.objects.filter(
        purpose=LinkPurpose.PAPER,
        person__organisation_id=actor.organisation,
        revoked_at__isnull=True,
        expires_at__gt=timezone.now(),
    ).order_by("-made_at", "pk")
    return tuple(
        LetterLine(pk, paper_number(pk), made_at, made_by or "", expires_at)
        for pk, made_at, made_by, expires_at in rows.values_list(
            "pk", "made_at", "made_by__name", "expires_at"
        )
    )
