"""A real browser and a real server for whole journeys; told once, on SQLite."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.servers.basehttp import WSGIRequestHandler
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

HERE = Path(__file__).parent
LAUNCH = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run", "--renderer-process-limit=1", "--disable-site-isolation-trials",
    "--js-flags=--no-opt,--no-maglev",
)  # fmt: skip
"""Nothing of this changes what a page shows; its scripts run once, so they are not made faster for the next time."""
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
MISSING = "A browser is not installed here. Install it first: sudo apt install chromium"
PATIENCE = 30_000
"""Milliseconds to wait for a page; other stories are told on the same cores at the same time."""
PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1280, "height": 900}

expect.set_options(timeout=PATIENCE)
# The server of the stories sends head and body apart; without this the second waits 40 ms for an acknowledgement.
WSGIRequestHandler.disable_nagle_algorithm = True


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything in this folder: a browser sees the same on either database."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.once)


def chromium() -> str:
    """Return the installed browser, the one without windows first: it shows the same with less work."""
    wanted = os.environ.get("BEFOREHAND_TEST_BROWSER")
    found = wanted or next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.fail(MISSING, pytrace=False)
    return str(found)


@contextmanager
def opened(*more: str) -> Iterator[Browser]:
    """Open a browser, with more of its own settings when they are given."""
    # The browser's own loop runs in this thread; the stories still read the database here, between its steps.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as play:
        launched = play.chromium.launch(executable_path=chromium(), args=[*LAUNCH, *more])
        yield launched
        launched.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for the stories of a file; each page gets a context of its own."""
    with opened() as launched:
        yield launched


@pytest.fixture
def open_page(browser: Browser, live_server: Any, settings: Any) -> Iterator[Callable[..., Page]]:
    """Open a page in a browser of its own: ``open_page(viewport=DESK, locale="en")``.

    Links made after this point lead to the live server.
    """
    settings.ADDRESS = live_server.url
    contexts = []

    def in_a_page(*, viewport: ViewportSize = PHONE, locale: str = "en", **more: Any) -> Page:
        context = browser.new_context(base_url=live_server.url, viewport=viewport, locale=locale, **more)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        return context.new_page()

    yield in_a_page
    for context in contexts:
        context.close()


@pytest.fixture
def arrive(open_page: Callable[..., Page], live_server: Any) -> Callable[..., Page]:
    """Open a page in which somebody of the hospital group has arrived: ``arrive(home, "femke")``."""

    def arrived(home: Any, name: str, **more: Any) -> Page:
        page = open_page(**more)
        client = home.client(name)
        page.context.add_cookies(
            [{"name": key, "value": kept.value, "url": live_server.url}
             for key, kept in client.cookies.items()]
        )  # fmt: skip
        return page

    return arrived
