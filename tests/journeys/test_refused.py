"""After a form was refused the keyboard begins at what was said about it: on pages of answers, moments and lists."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.keyboard import MESSAGE
from tests.oeverland import Oeverland

pytestmark = pytest.mark.django_db(transaction=True)
LONG = "x" * 3000


def begins_at_the_message(page: Page, button: str) -> None:
    page.locator(button).click()
    expect(page.locator(".notice.is-error[role=alert]")).to_be_focused()
    assert page.evaluate(MESSAGE), "and it is seen"
    link = page.locator(".notice.is-error a").first
    at = link.get_attribute("href") or ""
    assert page.locator(at).count() == 1, "what is wrong leads to its field"


def test_it_begins_where_it_says_what_is_wrong(home: Oeverland, arrive: Callable[..., Page]) -> None:
    home.client("femke"), home.client("karin")
    here = f"/d/{home.decision.pk}"
    page = arrive(home, "femke")
    page.goto(f"{here}/answer/now/1/")
    page.locator("textarea").first.fill(LONG)
    begins_at_the_message(page, "button[value=next]")
    page.goto(f"{here}/my-time/")
    begins_at_the_message(page, "button[value=apart]")
    page = arrive(home, "karin")
    page.goto(f"{here}/invite/")
    page.locator("#moments textarea").first.fill(LONG)
    begins_at_the_message(page, "#keep-moments")
    page.goto(f"{here}/people/import/")
    begins_at_the_message(page, "button[value=read]")
