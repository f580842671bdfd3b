"""Addresses that break on purpose, for the stories about what then is shown and logged."""

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from beforehand.config.urls import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500"]
SECRET = "Femke said the roster will break"


def break_down(request: HttpRequest, token: str = "") -> HttpResponse:
    raise ValueError(SECRET)


def refuse(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied(SECRET)


def garble(request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation(SECRET)


app_name = None
urlpatterns = [
    path("broken/", break_down),
    path("l/<str:token>/broken/", break_down),
    path("refused/", refuse),
    path("garbled/", garble),
    path("", include("beforehand.shell.web.urls")),
]
