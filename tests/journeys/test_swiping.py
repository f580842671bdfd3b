"""Cards answered with a finger: right, left, too short, and a scroll that is no answer."""

from collections.abc import Callable

import pytest
from playwright.sync_api import CDPSession, Page, expect
from tests.oeverland import Oeverland
from tests.perspectives.responding.answering import begins, everybody_said, opens
from tests.perspectives.telling import address, stands

from beforehand.perspectives.queries.responding import responding

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def finger(home: Oeverland, arrive: Callable[..., Page]) -> tuple[Page, CDPSession]:
    """A phone with the first card on it, and what touches its screen."""
    everybody_said(home)
    opens(home)
    begins(home, "femke")
    page = arrive(home, "femke", has_touch=True, is_mobile=True)
    page.goto(address(home, "cards"))
    page.wait_for_load_state()
    return page, page.context.new_cdp_session(page)


def drags(hand: tuple[Page, CDPSession], across: float, down: float = 0) -> None:
    """Put a finger on the sentence, move it in ten steps, and let go."""
    page, screen = hand
    box = page.locator("[data-swipe]").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    screen.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in range(1, 11):
        point = {"x": x + across * step / 10, "y": y + down * step / 10}
        screen.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
    screen.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def answered(home: Oeverland) -> list[str]:
    return [card.value for card in responding(stands(home, "femke")).cards if card.value]


def test_right_and_left_answer_and_less_than_that_does_not(
    home: Oeverland, finger: tuple[Page, CDPSession]
) -> None:
    page, _ = finger
    count = page.locator(".deck-count")
    expect(count).to_contain_text("1 ")
    drags(finger, across=60)
    drags(finger, across=0, down=-150)
    drags(finger, across=40, down=-150)
    expect(count).to_contain_text("1 ")
    assert answered(home) == []

    drags(finger, across=150)
    expect(count).to_contain_text("2 ")
    assert answered(home) == ["recognise"]

    drags(finger, across=-150)
    expect(count).to_contain_text("3 ")
    assert answered(home) == ["recognise", "different"]
