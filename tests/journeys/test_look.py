"""The page that shows everything, in a real browser: both themes, both languages, from a small phone to a wide desk."""

from tests.journeys.axe import violations

WIDTHS = (320, 390, 640, 1280, 2560)


def test_axe_has_nothing_to_say_and_nothing_runs_off_the_side(live_server, browser):
    said = []
    for language in ("nl", "en"):
        for theme in ("light", "dark"):
            context = browser.new_context(locale=language, color_scheme=theme)
            page = context.new_page()
            page.on("console", lambda message, said=said: said.append(message.text))
            page.goto(f"{live_server.url}/look/")
            assert page.locator("html").get_attribute("lang") == language
            said += violations(page)
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 800})
                if page.evaluate("document.documentElement.scrollWidth") > width:
                    said.append(f"{language} runs off the side at {width}")
            context.close()
    assert said == []


def test_axe_speaks_when_there_is_something_to_say(live_server, browser):
    page = browser.new_page()
    page.goto(f"{live_server.url}/look/")
    page.evaluate("document.querySelector('label').remove(); document.documentElement.lang = ''")
    rules = {line.split(":")[0] for line in violations(page)}
    assert {"label", "html-has-lang"} <= rules


def test_one_comes_to_the_text_and_changes_the_language_by_keyboard_alone(live_server, browser):
    page = browser.new_context(locale="en").new_page()
    page.goto(f"{live_server.url}/look/")
    page.keyboard.press("Tab")
    assert page.locator(".skip").is_visible()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.goto(f"{live_server.url}/look/")
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("html[lang=nl]")
    assert page.locator("h1").inner_text() == "Hoe het eruitziet"


def test_nothing_moves_for_whoever_asked_for_rest(live_server, browser):
    page = browser.new_context(reduced_motion="reduce").new_page()
    page.goto(f"{live_server.url}/look/")
    lasts = "parseFloat(getComputedStyle(e).transitionDuration) > 0"
    moving = f"[...document.querySelectorAll('*')].filter(e => {lasts}).length"
    assert page.evaluate(moving) == 0
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate(moving) > 0
