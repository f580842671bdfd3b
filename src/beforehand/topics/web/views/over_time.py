"""For the facilitator: a topic over time, setting it aside, and asking its holder whether it may be shared."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from beforehand.decisions.access import Standing, in_decision
from beforehand.decisions.choices import Role
from beforehand.perspectives.signals import opened
from beforehand.shell.rendering import render
from beforehand.topics.actions import ask_holder, set_aside_topic, take_up_topic
from beforehand.topics.queries import TopicLine, timeline, topic_of
from beforehand.topics.web.forms import AsideForm, ids


@in_decision(Role.FACILITATOR)
def over_time(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Show what came up, changed, went and came back."""
    opened.send(sender=None, standing=standing, view="topics")
    lines = timeline(standing)
    return render(
        request,
        "topics/over_time.html",
        decision=standing.decision,
        moved=tuple(line for line in lines if len(line.story.events) > 1),
        still=tuple(line for line in lines if len(line.story.events) == 1),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@in_decision(Role.FACILITATOR)
def aside(request: HttpRequest, standing: Standing, topic: UUID) -> HttpResponse:
    """Set a topic aside, with a reason."""
    line = topic_of(standing, topic)
    if line is None:
        raise Http404
    form = AsideForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _aside(request, standing, line, form)
    try:
        set_aside_topic(actor=standing, topic=topic, reason=form.cleaned_data["reason"], now=timezone.now())
    except ValidationError as fault:
        form.add_error(None, fault)
        return _aside(request, standing, line, form)
    messages.success(request, _("It stands apart now. It comes up again by itself when it changes."))
    return redirect("pages:topics", standing.decision)


def _aside(request: HttpRequest, standing: Standing, line: TopicLine, form: AsideForm) -> HttpResponse:
    opened.send(sender=None, standing=standing, view="topics")
    return render(
        request,
        "topics/aside.html",
        status=422 if form.errors else 200,
        decision=standing.decision,
        line=line,
        form=form,
    )


@require_POST
@in_decision(Role.FACILITATOR)
def take_up(request: HttpRequest, standing: Standing, topic: UUID) -> HttpResponse:
    """Take up again what was set aside."""
    try:
        take_up_topic(actor=standing, topic=topic, now=timezone.now())
    except ValidationError as fault:
        messages.error(request, " ".join(fault.messages))
    return redirect("pages:topics", standing.decision)


@require_POST
@in_decision(Role.FACILITATOR)
def ask(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Ask whoever a topic rests on whether it may be shared."""
    try:
        seats = ids(request.POST.getlist("seat"))
        if len(seats) != 1:
            raise ValidationError(_("That cannot be done here. Look again."))
        pattern = request.POST.get("pattern", "")[:8]
        ask_holder(actor=standing, pattern=pattern, seat=seats[0], now=timezone.now())
    except ValidationError as fault:
        messages.error(request, " ".join(fault.messages))
    else:
        messages.success(request, _("It is asked. You hear it when the answer is yes."))
    return redirect("pages:topics", standing.decision)
