"""Sides, options and absent groups: each a short list with a form under it, and a page to change one."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from beforehand.decisions import actions
from beforehand.decisions.access import Standing, in_decision
from beforehand.decisions.choices import SideKind
from beforehand.decisions.queries import frame, people
from beforehand.decisions.web.forms.parts import AbsentForm, OptionForm, SideForm
from beforehand.decisions.web.views.flow import FRAMERS, asked_by_htmx, attempt, onward, tried, typed_in
from beforehand.decisions.web.views.whole import proposals
from beforehand.shell.rendering import render


@require_http_methods(["GET", "POST"])
@in_decision(*FRAMERS)
def sides(request: HttpRequest, standing: Standing) -> HttpResponse:
    """List the sides and add one."""
    form = SideForm(typed_in(request))
    if request.method == "POST" and tried(form, lambda: actions.add_side(actor=standing, **_side(form))):
        if not asked_by_htmx(request):
            return onward(request, standing, "sides")
        form = SideForm()
    return _listed(request, standing, "sides", form)


@require_http_methods(["GET", "POST"])
@in_decision(*FRAMERS)
def side(request: HttpRequest, standing: Standing, side: UUID) -> HttpResponse:
    """Change one side."""
    seen = frame(standing)
    row = _one(seen.sides, side)
    form = SideForm(typed_in(request), initial={"name": row.name, "kind": row.kind})
    if request.method == "POST" and tried(
        form, lambda: actions.change_side(actor=standing, side=side, **_side(form))
    ):
        return onward(request, standing, "sides")
    return render(request, "decisions/side.html", frame=seen, form=form, row=row)


@require_POST
@in_decision(*FRAMERS)
def remove_side(request: HttpRequest, standing: Standing, side: UUID) -> HttpResponse:
    """Take a side away."""
    return attempt(
        request,
        standing,
        lambda: actions.remove_side(actor=standing, side=side),
        done="sides",
        refused="side",
        side=side,
    )


@require_http_methods(["GET", "POST"])
@in_decision(*FRAMERS)
def options(request: HttpRequest, standing: Standing) -> HttpResponse:
    """List the options and add one."""
    who = people(standing)
    form = OptionForm(typed_in(request), people=who)
    if request.method == "POST" and tried(form, lambda: actions.add_option(actor=standing, **_option(form))):
        if not asked_by_htmx(request):
            return onward(request, standing, "options")
        form = OptionForm(people=who)
    return _listed(request, standing, "options", form)


@require_http_methods(["GET", "POST"])
@in_decision(*FRAMERS)
def option(request: HttpRequest, standing: Standing, option: UUID) -> HttpResponse:
    """Change one option."""
    seen = frame(standing)
    row = _one(seen.options, option)
    begun = {"text": row.text, "alive": "alive" if row.alive else "mentioned", "owner": row.owner}
    form = OptionForm(typed_in(request), people=people(standing), initial=begun)
    if request.method == "POST" and tried(
        form, lambda: actions.change_option(actor=standing, option=option, **_option(form))
    ):
        return onward(request, standing, "options")
    return render(request, "decisions/option.html", frame=seen, form=form, row=row)


@require_POST
@in_decision(*FRAMERS)
def remove_option(request: HttpRequest, standing: Standing, option: UUID) -> HttpResponse:
    """Take an option away."""
    return attempt(
        request,
        standing,
        lambda: actions.remove_option(actor=standing, option=option),
        done="options",
        refused="options",
    )


@require_http_methods(["GET", "POST"])
@in_decision(*FRAMERS)
def absent(request: HttpRequest, standing: Standing) -> HttpResponse:
    """List the groups that are not at the table and add one."""
    who = people(standing)
    form = AbsentForm(typed_in(request), people=who)
    if request.method == "POST" and tried(
        form, lambda: actions.add_absent(actor=standing, **form.cleaned_data)
    ):
        if not asked_by_htmx(request):
            return onward(request, standing, "absent")
        form = AbsentForm(people=who)
    return _listed(request, standing, "absent", form)


@require_http_methods(["GET", "POST"])
@in_decision(*FRAMERS)
def absent_group(request: HttpRequest, standing: Standing, group: UUID) -> HttpResponse:
    """Change one such group."""
    seen = frame(standing)
    row = _one(seen.absent, group)
    begun = {name: getattr(row, name) for name in ("name", "could_speak", "legitimate", "urgent", "power")}
    form = AbsentForm(typed_in(request), people=people(standing), initial=begun)
    if request.method == "POST" and tried(
        form, lambda: actions.change_absent(actor=standing, group=group, **form.cleaned_data)
    ):
        return onward(request, standing, "absent")
    return render(request, "decisions/absent_group.html", frame=seen, form=form, row=row)


@require_POST
@in_decision(*FRAMERS)
def remove_absent(request: HttpRequest, standing: Standing, group: UUID) -> HttpResponse:
    """Take such a group away."""
    return attempt(
        request,
        standing,
        lambda: actions.remove_absent(actor=standing, group=group),
        done="absent",
        refused="absent",
    )


def _listed(request: HttpRequest, standing: Standing, part: str, form: Any) -> HttpResponse:
    template = f"decisions/{part}.html" + ("#list" if asked_by_htmx(request) else "")
    seen = frame(standing)
    return render(request, template, frame=seen, form=form, proposed=proposals(seen).get(part, ()))


def _one(rows: tuple[Any, ...], pk: UUID) -> Any:
    found = next((row for row in rows if row.id == pk), None)
    if found is None:
        raise Http404
    return found


def _side(form: SideForm) -> dict[str, Any]:
    return {"name": form.cleaned_data["name"], "kind": SideKind(form.cleaned_data["kind"])}


def _option(form: OptionForm) -> dict[str, Any]:
    said = form.cleaned_data
    return {"text": said["text"], "alive": said["alive"] == "alive", "owner": said["owner"]}
