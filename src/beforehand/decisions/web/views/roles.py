"""Who is what in the decision, and accepting to facilitate."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from beforehand.decisions import actions
from beforehand.decisions.access import Standing, in_decision
from beforehand.decisions.choices import Role
from beforehand.decisions.queries import frame
from beforehand.decisions.queries.editing import is_asked_to_facilitate, seat_to_edit
from beforehand.decisions.web.forms.people import DeclarationForm, RolesForm
from beforehand.decisions.web.views.flow import onward, tried, typed_in
from beforehand.shell.rendering import render


@require_http_methods(["GET", "POST"])
@in_decision(Role.OWNER, Role.DECIDER)
def roles(request: HttpRequest, standing: Standing, seat: UUID) -> HttpResponse:
    """Say what somebody is in the decision."""
    row = seat_to_edit(standing, seat)
    if row is None:
        raise Http404
    seen = frame(standing)
    form = RolesForm(
        typed_in(request), country=seen.country, initial={"roles": [role.value for role in row.roles]}
    )
    if request.method == "POST" and tried(form, lambda: _give(standing, seat, form)):
        return onward(request, standing, "people")
    return render(
        request, "decisions/roles.html", frame=seen, form=form, row=row, own=row.id == standing.seat
    )


@require_http_methods(["GET", "POST"])
@in_decision()
def facilitate(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Accept to facilitate, or turn it down; the page is there only for who was asked."""
    if not is_asked_to_facilitate(standing):
        raise Http404
    if request.method == "POST" and request.POST.get("answer") == "no":
        actions.turn_down_facilitating(actor=standing)
        return render(request, "decisions/turned_down.html", frame=frame(standing))
    form = DeclarationForm(typed_in(request))
    if request.method == "POST" and tried(
        form,
        lambda: actions.accept_facilitating(
            actor=standing, nobodys_manager=form.cleaned_data["nobodys_manager"]
        ),
    ):
        return render(request, "decisions/accepted.html", frame=frame(standing))
    return render(request, "decisions/facilitate.html", frame=frame(standing), form=form)


def _give(standing: Standing, seat: UUID, form: RolesForm) -> None:
    actions.give_roles(
        actor=standing,
        seat=seat,
        roles=form.chosen(),
        workers=form.cleaned_data.get("workers", False),
    )
