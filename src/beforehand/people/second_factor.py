"""Whether somebody with an account still has to show a second factor, and where that is done.

Off unless ``BEFOREHAND_SECOND_FACTOR`` is set. What counts is what this session showed, not what the account has:
a session from before the app was set up opens nothing until it shows a code too. Who comes by the organisation's own
sign-in is let through, because there the organisation asks. Signing in stays the library's; it demands nothing itself.
"""

from collections.abc import Callable
from enum import Enum
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

ENOUGH = frozenset(
    {"mfa", "socialaccount"}
)  # as the library calls a second factor, and the organisation's sign-in
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class Missing(Enum):
    """What stands between somebody who signed in and everything else."""

    NOTHING = "nothing"
    SET_UP = "set up"  # the account has neither an app nor a passkey
    SHOW = "show"  # it has one, and this session did not show it


def missing(request: HttpRequest) -> Missing:
    """Return what is missing of whoever signed in. Nobody signed in misses nothing here: nothing is open to them."""
    user: Any = request.user
    if not settings.SECOND_FACTOR or not user.is_authenticated:
        return Missing.NOTHING
    shown = {each.get("method") for each in get_authentication_records(request, user)}
    if "socialaccount" in shown:
        return Missing.NOTHING
    if not Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS).exists():
        return Missing.SET_UP
    return Missing.NOTHING if shown & ENOUGH else Missing.SHOW


def way_on(request: HttpRequest) -> str:
    """Return the address where what is missing is set up or shown; empty when nothing is missing."""
    what = missing(request)
    if what is Missing.SET_UP:
        return reverse("mfa_index")
    if what is Missing.SHOW:
        app = Authenticator.objects.filter(user_id=request.user.pk, type=Authenticator.Type.TOTP).exists()
        page = reverse("mfa_reauthenticate" if app else "mfa_reauthenticate_webauthn")
        back = request.get_full_path() if request.method == "GET" else reverse("pages:home")
        return f"{page}?{urlencode({'next': back})}"
    return ""


def with_second_factor(
    view: Callable[..., HttpResponseBase], *, sets_up: bool = False
) -> Callable[..., HttpResponseBase]:
    """Keep a page of an account shut as long as something is missing; a page that sets one up is open for that."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        what = missing(request)
        if what is Missing.NOTHING or (sets_up and what is Missing.SET_UP):
            return view(request, *args, **kwargs)
        return redirect(way_on(request))

    return guarded


def remember_what_was_set_up(
    *, request: HttpRequest, user: Any, authenticator: Authenticator, **more: Any
) -> None:
    """Count setting up as showing: the app's first code, or the passkey, was asked for on that very page."""
    if authenticator.type in FACTORS:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)


def listen() -> None:
    """Hear of every app and passkey that is added."""
    authenticator_added.connect(remember_what_was_set_up, dispatch_uid="beforehand.people.second_factor")
