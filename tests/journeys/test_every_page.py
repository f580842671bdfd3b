"""Every page, in every theme and language: nothing axe objects to, nothing runs off the side, no mixed language."""

from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from playwright.sync_api import ConsoleMessage, Page
from tests.confidentiality.canaries import plant
from tests.confidentiality.crawl import parts
from tests.confidentiality.doors import fillings
from tests.confidentiality.rows import ROWS
from tests.confidentiality.signing import sign
from tests.confidentiality.talking import plan_talks, shared_talk
from tests.journeys.axe import bring_along, violations
from tests.oeverland import Oeverland
from tests.records.story import rewritable

from beforehand.decisions.models import Seat
from beforehand.topics.actions import make_analysis

NO_PAGE = {
    "exchange:take_along",
    "stewardship:take",
    "stewardship:paper",
    "pages:picture_pdf",
    "conversations:sheet",
    "records:document",
}  # files to keep
WHO_LOOKS = {"lotte": 0, "karin": 1, "femke": 2, "peter": 3, "wim": 4}
THEMES = [("nl", "light"), ("en", "dark")]  # every page in every theme and in every language
PHONE = 390


def doors_of(reader: str) -> list[str]:
    """Return the doors a reader looks at: each door is looked at by one reader, the first it opens for."""
    found = []
    for door, readers in ROWS.items():
        lookers = sorted((r for r in readers if r in WHO_LOOKS), key=WHO_LOOKS.__getitem__)
        many = door in (
            "pages:decision",
            "pages:home",
            "conversations:talks",
            "conversations:one",
            "records:gate",
        )
        if lookers and door not in NO_PAGE and (lookers[0] == reader or (many and reader in lookers)):
            found.append(door)
    return found


@pytest.fixture
def unwritten(transactional_db: None) -> Iterator[None]:
    """Let what was written down go afterwards; a record does not by itself."""
    yield
    with rewritable(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM records_part")
        cursor.execute("DELETE FROM records_entry")


@pytest.mark.parametrize("reader", WHO_LOOKS)
def test_every_page_is_sound(
    home: Oeverland, arrive: Callable[..., Page], unwritten: None, reader: str
) -> None:
    Seat.objects.filter(decision=home.decision).update(invited_at="2027-03-10T09:00Z")
    plant(home, ("knows", "question", "assumptions"))
    make_analysis(home.decision.pk)
    plan_talks(home)
    sign(home)
    values = parts(home)
    values["statement"] = values["statement"][1:2]  # one that its writer and the facilitator may read
    values["conversation"] = [shared_talk(home)]
    there = [next(iter(fillings(home, door, values))) for door in doors_of(reader)]
    wrong: list[str] = []

    def complains(said: ConsoleMessage) -> None:
        if said.type == "error":
            wrong.append(f"console: {said.text}")

    shown: dict[str, list[str]] = {}
    for language, theme in THEMES:
        page = arrive(home, reader, locale=language, color_scheme=theme)
        page.on("console", complains)
        bring_along(page)
        shown[language] = []
        for address in there:
            response = page.goto(address)
            if response is None or response.status != 200:
                continue
            shown[language].append(address)
            assert page.locator("html").get_attribute("lang") == language, address
            wrong += [f"{language} {theme} {address} {one}" for one in violations(page)]
            if page.evaluate("document.documentElement.scrollWidth") > PHONE:
                wrong.append(f"{language} {theme} {address} runs off the side")
    assert shown["nl"] == shown["en"] != []
    assert not wrong, "\n".join(wrong)
