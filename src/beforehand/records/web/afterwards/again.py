"""The days on which people look again, and one of them: judging, closing, and what may be published afterwards."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from beforehand.decisions.access import Standing, in_decision
from beforehand.decisions.choices import Role
from beforehand.decisions.queries import frame
from beforehand.perspectives.signals import opened
from beforehand.records.actions.looking_back import close_look_back
from beforehand.records.actions.looking_back import look_back as judge
from beforehand.records.queries.looking_back import LookBackSeen
from beforehand.records.queries.looking_back import look_backs as days
from beforehand.records.rules.gate import may_close_look_back, may_look_back, may_see_gate
from beforehand.records.web.afterwards.forms import JudgeForm
from beforehand.records.web.afterwards.words import parts_of
from beforehand.records.web.afterwards.written import language
from beforehand.shell.rendering import render

IN_IT = (Role.FACILITATOR, Role.DECIDER, Role.PARTICIPANT)
FEW = 5
"""So many of what it rests on are asked at a glance, those somebody was to look at first; the others on request."""


@require_safe
@in_decision(*IN_IT)
def look_backs(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Show the days on which people look again, the nearest first; who reads no content here finds no such page."""
    if not may_see_gate(standing):
        raise Http404
    opened.send(sender=None, standing=standing, view="record")
    seen = days(standing)
    return render(
        request,
        "records/look_backs.html",
        frame=frame(standing),
        ahead=tuple(one for one in seen if not one.closed),
        closed=tuple(one for one in reversed(seen) if one.closed),
        judges=may_look_back(standing),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@in_decision(*IN_IT)
def look_back(request: HttpRequest, standing: Standing, day: UUID) -> HttpResponse:
    """Show one look back, and take what somebody judges of it, or that it closes."""
    seen = _found(standing, day)
    form: JudgeForm | None = None
    if request.method == "POST":
        form = _do(request, standing, seen)
        if form is None:
            return redirect("records:look_back", standing.decision, day)
        seen = _found(standing, day)
    opened.send(sender=None, standing=standing, view="record")
    whole = frame(standing)
    asks = may_look_back(standing) and seen.due
    return render(
        request,
        "records/look_back.html",
        status=422 if form is not None else 200,
        frame=whole,
        seen=seen,
        form=form or (JudgeForm(None, seen) if asks else None),
        may_close=may_close_look_back(standing) and seen.due,
        parts=parts_of(seen, whole, language()),
        judged=bool(seen.mine),
        few=f":{FEW}",
        rest=f"{FEW}:",
        days_left=(seen.day - standing.today).days,
    )


def _found(standing: Standing, day: UUID) -> LookBackSeen:
    found = next((one for one in days(standing) if one.id == day), None)
    if found is None:
        raise Http404
    return found


def _do(request: HttpRequest, standing: Standing, seen: LookBackSeen) -> JudgeForm | None:
    """Do what was asked; the form comes back when it was refused.

    Raises
    ------
    Http404
        For who may not: the page does not tell what others can do on it.
    """
    wanted = request.POST.get("do", "")
    try:
        if wanted == "close":
            close_look_back(actor=standing, day=seen.id, now=timezone.now())
            messages.success(request, _("It is closed. What may be published stands here now."))
        elif wanted == "judge":
            return _judge(request, standing, seen)
        else:
            messages.error(request, _("That cannot be done here. Look again."))
    except PermissionDenied:
        raise Http404 from None
    except ValidationError as fault:
        messages.error(request, " ".join(fault.messages))
    return None


def _judge(request: HttpRequest, standing: Standing, seen: LookBackSeen) -> JudgeForm | None:
    if not may_look_back(standing):
        raise PermissionDenied
    form = JudgeForm(request.POST, seen)
    if form.is_valid():
        try:
            judge(actor=standing, day=seen.id, now=timezone.now(), **form.answers)
        except ValidationError as fault:
            form.refused(fault)
    if form.errors:
        return form
    messages.success(request, _("Thank you, that is kept. You can change it until this look back closes."))
    return None
