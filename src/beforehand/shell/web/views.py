"""The pages of the shell itself: the language, what everything looks like, and what went wrong."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from beforehand.shell.rendering import render
from beforehand.shell.web.looks import shown


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keep the language somebody chose, in a cookie, and go back to where they were on this site."""
    back = request.POST.get("next", "")
    if not (back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)):
        back = "/"
    response = HttpResponseRedirect(back)
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=31_536_000,
            httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            samesite="Lax",
        )
    return response


@require_safe
def look(request: HttpRequest) -> HttpResponse:
    """Show every token, component and state, with examples that belong to nobody."""
    return render(request, "shell/look.html", **shown())


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that what came in could not be read."""
    return render(request, "shell/wrong/unreadable.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that this is not for who asks; why not is not said, because that may tell something of others."""
    return render(request, "shell/wrong/not_yours.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that there is nothing here; the same for what never was and for what somebody may not know of."""
    return render(request, "shell/wrong/nothing_here.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that something broke on this side, without asking the session or the database for anything."""
    return HttpResponse(render_to_string("shell/wrong/broken.html"), status=500)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form could not be taken from this browser, and how not to lose what was typed."""
    return render(request, "shell/wrong/form_refused.html", status=403)
