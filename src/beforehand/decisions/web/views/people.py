"""Who is in the decision: one by one, or pasted."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from beforehand.decisions import actions
from beforehand.decisions.access import Standing, in_decision
from beforehand.decisions.actions import Added, Place
from beforehand.decisions.queries import frame
from beforehand.decisions.queries.editing import SeatToEdit, seat_to_edit, seats_to_edit
from beforehand.decisions.rules.allowed import may_give_roles
from beforehand.decisions.rules.lines import Line, read_lines
from beforehand.decisions.web.forms.people import OnePersonForm, PastedForm, PlaceForm
from beforehand.decisions.web.views.flow import FRAMERS, asked_by_htmx, attempt, onward, tried, typed_in
from beforehand.shell.rendering import render


@require_http_methods(["GET", "POST"])
@in_decision(*FRAMERS)
def people(request: HttpRequest, standing: Standing) -> HttpResponse:
    """List the people and add one."""
    seen = frame(standing)
    form = OnePersonForm(typed_in(request), sides=seen.sides)
    added: list[Added] = []
    if request.method == "POST" and tried(
        form, lambda: added.append(actions.add_people(actor=standing, newcomers=[form.newcomer()]))
    ):
        return _said(request, standing, added[0])
    return render(
        request,
        "decisions/people.html",
        frame=seen,
        seats=seats_to_edit(standing),
        form=form,
        gives_roles=may_give_roles(standing),
    )


@require_http_methods(["GET", "POST"])
@in_decision(*FRAMERS)
def paste(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Read pasted lines, show what would be added and each line that cannot be read, then add the good ones."""
    seen = frame(standing)
    form = PastedForm(typed_in(request))
    lines: tuple[Line, ...] = ()
    said = ""
    if request.method == "POST" and form.is_valid():
        lines = read_lines(form.cleaned_data["lines"], [side.name for side in seen.sides])
        good = [line.newcomer for line in lines if line.newcomer is not None]
        added: list[Added] = []
        if request.POST.get("step") == "add" and good:
            if tried(form, lambda: added.append(actions.add_people(actor=standing, newcomers=good))):
                rest = "\n".join(line.typed for line in lines if line.fault)
                if not rest:
                    return _said(request, standing, added[0])
                said = _count(added[0])
                form = PastedForm({"lines": rest})
                form.is_valid()
                seen = frame(standing)
                lines = read_lines(rest, [side.name for side in seen.sides])
    template = "decisions/paste.html" + ("#preview" if asked_by_htmx(request) else "")
    return render(
        request,
        template,
        frame=seen,
        form=form,
        lines=lines,
        said=said,
        good=sum(not line.fault for line in lines),
        bad=sum(bool(line.fault) for line in lines),
    )


@require_http_methods(["GET", "POST"])
@in_decision(*FRAMERS)
def seat(request: HttpRequest, standing: Standing, seat: UUID) -> HttpResponse:
    """Change where somebody looks from."""
    seen = frame(standing)
    row = _row(standing, seat)
    begun = {
        name: getattr(row, name)
        for name in ("name", "mail", "side", "function", "mandate", "project", "represents")
    }
    form = PlaceForm(typed_in(request), seat=row, sides=seen.sides, initial=begun)
    if request.method == "POST" and tried(form, lambda: _place(standing, row, form)):
        return onward(request, standing, "people")
    return render(
        request,
        "decisions/seat.html",
        frame=seen,
        form=form,
        row=row,
        gives_roles=may_give_roles(standing),
        own=row.id == standing.seat,
    )


@require_POST
@in_decision(*FRAMERS)
def remove_seat(request: HttpRequest, standing: Standing, seat: UUID) -> HttpResponse:
    """Take somebody out."""
    return attempt(
        request,
        standing,
        lambda: actions.remove_seat(actor=standing, seat=seat),
        done="people",
        refused="seat",
        seat=seat,
    )


@require_POST
@in_decision(*FRAMERS)
def send_link(request: HttpRequest, standing: Standing, seat: UUID) -> HttpResponse:
    """Send somebody their personal link."""
    back = "first" if request.POST.get("back") == "first" else "people"
    return attempt(
        request,
        standing,
        lambda: actions.send_way_in(actor=standing, seat=seat),
        done=back,
        refused=back,
    )


def _place(standing: Standing, row: SeatToEdit, form: PlaceForm) -> None:
    said = dict(form.cleaned_data)
    name, mail = said.pop("name", ""), said.pop("mail", "")
    with transaction.atomic():  # one form, kept whole or not at all
        actions.place_seat(actor=standing, seat=row.id, place=Place(**said))
        if row.correctable:
            actions.correct_person(actor=standing, seat=row.id, name=name, mail=mail)


def _row(standing: Standing, seat: UUID) -> SeatToEdit:
    row = seat_to_edit(standing, seat)
    if row is None:
        raise Http404
    return row


def _said(request: HttpRequest, standing: Standing, added: Added) -> HttpResponse:
    messages.success(request, _count(added))
    to = reverse("decisions:people", kwargs={"decision": standing.decision})
    return HttpResponseClientRedirect(to) if asked_by_htmx(request) else redirect(to)


def _count(added: Added) -> str:
    n, already = len(added.seats), len(added.already)
    said = ngettext("{n} person was added.", "{n} people were added.", n).format(n=n) if n else ""
    if already:
        said += " " + _("Already in the list, and left as they were: {names}.").format(
            names=", ".join(added.already[:10]) + ("…" if already > 10 else "")
        )
    return said.strip()
