"""Every address there is, and three that go wrong on purpose."""

from django.urls import path
from tests.shell.wrecked import break_down, garble, refuse

from beforehand.config import urls
from beforehand.config.urls import handler400, handler403, handler404, handler429, handler500

__all__ = ["handler400", "handler403", "handler404", "handler429", "handler500"]
urlpatterns = [
    *urls.urlpatterns,
    path("broken/", break_down),
    path("refused/", refuse),
    path("garbled/", garble),
]
