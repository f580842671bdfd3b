"""What a participant's phone has to fetch, as the server of an installation sends it: compressed, on a cold start."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from tests.installation import Installation
from tests.journeys.conftest import PHONE

MOST = 60 * 1024


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Installation, str]]:
    """The sample, served by the one command; and the link of a participant who has answered."""
    home = Installation(tmp_path_factory.mktemp("served") / "var")
    home.start("--demo", wait=90)
    said = (home.home.parent / "said").read_text
    links: list[str] = []
    while len(links) < 4:
        links = [word for word in said().split() if "/l/" in word]
    yield home, links[-1]
    home.stop()
    home.clear()


def weigh(page: Page, address: str) -> tuple[int, list[str]]:
    """Open an address with nothing kept, and return how many bytes came over the wire, and of what."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.clearBrowserCache")
    came: dict[str, float] = {}
    asked: dict[str, str] = {}
    session.on("Network.requestWillBeSent", lambda e: asked.update({e["requestId"]: e["request"]["url"]}))
    session.on("Network.loadingFinished", lambda e: came.update({e["requestId"]: e["encodedDataLength"]}))
    answer = page.goto(address, wait_until="networkidle")
    assert answer is not None
    assert answer.status == 200, address
    session.detach()
    return int(sum(came.values())), [asked.get(each, "begun earlier") for each in came]


def test_no_page_of_a_participant_is_heavy(served: tuple[Installation, str], browser: Browser) -> None:
    home, link = served
    context = browser.new_context(
        base_url=f"http://127.0.0.1:{home.port}", viewport=PHONE, locale="nl", service_workers="block"
    )
    page = context.new_page()
    page.goto(link)
    begin = page.url
    assert "/d/" in begin
    pages = (
        "",
        "answer/",
        *(f"answer/now/{n}/" for n in (1, 2, 3, 4)),
        "answer/short/1/",
        "answer/reading/",
        "card/",
    )
    heavy: dict[str, Any] = {}
    for address in (*pages, "answer/call/", "answer/later/"):
        weight, files = weigh(page, begin + address)
        assert any(file.endswith(".css") for file in files), "this was no cold start"
        assert not any("htmx" in file for file in files), f"{address} loads htmx and does not use it"
        print(f"{address or 'first screen':20} {weight / 1024:5.1f} KB in {len(files)} files")
        if weight > MOST:
            heavy[address] = (weight, files)
    for state, pages in (("responding", ("respond/", "respond/more/")), ("pictured", ("", "picture/"))):
        links = home.inside("in_state", state)
        page.goto(next(link for name, link in links.items() if name.startswith("Youssef")))
        begin = page.url
        for address in [begin + each for each in pages]:
            weight, _ = weigh(page, address)
            print(f"{state:12} {address.rpartition('/d/')[2][37:]:10} {weight / 1024:5.1f} KB")
            if weight > MOST:
                heavy[address] = weight
    context.close()
    assert not heavy, json.dumps(heavy, indent=1)
