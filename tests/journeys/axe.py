"""What axe says of a page."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
# What is right with a page is a hundred times as long as what is wrong, and nobody reads it: it stays in the browser.
WRONG = "options => axe.run(document, options).then(found => found.violations)"
AXE = Axe().axe_script


def bring_along(page: Page) -> None:
    """Have the browser put axe into every page that opens from here; else each asks for it anew."""
    page.add_init_script(AXE)


def violations(page: Page) -> list[str]:
    """Return what is wrong on the page as one line each: the rule, what it says, and where.

    The page's own policy stays on: axe is put in by the browser and not by the page.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    return [
        f"{each['id']}: {each['help']} at {' · '.join(' '.join(map(str, node['target'])) for node in each['nodes'])}"
        for each in page.evaluate(WRONG, RULES)
    ]
