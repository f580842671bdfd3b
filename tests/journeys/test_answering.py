"""A nurse answers on a phone between two other things; the connection goes, the shift ends, and nothing is lost."""

import os
import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.axe import bring_along, violations
from tests.journeys.pace import KEY_MS, LOOK_MS, TAP_MS
from tests.oeverland import Oeverland
from tests.perspectives.telling import address, gives, place, stands

from beforehand.perspectives.models import Statement
from beforehand.perspectives.queries import own_card, statements_for
from beforehand.perspectives.queries.own import own_sentence
from beforehand.vault.guard import Author

pytestmark = pytest.mark.django_db(transaction=True)

SIX_MINUTES = 6 * 60 * 1000
# With BEFOREHAND_TEST_PACE=person every key, tap and question takes that long for real.
AS_A_PERSON = os.environ.get("BEFOREHAND_TEST_PACE") == "person"
TYPED = {
    1: {
        "knows-1": "At the bed we wear gloves and no phone is allowed.",
        "risks-1": "Every shift starts with a queue at one reader.",
        "assumptions-1": "each ward has a reader at every bed",
    },
    2: {
        "question-1": "What works with gloves on?",
        "done-1": "nobody shares a password any more",
        "protects-1": "the minutes at the bed",
        "condition-1": "signing in takes two seconds",
    },
    4: {"absent_named-1": "night staff and locums"},
}
TAPS = {
    1: ["denk|think"],
    3: ["accountable", "affected", "heard", "commitment", "commitment"],
    4: ["sides", "sides"],
}

Arrive = Callable[..., Page]


def settled(page: Page) -> None:
    """Wait until the page says that everything is saved."""
    expect(page.locator("[data-overall]")).to_contain_text("Everything is saved")


def kept(home: Oeverland, name: str, field: str, n: int = 1) -> str:
    found = own_sentence(place(home, name), field, n)
    return found.text if found else ""


def test_twelve_short_answers_fit_in_six_minutes(home: Oeverland, arrive: Arrive) -> None:
    page = arrive(home, "femke")
    page.goto(address(home, "start"))
    keys = taps = questions = 0
    began = time.monotonic()

    def rest(milliseconds: int) -> None:
        if AS_A_PERSON:
            page.wait_for_timeout(milliseconds)

    def tap(what: Any) -> None:
        nonlocal taps
        rest(TAP_MS)
        what.click()
        taps += 1

    def read() -> None:
        nonlocal questions
        rest(LOOK_MS)
        questions += 1

    tap(page.get_by_role("button", name="Now (5 minutes)"))
    for step in (1, 2, 3, 4):
        for box, words in TYPED.get(step, {}).items():
            read()
            tap(page.locator(f"#{box}"))
            page.keyboard.type(words, delay=KEY_MS if AS_A_PERSON else 2)
            keys += len(words)
        for ask in page.locator("fieldset.ask:has(input[type=radio])").all():
            read()
            for line in ask.locator(".options").all():
                tap(line.locator(".option").nth(1))
        if step == 4:
            read()
            rest(2 * TAP_MS)
            page.locator("#thinks_decides-1").select_option(label="Karin")
            taps += 2
        settled(page)
        tap(page.get_by_role("button", name="Go on", exact=True))
    tap(page.get_by_label("2 · everyone"))
    tap(page.get_by_role("button", name="Send", exact=True))
    expect(page.get_by_role("status")).to_contain_text("Sent. Thank you.")
    assert questions >= 12
    spent = keys * KEY_MS + taps * TAP_MS + questions * LOOK_MS
    took = f", {(time.monotonic() - began) / 60:.1f} by the clock" if AS_A_PERSON else ""
    print(f"{keys} keys, {taps} taps, {questions} questions: about {spent / 60000:.1f} minutes{took}")
    assert spent <= SIX_MINUTES
    assert {v.value.text for v in statements_for(stands(home, "tom"))} == {
        words for given in TYPED.values() for words in given.values()
    }


def test_the_same_without_scripts(home: Oeverland, arrive: Arrive) -> None:
    page = arrive(home, "femke", java_script_enabled=False)
    page.goto(address(home, "start"))
    page.get_by_role("button", name="Short (2 minutes)").click()
    page.fill("#knows-1", "Gloves stay on")
    page.get_by_role("button", name="One more").click()
    page.fill("#knows-2", "One reader for eight beds")
    page.fill("#question-1", "What works with gloves on?")
    page.get_by_role("button", name="Go on", exact=True).click()
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Sent")
    expect(page.get_by_role("region", name="Exactly as Lotte sees it")).to_contain_text(
        "One reader for eight beds"
    )


def test_the_same_by_keyboard_alone(home: Oeverland, arrive: Arrive) -> None:
    page = arrive(home, "femke")
    page.goto(address(home, "sheet", "short", 1))
    reached = []
    for _ in range(40):
        page.keyboard.press("Tab")
        here = page.evaluate("document.activeElement.id || document.activeElement.value || ''")
        reached.append(here)
        if here == "knows-1":
            page.keyboard.type("Gloves stay on")
        if here == "next":
            break
    assert (
        reached.index("knows-1")
        < reached.index("question-1")
        < reached.index("protects-1")
        < reached.index("next")
    )
    page.keyboard.press("Enter")
    page.wait_for_url("**/reading/**")
    page.locator("input[name=release]:checked").focus()
    page.keyboard.press("ArrowDown")
    assert page.locator("input[name=release]:checked").input_value() == "2"
    while page.evaluate("document.activeElement.value") != "send":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/card/**")
    assert [v.value.text for v in statements_for(stands(home, "tom"))] == ["Gloves stay on"]


def test_a_lost_connection_says_so_and_keeps_everything_until_it_is_back(
    home: Oeverland, arrive: Arrive
) -> None:
    page = arrive(home, "femke")
    page.goto(address(home, "sheet", "now", 1))
    page.context.set_offline(True)
    page.locator("#knows-1").type("Gloves stay on", delay=2)
    page.locator("#risks-1").focus()
    expect(page.locator("#knows-1-state")).to_contain_text("Not saved yet: no connection")
    with page.expect_event("requestfailed"):
        page.get_by_role("button", name="Go on", exact=True).click()
    expect(page.locator("[data-overall]")).to_contain_text("Not everything is saved yet")
    assert "now/1" in page.url
    assert page.locator("#knows-1").input_value() == "Gloves stay on"
    with page.expect_response("**/answer/field/"):
        page.context.set_offline(False)
    page.goto(address(home, "sheet", "now", 1))
    assert page.locator("#knows-1").input_value() == "Gloves stay on"
    assert kept(home, "femke", "knows") == "Gloves stay on"


def test_what_is_typed_while_the_line_is_slow_goes_along_when_the_page_is_turned(
    home: Oeverland, arrive: Arrive
) -> None:
    """Whoever presses once goes on once, also while an earlier form of the sentence is still under way."""
    page = arrive(home, "femke")
    page.goto(address(home, "sheet", "now", 1))
    under_way: list[Any] = []
    page.route("**/answer/field/", lambda route: under_way.append(route), times=1)
    page.fill("#knows-1", "Gloves stay on")
    page.locator("#knows-1").dispatch_event("change")
    while not under_way:
        page.wait_for_timeout(20)
    page.fill("#knows-1", "Gloves stay on, the phone stays out")
    page.get_by_role("button", name="Go on", exact=True).click()
    under_way[0].continue_()
    page.wait_for_url("**/now/2/")
    assert kept(home, "femke", "knows") == "Gloves stay on, the phone stays out"


def test_what_is_typed_before_the_script_came_is_kept(home: Oeverland, arrive: Arrive) -> None:
    """Over a slow line the page is there before its script; what is written and tapped by then counts as well."""
    gives(home, "femke", "assumptions", "a reader at every bed", certainty="3")
    page = arrive(home, "femke")
    sent: list[str] = []
    page.on("request", lambda one: sent.append(one.post_data or "") if one.url.endswith("/field/") else None)
    before_its_script(page, address(home, "sheet", "now", 1), lambda: page.fill("#knows-1", "Gloves stay on"))
    before_its_script(
        page, address(home, "sheet", "now", 3), page.locator("fieldset.ask .option").nth(1).click
    )
    assert kept(home, "femke", "knows") == "Gloves stay on"
    for asked, field in zip(
        sent, ("knows", "accountable"), strict=True
    ):  # what came from the server is not sent again
        assert f'name="field"\r\n\r\n{field}\r\n' in asked


def before_its_script(page: Page, there: str, begins: Callable[[], object]) -> None:
    """Open a page, do something on it, and only then let its script come."""
    under_way: list[Any] = []
    page.route("**/answer*.js", lambda route: under_way.append(route), times=1)
    page.goto(there, wait_until="commit")
    page.locator("button[value=next]").wait_for()
    begins()
    while not under_way:
        page.wait_for_timeout(20)
    under_way[0].continue_()
    settled(page)


def test_leaving_with_something_unsaved_is_asked_first(home: Oeverland, arrive: Arrive) -> None:
    page = arrive(home, "femke")
    page.goto(address(home, "sheet", "now", 1))
    page.context.set_offline(True)
    page.locator("#knows-1").type("Gloves stay on", delay=2)
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.close(run_before_unload=True)
    page.wait_for_timeout(500)
    assert asked == ["beforeunload"]


def test_what_was_typed_stays_behind_nowhere_in_the_browser(home: Oeverland, arrive: Arrive) -> None:
    page = arrive(home, "femke")
    page.goto(address(home, "sheet", "now", 1))
    page.fill("#knows-1", "Gloves stay on")
    settled(page)
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert page.evaluate("indexedDB.databases().then((all) => all.length)") == 0


def test_a_second_device_goes_on_where_the_first_stopped(home: Oeverland, arrive: Arrive) -> None:
    phone = arrive(home, "femke")
    phone.goto(address(home, "sheet", "now", 1))
    phone.fill("#knows-1", "Gloves stay on")
    settled(phone)
    computer = arrive(home, "femke", viewport={"width": 1280, "height": 900})
    computer.goto(address(home, "sheet", "now", 1))
    assert computer.locator("#knows-1").input_value() == "Gloves stay on"
    computer.fill("#knows-1", "Gloves stay on, always")
    settled(computer)
    phone.fill("#knows-1", "Gloves stay on at the bed")
    choice = phone.locator("[data-choice]")
    expect(choice).to_contain_text("Gloves stay on, always")
    assert phone.locator("#knows-1").input_value() == "Gloves stay on at the bed"
    assert kept(home, "femke", "knows") == "Gloves stay on, always"
    choice.get_by_role("button", name="keep what is here").click()
    settled(phone)
    assert kept(home, "femke", "knows") == "Gloves stay on at the bed"
    computer.fill("#knows-1", "A third text")
    computer.locator("[data-choice]").get_by_role("button", name="keep what was kept elsewhere").click()
    settled(computer)
    assert computer.locator("#knows-1").input_value() == "Gloves stay on at the bed"
    assert kept(home, "femke", "knows") == "Gloves stay on at the bed"


def test_another_link_opened_in_this_browser_keeps_the_words_in_the_form(
    home: Oeverland, arrive: Arrive, live_server: Any
) -> None:
    page = arrive(home, "femke")
    page.goto(address(home, "sheet", "now", 1))
    for key, cookie in home.client("tom").cookies.items():
        page.context.add_cookies([{"name": key, "value": cookie.value, "url": live_server.url}])
    page.fill("#knows-1", "Gloves stay on")
    expect(page.locator("#knows-1-state")).to_contain_text("another personal link")
    page.get_by_role("button", name="Go on", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("another personal link")
    expect(page.get_by_role("textbox")).to_have_value("Gloves stay on")
    for name in ("tom", "femke"):
        assert not Statement.objects.scoped(Author(home.seats[name].pk)).exists()


def test_a_link_that_ended_while_typing_does_not_lead_away(home: Oeverland, arrive: Arrive) -> None:
    page = arrive(home, "femke")
    page.goto(address(home, "sheet", "now", 1))
    home.seats["femke"].person.links.all().delete()
    page.fill("#knows-1", "Gloves stay on")
    expect(page.locator("#knows-1-state")).to_contain_text("no longer opens this")
    page.get_by_role("button", name="Go on", exact=True).click()
    page.wait_for_timeout(300)
    assert page.locator("#knows-1").input_value() == "Gloves stay on"


PAGES: list[tuple[str, tuple[object, ...]]] = [
    *(("sheet", ("now", step)) for step in (1, 2, 3, 4)),
    *((name, ()) for name in ("start", "reading", "card", "later", "call", "withdraw")),
]


@pytest.mark.parametrize(
    ("language", "scheme"), [("nl", "light"), ("en", "dark")]
)  # each theme, each language
def test_every_page_is_clean_light_and_narrow(
    home: Oeverland, arrive: Arrive, language: str, scheme: str
) -> None:
    gives(home, "femke", "knows", "Gloves stay on")
    gives(home, "femke", "assumptions", "a reader at every bed", certainty="3")
    gives(home, "femke", "heard", choice="2")
    page = arrive(home, "femke", locale=language, color_scheme=scheme)
    bring_along(page)
    weights: dict[str, int] = {}
    page.on("response", lambda reply: weights.__setitem__(reply.url, _weight(reply)))
    sentence = own_card(stands(home, "femke")).lines[0].id
    for name, more in [*PAGES, ("statement", (sentence,))]:
        weights.clear()
        page.goto(address(home, name, *more))
        page.wait_for_load_state("networkidle")
        assert page.locator("html").get_attribute("lang") == language
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, name
        assert violations(page) == [], name
        assert sum(weights.values()) <= 60_000, (name, weights)


def _weight(reply: Any) -> int:
    try:
        return len(reply.body())
    except Exception:  # noqa: BLE001 - a redirect has no body
        return 0


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_facilitators_pages_are_clean(home: Oeverland, arrive: Arrive, language: str) -> None:
    page = arrive(home, "lotte", locale=language, viewport={"width": 1280, "height": 900})
    for name, more in (("calls", ()), ("typing", (home.seats["femke"].pk,))):
        page.goto(address(home, name, *more))
        assert page.locator("html").get_attribute("lang") == language
        assert violations(page) == [], name


def test_the_facilitator_types_along_and_the_person_says_yes(home: Oeverland, arrive: Arrive) -> None:
    lotte = arrive(home, "lotte", viewport={"width": 1280, "height": 900})
    lotte.goto(address(home, "typing", home.seats["femke"].pk))
    lotte.fill("#knows-1", "At night there are two of us")
    settled(lotte)
    femke = arrive(home, "femke")
    femke.goto(address(home, "card"))
    assert statements_for(stands(home, "lotte")) == []
    femke.get_by_role("button", name="Yes, this is what I said").click()
    expect(femke.get_by_role("status")).to_contain_text("It is yours now")
    assert [v.value.text for v in statements_for(stands(home, "lotte"))] == ["At night there are two of us"]
