"""Storing one field while somebody types: small, and often."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from beforehand.decisions.access import Standing, in_decision, standing_of
from beforehand.decisions.choices import Role
from beforehand.people.access import Arrival, as_person
from beforehand.perspectives.access import Place, place_behind, place_of
from beforehand.perspectives.actions import (
    Newer,
    NotKeptError,
    Stored,
    begin,
    begin_typing,
    store_answer,
    type_for,
)
from beforehand.perspectives.choices import State
from beforehand.perspectives.queries.asked import Given, fields
from beforehand.perspectives.queries.card import in_words
from beforehand.perspectives.queries.sheet import as_given
from beforehand.perspectives.rules import TYPED_FROM
from beforehand.perspectives.web.forms import MESSAGES, a_uuid, given_from, whole

Outcome = Stored | Newer


def looking_ahead(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Find who is at the door and where the sentence goes that comes in, together when that can be."""

    @wraps(view)
    def looked(request: HttpRequest, decision: UUID) -> HttpResponseBase:
        seat, sentence = a_uuid(request.POST.get("seat")), _sentence(request)
        found = place_behind(request, decision, seat, sentence) if seat and sentence else None
        return view(request, decision, found)

    return looked


@require_POST
@looking_ahead
@as_person
def store(
    request: HttpRequest, arrival: Arrival, decision: UUID, found: tuple[Place, Standing] | None
) -> HttpResponse:
    """Keep one answer of the person at the door, and say which revision it has now."""
    seat = a_uuid(request.POST.get("seat"))
    try:
        found = found or (place_of(arrival, decision, seat) if seat else None)
        place, standing = found or _first(arrival, decision, seat)
        if place.state is State.SENT:
            return _no("sent", 409)
        return _kept(request, standing, place, lambda given: _own(standing, place, given))
    except _OtherSeatError:
        return _no("someone_else", 409)
    except DatabaseError:
        return _no("not_kept", 503)


@require_POST
@in_decision(Role.FACILITATOR)
def store_typed(request: HttpRequest, standing: Standing, seat: UUID) -> HttpResponse:
    """Keep one sentence the facilitator types for somebody."""
    if a_uuid(request.POST.get("seat")) != seat:
        return _no("someone_else", 409)
    try:
        place = begin_typing(actor=standing, seat=seat)
        return _kept(request, standing, place, lambda given: _typed(standing, seat, given))
    except PermissionDenied:
        raise Http404 from None
    except DatabaseError:
        return _no("not_kept", 503)


def _sentence(request: HttpRequest) -> tuple[str, int] | None:
    """Return which sentence comes in, if it is one that may be there already."""
    field, ordinal = request.POST.get("field", ""), whole(request.POST.get("ordinal", "1"))
    asked = fields().get(field)
    return (field, ordinal) if asked and asked.is_sentence and 1 <= ordinal < TYPED_FROM else None


class _OtherSeatError(Exception):
    """The browser now holds somebody else's link."""


def _first(arrival: Arrival, decision: UUID, seat: UUID | None) -> tuple[Place, Standing]:
    """Make the place of somebody's first answer."""
    standing = standing_of(arrival, decision)
    if standing is None or standing.seat != seat or not standing.has(Role.PARTICIPANT):
        raise _OtherSeatError
    return begin(actor=standing), standing


def _own(standing: Standing, place: Place, given: Given) -> Outcome:
    return store_answer(actor=standing, place=place, given=given, now=timezone.now())


def _typed(standing: Standing, seat: UUID, given: Given) -> Outcome:
    return type_for(actor=standing, seat=seat, given=given, now=timezone.now())


def _kept(
    request: HttpRequest, standing: Standing, place: Place, keep: Callable[[Given], Outcome]
) -> JsonResponse:
    data = request.POST
    field = data.get("field", "")[:40]
    given, error = given_from(data, field, whole(data.get("ordinal", "1")), "")
    if error:
        return JsonResponse({"why": "text", "said": error}, status=422)
    try:
        outcome = keep(given)
    except NotKeptError as fault:
        return _no(fault.why, 422)
    if isinstance(outcome, Stored):
        return JsonResponse({"revision": outcome.revision})
    return _newer(standing, field, outcome)


def _no(why: str, status: int) -> JsonResponse:
    return JsonResponse({"why": why, "said": str(MESSAGES[why])}, status=status)


def _newer(standing: Standing, field: str, outcome: Newer) -> JsonResponse:
    parts: dict[str, Any] = {"value": ""}
    if outcome.theirs is not None:
        theirs = as_given(fields()[field], outcome.theirs)
        parts = {"value": theirs.text or theirs.choice, "certainty": theirs.certainty}
        parts |= {f"value.{k}": v for k, v in theirs.per.items()}
    return JsonResponse(
        {
            "why": "newer",
            "said": str(MESSAGES["newer"]),
            "revision": outcome.revision,
            "theirs": in_words(standing, outcome.theirs),
            "parts": parts,
        },
        status=409,
    )
