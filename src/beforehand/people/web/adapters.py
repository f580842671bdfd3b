"""How the library for staff accounts behaves here: nobody signs up, and little is kept of who came by."""

import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal.ratelimit import truncate_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from beforehand.people.access import LINK_COOKIE
from beforehand.people.actions import normalised_mail, open_account
from beforehand.people.models import Account, Person
from beforehand.people.second_factor import way_on
from beforehand.shell.rendering import render
from beforehand.vault.keys import decrypt, encrypt

SEALED = b"beforehand.people.second-factor"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts: opened by invitation or by the organisation's own sign-in, never by whoever comes along."""

    error_messages = {  # noqa: RUF012
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("This address and this password do not belong together."),
        "incorrect_code": _("That is not the code. Type the newest one, exactly as it stands in the mail."),
        "incorrect_password": _("That is not your password."),
        "enter_current_password": _("That is not the password you have now."),
        "too_many_login_attempts": _("That was tried too often. Please try again in ten minutes."),
        "rate_limited": _("That was tried too often. Please try again in ten minutes."),
        "account_inactive": _("This account is closed."),
        "invalid_login": _("This address and this password do not belong together."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse: nobody opens an account for themselves."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return a digest of where a request came from: it counts tries, and no address is kept."""
        address = truncate_ip(super().get_client_ip(request))
        return salted_hmac("beforehand.people.address", address, algorithm="sha256").hexdigest()[:32]

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """Ask again who is there, unless that was shown a few minutes ago by signing in."""
        shown = [each["at"] for each in get_authentication_records(context.request, context.request.user)]
        return not shown or time.time() - max(shown) > app_settings.REAUTHENTICATION_TIMEOUT

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Lead on to where a second factor is set up, when one is demanded and missing; else to the decisions."""
        return way_on(request) or str(super().get_login_redirect_url(request))

    def get_reauthentication_methods(self, user: Account) -> list[dict[str, str]]:
        """Leave a password out for who has a second factor, where one is demanded: it would not be one."""
        ways: list[dict[str, str]] = super().get_reauthentication_methods(user)
        safer = [way for way in ways if way["id"] != "reauthenticate"]
        return safer if settings.SECOND_FACTOR and safer else ways

    def post_login(self, request: HttpRequest, user: Account, **more: Any) -> HttpResponse:
        """Let the account take the place of a personal link, so that a session and a link never go together."""
        response: HttpResponse = super().post_login(request, user, **more)
        response.delete_cookie(LINK_COOKIE, samesite="Lax")
        return response


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors: what an app and recovery codes are made from is sealed."""

    error_messages = {  # noqa: RUF012
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("That is not the code. An app shows a new one every thirty seconds."),
        "unverified_email": _("Sign in once with a code by mail first; then this can be switched on."),
    }

    def generate_authenticator_name(self, user: Account, type: str) -> str:
        """Return a name for a passkey that got none."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return gettext("Passkey") if number == 1 else gettext("Passkey %(number)d") % {"number": number}

    def encrypt(self, text: str) -> str:
        """Seal what codes are made from."""
        return urlsafe_b64encode(encrypt(_key(), text.encode(), SEALED)).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """Open what ``encrypt`` sealed."""
        return decrypt(_key(), urlsafe_b64decode(encrypted_text), SEALED).decode()


class OrganisationAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """The organisation's own sign-in: it vouches for a mail address, and that decides who somebody is."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Refuse: an account is opened below, or not at all."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Find whose sign-in this is; somebody we do not know reads that, and nothing is made."""
        outside = sociallogin.account
        # Nothing of what the provider tells is kept, except by which number it knows this person.
        outside.extra_data = {}
        if outside.pk:
            outside.save(update_fields=["extra_data"])
            account = outside.user
            if not Person.objects.filter(account=account, erased_at__isnull=True).exists():
                raise ImmediateHttpResponse(_unknown(request))
            return
        vouched = [normalised_mail(each.email) for each in sociallogin.email_addresses if each.verified]
        known = Person.objects.filter(mail__in=[mail for mail in vouched if mail], erased_at__isnull=True)
        if len(known) != 1:
            raise ImmediateHttpResponse(_unknown(request))
        account = open_account(person=known[0].pk, address_proven=True)
        if SocialAccount.objects.filter(user=account, provider=outside.provider).exists():
            # The address was somebody else's at the provider before: an address that was given out again.
            raise ImmediateHttpResponse(_unknown(request))
        sociallogin.connect(request, account)


def _unknown(request: HttpRequest) -> HttpResponse:
    return render(request, "people/not_known_here.html", status=403)


def _key() -> bytes:
    return salted_hmac(SEALED.decode(), "", secret=settings.SECRET_KEY, algorithm="sha256").digest()
