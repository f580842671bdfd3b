"""Somebody who has a keyboard and no mouse: every stop is looked at on the way."""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

STOP = """() => {
  const at = document.activeElement
  if (!at || at === document.body) return null
  const name = (at.getAttribute('aria-label') || [...(at.labels || [])].map(l => l.innerText).join(' ')
    || at.innerText || at.value || '').replace(/\\s+/g, ' ').trim()
  const seen = e => {
    const look = getComputedStyle(e)
    return (look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) > 0) || look.boxShadow !== 'none'
  }
  const box = at.getBoundingClientRect()
  const same = at === window.beforehandStop
  const after = !window.beforehandStop || !window.beforehandStop.isConnected || same
    || !!(window.beforehandStop.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING)
  window.beforehandStop = at
  return {
    name, same, after, kind: at.type || at.tagName.toLowerCase(), checked: !!at.checked,
    visible: seen(at) || [...(at.labels || [])].some(seen),
    first: at.classList.contains('skip'), left: box.left, right: box.right,
    top: box.top + scrollY, bottom: box.bottom + scrollY, inside: box.bottom > 0 && box.top < innerHeight,
  }
}"""
MOST = 150  # stops on one page
MESSAGE = """() => {
  const at = document.activeElement, box = at?.getBoundingClientRect()
  return !!at?.matches('[role="alert"]') && box.bottom > 0 && box.top < innerHeight
}"""


@dataclass(frozen=True, slots=True)
class Stop:
    """Where the keyboard is."""

    name: str
    kind: str
    checked: bool


class Keyboard:
    """Walks a page by Tab, and notes every stop that is not seen or comes before the one before it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.wrong: list[str] = []
        self._last: dict[str, Any] | None = None

    def on(self, key: str = "Tab") -> Stop | None:
        """Go one stop on, or back with Shift+Tab; None at the end of the page."""
        self.page.keyboard.press(key)
        found = self.page.evaluate(STOP)
        if found is None or (found["first"] and self._last is not None and key == "Tab"):
            self._last = None  # round and at the top again
            return None
        where = (
            f"{self.page.url.partition('://')[2].partition('/')[2]}: {found['kind']} {found['name'][:60]!r}"
        )
        if not found["visible"]:
            self.wrong.append(f"{where} does not show that the keyboard is there")
        if not found["inside"]:
            self.wrong.append(f"{where} is outside what is seen")
        if key == "Tab" and self._last is not None and not found["same"] and _before(found, self._last):
            self.wrong.append(f"{where} comes after {self._last['name'][:60]!r} and stands before it")
        self._last = found
        return Stop(found["name"], found["kind"], found["checked"])

    def to(self, name: str, kind: str = "", key: str = "Tab") -> Stop:
        """Go on until the stop of this name."""
        passed = []
        for _ in range(MOST):
            stop = self.on(key)
            if stop is not None and stop.name.startswith(name) and kind in ("", stop.kind):
                return stop
            passed.append(None if stop is None else stop.name[:40])
        raise AssertionError(f"no way by keyboard to {name!r} on {self.page.url}; there is {passed[:60]}")

    def write(self, name: str, text: str) -> None:
        """Go to a field and write in it, over what stands there."""
        kind = self.to(name).kind
        if kind == "date":
            self.page.keyboard.type(text)
            return
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def press(self, name: str, key: str = "Enter", *, kind: str = "") -> None:
        """Go to a link or button and follow it; wait until the page it leads to is there."""
        self.to(name, kind)
        with self.page.expect_navigation(wait_until="load"):
            self.page.keyboard.press(key)
        self._last = None

    def act(self, name: str) -> None:
        """Go to a button that changes a part of the page; the keyboard is still somewhere after that."""
        self.to(name)
        self.page.evaluate(
            "() => { window.beforehandDone = new Promise(done =>"
            " document.addEventListener('htmx:afterSettle', () => done(true), { once: true })) }"
        )
        self.page.keyboard.press("Enter")
        self.page.evaluate("() => window.beforehandDone")
        if self.page.evaluate("() => document.activeElement === document.body"):
            self.wrong.append(f"{self.page.url}: after {name!r} the keyboard is nowhere")
        self._last = None

    def tick(self, name: str) -> None:
        """Go to a box and tick or untick it."""
        self.to(name)
        self.page.keyboard.press("Space")

    def walk(self) -> list[Stop]:
        """Go from the top of the page to its end, and back to where it began."""
        self.page.evaluate(
            "() => { document.activeElement?.blur(); window.beforehandStop = null; scrollTo(0, 0) }"
        )
        self._last = None
        stops = []
        while (stop := self.on()) is not None:
            stops.append(stop)
            assert len(stops) < MOST, self.page.url
        return stops


class Hands(Keyboard):
    """A keyboard for pages with parts that unfold, and forms that come back."""

    def unfold(self, name: str) -> None:
        self.to(name, "summary")
        self.page.keyboard.press("Enter")

    def field(self, name: str) -> str:
        """Go to a field, past the link to it in a message; return what kind it is."""
        while (kind := self.to(name).kind) == "a":
            pass
        return kind

    def write(self, name: str, text: str) -> None:
        if self.field(name) != "date":
            self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def tick(self, name: str) -> None:
        self.field(name)
        self.page.keyboard.press("Space")

    def choose(self, name: str, option: str) -> None:
        """Choose in a list by typing how the option begins."""
        self.field(name)
        self.page.keyboard.type(option)

    def say_when(self, name: str, day: str, hour: str) -> None:
        self.field(name)
        self.page.keyboard.type(day)
        self.page.keyboard.press("ArrowRight")
        self.page.keyboard.type(hour)

    def is_refused(self, button: str) -> None:
        """Press a button too early: the page comes back, and the keyboard is at what was said about it."""
        self.press(button)
        if not self.page.evaluate(MESSAGE):
            self.wrong.append(f"{self.page.url}: after {button!r} the keyboard is not at the message")


def _before(this: dict[str, Any], last: dict[str, Any]) -> bool:
    """Tell whether a stop stands before the last: in the page, or above it and not in a column to its right."""
    return not this["after"] or (this["bottom"] <= last["top"] and this["left"] < last["right"])
