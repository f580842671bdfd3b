"""The moments that harden a decision, and the gate before each."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from beforehand.decisions.access import Standing, in_decision
from beforehand.decisions.choices import Role
from beforehand.decisions.queries import frame
from beforehand.perspectives.signals import opened
from beforehand.records.actions.setting import say_outgoing
from beforehand.records.queries.conditions import ConditionSeen
from beforehand.records.queries.gate import gate
from beforehand.records.queries.moments import Moments, moments
from beforehand.records.rules.gate import Fault
from beforehand.records.web.at_the_gate.deeds import Decided, Kept, do
from beforehand.records.web.at_the_gate.forms import LeavesForm
from beforehand.records.web.at_the_gate.making import AtGate, release_levels
from beforehand.shell.rendering import render

AT_THE_GATE_ARE = (Role.DECIDER, Role.FACILITATOR, Role.PARTICIPANT, Role.OWNER)
AT_FIRST = 12
"""As many open topics stand there at once; the rest folds out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionShown:
    """A condition; ``readers`` in words for its writer alone."""

    seen: ConditionSeen
    readers: str


@require_http_methods(["GET", "HEAD", "POST"])
@in_decision(*AT_THE_GATE_ARE)
def who_leaves(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Show the moments in order of day; who owns or decides says here that a decider leaves."""
    seen, form = moments(standing), None
    if request.method == "POST":
        if seen.deciders is None:
            raise Http404
        form = _leaves(seen, request.POST)
        if _said(request, standing, form):
            return redirect("records:gates", standing.decision)
    return render(
        request,
        "records/gates.html",
        status=422 if form is not None else 200,
        seen=seen,
        frame=seen.frame,
        form=form or (_leaves(seen) if seen.deciders else None),
        wrong=form is not None,
    )


def _leaves(seen: Moments, typed: object = None) -> LeavesForm:
    deciders = [(str(one.seat), one.name) for one in seen.deciders or ()]
    return LeavesForm(typed, deciders=deciders, auto_id="leaves-%s")


def _said(request: HttpRequest, standing: Standing, form: LeavesForm) -> bool:
    """Write down who leaves, or that nobody does; tell whether that was done."""
    stays = request.POST.get("stays", "")
    try:
        if stays:
            say_outgoing(actor=standing, seat=UUID(stays), last=None)
            messages.success(request, _("It is taken back. Who stays decides again."))
            return True
        if form.is_valid():
            told = form.cleaned_data
            say_outgoing(actor=standing, seat=UUID(told["seat"]), last=told["last"])
            messages.success(request, _("It is kept. Who leaves can postpone, and decides no more."))
            return True
    except (PermissionDenied, ValueError):
        raise Http404 from None
    except ValidationError as fault:
        form.refused(fault)
    return False


@require_http_methods(["GET", "HEAD", "POST"])
@in_decision(*AT_THE_GATE_ARE)
def one_gate(request: HttpRequest, standing: Standing, commitment: UUID) -> HttpResponse:
    """Show everything there is to know before a moment, and do what is said of it."""
    at = _found(standing, commitment)
    kept: Kept = {}
    if request.method == "POST":
        try:
            kept = do(request, at)
        except Decided as done:
            return _onwards(standing, commitment, done.made)
        if not kept:
            return redirect("records:gate", standing.decision, commitment)
        at = _found(standing, commitment)
    return _page(request, at, kept)


def _found(standing: Standing, commitment: UUID) -> AtGate:
    seen = gate(standing, commitment, timezone.now())
    if seen is None:
        raise Http404
    return AtGate(standing, seen)


def _onwards(standing: Standing, commitment: UUID, made: UUID) -> HttpResponse:
    there = _found(standing, commitment).gate.before
    entry = next(one.entry for one in there if one.id == made)
    return redirect("records:entry", standing.decision, entry)


def _page(request: HttpRequest, at: AtGate, kept: Kept) -> HttpResponse:
    standing, seen = at.standing, at.gate
    opened.send(sender=None, standing=standing, view="topics")
    forms = {
        "decide": kept.get("decide") or (at.decide() if seen.may_decide else None),
        "postpone": kept.get("postpone") or (at.postpone() if at.decides and seen.may_postpone else None),
        "smaller": kept.get("smaller") or (at.smaller() if at.decides and seen.may_make_smaller else None),
        "condition": kept.get("condition") or (at.condition() if at.may_set_condition else None),
        "today": kept.get("today") or (at.today() if at.may_judge else None),
    }
    levels: dict[int | None, str] = dict(release_levels(standing))
    here = tuple(topic for topic in seen.open if topic.here)
    elsewhere = tuple(topic for topic in seen.open if not topic.here)
    return render(
        request,
        "records/gate.html",
        status=422 if kept else 200,
        frame=frame(standing),
        gate=seen,
        moment=seen.commitment,
        days_left=(seen.commitment.day - standing.today).days,
        here=here[:AT_FIRST],
        here_too=here[AT_FIRST:],
        elsewhere=elsewhere,
        conditions=tuple(
            ConditionShown(seen=one.value, readers=levels.get(one.value.release, ""))
            for one in seen.conditions
        ),
        today=tuple(one.value for one in seen.today),
        decides=at.decides,
        refusals=seen.refusals if at.decides else (),
        entry=next((one.entry for one in seen.before if one.what == "decided"), None),
        may_reserve=at.may_reserve,
        only_role=at.faults == (Fault.ROLE,) and at.may_set_condition,
        over=at.over,
        forms=forms,
        wrong=tuple(kept),
        page_language=get_language(),
    )
