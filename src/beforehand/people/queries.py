"""What the administration page shows: accounts and how they sign in. Nothing of decisions."""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q

from beforehand.people.access import Arrival
from beforehand.people.models import Account
from beforehand.people.rules import may_administer


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
