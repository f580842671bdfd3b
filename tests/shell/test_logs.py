"""Somebody looks over the shoulder of the administrator: a log line tells what broke and where, never with what."""

import logging
import logging.config
from io import StringIO

import pytest
from django.conf import settings
from django.test import Client
from tests.shell.wrecked import SECRET

TOKEN = "a-personal-link-that-nobody-may-read"


@pytest.fixture
def lines():
    """The real logging of the settings, written where the story can read it."""
    logging.config.dictConfig(settings.LOGGING)
    handlers = {h for name in ("", "django", "django-q") for h in logging.getLogger(name).handlers}
    written, before = StringIO(), {}
    for handler in handlers:
        if isinstance(handler, logging.StreamHandler):
            before[handler] = handler.setStream(written)
    yield written
    for handler, stream in before.items():
        handler.setStream(stream)


@pytest.mark.urls("tests.shell.wrecked")
def test_what_somebody_wrote_stays_out_of_the_log_when_a_page_breaks(lines):
    reply = Client(raise_request_exception=False).post("/broken/", {"sentence": "the night shift"})
    assert reply.status_code == 500
    assert SECRET not in lines.getvalue()
    assert "night shift" not in lines.getvalue()


@pytest.mark.urls("tests.shell.wrecked")
def test_what_broke_and_where_is_in_the_log(lines):
    Client(raise_request_exception=False).get("/broken/")
    assert "ERROR 500 /broken/" in lines.getvalue()
    assert "ValueError" in lines.getvalue()
    assert "break_down" in lines.getvalue()


@pytest.mark.urls("tests.shell.wrecked")
@pytest.mark.parametrize(
    "path", [f"/l/{TOKEN}/", f"/l/{TOKEN}/broken/", f"/refused/?link={TOKEN}", f"/garbled/?link={TOKEN}"]
)
def test_a_personal_link_is_never_logged(lines, path):
    reply = Client(raise_request_exception=False).get(path)
    assert reply.status_code >= 400
    assert lines.getvalue()
    assert TOKEN not in lines.getvalue()
    assert SECRET not in lines.getvalue()


@pytest.mark.urls("tests.shell.wrecked")
def test_an_address_that_does_not_exist_is_logged_as_just_that(lines):
    Client().get("/nothing/of/the/kind/")
    assert lines.getvalue() == "WARNING 404 an address that does not exist\n"


def test_an_error_of_our_own_loses_its_text_and_keeps_its_kind(lines):
    try:
        raise KeyError(SECRET)
    except KeyError:
        logging.getLogger("beforehand.topics").exception("an analysis stopped")
    assert "an analysis stopped" in lines.getvalue()
    assert "KeyError" in lines.getvalue()
    assert SECRET not in lines.getvalue()


def test_an_error_that_caused_another_is_not_quoted_either(lines):
    try:
        try:
            raise KeyError(SECRET)
        except KeyError as fault:
            raise RuntimeError(SECRET) from fault
    except RuntimeError:
        logging.getLogger("django.request").exception("x", extra={"status_code": 500})
    assert "RuntimeError" in lines.getvalue()
    assert SECRET not in lines.getvalue()


@pytest.mark.urls("tests.shell.wrecked")
@pytest.mark.parametrize("accept", ["text/html", "text/plain"])
def test_in_debug_too_the_error_page_tells_what_broke_and_never_with_what(settings, accept):
    settings.DEBUG = True
    reply = Client(raise_request_exception=False).post(
        "/broken/", {"sentence": "the night shift"}, HTTP_ACCEPT=accept
    )
    assert reply.status_code == 500
    page = reply.content.decode()
    assert "ValueError" in page
    assert "break_down" in page
    assert SECRET not in page
    assert "night shift" not in page
