"""Which mail somebody gets, and how to stop it without an account."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from beforehand.notifications import actions, queries
from beforehand.notifications.rules import read_stop_token
from beforehand.notifications.web.forms import SAID, Wanted
from beforehand.outbox.queries import waiting
from beforehand.people.access import Arrival, as_administrator, as_person
from beforehand.shell.rendering import render


@require_http_methods(["GET", "HEAD", "POST"])
@as_person
def wishes(request: HttpRequest, arrival: Arrival) -> HttpResponse:
    """Show and keep which mail somebody wants."""
    if request.method != "POST":
        on = [line.kind.value for line in queries.wishes(arrival) if line.wanted]
        return render(request, "notifications/wishes.html", form=Wanted(initial={"wanted": on}))
    form = Wanted(request.POST)
    if not form.is_valid():
        return render(request, "notifications/wishes.html", status=422, form=form)
    actions.choose_mail(actor=arrival, wanted=form.cleaned_data["wanted"])
    messages.success(request, gettext("Kept. This is the mail you get from now on."))
    return redirect("notifications:wishes")


@require_POST
@as_person
def no_mail(request: HttpRequest, arrival: Arrival) -> HttpResponse:
    """Turn down all mail."""
    actions.want_no_mail(actor=arrival)
    messages.success(request, gettext("Kept. You get no mail any more, until you say otherwise."))
    return redirect("notifications:wishes")


# A mail program sends this by itself, without a page of ours before it; the signed words are all that is needed.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Turn down one kind of mail by the words in a letter. Looking changes nothing: programs open links too."""
    if request.method == "POST":
        done = actions.turn_down(token=token)
        return render(
            request,
            "notifications/stop.html",
            status=200 if done else 410,
            said=done and SAID[done],
            done=True,
        )
    read = read_stop_token(token)
    return render(
        request,
        "notifications/stop.html",
        status=200 if read else 410,
        said=read and SAID[read[1]],
        done=False,
    )


@require_safe
@as_administrator
def post(request: HttpRequest, arrival: Arrival) -> HttpResponse:
    """Show the administrator how the post stands, in figures without people."""
    return render(request, "notifications/post.html", post=waiting())
