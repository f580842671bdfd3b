"""For the facilitator: who wants to be called, typing along, and how one-to-ones are spread."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from beforehand.decisions.access import Standing, in_decision
from beforehand.decisions.choices import Role
from beforehand.knowledge import load
from beforehand.perspectives import actions
from beforehand.perspectives.access import typing_place
from beforehand.perspectives.queries import calls_wanted, contests, one_to_one_balance, partners
from beforehand.perspectives.queries.asked import fields
from beforehand.perspectives.queries.sheet import say, sheet
from beforehand.perspectives.signals import opened
from beforehand.perspectives.web.forms import HeldForm, a_uuid, wrong_in
from beforehand.perspectives.web.views.sheet import Places, Troubles, keep_all, not_kept
from beforehand.shell.rendering import render

TOLD = tuple(asked for asked in fields().values() if asked.is_sentence)


@in_decision(Role.FACILITATOR)
def calls(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Show who wants to be called, what people contest, and the balance over the sides."""
    opened.send(sender=None, standing=standing, view="calls")
    return render(
        request,
        "perspectives/calls.html",
        decision=standing.decision,
        wanted=calls_wanted(standing),
        contested=contests(standing),
        balance=one_to_one_balance(standing),
        partners=partners(standing),
        done="done" in request.GET,
    )


@in_decision(Role.FACILITATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def typing(request: HttpRequest, standing: Standing, seat: UUID) -> HttpResponse:
    """Type along with one person; nothing of what that person wrote is shown."""
    if request.method != "POST":
        return _typing(request, standing, seat, add=request.GET.get("add", ""))
    if a_uuid(request.POST.get("seat")) != seat:
        return not_kept(request, "someone_else", 409)
    now = timezone.now()
    try:
        actions.begin_typing(actor=standing, seat=seat)
        typed, troubles = keep_all(
            request.POST,
            TOLD,
            lambda given: actions.type_for(actor=standing, seat=seat, given=given, now=now),
            standing,
        )
    except PermissionDenied:
        raise Http404 from None
    except DatabaseError:
        return not_kept(request, "not_kept", 503)
    if troubles:
        return _typing(request, standing, seat, typed=typed, troubles=troubles)
    go, here = request.POST.get("go", ""), reverse("perspectives:typing", args=[standing.decision, seat])
    if go.startswith("add:") and go[4:] in fields():
        return HttpResponseRedirect(f"{here}?add={go[4:]}#q-{go[4:]}")
    return HttpResponseRedirect(f"{here}?saved=1")


def _typing(
    request: HttpRequest,
    standing: Standing,
    seat: UUID,
    *,
    typed: Places | None = None,
    troubles: Troubles | None = None,
    add: str = "",
    held: HeldForm | None = None,
) -> HttpResponse:
    person = next((p for p in partners(standing) if p.seat == seat), None)
    if person is None:
        raise Http404
    asks = sheet(standing, typing_place(standing, seat), TOLD, typed=typed, troubles=troubles, add=add)
    return render(
        request,
        "perspectives/typing.html",
        status=422 if troubles or held else 200,
        decision=standing.decision,
        language=standing.language,
        seat=seat,
        person=person,
        asks=asks,
        promise=say(load().form.promise),
        held=held or HeldForm(initial={"day": standing.today}),
        troubles=wrong_in(asks),
        saved="saved" in request.GET,
    )


@require_POST
@in_decision(Role.FACILITATOR)
def held(request: HttpRequest, standing: Standing, seat: UUID) -> HttpResponse:
    """Write down that a one-to-one took place."""
    form = HeldForm(request.POST)
    if not form.is_valid():
        return _typing(request, standing, seat, held=form)
    try:
        actions.mark_talk_held(actor=standing, seat=seat, day=form.cleaned_data["day"], now=timezone.now())
    except PermissionDenied:
        raise Http404 from None
    return redirect(f"{reverse('perspectives:calls', args=[standing.decision])}?done=1")
