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
from beforehand.decisions.queries import frame
from beforehand.perspectives.signals import opened
from beforehand.records.actions.looking_back import close_look_back
from beforehand.records.actions.looking_back import look_back as judge
from beforehand.records.queries.looking_back import LookBackSeen
from beforehand.records.queries.looking_back import look_backs as days
from beforehand.records.queries.outside import FromOutside, from_outside
from beforehand.records.rules.gate import may_close_look_back, may_look_back, may_see_gate
from beforehand.records.rules.reading import READS
from beforehand.records.web.afterwards.forms import BenefitsForm, JudgeForm
from beforehand.records.web.afterwards.without import outside
from beforehand.records.web.afterwards.words import benefits_words, parts_of
from beforehand.records.web.afterwards.written import language
from beforehand.shell.rendering import render

FEW = 5
"""So many of what it rests on are asked at a glance, those somebody was to look at first; the others on request."""


@require_safe
@in_decision(*READS)
def look_backs(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Show the days on which people look again, the nearest first; who has nothing to do then finds no such page."""
    seen: tuple[LookBackSeen | FromOutside, ...] = days(standing) or from_outside(standing)
    if not seen and not may_see_gate(standing) and not may_close_look_back(standing):
        raise Http404
    opened.send(sender=None, standing=standing, view="record")
    return render(
        request,
        "records/look_backs.html",
        frame=frame(standing),
        ahead=tuple(one for one in seen if not one.closed),
        closed=tuple(one for one in reversed(seen) if one.closed),
        judges=may_look_back(standing),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@in_decision(*READS)
def look_back(request: HttpRequest, standing: Standing, day: UUID) -> HttpResponse:
    """Show one look back, and take what somebody judges of it, or that it closes."""
    if not may_see_gate(standing):
        return outside(request, standing, day)
    seen = _found(standing, day)
    form: JudgeForm | BenefitsForm | None = None
    if request.method == "POST":
        form = _do(request, standing, seen)
        if form is None:
            return redirect("records:look_back", standing.decision, day)
        seen = _found(standing, day)
    opened.send(sender=None, standing=standing, view="record")
    whole = frame(standing)
    return render(
        request,
        "records/look_back.html",
        status=422 if form is not None else 200,
        frame=whole,
        seen=seen,
        form=form or (_asked(standing, seen, None) if seen.due else None),
        may_close=may_close_look_back(standing) and seen.due,
        benefits=dict(benefits_words()).get(seen.benefits, ""),
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


def _do(request: HttpRequest, standing: Standing, seen: LookBackSeen) -> JudgeForm | BenefitsForm | None:
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


def _asked(standing: Standing, seen: LookBackSeen, typed: object) -> JudgeForm | BenefitsForm | None:
    """Return what this reader is asked: all of it, the benefit alone, or nothing."""
    if may_look_back(standing):
        return JudgeForm(typed, seen)
    return BenefitsForm(typed, seen.mine.get("benefits", "")) if seen.asks_benefits else None


def _judge(request: HttpRequest, standing: Standing, seen: LookBackSeen) -> JudgeForm | BenefitsForm | None:
    form = _asked(standing, seen, request.POST)
    if form is None:
        raise PermissionDenied
    if form.is_valid():
        try:
            judge(actor=standing, day=seen.id, now=timezone.now(), **form.answers)
        except ValidationError as fault:
            form.refused(fault)
    if form.errors:
        return form
    messages.success(request, _("Thank you, that is kept. You can change it until this look back closes."))
    return None
