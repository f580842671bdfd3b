"""The shared picture: the page, what an open page asks for again, and the two pages to take along."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods, require_safe

from beforehand.decisions.access import Standing, in_decision
from beforehand.decisions.choices import Role
from beforehand.pages.queries import first_screen
from beforehand.pages.queries import picture as pictures
from beforehand.pages.queries.picture.lines import read_held
from beforehand.pages.web.paper import paper
from beforehand.shell.rendering import render
from beforehand.stewardship.actions import log_view

READERS = (Role.PARTICIPANT, Role.DECIDER, Role.FACILITATOR)
HELD = 400_000
"""More than this no open page holds."""


@gzip_page  # the longest page a telephone gets; Django adds random bytes, so its length tells nothing
@require_safe
@in_decision(*READERS)
def picture(request: HttpRequest, standing: Standing) -> HttpResponseBase:
    """Show what was shared and published, in one order for everybody."""
    _only_readers(standing)
    log_view(standing=standing, view="picture")
    screen = first_screen(standing)
    # The state is read before the picture: what changes in between is then sent once more, and not missed.
    state = pictures.state_of(standing)
    return render(
        request,
        "pages/picture/page.html",
        screen=screen,
        picture=pictures.picture(standing, screen.frame, long=_long(request), state=state),
        version=pictures.version(standing, _language(), state),
        facilitates=standing.has(Role.FACILITATOR),
    )


@gzip_page
@require_http_methods(["GET", "HEAD", "POST"])
@in_decision(*READERS)
def now(request: HttpRequest, standing: Standing) -> HttpResponseBase:
    """Tell an open page whether there is something new; asked with what it holds, give what is there now.

    Withheld is what the page withholds, and also that something changed which the reader may not see.
    """
    _only_readers(standing)
    state = pictures.state_of(standing)
    if request.method == "POST":
        return _anew(request, standing, state)
    version = pictures.version(standing, _language(), state)
    tag = f'"{version}"'
    if request.headers.get("If-None-Match") == tag:
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = HttpResponse(status=204)
        if request.GET.get("v", "") != version:
            response["HX-Trigger"] = "picture-changed"
    response["ETag"] = tag
    return response


@require_safe
@in_decision(*READERS)
def picture_pdf(request: HttpRequest, standing: Standing) -> HttpResponseBase:
    """Give the picture on two pages of A4, in the reader's language."""
    _only_readers(standing)
    log_view(standing=standing, view="picture")
    screen = first_screen(standing)
    body = paper(pictures.picture(standing, screen.frame), language=_language())
    response = HttpResponse(body, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{_("shared-picture")}.pdf"'
    return response


def _anew(request: HttpRequest, standing: Standing, state: str) -> HttpResponse:
    screen = first_screen(standing)
    held = read_held(request.POST.get("held", "")[:HELD])
    seen = pictures.picture(standing, screen.frame, held=held, long=_long(request), state=state)
    return render(
        request,
        "pages/picture/anew.html",
        screen=screen,
        picture=seen,
        version=pictures.version(standing, _language(), state),
        news=pictures.news(held, seen.held, seen.there),
    )


def _long(request: HttpRequest) -> bool:
    return bool(request.GET.get("all"))


def _only_readers(standing: Standing) -> None:
    if not pictures.may_read(standing):
        raise Http404


def _language() -> str:
    return "nl" if (get_language() or "en").startswith("nl") else "en"
