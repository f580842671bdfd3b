"""What is said to who opens an address that only takes what a form sends: a browser shows nothing of its own for it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from beforehand.shell.rendering import render

Answer = Callable[[HttpRequest], HttpResponseBase]


def by_button_only(answer: Answer) -> Answer:
    """Put a page under the bare refusal that somebody meets who loads the address of a button."""

    def said(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        if response.status_code != 405 or request.method != "GET":
            return response
        if not isinstance(response, HttpResponse) or response.content:
            return response
        page = render(request, "shell/wrong/by_button.html", status=405)
        page.headers["Allow"] = response.headers["Allow"]
        return page

    return said
