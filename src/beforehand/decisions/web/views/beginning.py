"""Beginning a decision."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from beforehand.decisions.actions import Beginning, begin_decision
from beforehand.decisions.choices import Template
from beforehand.decisions.queries import owns_or_decides
from beforehand.decisions.rules.allowed import may_begin
from beforehand.decisions.web.forms.beginning import ME, BeginningForm
from beforehand.decisions.web.views.flow import tried, typed_in
from beforehand.people.access import Arrival, as_person
from beforehand.shell.rendering import render


@require_http_methods(["GET", "POST"])
@as_person
def new(request: HttpRequest, arrival: Arrival) -> HttpResponse:
    """Ask for a sentence and a day, and begin."""
    if not may_begin(arrival, owns_or_decides=owns_or_decides(arrival)):
        raise PermissionDenied
    wanted = request.GET.get("as", "")
    template = Template(wanted) if wanted in Template.values else Template.BLANK
    form = BeginningForm(typed_in(request), template=template)
    made: list[object] = []
    if request.method == "POST" and tried(
        form, lambda: made.append(begin_decision(actor=arrival, beginning=_beginning(form, template)))
    ):
        return redirect("decisions:frame", decision=made[0])
    return render(
        request,
        "decisions/new.html",
        form=form,
        chosen=template.value,
        kinds=tuple((one.value, one.label) for one in (*list(Template)[1:], Template.BLANK)),
    )


def _beginning(form: BeginningForm, template: Template) -> Beginning:
    said = form.cleaned_data
    return Beginning(
        sentence=said["sentence"],
        day=said["day"],
        language=form.language,
        template=template,
        self_decides=said["decides"] == ME,
        decider=form.decider(),
        sides=form.chosen_sides(),
        people=said["people"],
    )
