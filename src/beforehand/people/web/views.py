"""The door: personal links, a new link, leaving."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from beforehand.knowledge import load
from beforehand.people import actions
from beforehand.people.access import LINK_COOKIE, Link, arrival_of, link_at_hand
from beforehand.people.web.forms import LostLink
from beforehand.people.web.limits import come_back_later, too_often
from beforehand.shell.rendering import render

ANSWERS = frozenset({"yes", "no", "other_time"})
"""What a letter about a conversation offers; the page it leads to asks for it once more."""


# A form that is sent here does nothing, so there is nothing to protect; a refusal would write the address to a log.
@csrf_exempt
def open_link(request: HttpRequest, token: str, decision: UUID | None = None) -> HttpResponse:
    """Let somebody in by a personal link. Writes nothing: programs that read mail open links too."""
    link = link_at_hand(token) if request.method in ("GET", "HEAD") else None
    if link is None:
        if too_often(request, "open_link"):
            return _unseen(come_back_later(request))
        return _unseen(redirect("people:link_gone"))
    before = arrival_of(request)
    same = before is not None and before.person == link.arrival.person
    if not same and request.user.is_authenticated:
        logout(request)
    response = _unseen(redirect(_where_to(request, decision)))
    # Who is signed in already sees more by the account; a session and a link never go together.
    if not (same and request.user.is_authenticated):
        _let_in(response, link, token)
    if not (same and settings.LANGUAGE_COOKIE_NAME in request.COOKIES):
        _speak(response, link.arrival.language)
    return response


@csrf_exempt
def not_a_link(request: HttpRequest, rest: str) -> HttpResponse:
    """Answer an address that looks like a link, cut off or with something behind it, as a link that is gone."""
    return open_link(request, "")


@require_safe
@never_cache
def link_gone(request: HttpRequest) -> HttpResponse:
    """Say that a link opens nothing, and offer a new one. The same for every reason there may be."""
    return render(request, "people/link_gone.html", status=410, form=LostLink())


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def door(request: HttpRequest) -> HttpResponse:
    """Show the two ways in, and take a mail address to which a new link goes."""
    arrival = arrival_of(request)
    name = "" if arrival is None else arrival.name
    if request.method != "POST":
        return render(request, "people/door.html", form=LostLink(), name=name)
    form = LostLink(request.POST)
    if too_often(
        request, "lost_link", key=actions.normalised_mail(request.POST.get("mail", "")) or "nothing"
    ):
        return come_back_later(request)
    if not form.is_valid():
        return render(request, "people/door.html", status=422, form=form, name=name)
    actions.ask_new_link(mail=form.cleaned_data["mail"])
    return redirect("people:link_on_its_way")


@require_safe
def link_on_its_way(request: HttpRequest) -> HttpResponse:
    """Say that a mail comes when the address is known; the same for every address."""
    return render(request, "people/link_on_its_way.html")


@require_POST
@never_cache
def leave(request: HttpRequest) -> HttpResponse:
    """End the session and forget the link in this browser. The link itself keeps working from the mail."""
    logout(request)
    response = redirect("people:door")
    response.delete_cookie(LINK_COOKIE, samesite="Lax")
    return response


def _where_to(request: HttpRequest, decision: UUID | None) -> str:
    if decision is None:
        return reverse("notifications:wishes" if "mail" in request.GET else "pages:home")
    talk = _uuid(request.GET.get("talk", ""))
    if talk is not None:
        page = reverse("conversations:one", kwargs={"decision": decision, "conversation": talk})
        answer = request.GET.get("answer", "")
        return page + (f"?answer={answer}" if answer in ANSWERS else "")
    look_back = _uuid(request.GET.get("look_back", ""))
    if look_back is not None:
        return reverse("records:look_back", kwargs={"decision": decision, "day": look_back})
    record = request.GET.get("record", "")
    if record.isascii() and record.isdecimal() and len(record) < 10:
        return reverse("records:entry", kwargs={"decision": decision, "entry": int(record)})
    way = request.GET.get("way", "")
    if way in {known.id for known in load().form.ways_in}:
        return reverse("perspectives:start", kwargs={"decision": decision}) + f"?way={way}"
    return reverse("pages:decision", kwargs={"decision": decision})


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _unseen(response: HttpResponse) -> HttpResponse:
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "private, no-store"
    return response


def _let_in(response: HttpResponse, link: Link, token: str) -> None:
    seconds = int((link.expires_at - timezone.now()).total_seconds())
    response.set_cookie(LINK_COOKIE, token, max_age=max(seconds, 1), **_kept_here())


def _speak(response: HttpResponse, language: str) -> None:
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, max_age=31_536_000, **_kept_here())


def _kept_here() -> dict[str, Any]:
    return {"httponly": True, "samesite": "Lax", "secure": settings.SECURE}
