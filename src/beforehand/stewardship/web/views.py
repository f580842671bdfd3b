"""Pages about rights: what is stored of me, taking it along, being forgotten, who opened what, and the papers."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from beforehand.decisions.access import Standing, in_decision
from beforehand.people.access import LINK_COOKIE, Arrival, arrival_of, as_person
from beforehand.records.queries.there import something_written_down
from beforehand.shell.rendering import render
from beforehand.stewardship import actions
from beforehand.stewardship.choices import Paper
from beforehand.stewardship.papers import available, written
from beforehand.stewardship.queries.arrangement import arrangement as arranged
from beforehand.stewardship.queries.leaving import leaving
from beforehand.stewardship.queries.log import counted, opened
from beforehand.stewardship.queries.stored import stored
from beforehand.stewardship.queries.taken import as_file
from beforehand.stewardship.rules import (
    READ_LOG,
    READ_LOG_FIGURES,
    READ_PAPERS,
    may_be_forgotten,
    may_read_log,
    may_read_log_figures,
    may_read_papers,
)

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_GET
@as_person
def all_rights(request: HttpRequest, arrival: Arrival) -> HttpResponse:
    """Show everything stored about who is at the door."""
    return render(
        request, "stewardship/rights.html", stored=stored(arrival), may_forget=may_be_forgotten(arrival)
    )


@require_GET
@in_decision()
def rights(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Show what is stored about somebody in one decision, who may read it, and who opened it."""
    arrival = arrival_of(request)
    if arrival is None:
        raise Http404
    return render(
        request,
        "stewardship/rights.html",
        decision=standing.decision,
        stored=stored(arrival, standing.decision),
        arrangement=arranged(standing),
        may_forget=may_be_forgotten(arrival),
        may_read_log=may_read_log(standing) or may_read_log_figures(standing),
    )


@require_GET
@as_person
def take(request: HttpRequest, arrival: Arrival) -> HttpResponse:
    """Hand over everything stored about who is at the door, as one file."""
    response = HttpResponse(as_file(stored(arrival)), content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{_("beforehand-my-data")}.json"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_http_methods(["GET", "POST"])
@as_person
def forget(request: HttpRequest, arrival: Arrival) -> HttpResponse:
    """Say what would go and what would stay; with a second step, do it."""
    if not may_be_forgotten(arrival):
        return render(request, "stewardship/sign_in_first.html", status=403)
    if request.method != "POST" or request.POST.get("step") != "forget":
        return render(request, "stewardship/forget.html", leaving=leaving(arrival))
    actions.erase(actor=arrival)
    request.session.flush()
    response = redirect("stewardship:forgotten")
    response.delete_cookie(LINK_COOKIE)
    return response


@require_GET
def forgotten(request: HttpRequest) -> HttpResponse:
    """Say that it is done; whoever reads this is nobody any more."""
    return render(request, "stewardship/forgotten.html")


@require_GET
@in_decision()
def arrangement(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Show how things are arranged: purpose, who sees what, how long, the law, stop and complaint."""
    return render(
        request,
        "stewardship/arrangement.html",
        decision=standing.decision,
        arrangement=arranged(standing),
        has_record=something_written_down(standing)[0],
        may_read_papers=may_read_papers(standing),
        may_read_log=may_read_log(standing) or may_read_log_figures(standing),
    )


@require_GET
@in_decision(*READ_LOG, *READ_LOG_FIGURES)
def view_log(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Show who opened what; to a works council or confidant how often."""
    return render(
        request,
        "stewardship/view_log.html",
        decision=standing.decision,
        openings=opened(standing) if may_read_log(standing) else (),
        figures=() if may_read_log(standing) else counted(standing),
        named=may_read_log(standing),
    )


@require_GET
@in_decision(*READ_PAPERS)
def papers(request: HttpRequest, standing: Standing) -> HttpResponse:
    """List the papers."""
    return render(request, "stewardship/papers.html", decision=standing.decision, papers=available(standing))


@require_GET
@in_decision(*READ_PAPERS)
def paper(request: HttpRequest, standing: Standing, paper: str, lang: str) -> HttpResponse:
    """Hand over one paper as a document, made now from what is really configured."""
    if lang not in ("nl", "en") or paper not in {line.paper for line in available(standing)}:
        raise Http404
    response = HttpResponse(written(standing, Paper(paper), lang), content_type=DOCX)
    response["Content-Disposition"] = f'attachment; filename="beforehand-{paper}-{lang}.docx"'
    return response
