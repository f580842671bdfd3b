"""Staff sign in with a code, a password, an app; nobody signs up; nothing tells who has an account."""

import re
from base64 import urlsafe_b64decode
from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import NoReverseMatch, reverse
from tests.oeverland import Oeverland

from beforehand.people.access import LINK_COOKIE
from beforehand.people.actions import open_account
from beforehand.people.models import Account, Person

LOTTE = "lotte@oeverland.example"
PASSWORD = "stroopwafel orbit velvet"
PAGES = [
    "account_login", "account_request_login_code", "account_reset_password", "account_inactive",
    "socialaccount_login_cancelled", "socialaccount_login_error", "account_password_reset_completed",
]  # fmt: skip
OWN_PAGES = [
    "mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_list_webauthn", "account_set_password",
]  # fmt: skip
BAD = ["", "x" * 100_000, "a\x00b", "\u200b", "\u202elotte", "<script>alert(1)</script>"]


@pytest.fixture
def lotte(home: Oeverland) -> Account:
    """The facilitator, invited and never here before."""
    return open_account(person=home.seats["lotte"].person_id)


def browser(language: str = "en", **more: object) -> Client:
    return Client(headers={"accept-language": language}, **more)  # type: ignore[arg-type]


def code_in_mail() -> str:
    (line,) = (
        each for each in str(mail.outbox[-1].body).splitlines() if re.fullmatch(r"[A-Z0-9-]{6,9}", each)
    )
    return line


def signed_in(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


def by_code(client: Client, address: str = LOTTE) -> object:
    client.post(reverse("account_request_login_code"), {"email": address})
    return client.post(reverse("account_confirm_login_code"), {"code": code_in_mail()})


def code_of(secret: str) -> str:
    """Return what the app shows now, which also counts half a minute later."""
    _earlier, now, _later = yield_hotp_counters_from_time()
    return str(format_hotp_value(hotp_value(secret, now)))


def test_the_first_sign_in_is_by_a_code_and_shows_that_the_address_is_hers(lotte: Account) -> None:
    assert not EmailAddress.objects.get(user=lotte).verified
    client = browser()
    client.cookies[LINK_COOKIE] = "somebody-elses"
    answer = by_code(client, "Lotte@Oeverland.EXAMPLE")
    assert (answer.status_code, answer["Location"]) == (302, "/")  # type: ignore[attr-defined,index]
    assert signed_in(client) == str(lotte.pk)
    assert client.cookies[LINK_COOKIE].value == ""  # a session and a link never go together
    assert EmailAddress.objects.get(user=lotte).verified


def test_the_code_is_in_the_body_and_the_subject_says_nothing(lotte: Account) -> None:
    for language, subject in (
        ("en", "Beforehand: Your code to sign in"),
        ("nl", "Beforehand: Je code om je aan te melden"),
    ):
        browser(language).post(reverse("account_request_login_code"), {"email": LOTTE})
        assert (mail.outbox[-1].subject, mail.outbox[-1].to) == (subject, [LOTTE])
        assert code_in_mail() not in subject
    assert "Deze" not in str(mail.outbox[0].body)
    assert "Met deze code" in str(mail.outbox[1].body)


def test_a_code_can_be_guessed_three_times(lotte: Account) -> None:
    client = browser()
    client.post(reverse("account_request_login_code"), {"email": LOTTE})
    for _ in range(3):
        answer = client.post(reverse("account_confirm_login_code"), {"code": "AAAAAA"}, follow=True)
    assert "tried too often" in answer.content.decode()
    client.post(reverse("account_confirm_login_code"), {"code": code_in_mail()})
    assert signed_in(client) is None


def test_known_and_unknown_addresses_look_the_same_and_both_get_a_mail(lotte: Account) -> None:
    for page in ("account_request_login_code", "account_reset_password"):
        said = []
        for address in (LOTTE, "lotta@oeverland.example"):
            client = browser()
            first = client.post(reverse(page), {"email": address})
            second = client.get(first["Location"])
            said.append((first.status_code, first["Location"], plain(second.content).replace(address, "?")))
        assert said[0] == said[1]
    assert [each.to for each in mail.outbox] == [[LOTTE], ["lotta@oeverland.example"]] * 2
    stranger = str(mail.outbox[1].body)
    assert "http://testserver/door/" in stranger
    assert not re.search(r"^[A-Z0-9-]{6,9}$", stranger, re.MULTILINE)


def test_a_wrong_password_and_an_unknown_address_are_told_the_same(lotte: Account) -> None:
    lotte.set_password(PASSWORD)
    lotte.save()
    told = {
        plain(
            browser()
            .post(reverse("account_login"), {"login": address, "password": "another one entirely"})
            .content
        ).replace(address, "?")
        for address in (LOTTE, "lotta@oeverland.example")
    }
    assert len(told) == 1
    assert "do not belong together" in told.pop()


def test_a_password_is_chosen_once_inside_and_then_opens_the_door(lotte: Account) -> None:
    client = browser()
    by_code(client)
    weak = client.post(reverse("account_set_password"), {"password1": "lotte", "password2": "lotte"})
    assert "too short" in weak.content.decode()
    client.post(reverse("account_set_password"), {"password1": PASSWORD, "password2": PASSWORD})
    assert mail.outbox[-1].subject == "Beforehand: Your account has a password"
    account = client.get(reverse("mfa_index")).content.decode()
    assert "Your account is lotte@oeverland.example." in account
    assert "Change it" in account
    other = browser()
    other.post(reverse("account_login"), {"login": " LOTTE@oeverland.example", "password": PASSWORD})
    assert signed_in(other) == str(lotte.pk)


def test_a_forgotten_password_is_replaced_by_a_code(lotte: Account) -> None:
    client = browser()
    client.post(reverse("account_reset_password"), {"email": LOTTE})
    client.post(reverse("account_confirm_password_reset_code"), {"code": code_in_mail()})
    done = client.post(
        reverse("account_complete_password_reset"),
        {"password1": PASSWORD, "password2": PASSWORD},
        follow=True,
    )
    assert "Your password is changed" in done.content.decode()
    client.post(reverse("account_login"), {"login": LOTTE, "password": PASSWORD})
    assert signed_in(client) == str(lotte.pk)


def test_with_an_app_a_mailbox_alone_does_not_open_the_door(lotte: Account) -> None:
    client = browser()
    by_code(client)
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r"<code>([A-Z2-7]+)</code>", page)
    assert secret is not None
    assert '<svg class="code-picture"' in page
    assert "data:image" not in page  # the content policy refuses it
    done = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret[1])}, follow=True)
    codes = re.findall(r"<li><code>(\d+)</code></li>", done.content.decode())
    assert len(codes) == 10
    stored = list(Authenticator.objects.values_list("data", flat=True))
    sealed = [each for kept in stored for each in kept.values() if isinstance(each, str)]
    assert len(sealed) == 2  # what the app makes codes from, and what the recovery codes are made from
    for each in sealed:
        assert secret[1] not in each
        assert len(urlsafe_b64decode(each)) >= 12 + 32 + 16  # nonce, at least the text, tag
    assert not any(each in repr(stored) for each in codes)

    other = browser()
    assert by_code(other)["Location"] == reverse("mfa_authenticate")  # type: ignore[index]
    assert signed_in(other) is None
    wrong = other.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "That is not the code" in wrong.content.decode()
    other.post(reverse("mfa_authenticate"), {"code": codes[0]})
    assert signed_in(other) == str(lotte.pk)
    third = browser()
    by_code(third)
    third.post(reverse("mfa_authenticate"), {"code": codes[0]})  # each works once
    assert signed_in(third) is None


def test_before_the_way_in_changes_it_is_asked_again_who_is_there(lotte: Account) -> None:
    lotte.set_password(PASSWORD)
    lotte.save()
    EmailAddress.objects.update(verified=True)
    client = browser()
    client.force_login(lotte)
    answer = client.get(reverse("mfa_activate_totp"))
    assert answer["Location"].startswith(reverse("account_reauthenticate"))
    assert "Is it still you?" in client.get(answer["Location"]).content.decode()
    client.post(answer["Location"], {"password": PASSWORD})
    assert client.get(reverse("mfa_activate_totp")).status_code == 200
    session = client.session
    for each in session["account_authentication_methods"]:
        each["at"] -= 301
    session.save()
    assert client.get(reverse("mfa_activate_totp"))["Location"].startswith(reverse("account_reauthenticate"))


def test_a_closed_account_is_outside_at_once(home: Oeverland, lotte: Account) -> None:
    client = home.client("lotte")
    assert "Lotte" in client.get("/door/").content.decode()
    Account.objects.filter(pk=lotte.pk).update(is_active=False)
    assert "Lotte" not in client.get("/door/").content.decode()


@pytest.mark.parametrize(
    "name",
    [
        "account_email", "account_confirm_email", "account_signup_by_passkey", "socialaccount_signup",
        "socialaccount_connections", "mfa_trust", "mfa_signup_webauthn", "account_change_phone", "usersessions_list",
        "account_reset_password_from_key",
    ],
)  # fmt: skip
def test_what_is_not_used_does_not_exist(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name, args=["x"] if name in ("account_confirm_email",) else None)


def test_nobody_signs_up(home: Oeverland) -> None:
    before = Account.objects.count()
    form = {"email": "nobody@else.example", "password1": PASSWORD, "password2": PASSWORD}
    for address in (
        "/account/signup/",
        "/account/sign-up/",
        "/accounts/signup/",
        "/account/3rdparty/signup/",
    ):
        assert browser().post(address, form).status_code == 404
    browser().post(reverse("account_signup"), form)
    assert reverse("account_signup") == "/door/"
    assert Account.objects.count() == before
    assert browser().get("/account/organisation/sign-in/").status_code == 404  # no organisation is set


def test_tries_with_a_password_rest_after_a_few(lotte: Account) -> None:
    lotte.set_password(PASSWORD)
    lotte.save()
    for n in range(5):
        Client(REMOTE_ADDR=f"203.0.113.{n}").post(
            reverse("account_login"), {"login": LOTTE, "password": f"wrong {n}"}
        )
    client = browser(REMOTE_ADDR="203.0.113.99")
    answer = client.post(reverse("account_login"), {"login": LOTTE, "password": PASSWORD})
    assert "try again in ten minutes" in answer.content.decode()
    assert signed_in(client) is None


def test_codes_rest_after_three_for_one_address_and_after_many_from_one_computer(lotte: Account) -> None:
    answers = [
        browser(REMOTE_ADDR=f"203.0.113.{n}").post(reverse("account_request_login_code"), {"email": LOTTE})
        for n in range(4)
    ]
    assert [each.status_code for each in answers] == [302, 302, 302, 200]
    assert "try again in ten minutes" in answers[-1].content.decode()
    assert len(mail.outbox) == 3
    many = [
        browser().post(reverse("account_login"), {"login": f"a{n}@x.example", "password": "x"})
        for n in range(31)
    ]
    assert many[-1].status_code == 429
    assert "Please try again after" in many[-1].content.decode()


@pytest.mark.parametrize("typed", BAD)
def test_bad_input_gets_a_clear_page(lotte: Account, typed: str) -> None:
    for page, fields in (
        ("account_login", ("login", "password")),
        ("account_request_login_code", ("email",)),
        ("account_reset_password", ("email",)),
    ):
        answer = browser().post(reverse(page), dict.fromkeys(fields, typed))
        assert answer.status_code == 200
        assert 'role="alert"' in answer.content.decode()
        assert "<script>alert" not in answer.content.decode()
    client = browser()
    client.post(reverse("account_request_login_code"), {"email": LOTTE})
    assert (
        'role="alert"' in client.post(reverse("account_confirm_login_code"), {"code": typed}).content.decode()
    )
    client.post(reverse("mfa_login_webauthn"), {"credential": typed})
    assert signed_in(client) is None


@pytest.mark.parametrize("name", [*PAGES, *OWN_PAGES])
def test_every_page_is_ours_in_one_language(lotte: Account, name: str) -> None:
    said = []
    EmailAddress.objects.update(verified=True)
    for language in ("nl", "en"):
        client = browser(language)
        if name in OWN_PAGES:
            client.force_login(lotte)
        page = client.get(reverse(name)).content.decode()
        assert f'<html lang="{language}"' in page
        assert 'class="skip"' in page  # the page everything here is set on
        main = re.sub(
            r"<(script|code|svg).*?</\1>",
            "",
            page[page.index("<main") : page.index("</main>")],
            flags=re.DOTALL,
        )
        assert " style=" not in main
        said.append(
            {each.strip() for each in re.findall(r">([^<>]+)<", main)} - {"", "Account", "Passkeys", "Code"}
        )
    assert len(said[0]) >= 2
    assert said[0].isdisjoint(said[1])


def test_where_an_account_is_needed_the_way_leads_to_the_door(home: Oeverland) -> None:
    for name in OWN_PAGES:
        answer = home.client("femke").get(reverse(name))  # a link is no account
        assert answer.status_code == 302
        assert answer["Location"].startswith(reverse("account_login"))


def test_an_account_belongs_to_one_person_with_one_address(home: Oeverland) -> None:
    person = home.seats["femke"].person_id
    assert open_account(person=person) == open_account(person=person)
    assert Account.objects.filter(email="femke@oeverland.example").count() == 1
    nameless = Person.objects.create(organisation=home.organisation, name="Called only")
    with pytest.raises(ValueError, match="mail"):
        open_account(person=nameless.pk)


def test_the_account_page_asks_the_database_little(
    lotte: Account, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    client = browser()
    client.force_login(lotte)
    for n in range(4):
        Authenticator.objects.create(user=lotte, type="webauthn", data={"name": f"key {n}", "credential": {}})
    with django_assert_max_num_queries(6):  # type: ignore[attr-defined]
        client.get(reverse("mfa_index"))


def test_passwords_are_kept_by_argon2() -> None:
    from beforehand.config import settings as real

    assert real.PASSWORD_HASHERS[0].endswith("Argon2PasswordHasher")
    assert settings.SESSION_COOKIE_HTTPONLY


def plain(content: bytes) -> str:
    return re.sub(r'value="[^"]+"', "", content.decode())
