"""Where a second factor is demanded, who has none sets one up first, and a mailbox or a password opens nothing else."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import settings as real
from django.core import mail
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.confidentiality.canaries import plant
from tests.confidentiality.crawl import parts
from tests.confidentiality.doors import fillings
from tests.confidentiality.rows import ROWS
from tests.oeverland import Oeverland

from beforehand.people.actions import open_account
from beforehand.people.models import Account, Person

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PASSWORD = "stroopwafel orbit velvet"
SHUT = (
    "account_change_password", "account_set_password", "mfa_deactivate_totp", "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes", "mfa_download_recovery_codes", "mfa_list_webauthn",
)  # fmt: skip


@pytest.fixture(autouse=True)
def nothing_counted(db: None) -> Iterator[None]:
    """Begin and end with no tries counted: what one whole transaction counted would stand in the next story."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def demanded(settings: Any) -> None:
    """Demand a second factor, as BEFOREHAND_SECOND_FACTOR does."""
    settings.SECOND_FACTOR = True


@pytest.fixture
def lotte(home: Oeverland) -> Account:
    """The facilitator; her address is known to be hers."""
    return open_account(person=home.seats["lotte"].person_id, address_proven=True)


def by_code(account: Account) -> tuple[Client, HttpResponse]:
    """Sign somebody in by a code that came by mail, as far as that leads."""
    client = Client(headers={"accept-language": "en"})
    client.post(reverse("account_request_login_code"), {"email": account.email})
    code = re.search(r"^[A-Z0-9-]{6,9}$", str(mail.outbox[-1].body), re.MULTILINE)
    assert code is not None
    answer: Any = client.post(reverse("account_confirm_login_code"), {"code": code[0]})
    return client, answer


def code_of(secret: str) -> str:
    """Return what the app shows now, which also counts half a minute later."""
    _earlier, now, _later = yield_hotp_counters_from_time()
    return str(format_hotp_value(hotp_value(secret, now)))


def sets_up_an_app(client: Client) -> None:
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r"<code>([A-Z2-7]+)</code>", page)
    assert secret is not None
    client.post(reverse("mfa_activate_totp"), {"code": code_of(secret[1])})


def decision(home: Oeverland) -> str:
    return reverse("pages:decision", kwargs={"decision": home.decision.pk})


def test_it_is_off_unless_it_is_set(home: Oeverland, lotte: Account) -> None:
    assert real.SECOND_FACTOR is False
    client, answer = by_code(lotte)
    assert answer["Location"] == "/"
    assert client.get(decision(home)).status_code == 200


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("demanded")
def test_a_facilitator_without_one_is_led_to_set_it_up_and_then_everything_opens(
    home: Oeverland, lotte: Account
) -> None:
    client, answer = by_code(lotte)
    assert answer["Location"] == reverse("mfa_index")
    page = client.get(reverse("mfa_index")).content.decode()
    assert "Set up a passkey or an app with codes below" in page
    assert "To your decisions" not in page
    assert client.get(decision(home))["Location"] == reverse("mfa_index")
    assert client.get("/")["Location"] == reverse("mfa_index")

    sets_up_an_app(client)
    assert client.get(decision(home)).status_code == 200
    assert client.get("/").status_code == 200
    assert "Set up a passkey" not in client.get(reverse("mfa_index")).content.decode()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("demanded")
def test_an_administrator_has_to_as_well(sanne: Person) -> None:
    assert sanne.account is not None
    EmailAddress.objects.create(user=sanne.account, email=sanne.account.email, verified=True, primary=True)
    client, _ = by_code(sanne.account)
    assert client.get(reverse("people:admin_room"))["Location"] == reverse("mfa_index")
    form = {"name": "New", "mail": "new@oeverland.example"}
    assert client.post(reverse("people:admin_invite"), form)["Location"] == reverse("mfa_index")
    assert not Account.objects.filter(email="new@oeverland.example").exists()
    sets_up_an_app(client)
    assert client.get(reverse("people:admin_room")).status_code == 200
    client.post(reverse("people:admin_invite"), form)
    assert Account.objects.filter(email="new@oeverland.example").exists()


@pytest.mark.usefixtures("demanded")
def test_no_door_opens_but_those_that_open_for_a_stranger(home: Oeverland, lotte: Account) -> None:
    plant(home, ("knows",))
    client, _ = by_code(lotte)
    opened = []
    doors = [
        d for d in ROWS if "lotte" in ROWS[d] and not d.startswith(("account_", "mfa_", "social", "openid"))
    ]
    assert len(doors) > 30
    for door in doors:
        for page in fillings(home, door, parts(home)):
            answer = client.get(page)
            here = answer.headers.get("Location", "")
            if here != reverse("mfa_index") and "nobody" not in ROWS[door] and answer.status_code != 405:
                opened.append((door, answer.status_code, here))
    assert opened == []


@pytest.mark.usefixtures("demanded")
@pytest.mark.parametrize("door", SHUT)
def test_of_the_account_only_the_pages_that_set_one_up_open(lotte: Account, door: str) -> None:
    client, _ = by_code(lotte)
    assert client.get(reverse(door))["Location"] == reverse("mfa_index")
    assert client.post(reverse(door), {"password1": PASSWORD, "password2": PASSWORD})["Location"]
    lotte.refresh_from_db()
    assert not lotte.has_usable_password()
    for open_ in ("mfa_index", "mfa_activate_totp", "mfa_add_webauthn"):
        assert client.get(reverse(open_)).status_code == 200


@pytest.mark.usefixtures("demanded")
def test_one_can_always_leave(lotte: Account) -> None:
    client, _ = by_code(lotte)
    client.post(reverse("people:leave"))
    assert "_auth_user_id" not in client.session


@pytest.mark.usefixtures("demanded")
def test_who_has_an_app_shows_a_code_of_it_and_is_in(home: Oeverland, lotte: Account) -> None:
    TOTP.activate(lotte, SECRET)
    client, answer = by_code(lotte)
    assert answer["Location"] == reverse("mfa_authenticate")
    client.post(reverse("mfa_authenticate"), {"code": code_of(SECRET)})
    assert client.get(decision(home)).status_code == 200


@pytest.mark.usefixtures("demanded")
@pytest.mark.parametrize(
    ("kind", "page"), [("totp", "mfa_reauthenticate"), ("webauthn", "mfa_reauthenticate_webauthn")]
)
def test_a_session_that_showed_none_opens_nothing_though_the_account_has_one_by_now(
    home: Oeverland, lotte: Account, kind: str, page: str
) -> None:
    client, _ = by_code(lotte)
    if kind == "totp":
        TOTP.activate(lotte, SECRET)
    else:
        Authenticator.objects.create(user=lotte, type=kind, data={"name": "Key", "credential": {}})
    answer = client.get(decision(home))
    assert answer["Location"] == f"{reverse(page)}?next={decision(home)}".replace("/d/", "%2Fd%2F").replace(
        str(home.decision.pk) + "/", str(home.decision.pk) + "%2F"
    )
    for door in (*SHUT, "mfa_index", "mfa_activate_totp", "mfa_add_webauthn"):
        assert client.get(reverse(door))["Location"].startswith(reverse(page)), door


@pytest.mark.usefixtures("demanded")
def test_the_second_step_opens_that_session_and_a_password_does_not(home: Oeverland, lotte: Account) -> None:
    lotte.set_password(PASSWORD)
    lotte.save()
    client, _ = by_code(lotte)
    TOTP.activate(lotte, SECRET)
    again = client.get(decision(home))["Location"]
    assert "Here a second step comes before everything else" in client.get(again).content.decode()
    assert "use your password" not in client.get(again).content.decode()
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert client.get(decision(home)).status_code == 302
    assert client.post(again, {"code": "000000"}).status_code == 200
    assert client.get(decision(home)).status_code == 302
    assert client.post(again, {"code": code_of(SECRET)})["Location"] == decision(home)
    assert client.get(decision(home)).status_code == 200


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("demanded")
def test_who_takes_the_last_one_away_sets_one_up_again(home: Oeverland, lotte: Account) -> None:
    client, _ = by_code(lotte)
    sets_up_an_app(client)
    client.post(reverse("mfa_deactivate_totp"))
    assert client.get(decision(home))["Location"] == reverse("mfa_index")


@pytest.mark.usefixtures("demanded")
@pytest.mark.parametrize(("method", "opens"), [("socialaccount", 200), ("password", 302), ("code", 302)])
def test_the_organisations_sign_in_is_enough_because_it_asks_itself(
    home: Oeverland, lotte: Account, method: str, opens: int
) -> None:
    client = Client()
    client.force_login(lotte)
    session = client.session
    session["account_authentication_methods"] = [{"method": method, "at": timezone.now().timestamp()}]
    session["account_authentication_methods_user"] = str(lotte.pk)
    session.save()
    assert client.get(decision(home)).status_code == opens


@pytest.mark.usefixtures("demanded")
def test_what_another_account_showed_in_this_browser_does_not_count(home: Oeverland, lotte: Account) -> None:
    client = Client()
    client.force_login(lotte)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": timezone.now().timestamp()}]
    session["account_authentication_methods_user"] = str(lotte.pk + 1)
    session.save()
    TOTP.activate(lotte, SECRET)
    assert client.get(decision(home)).status_code == 302


@pytest.mark.usefixtures("demanded")
def test_who_takes_part_by_a_link_needs_none_and_a_link_ends_a_session_that_waits(
    home: Oeverland, lotte: Account
) -> None:
    assert home.client("femke").get(decision(home)).status_code == 200
    client, _ = by_code(lotte)
    client.get(home.link("lotte").removeprefix("http://testserver"))
    assert "_auth_user_id" not in client.session
    assert "Lotte" in client.get("/door/").content.decode()
    invite = reverse("decisions:invite", kwargs={"decision": home.decision.pk})
    assert client.get(invite).status_code == 404  # a link opens no facilitator's page
