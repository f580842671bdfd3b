"""What axe says of a page."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def violations(page: Page) -> list[str]:
    """Return what is wrong on the page as one line each: the rule, what it says, and where.

    The page's own policy stays on: axe is put in by the browser and not by the page.
    """
    found = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{each['id']}: {each['help']} at {' · '.join(' '.join(map(str, node['target'])) for node in each['nodes'])}"
        for each in found
    ]
