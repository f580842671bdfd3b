"""For the facilitator: the rounds, closing the one that is open, and opening the next."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from beforehand.decisions.access import Standing, in_decision
from beforehand.decisions.choices import Role
from beforehand.perspectives import actions
from beforehand.perspectives.choices import RoundKind
from beforehand.perspectives.queries.rounds import panel
from beforehand.shell.rendering import render
from beforehand.shell.web.forms import Form

CLOSE = "close"
MOST = 32767
WHY_NOT = {
    "over": gettext_lazy("This decision was taken or stopped. Nothing is asked any more."),
    "another": gettext_lazy("Another round is open. Close that one first."),
    "order": gettext_lazy("This round cannot come now. Look again at which rounds there were."),
    "nothing": gettext_lazy("There is no shared sentence yet that people could answer to."),
}


class RoundForm(Form):
    """What to do with the rounds; ``number`` is the round that was looked at."""

    do = forms.ChoiceField(
        choices=[(CLOSE, CLOSE), *((kind.value, kind.value) for kind in RoundKind)], widget=forms.HiddenInput
    )
    number = forms.IntegerField(min_value=0, max_value=MOST, widget=forms.HiddenInput)
    sure = forms.BooleanField(required=False, label=gettext_lazy("I know that this cannot be undone"))


@in_decision(Role.FACILITATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def rounds(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Show the rounds; how many people answered is not among it."""
    if request.method != "POST":
        return _page(request, standing, RoundForm())
    form = RoundForm(request.POST)
    if not form.is_valid():
        return _page(request, standing, form)
    do, number, now = form.cleaned_data["do"], form.cleaned_data["number"], timezone.now()
    if do == CLOSE and not form.cleaned_data["sure"]:
        form.add_error("sure", _("Tick this first. A closed round stays closed."))
        return _page(request, standing, form)
    try:
        if do == CLOSE:
            actions.close_round(actor=standing, now=now, number=number)
            messages.success(request, _("The round is closed. What was answered is counted now."))
        else:
            actions.open_next_round(actor=standing, kind=do, now=now)
            messages.success(request, _("The round is open."))
    except actions.NotOpenedError as fault:
        form.add_error(None, WHY_NOT[fault.why])
        return _page(request, standing, form)
    return redirect("perspectives:rounds", standing.decision)


def _page(request: HttpRequest, standing: Standing, form: RoundForm) -> HttpResponse:
    shown = panel(standing)
    status = 422 if form.is_bound else 200
    return render(
        request, "perspectives/rounds.html", status=status, decision=standing.decision, panel=shown, form=form
    )
