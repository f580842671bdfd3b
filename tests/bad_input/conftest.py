"""Every form of the application, found by going through every door as those for whom it opens."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import resolve, reverse
from django.utils import timezone
from tests.bad_input.keys import made_passkey
from tests.bad_input.pages import Field, Form, forms_on
from tests.bad_input.talks import talk_about_everything
from tests.confidentiality.canaries import plant
from tests.confidentiality.crawl import parts
from tests.confidentiality.doors import addresses, browser, fillings
from tests.confidentiality.rows import ROWS
from tests.oeverland import Oeverland, oeverland

from beforehand.decisions.choices import Template
from beforehand.decisions.models import AbsentGroup, DeciderAnswer, Decision, Option, Seat
from beforehand.people.models import AccessLink, Account, Person
from beforehand.perspectives.models import CallRequest
from beforehand.vault.models import DataKey

READERS = (
    "tom",
    "femke",
    "bas",
    "karin",
    "lotte",
    "wim",
    "asked",
    "sanne",
    "app",
    "coming",
    "halfway",
    "nobody",
)
BESIDE = {  # doors that open here and are in no row, because the rows were made without anything behind them
    "karin": ("decisions:option", "decisions:absent_group"),
    "asked": ("decisions:facilitate",),
    "sanne": ("people:admin_room", "account_change_password", "account_reauthenticate"),
    "app": (
        "mfa_reauthenticate",
        "mfa_view_recovery_codes",
        "mfa_deactivate_totp",
        "mfa_edit_webauthn",
        "mfa_remove_webauthn",
        "mfa_reauthenticate_webauthn",
    ),
    "halfway": ("mfa_authenticate",),
    "coming": ("account_confirm_login_code", "account_confirm_password_reset_code"),
}
BY_ACCOUNT = ("sanne", "app", "coming", "halfway")
PASSWORD = "four words put together"
UNTRIED = {"shell:look", "people:open_link", "people:open_link_to", "stewardship:paper"}
BY_SCRIPT = ("seat", "field", "ordinal", "revision", "value", "certainty", "value.1", "shown.1")


@dataclass(frozen=True)
class Found:
    """A form, and as whom and where it was found."""

    door: str
    reader: str
    page: str
    form: Form


@dataclass(frozen=True)
class World:
    """The hospital group with something of everything in it, and every form there is."""

    home: Oeverland
    clients: dict[str, Client]
    foreign: UUID
    found: tuple[Found, ...]


def _more(home: Oeverland) -> UUID:
    """Add what the hospital group has none of yet; return somebody of a decision elsewhere."""
    plant(home, ("risks",))
    home.decision.template = Template.NEW_SYSTEM
    home.decision.save()
    for n in (1, 2, 3):
        DeciderAnswer.objects.create(seat=home.seats["karin"], n=n, text="So that it works at night")
    Option.objects.create(decision=home.decision, text="Badges")
    AbsentGroup.objects.create(decision=home.decision, name="Night nurses")
    row = CallRequest(seat=home.seats["femke"])
    row.body = home.seats["femke"].data_key.seal({"when": "after six", "number": "06"}, row.about)
    row.save(force_insert=True)
    for name, administers in (("sanne", True), ("app", True), ("asked", False)):
        mail = f"{name}@oeverland.example"
        person = Person.objects.create(
            organisation=home.organisation,
            name=name.title(),
            mail=mail,
            language="en",
            account=Account.objects.create_user(mail, password=PASSWORD),
            administrator=administers,
        )
        if not administers:
            seat = Seat.objects.create(decision=home.decision, person=person, data_key=DataKey.make())
            seat.roles.create(role="facilitator")
            home.seats[name] = seat
    AccessLink.objects.create(
        digest=b"on paper",
        person=home.stranger,
        purpose="paper",
        expires_at=timezone.now() + timedelta(days=9),
    )
    talk_about_everything(home)
    elsewhere = Decision.objects.create(
        organisation=home.organisation, sentence="Which shifts?", title="Shifts", day=date(2027, 5, 1),
        today=date(2027, 3, 15), language="en", data_key=DataKey.make(),
    )  # fmt: skip
    return Seat.objects.create(decision=elsewhere, person=home.stranger, data_key=DataKey.make()).pk


def _clients(home: Oeverland) -> dict[str, Client]:
    clients = {name: browser(home, "nobody" if name in BY_ACCOUNT else name) for name in READERS}
    for name in ("sanne", "app"):
        clients[name].force_login(Account.objects.get(email=f"{name}@oeverland.example"))
    app = Account.objects.get(email="app@oeverland.example")
    TOTP.activate(app, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(app)
    Authenticator.objects.create(
        user=app, type="webauthn", data={"name": "Laptop", "passwordless": True, "credential": made_passkey()}
    )
    EmailAddress.objects.create(user=app, email=app.email, primary=True, verified=True)
    clients["halfway"].post(reverse("account_request_login_code"), {"email": app.email})
    code = re.search(r"^[A-Z0-9-]{6,9}$", str(mail.outbox[-1].body), re.MULTILINE)
    clients["halfway"].post(reverse("account_confirm_login_code"), {"code": code[0] if code else ""})
    for door in ("account_request_login_code", "account_reset_password"):
        clients["coming"].post(reverse(door), {"email": "sanne@oeverland.example"})
    for client in clients.values():
        client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
        if "_auth_user_id" in client.session:
            _lately_signed_in(client)
    return clients


def _lately_signed_in(client: Client) -> None:
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": timezone.now().timestamp()}]
    session["account_authentication_methods_user"] = session["_auth_user_id"]
    session.save()


def _found(home: Oeverland, clients: dict[str, Client]) -> Iterator[Found]:
    values: dict[str, list[Any]] = parts(home) | {
        "seat": [home.seats["tom"].pk],
        "option": [Option.objects.get().pk],
        "group": [AbsentGroup.objects.get().pk],
        "token": [uuid4().hex],
        "pk": [Authenticator.objects.get(type="webauthn").pk],
    }
    known = set()
    for reader, client in clients.items():
        for door in sorted({d for d in addresses() if "(" not in d} - UNTRIED):
            if reader not in ROWS[door] and door not in BESIDE.get(reader, ()):
                continue
            for page in fillings(home, door, values):
                for form in _forms(client, page):
                    there = resolve(form.action.partition("?")[0]).view_name
                    names = frozenset(f.name.partition(".")[0] for f in form.fields)
                    button = form.button if form.button and form.button[0] != "go" else None
                    if (there, names, button) not in known:
                        known.add((there, names, button))
                        yield Found(there, reader, page, form)
    yield from _by_script(home)


def _forms(client: Client, page: str) -> Iterator[Form]:
    cache.clear()
    with transaction.atomic():
        response = client.get(page)
        transaction.set_rollback(True)
    if response.headers.get("Content-Type", "").startswith("text/html"):
        yield from forms_on(response.content, page)


def _by_script(home: Oeverland) -> Iterator[Found]:
    """Return what a script sends while somebody types; no page holds it as a form."""
    seat = home.seats["tom"].pk
    for door, reader, where in (
        ("perspectives:field", "tom", {"decision": home.decision.pk}),
        ("perspectives:typed_field", "lotte", {"decision": home.decision.pk, "seat": seat}),
    ):
        for field in ("knows", "assumptions", "heard", "contact_sides", "reversible_by_commitment"):
            begun = {"seat": str(seat), "field": field, "ordinal": "1", "revision": "0"}
            fields = tuple(
                Field(n, "textarea" if n == "value" else "hidden", begun.get(n, ""), sent=True)
                for n in BY_SCRIPT
            )
            yield Found(door, reader, "", Form(reverse(door, kwargs=where), fields, None))


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Build it once; what a story changes in it is undone by the story."""
    with django_db_blocker.unblock(), transaction.atomic():
        home = oeverland()
        foreign = _more(home)
        clients = _clients(home)
        yield World(home, clients, foreign, tuple(_found(home, clients)))
        transaction.set_rollback(True)
