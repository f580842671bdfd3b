"""The first screen, and the two ways in that are not a form: later, and being called."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from beforehand.decisions.access import Standing, in_decision
from beforehand.decisions.choices import Role
from beforehand.perspectives import actions
from beforehand.perspectives.analyses import modes
from beforehand.perspectives.choices import WayIn
from beforehand.perspectives.queries import own_call
from beforehand.perspectives.queries.welcome import welcome
from beforehand.perspectives.web.forms import CallForm, LaterForm
from beforehand.shell.rendering import render


@in_decision(Role.PARTICIPANT)
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Say who asks and what can still change; take the way in that is chosen."""
    way = request.POST.get("way", "")
    if request.method == "POST" and way in WayIn.values:
        if way == WayIn.LATER:
            return redirect("perspectives:later", decision=standing.decision)
        if way == WayIn.CALL:
            return redirect("perspectives:call", decision=standing.decision)
        actions.choose_way_in(actor=standing, way=WayIn(way), now=timezone.now())
        return redirect("perspectives:sheet", decision=standing.decision, way=way, step=1)
    shown = welcome(standing)
    stands = {moment: mode.value for moment, mode in modes(shown.frame).items()}
    moments = tuple((c, stands[c.id]) for c in shown.frame.ahead)
    chosen = request.GET.get("way", "")
    return render(request, "perspectives/start.html", shown=shown, moments=moments, chosen=chosen)


@in_decision(Role.PARTICIPANT)
@require_http_methods(["GET", "HEAD", "POST"])
def later(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Let somebody choose when to be reminded."""
    form = LaterForm(request.POST if request.method == "POST" else None)
    now = timezone.now()
    if request.method == "POST" and form.is_valid():
        moment = form.moment(now)
        if moment is not None:
            actions.answer_later(actor=standing, when=moment, now=now)
            return render(
                request, "perspectives/later.html", decision=standing.decision, moment=moment, form=None
            )
    status = 422 if form.errors else 200
    return render(
        request, "perspectives/later.html", status=status, decision=standing.decision, moment=None, form=form
    )


@in_decision(Role.PARTICIPANT)
@require_http_methods(["GET", "HEAD", "POST"])
def call(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Let somebody ask to be called, see what they asked, and take it back."""
    if request.POST.get("do") == "not":
        actions.do_not_call(actor=standing)
        return redirect("perspectives:start", decision=standing.decision)
    asked = own_call(standing)
    first = {"number": asked.number, "when": asked.when} if asked and not asked.done else None
    form = CallForm(request.POST if request.method == "POST" else None, initial=first)
    if request.method == "POST" and form.is_valid():
        actions.ask_to_be_called(
            actor=standing,
            when=form.cleaned_data["when"],
            number=form.cleaned_data["number"],
            now=timezone.now(),
        )
        return redirect("perspectives:call", decision=standing.decision)
    return render(
        request,
        "perspectives/call.html",
        status=422 if form.errors else 200,
        decision=standing.decision,
        form=form,
        asked=asked if asked and not asked.done else None,
    )
