"""What is done with persons, their links and their accounts.

Making a link is the business of whoever sends it (an invitation, a reminder), so that context asks its own rules.
What a person at the door or an administrator does is checked here.
"""

import secrets
import unicodedata
from dataclasses import dataclass, field
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
from beforehand.people.rules import (
    is_letter_number,
    may_administer,
    may_hold_link_of,
    may_withdraw_own_links,
    paper_number,
)
from beforehand.shell.jobs import enqueue

LINK_DAYS = 60
ACCOUNT_LETTER = "account"
TYPED_OVER = "23456789abcdefghjkmnpqrstuvwxyz"
"""Signs that are not mistaken for each other on paper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLetter:
    """A link to be printed, once: for whom, and where it leads. The address is stored nowhere."""

    number: str
    name: str
    language: str
    expires_at: datetime
    address: str = field(repr=False)

    @property
    def lines(self) -> tuple[str, str]:
        """The address in two parts, so that a line never ends within a group of signs."""
        begins, _, ends = self.address.rpartition("/l/")
        return f"{begins}/l/", ends


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


def make_paper_letter(*, actor: Arrival, number: str, now: datetime | None = None) -> PaperLetter | None:
    """Make a link to be printed for the person with this number, who has no mail address; None when nobody has it.

    Kept are when it was made, by whom, and until when; never the link. An earlier letter to the same person stops
    working.

    Raises
    ------
    PermissionDenied
        When the actor is no administrator, or may not hold the link of this person.
    """
    if not may_administer(actor):
        raise PermissionDenied
    now = now or timezone.now()
    known = Person.objects.filter(
        organisation_id=actor.organisation, mail__isnull=True, erased_at__isnull=True
    )
    person = next(
        (each for each in known.select_related("organisation") if is_letter_number(number, each.pk)), None
    )
    if person is None:
        return None
    if not may_hold_link_of(actor, person):
        raise PermissionDenied
    groups = ("".join(secrets.choice(TYPED_OVER) for _ in range(4)) for _ in range(7))
    token = "-".join(groups)
    with transaction.atomic():
        earlier = AccessLink.objects.filter(person=person, purpose=LinkPurpose.PAPER, revoked_at__isnull=True)
        earlier.update(revoked_at=now)
        link = AccessLink.objects.create(
            digest=digest_of(token),
            person=person,
            purpose=LinkPurpose.PAPER,
            expires_at=now + timedelta(days=LINK_DAYS),
            made_by_id=actor.person,
        )
    return PaperLetter(
        number=paper_number(link.pk),
        name=person.name,
        language=person.language or person.organisation.language,
        expires_at=link.expires_at,
        address=f"{settings.ADDRESS}/l/{token}/",
    )


def withdraw_paper_letter(*, actor: Arrival, link: UUID, now: datetime | None = None) -> None:
    """Withdraw one letter of the actor's organisation: its link opens nothing any more.

    Raises
    ------
    PermissionDenied
        When the actor is no administrator, or there is no such letter in the organisation.
    """
    letter = AccessLink.objects.filter(
        pk=link, purpose=LinkPurpose.PAPER, person__organisation_id=actor.organisation
    )
    if not may_administer(actor) or not letter.exists():
        raise PermissionDenied
    letter.filter(revoked_at__isnull=True).update(revoked_at=now or timezone.now())


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
