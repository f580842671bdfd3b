"""What somebody reads when something goes wrong can be read by everybody, in both languages and themes."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, Response
from tests.journeys.axe import bring_along, violations
from tests.journeys.conftest import PHONE
from tests.oeverland import Oeverland

pytestmark = pytest.mark.django_db(transaction=True)
SEND = "form => { form.noValidate = true; form.requestSubmit() }"
LOST_LINK = "main form:has([name=mail])"


@pytest.fixture(autouse=True)
def nothing_counted(db: None) -> Iterator[None]:
    """Begin and end with no tries counted."""
    cache.clear()
    yield
    cache.clear()


def goes_to(address: str) -> Callable[[Page, Oeverland], Response | None]:
    return lambda page, home: page.goto(address)


def sends(page: Page, form: str) -> Response:
    """Send a form of the page and return what came back."""
    sent = page.expect_response(lambda r: r.request.method == "POST")
    with sent as answer, page.expect_navigation():
        page.eval_on_selector(form, SEND)
    return answer.value


def without_its_mark(page: Page, home: Oeverland) -> Response:
    page.goto("/door/")
    page.eval_on_selector(f"{LOST_LINK} [name=csrfmiddlewaretoken]", "field => field.remove()")
    return sends(page, LOST_LINK)


def no_address(page: Page, home: Oeverland) -> Response:
    page.goto("/door/")
    page.locator(f"{LOST_LINK} [name=mail]").fill("no address")
    return sends(page, LOST_LINK)


def too_often(page: Page, home: Oeverland) -> Response:
    for _ in range(4):
        page.goto("/door/")
        page.locator(f"{LOST_LINK} [name=mail]").fill("femke@oeverland.example")
        answer = sends(page, LOST_LINK)
    return answer


def too_large(page: Page, home: Oeverland) -> Response:
    page.goto(f"/d/{home.decision.pk}/people/import/")
    sheet = {"name": "people.csv", "mimeType": "text/csv", "buffer": b"name\n" + b"x" * 12_000_000}
    page.locator("input[type=file]").set_input_files(sheet)  # type: ignore[arg-type]
    return sends(page, "main form")


WRONG: dict[str, tuple[int, Callable[[Page, Oeverland], Response | None]]] = {
    "garbled": (400, goes_to("/garbled/")),
    "not for you": (403, goes_to("/refused/")),
    "a form without its mark": (403, without_its_mark),
    "nothing there": (404, goes_to("/nothing/")),
    "the address of a button": (405, goes_to("/language/")),
    "a link that is gone": (410, goes_to("/l/gone/")),
    "a list that is too large": (413, too_large),
    "an address that is none": (422, no_address),
    "tried too often": (429, too_often),
    "broken": (500, goes_to("/broken/")),
}


@pytest.mark.parametrize(("language", "theme"), [("nl", "light"), ("en", "dark")])
def test_every_page_that_says_so_is_sound(
    home: Oeverland, arrive: Callable[..., Page], settings: Any, language: str, theme: str
) -> None:
    settings.ROOT_URLCONF = "tests.journeys.wrecked"
    page = arrive(home, "karin", locale=language, color_scheme=theme)
    bring_along(page)
    wrong = []
    for name, (status, happens) in WRONG.items():
        response = happens(page, home)
        assert response is not None
        assert response.status == status, name
        if page.locator("html").get_attribute("lang") != language:
            wrong.append(f"{name} is in another language")
        if page.locator("h1").count() != 1 or not page.title():
            wrong.append(f"{name} has no heading or no title")
        if page.evaluate("document.documentElement.scrollWidth") > PHONE["width"]:
            wrong.append(f"{name} runs off the side")
        wrong += [f"{name}: {one}" for one in violations(page)]
    assert wrong == []
