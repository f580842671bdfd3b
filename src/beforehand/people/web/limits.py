"""How often something may be tried. The counting is the library's; it is kept for all processes together."""

from datetime import timedelta

from allauth.core.internal.ratelimit import consume
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from beforehand.shell.rendering import render

WAIT = timedelta(minutes=10)  # the longest window in ACCOUNT_RATE_LIMITS


def too_often(request: HttpRequest, action: str, *, key: str = "") -> bool:
    """Count one try, also of a page that is only looked at, and tell whether it is one too many."""
    left = consume(request, app="allauth.account", action=action, key=key, limit_get=True)
    return left is None


def come_back_later(request: HttpRequest) -> HttpResponse:
    """Say when to try again."""
    at = timezone.localtime(timezone.now() + WAIT)
    response = render(request, "people/too_often.html", status=429, at=at, minutes=WAIT.seconds // 60)
    response["Retry-After"] = str(WAIT.seconds)
    response["Cache-Control"] = "private, no-store"
    return response
