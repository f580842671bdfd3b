"""Sign-in by the organisation's own provider, also when that provider does not answer."""

import logging
from collections.abc import Callable
from typing import Any

from allauth.socialaccount.providers.openid_connect import views
from django.http import HttpRequest, HttpResponse
from requests import RequestException

from beforehand.shell.rendering import render

log = logging.getLogger("beforehand.people")
WHO = "organisation"  # the one provider there is, as settings name it


def sign_in(request: HttpRequest, provider_id: str = WHO) -> HttpResponse:
    """Lead somebody to the provider."""
    return _or_say_so(request, views.login)


def back(request: HttpRequest, provider_id: str = WHO) -> HttpResponse:
    """Take somebody who comes back from the provider."""
    return _or_say_so(request, views.callback)


def _or_say_so(request: HttpRequest, view: Callable[..., Any]) -> HttpResponse:
    try:
        response: HttpResponse = view(request, WHO)
    except (RequestException, ValueError, KeyError) as fault:
        log.warning("the organisation's sign-in gives no usable answer: %s", type(fault).__name__)
        return render(request, "socialaccount/authentication_error.html", status=502)
    return response
