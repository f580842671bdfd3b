"""What is done with persons, their links and their accounts.

Making a link is the business of whoever sends it (an invitation, a reminder), so that context asks its own rules.
What a person at the door or an administrator does is checked here.
"""

import secrets
import unicodedata
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from beforehand.outbox.actions import post
from beforehand.people.access import Arrival, digest_of
from beforehand.people.choices import LinkPurpose
from beforehand.people.models import AccessLink, Account, Organisation, Person
from beforehand.people.rules import may_administer, may_withdraw_own_links
from beforehand.shell.jobs import enqueue

LINK_DAYS = 60
ACCOUNT_LETTER = "account"


def make_link(
    *, person: UUID, purpose: LinkPurpose = LinkPurpose.TAKE_PART, now: datetime | None = None
) -> str:
    """Make a personal link and return its address; the token is known to nobody after this."""
    token = secrets.token_urlsafe(32)
    AccessLink.objects.create(
        digest=digest_of(token),
        person_id=person,
        purpose=purpose,
        expires_at=(now or timezone.now()) + timedelta(days=LINK_DAYS),
    )
    return f"{settings.ADDRESS}/l/{token}/"


def withdraw_links(*, person: UUID, now: datetime | None = None) -> int:
    """Withdraw every link of a person and return how many there were; the caller's context asked its rules."""
    links = AccessLink.objects.filter(person_id=person, revoked_at__isnull=True)
    return links.update(revoked_at=now or timezone.now())


def withdraw_links_of(*, actor: Arrival, mail: str) -> None:
    """Withdraw the links of whoever has this address in the actor's organisation.

    Tells nothing back: an administrator does not learn here who takes part in something.

    Raises
    ------
    PermissionDenied
        When the actor is neither an administrator nor that person.
    """
    person = Person.objects.filter(organisation_id=actor.organisation, mail=normalised_mail(mail)).first()
    allowed = may_administer(actor) if person is None else may_withdraw_own_links(actor, person)
    if not allowed:
        raise PermissionDenied
    if person is not None:
        withdraw_links(person=person.pk)


def ask_new_link(*, mail: str) -> None:
    """Queue a new link for whoever has this address. Nobody at all gets the same queue, with an id of nobody."""
    known = Person.objects.filter(mail=normalised_mail(mail), erased_at__isnull=True).order_by("pk")
    enqueue("people.new_link", *(list(known.values_list("pk", flat=True)) or [uuid4()]))


def normalised_mail(typed: str) -> str | None:
    """Return a mail address as it is stored, so that two spellings are one; None for nothing.

    Characters without a shape come along when an address is copied, and are dropped.

    >>> normalised_mail(" Femke.Dijk@OEVERLAND.example ")
    'femke.dijk@oeverland.example'
    >>> normalised_mail("femke@oeverland.example" + chr(0x200B)), normalised_mail(chr(0x200B))
    ('femke@oeverland.example', None)
    """
    shown = "".join(
        each for each in unicodedata.normalize("NFC", typed) if unicodedata.category(each) != "Cf"
    )
    mail = shown.strip().lower()
    return mail or None


def find_or_add_person(*, organisation: UUID, name: str, mail: str | None, language: str = "") -> Person:
    """Return the person with this mail in the organisation, or a new one; without mail always a new one."""
    wanted = normalised_mail(mail or "")
    if wanted is None:
        return Person.objects.create(organisation_id=organisation, name=name, language=language)
    person, _ = Person.objects.get_or_create(
        organisation_id=organisation, mail=wanted, defaults={"name": name, "language": language}
    )
    return person


def open_account(*, person: UUID, address_proven: bool = False) -> Account:
    """Return the account of a person, made when there is none. It has no password; the first sign-in is by code.

    ``address_proven`` says that somebody else, such as the organisation's sign-in, has seen that the mail address
    is theirs. For start-up and for sign-in; everybody else invites.

    Raises
    ------
    ValueError
        When the person has no mail address, or another person's account has it.
    """
    with transaction.atomic():
        who = Person.objects.select_for_update(of=("self",)).select_related("account").get(pk=person)
        if who.mail is None:
            raise ValueError("an account needs a mail address")
        if who.account is None:
            account = Account.objects.filter(email=who.mail).first() or Account.objects.create_user(who.mail)
            if Person.objects.filter(account=account).exists():
                raise ValueError("another person has an account with this address")
            who.account = account
            who.save(update_fields=["account"])
        address, _ = EmailAddress.objects.get_or_create(
            user=who.account, email=who.mail, defaults={"primary": True, "verified": address_proven}
        )
        if address_proven and not address.verified:
            address.verified = True
            address.save(update_fields=["verified"])
    return who.account


def organisation_exists() -> bool:
    """Tell whether this installation has begun."""
    return Organisation.objects.exists()


def begin_organisation(
    *, organisation: str, name: str, mail: str, country: str, language: str, password: str
) -> UUID:
    """Make the first organisation and its first administrator; for start-up, once.

    Raises
    ------
    ValueError
        When there is an organisation already, or the mail address is empty.
    """
    with transaction.atomic():
        if organisation_exists():
            raise ValueError("there is an organisation already")
        made = Organisation.objects.create(name=organisation, country=country, language=language)
        person = find_or_add_person(organisation=made.pk, name=name, mail=mail, language=language)
        Person.objects.filter(pk=person.pk).update(administrator=True)
        account = open_account(person=person.pk, address_proven=True)
        account.set_password(password)
        account.save(update_fields=["password"])
    return made.pk


def invite_account(*, actor: Arrival, name: str, mail: str) -> UUID:
    """Open an account for somebody in the actor's organisation, and send them how to sign in.

    Raises
    ------
    PermissionDenied
        When the actor is no administrator.
    """
    if not may_administer(actor):
        raise PermissionDenied
    with transaction.atomic():
        person = find_or_add_person(organisation=actor.organisation, name=name, mail=mail)
        account = open_account(person=person.pk)
        if not account.is_active:
            account.is_active = True
            account.save(update_fields=["is_active"])
        post(kind=ACCOUNT_LETTER, recipient=person.pk, once=f"{ACCOUNT_LETTER}:{uuid4()}")
    return person.pk


def close_account(*, actor: Arrival, account: int) -> None:
    """Close an account of the actor's organisation: every session of it ends with its next request.

    Raises
    ------
    PermissionDenied
        When the actor is no administrator, or the account is the actor's own.
    """
    person = Person.objects.filter(organisation_id=actor.organisation, account_id=account).first()
    if not may_administer(actor) or person is None or person.pk == actor.person:
        raise PermissionDenied
    Account.objects.filter(pk=account).update(is_active=False)
