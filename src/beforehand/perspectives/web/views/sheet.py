"""The pages of the form, and the one choice at the end."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import wraps
from typing import Any, ParamSpec

from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from beforehand.decisions.access import Standing, in_decision
from beforehand.decisions.choices import Role
from beforehand.people.access import arrival_of
from beforehand.perspectives import actions
from beforehand.perspectives.access import own_place
from beforehand.perspectives.actions import Newer, NotKeptError, Stored
from beforehand.perspectives.queries import own_card
from beforehand.perspectives.queries.around import around
from beforehand.perspectives.queries.asked import Asked, Given, fields, steps
from beforehand.perspectives.queries.card import in_words
from beforehand.perspectives.queries.meaning import levels
from beforehand.perspectives.queries.sheet import Trouble, sheet, trace
from beforehand.perspectives.web.forms import (
    MESSAGES,
    a_level,
    a_uuid,
    given_from,
    places_in,
    whole,
    wrong_in,
)
from beforehand.shell.rendering import render

P = ParamSpec("P")
Places = dict[tuple[str, int], Given]
Troubles = dict[tuple[str, int], Trouble]


def keeps_typed(view: Callable[P, HttpResponseBase]) -> Callable[P, HttpResponseBase]:
    """Give back what was typed when nobody is at the door any more, instead of leading away from it."""

    @wraps(view)
    def kept(*args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        request = args[0]
        assert isinstance(request, HttpRequest)
        if request.method == "POST" and arrival_of(request) is None:
            return not_kept(request, "link", 403)
        return view(*args, **kwargs)

    return kept


@keeps_typed
@in_decision(Role.PARTICIPANT)
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, standing: Standing, way: str, step: int) -> HttpResponse:
    """Ask a few questions; keep what comes back, and go on."""
    if way not in ("now", "short") or not 1 <= step <= len(steps(way)):
        raise Http404
    asked = steps(way)[step - 1]
    if request.method != "POST":
        return _show(request, standing, way, step, asked, add=request.GET.get("add", ""))
    if a_uuid(request.POST.get("seat")) != standing.seat:
        return not_kept(request, "someone_else", 409)
    try:
        place = actions.begin(actor=standing)
        typed, troubles = keep_all(
            request.POST,
            asked,
            lambda given: actions.store_answer(actor=standing, place=place, given=given, now=timezone.now()),
            standing,
        )
    except DatabaseError:
        return not_kept(request, "not_kept", 503)
    if troubles:
        return _show(request, standing, way, step, asked, typed=typed, troubles=troubles)
    return _on(request, standing, way, step)


def _on(request: HttpRequest, standing: Standing, way: str, step: int) -> HttpResponse:
    go = request.POST.get("go", "")

    def at(n: int) -> str:
        return reverse("perspectives:sheet", args=[standing.decision, way, n])

    if go.startswith("add:") and go[4:] in fields():
        field = go[4:]
        return HttpResponseRedirect(f"{at(step)}?add={field}#q-{field}")
    if go == "back" and step > 1:
        return HttpResponseRedirect(at(step - 1))
    if go == "stay":
        return redirect("perspectives:start", decision=standing.decision)
    if step < len(steps(way)):
        return HttpResponseRedirect(at(step + 1))
    return HttpResponseRedirect(f"{reverse('perspectives:reading', args=[standing.decision])}?way={way}")


def _show(
    request: HttpRequest,
    standing: Standing,
    way: str,
    step: int,
    asked: Iterable[Asked],
    *,
    typed: Mapping[tuple[str, int], Given] | None = None,
    troubles: Mapping[tuple[str, int], Trouble] | None = None,
    add: str = "",
) -> HttpResponse:
    place = own_place(standing)
    asks = sheet(standing, place, asked, typed=typed, troubles=troubles, add=add)
    return render(
        request,
        "perspectives/sheet.html",
        status=422 if troubles else 200,
        decision=standing.decision,
        language=standing.language,
        seat=standing.seat,
        asks=asks,
        progress=progress(way, step),
        step=step,
        way=way,
        sent=place is not None and place.state == "sent",
        closed=place is not None and place.closed,
        troubles=wrong_in(asks),
    )


def progress(way: str, step: int) -> tuple[tuple[str, str], ...]:
    """Return the names of the pages, each with where it stands: done, now or ahead."""
    names = [_("What you see"), _("What it is about"), _("One tap each"), _("Around you")]
    if way == "short":
        names = [_("Three questions")]
    names.append(_("Who may read it"))
    return tuple(
        (name, "done" if n < step else "now" if n == step else "ahead") for n, name in enumerate(names, 1)
    )


def keep_all(
    data: Mapping[str, Any],
    asked: Iterable[Asked],
    keep: Callable[[Given], Stored | Newer],
    standing: Standing,
) -> tuple[Places, Troubles]:
    """Keep every answer a page brought back; return what was typed, and what could not be kept and why."""
    typed: Places = {}
    troubles: Troubles = {}
    for field in asked:
        for n in places_in(data, field):
            prefix = f"{field.field}.{n}."
            given, error = given_from(data, field.field, n, prefix)
            was = data.get(f"{prefix}was")
            chosen = data.get(f"{prefix}keep")
            if (was and was == trace(given)) or chosen == "stored":
                continue
            typed[field.field, n] = given
            if error:
                troubles[field.field, n] = Trouble(message=error)
                continue
            trouble = _kept(
                keep, standing, given, whole(data.get(f"{prefix}theirs")) if chosen == "mine" else None
            )
            if trouble is not None:
                troubles[field.field, n] = trouble
            else:
                del typed[field.field, n]
    return typed, troubles


def _kept(
    keep: Callable[[Given], Stored | Newer], standing: Standing, given: Given, instead: int | None
) -> Trouble | None:
    try:
        outcome = keep(given if instead is None else replace(given, revision=instead))
    except NotKeptError as fault:
        return Trouble(message=str(MESSAGES[fault.why]))
    if isinstance(outcome, Stored):
        return None
    theirs = in_words(standing, outcome.theirs)
    return Trouble(message=str(MESSAGES["newer"]), newer=True, theirs=theirs, revision=outcome.revision)


def not_kept(request: HttpRequest, why: str, status: int) -> HttpResponse:
    """Say that nothing was kept, with everything that was typed, ready to be sent again; asks no database."""
    names = [key for key in request.POST if key not in ("csrfmiddlewaretoken", "go")]
    typed = tuple(
        (key, request.POST[key]) for key in names if key.endswith(".value") and " " in request.POST[key]
    )
    rest = tuple((key, request.POST[key]) for key in names if key not in dict(typed))
    message = str(MESSAGES[why])
    return render(
        request, "perspectives/not_kept.html", status=status, message=message, typed=typed, rest=rest
    )


@in_decision(Role.PARTICIPANT)
@require_http_methods(["GET", "HEAD", "POST"])
def reading(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Ask who may read it, and send."""
    way = "short" if request.GET.get("way") == "short" else "now"
    refusal = why = ""
    if request.method == "POST":
        if a_uuid(request.POST.get("seat")) != standing.seat:
            return not_kept(request, "someone_else", 409)
        try:
            _choose(request, standing)
            if request.POST.get("go") == "send":
                actions.send_perspective(actor=standing, now=timezone.now())
            address = reverse("perspectives:card", kwargs={"decision": standing.decision})
            return HttpResponseRedirect(f"{address}?sent=1" if request.POST.get("go") == "send" else address)
        except NotKeptError as fault:
            why, refusal = fault.why, str(MESSAGES[fault.why])
        except DatabaseError:
            return not_kept(request, "not_kept", 503)
    return render(
        request,
        "perspectives/reading.html",
        status=422 if refusal else 200,
        decision=standing.decision,
        language=standing.language,
        seat=standing.seat,
        card=own_card(standing),
        levels=levels(around(standing)),
        progress=progress(way, len(steps(way)) + 1),
        way=way,
        last=len(steps(way)),
        refusal=refusal,
        level_wrong=refusal if why == "unknown" else "",
    )


def _choose(request: HttpRequest, standing: Standing) -> None:
    apart = {}
    for key in request.POST:
        value = request.POST[key]
        statement = a_uuid(key.removeprefix("release.")) if key.startswith("release.") else None
        if statement is not None and value:
            apart[statement] = a_level(value)
    actions.choose_readers(actor=standing, release=a_level(request.POST.get("release")), apart=apart)
