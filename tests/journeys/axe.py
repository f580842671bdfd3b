"""What axe says of a page; and a browser for whoever looks outside a test's fixtures."""

from collections.abc import Iterator
from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright
from tests.journeys.conftest import LAUNCH, chromium

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@contextmanager
def browser() -> Iterator[Browser]:
    """Open the installed browser and close it afterwards."""
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=chromium(), args=list(LAUNCH))
        yield opened
        opened.close()


def violations(page: Page) -> list[str]:
    """Return what is wrong on the page as one line each: the rule, what it says, and where.

    The page's own policy stays on: axe is put in by the browser and not by the page.
    """
    found = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{each['id']}: {each['help']} at {' · '.join(' '.join(map(str, node['target'])) for node in each['nodes'])}"
        for each in found
    ]
