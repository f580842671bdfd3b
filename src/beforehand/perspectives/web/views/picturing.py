"""What is typed in round 2: the picture of another side, what somebody needs, and what they watch."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from beforehand.decisions.access import Standing, in_decision
from beforehand.decisions.choices import Role
from beforehand.perspectives import actions
from beforehand.perspectives.access import Place, own_place
from beforehand.perspectives.actions import NotKeptError
from beforehand.perspectives.choices import RoundKind
from beforehand.perspectives.queries.around import around
from beforehand.perspectives.queries.asked import (
    GIVES_UP,
    MIRROR,
    NEEDS,
    TWO,
    WATCHES,
    Asked,
    Given,
    later_fields,
)
from beforehand.perspectives.queries.meaning import levels
from beforehand.perspectives.queries.offers import AT_ONCE, offers
from beforehand.perspectives.queries.own import Own, own_sentences
from beforehand.perspectives.queries.responding import Responding, about_side, responding
from beforehand.perspectives.queries.sheet import Ask, sheet
from beforehand.perspectives.rules import TYPED_FROM
from beforehand.perspectives.web.forms import MESSAGES, a_level, a_uuid, given_from, places_in, wrong_in
from beforehand.perspectives.web.views.responding import shows_start
from beforehand.perspectives.web.views.sheet import Places, Troubles, keep_all, keeps_typed, not_kept
from beforehand.shell.rendering import render


@dataclass(frozen=True, slots=True)
class Switch:
    """Who may read one answer when that is not as chosen for the page; -1 for as there."""

    field: str
    label: str
    release: int


@keeps_typed
@in_decision(Role.PARTICIPANT)
@require_http_methods(["GET", "HEAD", "POST"])
def picture_side(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Ask what one other side wants, before anything of others is seen; it may be passed."""
    here = responding(standing)
    if request.method == "POST":
        return _pictured(request, standing, here)
    if not here.open or not here.begun:
        return shows_start(request, standing, here, RoundKind.RESPOND)
    if here.pictured:
        return redirect("perspectives:cards", decision=standing.decision)
    return _picture(request, standing, here)


def _pictured(request: HttpRequest, standing: Standing, here: Responding) -> HttpResponse:
    if a_uuid(request.POST.get("seat")) != standing.seat:
        return not_kept(request, "someone_else", 409)
    asked = _mirror(here)
    try:
        place = actions.begin(actor=standing)
        typed: Places = {}
        troubles: Troubles = {}
        if request.POST.get("go") != "pass":
            typed, troubles = keep_all(
                request.POST, [asked], lambda given: _say(request, standing, place, given), standing
            )
        if not troubles:
            actions.leave_mirror(actor=standing, now=timezone.now())
            return redirect("perspectives:cards", decision=standing.decision)
    except NotKeptError as fault:
        return _came_late(request, fault.why)
    except DatabaseError:
        return not_kept(request, "not_kept", 503)
    if not here.open or here.pictured:
        return _came_late(request, "seen" if here.open else "round_closed")
    return _picture(request, standing, here, typed=typed, troubles=troubles)


def _came_late(request: HttpRequest, why: str) -> HttpResponse:
    return not_kept(request, why, 409)


def _mirror(here: Responding) -> Asked:
    asked = later_fields()[MIRROR]
    return replace(asked, text=about_side(asked.text, here.about))


def _picture(
    request: HttpRequest,
    standing: Standing,
    here: Responding,
    *,
    typed: Mapping[tuple[str, int], Given] | None = None,
    troubles: Troubles | None = None,
) -> HttpResponse:
    place = own_place(standing)
    mine = own_sentences(place) if place else ()
    (ask,) = sheet(standing, place, [_mirror(here)], typed=typed, troubles=troubles)
    n = _place_of_side(mine, here.about.id if here.about else None)
    there = {box.ordinal: box for box in ask.boxes}
    box = there.get(n) or replace(
        ask.boxes[0], ordinal=n, revision=0, was="", text="", trouble=None, fixed=False
    )
    return render(
        request,
        "perspectives/respond_mirror.html",
        status=422 if troubles else 200,
        **_around(request, standing, place),
        here=here,
        ask=replace(ask, boxes=(box,)),
        troubles=wrong_in([replace(ask, boxes=(box,))]),
    )


def _place_of_side(mine: tuple[Own, ...], side: UUID | None) -> int:
    """Return where the picture of a side stands among somebody's own; the next free place for a new one."""
    pictures = {own.ordinal: own.about_side for own in mine if own.field == MIRROR}
    known = next((n for n, about in pictures.items() if about == side and n < TYPED_FROM), None)
    return known or next(n for n in range(1, TYPED_FROM) if n not in pictures)


@keeps_typed
@in_decision(Role.PARTICIPANT)
@require_http_methods(["GET", "HEAD", "POST"])
def more(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Ask what somebody needs, and what they watch and would give up for it: all of it optional."""
    here = responding(standing)
    if request.method == "POST":
        return _more_kept(request, standing, here)
    if not here.open or not here.begun:
        return shows_start(request, standing, here, RoundKind.RESPOND)
    if not here.pictured:
        return redirect("perspectives:picture_side", decision=standing.decision)
    return _more(request, standing, here)


def _more_kept(request: HttpRequest, standing: Standing, here: Responding) -> HttpResponse:
    data = request.POST
    if a_uuid(data.get("seat")) != standing.seat:
        return not_kept(request, "someone_else", 409)
    asked = [later_fields()[name] for name in (NEEDS, WATCHES, GIVES_UP)]
    picked = [one for value in data.getlist("pick") if (one := a_uuid(value)) is not None]
    too_many = len(picked) + _words_in(data) > TWO and bool(picked)
    wrong = "two" if too_many else ""
    try:
        place = actions.begin(actor=standing)
        typed, troubles = _typed(data, asked) if too_many else keep_all(
            data, asked, lambda given: _say(request, standing, place, given), standing
        )  # fmt: skip
        if not troubles and not too_many:
            release = _release(data, WATCHES, place.release)
            actions.pick_two(actor=standing, place=place, picked=picked, release=release, now=timezone.now())
            if data.get("go") == "add":
                return HttpResponseRedirect(f"{request.path}?add={WATCHES}#q-{WATCHES}")
            return redirect("perspectives:respond_done", decision=standing.decision)
    except NotKeptError as fault:
        wrong, typed, troubles = fault.why, {}, {}
    except DatabaseError:
        return not_kept(request, "not_kept", 503)
    if not here.open or wrong == "round_closed":
        return _came_late(request, "round_closed")
    return _more(
        request, standing, here, typed=typed, troubles=troubles, picked=frozenset(picked), wrong=wrong
    )


def _words_in(data: Any) -> int:
    return sum(
        1 for n in places_in(data, later_fields()[WATCHES]) if data.get(f"{WATCHES}.{n}.value", "").strip()
    )


def _typed(data: Any, asked: list[Asked]) -> tuple[Places, Troubles]:
    """Return what stood on the page, none of it kept."""
    typed: Places = {}
    for one in asked:
        for n in places_in(data, one):
            typed[one.field, n] = given_from(data, one.field, n, f"{one.field}.{n}.")[0]
    return typed, {}


def _more(
    request: HttpRequest,
    standing: Standing,
    here: Responding,
    *,
    typed: Mapping[tuple[str, int], Given] | None = None,
    troubles: Troubles | None = None,
    picked: frozenset[UUID] | None = None,
    wrong: str = "",
) -> HttpResponse:
    place = own_place(standing)
    mine = own_sentences(place) if place else ()
    fields = [later_fields()[name] for name in (NEEDS, WATCHES, GIVES_UP)]
    needs, watches, gives_up = sheet(standing, place, fields, typed=typed, troubles=troubles)
    mine_picked = frozenset(own.picked for own in mine if own.picked is not None)
    offered = offers(standing, mine_picked if picked is None else picked)
    return render(
        request,
        "perspectives/respond_more.html",
        status=422 if wrong or troubles else 200,
        **_around(request, standing, place),
        here=here,
        needs=needs,
        watches=_own_words(watches, mine, request.GET.get("add") == WATCHES),
        gives_up=gives_up,
        switches=tuple(_switch(request, ask, mine) for ask in (needs, watches, gives_up)),
        first=offered[:AT_ONCE],
        rest=offered[AT_ONCE:],
        refusal=str(MESSAGES[wrong]) if wrong else "",
        two=str(MESSAGES[wrong]) if wrong == "two" else "",
        troubles=wrong_in((needs, watches, gives_up)),
    )


def _switch(request: HttpRequest, ask: Ask, mine: tuple[Own, ...]) -> Switch:
    kept = next((own.release for own in mine if own.field == ask.field and own.own_release), -1)
    name = f"{ask.field}.release"
    chosen = a_level(request.POST.get(name)) if name in request.POST else kept
    return Switch(ask.field, ask.label, chosen)


def _own_words(ask: Ask, mine: tuple[Own, ...], add: bool) -> Ask:
    """Leave out what was picked: that stands among what can be picked."""
    picked = {own.ordinal for own in mine if own.field == WATCHES and own.picked is not None}
    boxes = [box for box in ask.boxes if box.ordinal not in picked]
    while not boxes or (len(boxes) < TWO and add):
        free = next(n for n in range(1, TYPED_FROM) if n not in {box.ordinal for box in boxes})
        empty = replace(ask.boxes[0], ordinal=free, revision=0, was="", text="", trouble=None, fixed=False)
        boxes.append(empty)
    return replace(ask, boxes=tuple(boxes))


def _around(request: HttpRequest, standing: Standing, place: Place | None) -> dict[str, Any]:
    group = around(standing)
    chosen = a_level(request.POST.get("release"))
    return {
        "decision": standing.decision,
        "language": standing.language,
        "seat": standing.seat,
        "levels": levels(group),
        "chosen": chosen if chosen >= 0 else place.release if place else 1,
    }


def _say(request: HttpRequest, standing: Standing, place: Place, given: Given) -> Any:
    given = replace(given, release=_release(request.POST, given.field, place.release))
    return actions.say_more(actor=standing, place=place, given=given, now=timezone.now())


def _release(data: Any, field: str, otherwise: int) -> int:
    """Return who may read a sentence: as chosen with it, else as chosen on the page, else as always."""
    for name in (f"{field}.release", "release"):
        level = a_level(data.get(name))
        if level >= 0:
            return level
    return otherwise
