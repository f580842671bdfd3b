"""An organisation lets its people in by its own sign-in; driven against a real provider on this machine."""

import logging
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.core.checks import run_checks
from django.test import override_settings
from tests.oeverland import Oeverland

from beforehand.people.models import Account, Person

SECRET = "the-secret-of-this-client"
NOT_KNOWN: list[dict[str, object]] = [
    {"email": "stranger@elsewhere.example", "email_verified": True},
    {"email": "femke@oeverland.example", "email_verified": False},
    {"email": "femke@oeverland.example"},
    {"email": "", "email_verified": True},
    {"email": "x" * 100_000 + "@oeverland.example", "email_verified": True},
    {"email": "fem\x00ke@oeverland.example", "email_verified": True},
    {"email": "<b>femke</b>@oeverland.example", "email_verified": True},
    {},
]


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """A provider that runs, and where anybody signs in by a number we choose."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://localhost:{port}"
    try:
        for _ in range(200):
            try:
                requests.get(f"{address}/.well-known/openid-configuration", timeout=2)
                break
            except requests.ConnectionError:
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture
def organisation(provider: str, live_server: Any) -> Iterator[str]:
    """Beforehand, told about the provider as the settings would."""
    app = {
        "provider_id": "organisation", "name": "Oeverland", "client_id": "beforehand", "secret": SECRET,
        "settings": {"server_url": provider},
    }  # fmt: skip
    told = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
    with override_settings(SOCIALACCOUNT_PROVIDERS=told, ALLOWED_HOSTS=["*"]):
        yield live_server.url


def known_there(provider: str, number: str, **claims: Any) -> None:
    requests.put(f"{provider}/users/{number}", json=claims, timeout=5).raise_for_status()


def come_by(home: str, number: str, *, deny: bool = False) -> tuple[requests.Session, requests.Response]:
    """Walk the whole way: our page, the provider's page, and back."""
    browser = requests.Session()
    browser.headers["Accept-Language"] = "en"
    page = browser.get(f"{home}/account/sign-in/", timeout=10)
    assert "By Oeverland" in page.text
    there = browser.get(f"{home}/account/organisation/sign-in/", timeout=10)
    assert "code_challenge=" in there.url
    assert there.url.startswith("http://localhost:")
    answer = {"action": "deny"} if deny else {"sub": number}
    return browser, browser.post(there.url, data=answer, timeout=10)


def signed_in_as(browser: requests.Session, home: str) -> str:
    page = browser.get(f"{home}/door/", timeout=10).text
    found = re.search(r"You are here as (\w+)", page)
    return found[1] if found else ""


@pytest.mark.django_db(transaction=True)
def test_femke_comes_by_her_organisation_and_gets_an_account(
    home: Oeverland, provider: str, organisation: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    known_there(
        provider, "number-1", email="Femke@OEVERLAND.example", email_verified=True, name="F. Dijk", phone="06"
    )
    browser, answer = come_by(organisation, "number-1")
    assert answer.url == f"{organisation}/"
    assert signed_in_as(browser, organisation) == "Femke"
    account = Account.objects.get(email="femke@oeverland.example")
    assert Person.objects.get(account=account).name == "Femke"
    assert EmailAddress.objects.get(user=account).verified
    assert not account.has_usable_password()
    kept = SocialAccount.objects.get(user=account)
    assert (kept.uid, kept.extra_data) == ("number-1", {})  # no name, no phone, nothing else
    assert SocialToken.objects.count() == 0
    assert SECRET not in caplog.text

    again, _ = come_by(organisation, "number-1")
    assert signed_in_as(again, organisation) == "Femke"
    assert Account.objects.filter(email="femke@oeverland.example").count() == 1
    assert SocialAccount.objects.get().extra_data == {}


@pytest.mark.django_db(transaction=True)
def test_lotte_has_an_account_already_and_gets_into_that_one(
    home: Oeverland, provider: str, organisation: str
) -> None:
    known_there(provider, "number-2", email="lotte@oeverland.example", email_verified=True)
    browser, _ = come_by(organisation, "number-2")
    assert signed_in_as(browser, organisation) == "Lotte"
    assert Account.objects.filter(email="lotte@oeverland.example").count() == 1


@pytest.mark.django_db(transaction=True)
def test_others_read_that_they_are_not_known_and_nothing_is_made(
    home: Oeverland, provider: str, organisation: str
) -> None:
    before = Account.objects.count()
    for claims in NOT_KNOWN:
        known_there(provider, "number-3", **claims)
        browser, answer = come_by(organisation, "number-3")
        assert answer.status_code == 403
        assert "We do not know you here" in answer.text
        assert "<b>" not in answer.text
        assert signed_in_as(browser, organisation) == ""
    assert (Account.objects.count(), SocialAccount.objects.count()) == (before, 0)


@pytest.mark.django_db(transaction=True)
def test_an_address_that_was_given_out_again_opens_nothing(
    home: Oeverland, provider: str, organisation: str
) -> None:
    known_there(provider, "number-4", email="tom@oeverland.example", email_verified=True)
    come_by(organisation, "number-4")
    known_there(provider, "number-5", email="tom@oeverland.example", email_verified=True)
    browser, answer = come_by(organisation, "number-5")
    assert answer.status_code == 403
    assert signed_in_as(browser, organisation) == ""


@pytest.mark.django_db(transaction=True)
def test_somebody_who_was_erased_or_closed_stays_outside(
    home: Oeverland, provider: str, organisation: str
) -> None:
    known_there(provider, "number-6", email="bas@oeverland.example", email_verified=True)
    come_by(organisation, "number-6")
    person = home.seats["bas"].person_id
    Account.objects.filter(person=person).update(is_active=False)
    browser, answer = come_by(organisation, "number-6")
    assert "This account is closed" in answer.text
    assert signed_in_as(browser, organisation) == ""
    Account.objects.filter(person=person).update(is_active=True)
    Person.objects.filter(pk=person).update(erased_at="2027-01-01T00:00Z", mail=None)
    browser, answer = come_by(organisation, "number-6")
    assert answer.status_code == 403


@pytest.mark.django_db(transaction=True)
def test_who_stops_at_the_provider_reads_that_nothing_happened(
    home: Oeverland, provider: str, organisation: str
) -> None:
    browser, answer = come_by(organisation, "number-1", deny=True)
    # This provider forgets our state when it says no, so its answer is one nobody asked for.
    assert answer.status_code == 401
    assert signed_in_as(browser, organisation) == ""
    there = browser.get(f"{organisation}/account/organisation/sign-in/", timeout=10).url
    (state,) = parse_qs(urlsplit(there).query)["state"]
    back = f"{organisation}/account/organisation/back/?error=access_denied&state={state}"
    assert "You stopped signing in" in browser.get(back, timeout=10).text
    assert signed_in_as(browser, organisation) == ""


@pytest.mark.django_db(transaction=True)
def test_an_answer_nobody_asked_for_is_refused(home: Oeverland, provider: str, organisation: str) -> None:
    for query in ("", "?code=x", "?code=x&state=y", "?error=server_error&state=y"):
        answer = requests.get(f"{organisation}/account/organisation/back/{query}", timeout=10)
        assert answer.status_code == 401
        assert "sessionid" not in answer.headers.get("Set-Cookie", "")


@pytest.mark.django_db(transaction=True)
def test_a_provider_that_is_away_is_said_clearly(home: Oeverland, live_server: Any) -> None:
    app = {
        "provider_id": "organisation", "name": "", "client_id": "x", "secret": "y",
        "settings": {"server_url": "http://127.0.0.1:9"},
    }  # fmt: skip
    with override_settings(SOCIALACCOUNT_PROVIDERS={"openid_connect": {"APPS": [app]}}, ALLOWED_HOSTS=["*"]):
        english = {"Accept-Language": "en"}
        page = requests.get(f"{live_server.url}/account/sign-in/", headers=english, timeout=10)
        assert "By your organisation" in page.text
        answer = requests.get(f"{live_server.url}/account/organisation/sign-in/", headers=english, timeout=10)
    assert answer.status_code == 502
    assert "That did not work" in answer.text


@pytest.mark.parametrize(
    ("issuer", "safe"),
    [
        ("", True),
        ("https://sign-in.oeverland.example", True),
        ("http://localhost:8123", True),
        ("http://sign-in.oeverland.example", False),
    ],
)
def test_a_sign_in_that_could_be_listened_to_is_refused_at_the_start(issuer: str, safe: bool) -> None:
    with override_settings(OIDC_ISSUER=issuer):
        found = [each.id for each in run_checks() if each.id == "people.E001"]
    assert (found == []) is safe
