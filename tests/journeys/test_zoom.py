"""At twice the size everything is still there: nothing cut off, nothing over something else, nothing to the side."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize
from tests.confidentiality.canaries import plant
from tests.decisions.people_at_work import karin_has_signed
from tests.journeys.conftest import DESK, opened
from tests.oeverland import Oeverland

from beforehand.decisions.models import Seat
from beforehand.people.models import Account, Person
from beforehand.topics.actions import make_analysis

pytestmark = pytest.mark.django_db(transaction=True)
HALF: ViewportSize = {"width": 640, "height": 450}  # what is left of 1280 by 900 at 200 %
PAGES = {
    "lotte": (
        "/", "{d}", "{d}frame/", "{d}frame/people/", "{d}frame/moments/", "{d}frame/moments/new/", "{d}invite/",
        "{d}people/import/", "{d}calls/", "/new/", "/mail/", "/account/",
    ),
    "karin": ("{d}", "{d}first/", "{d}answer/", "{d}card/"),
    "femke": ("{d}", "{d}answer/", "{d}card/", "{d}rights/"),
    "peter": ("{d}", "{d}rights/"),
    "wim": ("{d}", "{d}rights/"),
    "sanne": ("/", "/admin-room/"),
    "nobody": ("/", "/door/", "/account/sign-in/", "/account/sign-in/code/", "/door/link-gone/", "/nothing/"),
}  # fmt: skip
OTHER = {"/door/link-gone/": 410, "/nothing/": 404}
LETTERS = "parseFloat(getComputedStyle(document.documentElement).fontSize)"
PLANTED = {  # what would be wrong, and how it comes about
    "the page runs off the side": "main.insertAdjacentHTML('beforeend', '<pre>' + 'x'.repeat(900) + '</pre>')",
    "is cut off": "h1.setAttribute('style', 'overflow: hidden; height: 1rem')",
    "stand over each other": "h1.setAttribute('style', 'position: relative; top: 3rem')",
    "stands outside the page": "h1.setAttribute('style', 'position: relative; left: -60rem')",
}
FAULTS = """() => {
  const width = document.documentElement.clientWidth
  const faults = []
  const name = e => `${e.tagName.toLowerCase()} "${(e.innerText || e.value || e.name || '').trim().slice(0, 40)}"`
  const hidden = e => e.closest('.visually-hidden, .skip') || !e.checkVisibility({ visibilityProperty: true })
  const scrolls = e => e && (['auto', 'scroll'].includes(getComputedStyle(e).overflowX) || scrolls(e.parentElement))
  if (document.documentElement.scrollWidth > width) faults.push('the page runs off the side')
  const own = e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())
  const shown = [...document.body.querySelectorAll('*')].filter(e => !hidden(e) && !e.closest('svg')
    && (own(e) || ['INPUT', 'TEXTAREA', 'SELECT'].includes(e.tagName)) && e.type !== 'hidden' && e.tagName !== 'OPTION')
  const boxes = []
  for (const e of shown) {
    for (let c = e; c && c !== document.body; c = c.parentElement) {
      const look = getComputedStyle(c)
      const cut = (clip, whole, seen) => ['hidden', 'clip'].includes(clip) && whole > seen + 1
      if (c.tagName !== 'INPUT' && (cut(look.overflowX, c.scrollWidth, c.clientWidth)
        || cut(look.overflowY, c.scrollHeight, c.clientHeight))) faults.push(`${name(e)} is cut off`)
    }
    const held = ['BUTTON', 'SELECT'].includes(e.tagName)
    if (held && e.scrollWidth > e.clientWidth + 1) faults.push(`${name(e)} is cut off`)
    for (const box of e.getClientRects()) {
      if (!scrolls(e) && (box.left < -1 || box.right > width + 1)) faults.push(`${name(e)} stands outside the page`)
      if (box.width > 1 && box.height > 1) boxes.push([e, box])
    }
  }
  for (let i = 0; i < boxes.length; i++) for (let j = i + 1; j < boxes.length; j++) {
    const [[a, p], [b, q]] = [boxes[i], boxes[j]]
    if (a === b || a.contains(b) || b.contains(a)) continue
    if (scrolls(a) || scrolls(b)) continue
    const wide = Math.min(p.right, q.right) - Math.max(p.left, q.left)
    const high = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top)
    const line = Math.min(p.height, q.height)
    if (wide > 3 && high > Math.max(3, line / 3)) faults.push(`${name(a)} and ${name(b)} stand over each other`)
  }
  return [...new Set(faults)]
}"""


@pytest.fixture(scope="module", params=["everything", "text"])
def browser(request: pytest.FixtureRequest) -> Iterator[Browser]:
    """A browser whose reader made everything twice as large, or in the browser's settings the text alone."""
    larger = () if request.param == "everything" else ("--blink-settings=defaultFontSize=32",)
    with opened(*larger) as launched:
        launched.larger_text = bool(larger)  # type: ignore[attr-defined]
        yield launched


@pytest.fixture
def twice(browser: Any) -> dict[str, Any]:
    """What a page is opened with, so that it is twice as large."""
    return {"viewport": DESK} if browser.larger_text else {"viewport": HALF, "device_scale_factor": 2}


@pytest.fixture
def full(home: Oeverland) -> Oeverland:
    """The hospital group with answers, an analysis and an administrator."""
    Seat.objects.filter(decision=home.decision).update(invited_at="2027-03-10T09:00Z")
    plant(home, ("knows", "question", "assumptions"))
    karin_has_signed(home)
    make_analysis(home.decision.pk)
    mail = "sanne@oeverland.example"
    person = Person.objects.create(
        organisation=home.organisation,
        name="Sanne",
        mail=mail,
        account=Account.objects.create_user(mail),
        administrator=True,
    )
    home.seats["sanne"] = Seat(person=person, decision=home.decision)
    return home


@pytest.mark.parametrize("language", ["nl"])  # which has the longer words
@pytest.mark.parametrize("reader", PAGES)
def test_at_twice_the_size_all_is_there(
    full: Oeverland,
    arrive: Callable[..., Page],
    open_page: Callable[..., Page],
    twice: dict[str, Any],
    reader: str,
    language: str,
) -> None:
    more = {**twice, "locale": language}
    page = open_page(**more) if reader == "nobody" else arrive(full, reader, **more)
    wrong = []
    for address in PAGES[reader]:
        response = page.goto(address.format(d=f"/d/{full.decision.pk}/"))
        assert response is not None
        assert response.status == OTHER.get(address, 200), address
        assert page.evaluate(LETTERS) >= (32 if "device_scale_factor" not in twice else 16)
        wrong += [f"{address}: {fault}" for fault in page.evaluate(FAULTS)]
    assert wrong == []


@pytest.mark.parametrize("fault", PLANTED)
def test_what_is_wrong_is_seen(open_page: Callable[..., Page], twice: dict[str, Any], fault: str) -> None:
    page = open_page(**twice, locale="en", bypass_csp=True)
    page.goto("/door/")
    assert page.evaluate(FAULTS) == []
    page.evaluate(
        f"() => {{ const main = document.querySelector('main'), h1 = main.querySelector('h1'); {PLANTED[fault]} }}"
    )
    assert any(fault in one for one in page.evaluate(FAULTS))
