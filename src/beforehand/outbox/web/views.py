"""The readable outbox of demo mode. It holds everybody's links, so it answers on this machine only."""

import re
from base64 import b64encode
from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from ipaddress import ip_address
from typing import Any

from csp.constants import NONE
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from beforehand.outbox import queries
from beforehand.shell.rendering import render

STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


def in_demo(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let the page exist in demo mode, for who asks from this machine; for everybody else it does not."""

    @wraps(view)
    def guarded(request: HttpRequest, **more: Any) -> HttpResponse:
        if not settings.DEMO or not _from_here(request):
            raise Http404
        response = view(request, **more)
        response.headers["Cache-Control"] = "private, no-store"
        return response

    guarded.demo_only = True  # type: ignore[attr-defined]
    return guarded


@in_demo
@require_safe
def readable(request: HttpRequest) -> HttpResponse:
    """Show all letters, newest first."""
    return render(request, "outbox/readable.html", envelopes=queries.envelopes())


@in_demo
@require_safe
def letter(request: HttpRequest, *, letter: int) -> HttpResponse:
    """Show one letter as it reads without decoration."""
    return render(request, "outbox/letter.html", letter=_found(letter))


@in_demo
@require_safe
def as_mail(request: HttpRequest, *, letter: int) -> HttpResponse:
    """Show one letter as a mail program does: its own style and nothing else is allowed on this page."""
    html = _found(letter).html
    if not html:
        raise Http404
    hashes = [f"'sha256-{b64encode(sha256(s.encode()).digest()).decode()}'" for s in STYLE.findall(html)]
    response = HttpResponse(html)
    response._csp_replace = {"script-src": [NONE], "style-src": hashes or [NONE]}  # type: ignore[attr-defined]
    return response


@in_demo
@require_safe
def calendar_part(request: HttpRequest, *, letter: int) -> HttpResponse:
    """Hand over what a letter gives to calendars, to be opened by one."""
    ical = queries.calendar_file(letter)
    if not ical:
        raise Http404
    response = HttpResponse(ical.encode(), content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="conversation.ics"'
    return response


def _found(letter: int) -> queries.Readable:
    found = queries.readable(letter)
    if found is None:
        raise Http404
    return found


def _from_here(request: HttpRequest) -> bool:
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
