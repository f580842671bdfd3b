"""Who is at the door: the person behind a request, by a staff account or by a personal link.

A link opens what a participant, decider or owner may see. What a facilitator may see needs an account
(``strong``), because a link travels by mail.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.crypto import salted_hmac

from beforehand.people import second_factor
from beforehand.people.choices import LinkPurpose
from beforehand.people.models import AccessLink, Person
from beforehand.vault.prepared import Prepared

P = ParamSpec("P")
LINK_COOKIE = "__Host-beforehand_link" if settings.SECURE else "beforehand_link"


@dataclass(frozen=True, slots=True)
class Arrival:
    """One person at the door."""

    person: UUID
    organisation: UUID
    name: str
    language: str
    strong: bool
    administrator: bool


@dataclass(frozen=True, slots=True)
class Link:
    """A link that still opens: for whom, and until when."""

    arrival: Arrival
    expires_at: datetime


def digest_of(token: str) -> bytes:
    """Return what is stored of a link's token."""
    return salted_hmac("beforehand.people.link", token, algorithm="sha256").digest()


def link_at_hand(token: str) -> Link | None:
    """Return whose link this is when it exists, is not withdrawn, has not expired and its person is still here."""
    found = _LINK.rows(digest=digest_of(token)) if token else ()
    return next((link_in(row) for row in found), None)


def link_in(row: tuple[Any, ...]) -> Link | None:
    """Return the link of a row of ``OF_LINK`` when it still opens."""
    purpose, expires_at, revoked_at, erased_at, *person = row
    usable = revoked_at is None and expires_at > timezone.now() and erased_at is None
    demo = purpose == LinkPurpose.DEMO
    if usable and (settings.DEMO or not demo):
        return Link(_arrival(*person, strong=demo), expires_at)
    return None


def token_held(request: HttpRequest) -> str:
    """Return the token of the link a browser holds; empty when it holds none, or may be signed in as well."""
    signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES
    return "" if signed_in else request.COOKIES.get(LINK_COOKIE, "")


def arrives(request: HttpRequest, arrival: Arrival) -> None:
    """Note who was found at the door, so that it is not asked again."""
    request._beforehand_arrival = arrival  # type: ignore[attr-defined]


PERSON = ("pk", "organisation_id", "name", "language", "administrator", "organisation__language")
OF_LINK = (
    *("purpose", "expires_at", "revoked_at", "person__erased_at"),
    *(f"person__{part}" for part in PERSON),
)
_LINK = Prepared(
    lambda at: AccessLink.objects.filter(digest=at.digest).values_list(*OF_LINK), {"digest": "bytes"}
)


def arrival_of(request: HttpRequest) -> Arrival | None:
    """Return who is at the door, or None. The answer is kept on the request."""
    kept: Arrival | str | None = getattr(request, "_beforehand_arrival", "unasked")
    if not isinstance(kept, str):
        return kept
    arrival = _by_account(request) or _by_link(request)
    request._beforehand_arrival = arrival  # type: ignore[attr-defined]
    return arrival


def as_person(
    view: Callable[Concatenate[HttpRequest, Arrival, P], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """Give a view who is at the door; nobody there is led to the page that sends a new link."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        arrival = arrival_of(request)
        if arrival is None:
            return _to_the_door(request)
        response = view(request, arrival, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    guarded.asks_who = True  # type: ignore[attr-defined]
    return guarded


def as_administrator(
    view: Callable[Concatenate[HttpRequest, Arrival, P], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """Give a view the administrator at the door, arrived by account; for everybody else the page does not exist."""

    @wraps(view)
    def guarded(
        request: HttpRequest, arrival: Arrival, /, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponseBase:
        if not (arrival.administrator and arrival.strong):
            raise Http404
        return view(request, arrival, *args, **kwargs)

    entry = as_person(guarded)
    entry.administrators = True  # type: ignore[attr-defined]
    return entry


def _to_the_door(request: HttpRequest) -> HttpResponse:
    return redirect(second_factor.way_on(request) or "people:door")


def _by_account(request: HttpRequest) -> Arrival | None:
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    user: Any = request.user
    if not user.is_authenticated or not user.is_active:
        return None
    if second_factor.missing(request) is not second_factor.Missing.NOTHING:
        return None
    for person in Person.objects.filter(account_id=user.pk, erased_at__isnull=True).values_list(*PERSON)[:1]:
        return _arrival(*person, strong=True)
    return None


def _by_link(request: HttpRequest) -> Arrival | None:
    link = link_at_hand(request.COOKIES.get(LINK_COOKIE, ""))
    return None if link is None else link.arrival


def _arrival(
    person: UUID,
    organisation: UUID,
    name: str,
    language: str,
    administrator: bool,
    spoken: str,
    *,
    strong: bool,
) -> Arrival:
    return Arrival(
        person=person,
        organisation=organisation,
        name=name,
        language=language or spoken,
        strong=strong,
        administrator=administrator,
    )
