""" "May this be on the table like this?": asked by a facilitator with a button, answered by the writer on a page."""

from uuid import UUID

from django.contrib import messages
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from beforehand.decisions.access import Standing, in_decision
from beforehand.decisions.choices import Role
from beforehand.perspectives import actions
from beforehand.perspectives.actions import NotKeptError
from beforehand.perspectives.choices import Consent, Release
from beforehand.perspectives.queries.around import around
from beforehand.perspectives.queries.meaning import joined, meaning
from beforehand.perspectives.queries.tabled import Tabled, tabled
from beforehand.perspectives.web.forms import MESSAGES, whole
from beforehand.shell.rendering import render

BACK = frozenset({"pages:topics", "pages:said", "pages:decision"})


@require_POST
@in_decision(Role.FACILITATOR)
def ask(request: HttpRequest, standing: Standing, statement: UUID) -> HttpResponse:
    """Ask a writer whether a sentence may be read by all; whether it was answered is not told."""
    try:
        actions.ask_for_table(actor=standing, statement=statement, now=timezone.now())
        said = _("Asked, once. If it is a yes, you will find the sentence released to all.")
        messages.success(request, said)
    except NotKeptError:
        messages.warning(request, _("There is nothing to ask about this sentence any more."))
    back = request.POST.get("back", "")
    return redirect(back if back in BACK else "pages:decision", decision=standing.decision)


@in_decision(Role.PARTICIPANT)
@require_http_methods(["GET", "HEAD", "POST"])
def table(request: HttpRequest, standing: Standing, statement: UUID) -> HttpResponse:
    """Show somebody one own sentence, what a yes means in a group of this size, and take a yes or a no."""
    asked = tabled(standing, statement)
    if asked is None:
        raise Http404
    said = request.POST.get("do", "")
    if request.method != "POST" or said not in Consent.values:
        return _show(request, standing, asked)
    try:
        actions.answer_table(
            actor=standing,
            statement=statement,
            yes=said == Consent.YES,
            revision=whole(request.POST.get("revision")),
            now=timezone.now(),
        )
    except NotKeptError as fault:
        return _show(request, standing, tabled(standing, statement) or asked, wrong=fault.why)
    except DatabaseError:
        return _show(request, standing, asked, wrong="not_kept")
    return redirect("perspectives:table", decision=standing.decision, statement=statement)


def _show(request: HttpRequest, standing: Standing, asked: Tabled, *, wrong: str = "") -> HttpResponse:
    group = around(standing)
    return render(
        request,
        "perspectives/table.html",
        status=409 if wrong else 200,
        decision=standing.decision,
        language=standing.language,
        asked=asked,
        by=joined(group.facilitators),
        meaning=meaning(Release.ALL_WITHOUT_NAME, group),
        read_by_all=asked.release >= Release.ALL_WITHOUT_NAME,
        wrong=str(MESSAGES[wrong]) if wrong else "",
    )
