"""Who meets whom for now, for the facilitator; and for each who takes part, when they can be asked themselves."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from beforehand.decisions.access import Standing, in_decision
from beforehand.decisions.choices import Role
from beforehand.decisions.queries import SeatView, people
from beforehand.perspectives.signals import opened
from beforehand.shell.rendering import render
from beforehand.topics.actions import lift_constraint, set_constraint, state_own, take_back_own
from beforehand.topics.choices import ConstraintKind
from beforehand.topics.queries import ConstraintSeen, own_constraints
from beforehand.topics.queries import constraints as said_so_far
from beforehand.topics.rules import may_say_own
from beforehand.topics.web.constraining import (
    AloneFirstForm,
    ApartForm,
    AwayForm,
    Choices,
    OwnApartForm,
    OwnAwayForm,
    OwnWeeklyForm,
    SaidForm,
    WeeklyForm,
)
from beforehand.topics.web.forms import ids

FORMS: Mapping[str, type[SaidForm]] = {
    ConstraintKind.AWAY: AwayForm,
    ConstraintKind.WEEKLY: WeeklyForm,
    ConstraintKind.APART: ApartForm,
    ConstraintKind.ALONE_FIRST: AloneFirstForm,
}
OWN_FORMS: Mapping[str, type[SaidForm]] = {
    ConstraintKind.AWAY: OwnAwayForm,
    ConstraintKind.WEEKLY: OwnWeeklyForm,
    ConstraintKind.APART: OwnApartForm,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class KindShown:
    """One kind of it: what was said so far, and the form to say more."""

    kind: str
    said: tuple[ConstraintSeen, ...]
    form: SaidForm


@require_http_methods(["GET", "HEAD", "POST"])
@in_decision(Role.FACILITATOR)
def constraints(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Show what the plan goes around, and keep or take back what is said."""
    wrong: SaidForm | None = None
    deed = request.POST.get("do", "")
    if request.method == "POST":
        wrong = _keep(request, standing, deed)
        if wrong is None:
            return redirect("topics:constraints", standing.decision)
    opened.send(sender=None, standing=standing, view="topics")
    return _page(request, standing, "topics/constraints.html", FORMS, said_so_far(standing), deed, wrong)


@require_http_methods(["GET", "HEAD", "POST"])
@in_decision(Role.PARTICIPANT)
def my_time(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Show what somebody said for themselves of when and with whom, and keep or take back what they say."""
    if not may_say_own(standing):
        raise PermissionDenied
    wrong: SaidForm | None = None
    deed = request.POST.get("do", "")
    if request.method == "POST":
        wrong = _keep_own(request, standing, deed)
        if wrong is None:
            return redirect("topics:my_time", standing.decision)
    return _page(request, standing, "topics/my_time.html", OWN_FORMS, own_constraints(standing), deed, wrong)


def _keep(request: HttpRequest, standing: Standing, deed: str) -> SaidForm | None:
    if deed == "lift":
        for one in _chosen(request):
            lift_constraint(actor=standing, constraint=one)
            messages.success(request, _("Taken back. A new plan is being made."))
        return None
    if deed not in FORMS:
        messages.error(request, _("That cannot be done here. Look again."))
        return None
    form = FORMS[deed](request.POST, people=_everybody(standing), auto_id=f"{deed}-%s")
    if form.is_valid():
        try:
            set_constraint(actor=standing, kind=deed, seats=form.seats, **form.said, now=timezone.now())
        except ValidationError as fault:
            form.refused(fault)
    return _told(request, form)


def _keep_own(request: HttpRequest, standing: Standing, deed: str) -> SaidForm | None:
    if deed == "lift":
        for one in _chosen(request):
            take_back_own(actor=standing, constraint=one)
            messages.success(request, _("Taken back. A new plan is being made."))
        return None
    if deed not in OWN_FORMS:
        messages.error(request, _("That cannot be done here. Look again."))
        return None
    form = OWN_FORMS[deed](request.POST, people=_others(standing), auto_id=f"{deed}-%s")
    if form.is_valid():
        try:
            other = next(iter(form.seats), None)
            state_own(actor=standing, kind=deed, other=other, **form.said, now=timezone.now())
        except ValidationError as fault:
            form.refused(fault)
    return _told(request, form)


def _told(request: HttpRequest, form: SaidForm) -> SaidForm | None:
    if form.errors:
        return form
    messages.success(request, _("Kept. A new plan is being made; it stands there within a minute."))
    return None


def _chosen(request: HttpRequest) -> list[UUID]:
    try:
        return ids(request.POST.getlist("constraint")[:1])
    except ValidationError:
        messages.error(request, _("That cannot be done here. Look again."))
        return []


def _everybody(standing: Standing) -> Choices:
    """Everybody who takes part on a side: others are in no conversation the plan makes."""
    return _named(one for one in people(standing) if one.side)


def _others(standing: Standing) -> Choices:
    """Everybody else who takes part, but for who facilitates, who is in the room to lead it."""
    return _named(
        one
        for one in people(standing)
        if one.side and one.id != standing.seat and Role.FACILITATOR not in one.roles
    )


def _named(there: Iterable[SeatView]) -> Choices:
    return [
        (str(one.id), f"{one.name}, {one.function}" if one.function else one.name)
        for one in sorted(there, key=lambda p: (p.name, str(p.id)))
    ]


def _page(
    request: HttpRequest,
    standing: Standing,
    template: str,
    forms: Mapping[str, type[SaidForm]],
    said: tuple[ConstraintSeen, ...],
    deed: str,
    wrong: SaidForm | None,
) -> HttpResponse:
    who = _others(standing) if forms is OWN_FORMS else _everybody(standing)
    kinds = {
        kind: KindShown(
            kind=kind,
            said=tuple(one for one in said if one.kind == kind),
            form=wrong if wrong is not None and kind == deed else form(people=who, auto_id=f"{kind}-%s"),
        )
        for kind, form in forms.items()
    }
    return render(
        request,
        template,
        status=200 if wrong is None else 422,
        decision=standing.decision,
        language=standing.language,
        **kinds,
    )
