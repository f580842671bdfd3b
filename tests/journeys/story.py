"""What a story in the browser needs: words as they stand on the screen, post as it arrives, jobs as they are done."""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.module_loading import import_string
from django.utils.translation import gettext, ngettext, override, pgettext
from django_q.models import OrmQ
from django_q.signing import SignedPackage
from playwright.sync_api import Locator, Page
from tests.journeys.told import LANGUAGE, Told
from tests.outbox.post_office import PostOffice

PICTURES = os.environ.get("BEFOREHAND_TEST_PICTURES", "")


def on_screen(
    english: str, *, context: str = "", n: int | None = None, plural: str = "", **values: Any
) -> str:
    """Return what stands on the screen, in the language of the story."""
    with override(LANGUAGE):
        if n is not None:
            return ngettext(english, plural, n) % {"n": n, **values}
        words = pgettext(context, english) if context else gettext(english)
        return words % values if values else words


def press(page: Page | Locator, english: str, **values: Any) -> None:
    """Press the one button that says this, and wait until all of the page is there."""
    page.get_by_role("button", name=on_screen(english, **values), exact=True).click()
    arrived(page)


def follow(page: Page | Locator, english: str, **values: Any) -> None:
    """Follow the first link that says this, and wait until all of the page is there."""
    page.get_by_role("link", name=on_screen(english, **values)).first.click()
    arrived(page)


def arrived(page: Page | Locator) -> None:
    """Wait until the page is there with its scripts: a slow line brings the half of it first."""
    (page if isinstance(page, Page) else page.page).wait_for_load_state()


def opens(page: Page, link: str) -> None:
    """Open a personal link in the browser of this page, without looking at where it leads."""
    assert page.request.get(link, max_redirects=0).status in (302, 303)


def fill(page: Page | Locator, english: str, text: str) -> None:
    """Fill in the field with this label."""
    page.get_by_label(on_screen(english), exact=True).fill(text)


def unfold(page: Page, english: str) -> None:
    """Open what is folded under these words."""
    page.locator("summary", has_text=on_screen(english)).click()


def do_jobs() -> None:
    """Do what is queued until nothing is left, each job by the name and the ids that stand in the queue."""
    while (row := OrmQ.objects.order_by("pk").first()) is not None:
        task = SignedPackage.loads(row.payload)
        row.delete()
        import_string(task["func"])(*task["args"])


def look(page: Page, name: str) -> None:
    """Keep a picture when somebody wants to look: ``BEFOREHAND_TEST_PICTURES=folder``."""
    if PICTURES:
        Path(PICTURES).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


@dataclass
class Story:
    """Who there is, how they arrive, and what the post office took."""

    told: Told
    open_page: Callable[..., Page]
    office: PostOffice
    decision: str = ""
    at_the_desk: dict[str, Page] = field(default_factory=dict)

    def letter_to(self, mail: str) -> str:
        """Return the newest letter to somebody, as plain text."""
        do_jobs()
        mine = [letter for letter in self.office.letters if letter["To"] == mail]
        assert mine, f"no letter to {mail}"
        body = mine[-1].get_body(("plain",))
        assert body is not None
        return str(body.get_content())

    def link_in_mail(self, mail: str, way: str = "") -> str:
        """Return the personal link in somebody's newest letter, to one of the ways to take part when asked."""
        links = re.findall(r"https?://\S+/l/\S+", self.letter_to(mail))
        ours = (
            [link for link in links if f"way={way}" in link]
            if way
            else [x for x in links if "mail=" not in x]
        )
        assert ours, links
        return str(min(ours, key=lambda link: "way=" in link))

    def opens_mail(self, mail: str, way: str = "", **more: Any) -> Page:
        """Let somebody open the link in their mail on their phone."""
        page = self.open_page(locale=LANGUAGE, **more)
        page.goto(self.link_in_mail(mail, way))
        return page
