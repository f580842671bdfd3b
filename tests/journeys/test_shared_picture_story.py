"""From answers to one shared picture: people let others read what they said, picture each other, answer each other's
sentences and judge how they were pictured; and whoever opens the picture knows in a few taps what it is about.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect
from tests.journeys.axe import violations
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.pace import KEY_MS, LOOK_MS, TAP_MS
from tests.journeys.story import do_jobs, look, on_screen, opens
from tests.journeys.told import LANGUAGE

from beforehand.decisions.choices import Role
from beforehand.decisions.models import Decision, Seat
from beforehand.pages.actions.sample import bring_in_sample
from beforehand.people.actions import make_link
from beforehand.people.choices import LinkPurpose
from beforehand.perspectives.choices import RoundKind
from beforehand.perspectives.models import Round

pytestmark = pytest.mark.django_db(transaction=True)
COUNTED = """addEventListener('click', event => {
  if (event.isTrusted) sessionStorage.taps = 1 + Number(sessionStorage.taps || 0)
}, true)"""
SEEN = """element => {
  const box = element.getBoundingClientRect()
  return box.width > 0 && box.top < innerHeight && box.bottom > 0
}"""
TWO_MINUTES = 2 * 60 * 1000
TAPS = ("1", "1", "2", "1", "3", "1", "2", "1")  # what a person taps on the cards, one after the other


@dataclass
class Gathering:
    """The people of the case, the decision they are in, and their pages."""

    decision: Decision
    open_page: Callable[..., Page]

    def seats(self, role: Role) -> list[Seat]:
        rows = Seat.objects.filter(decision=self.decision, roles__role=role).select_related("person", "side")
        return list(rows.order_by("person__name"))

    def arrives(self, seat: Seat, where: str = "", **more: Any) -> Page:
        """Let somebody arrive by their personal link on a page of the decision, the first unless it is said."""
        cache.clear()
        facilitates = seat in self.seats(Role.FACILITATOR)
        purpose = LinkPurpose.DEMO if facilitates else LinkPurpose.TAKE_PART
        page = self.open_page(locale=LANGUAGE, **more)
        page.add_init_script(COUNTED)
        opens(page, make_link(person=seat.person_id, purpose=purpose))
        page.goto(f"/d/{self.decision.pk}/{where}")
        return page


@pytest.fixture
def gathering(open_page: Callable[..., Page], settings: Any) -> Iterator[Gathering]:
    settings.DEMO = True
    cache.clear()
    decision = bring_in_sample(language=LANGUAGE)
    do_jobs()
    yield Gathering(Decision.objects.get(pk=decision), open_page)
    cache.clear()


def test_from_answers_to_a_picture_in_which_both_sides_are_right(gathering: Gathering) -> None:
    people = gathering.seats(Role.PARTICIPANT)
    [leading] = gathering.seats(Role.FACILITATOR)
    desk = gathering.arrives(leading, viewport=DESK)
    for seat in people:
        lets_everybody_read(gathering, seat)
    in_a_round(desk, RoundKind.RESPOND)
    for seat in people:
        page = gathering.arrives(seat)
        pictures_a_side_and_answers_cards(page, seat)
        nothing_is_counted_yet(gathering, page)
        page.context.close()
    in_a_round(desk, RoundKind.MIRROR)
    for seat in people:
        judges_how_they_were_pictured(gathering, seat)
    closes(desk)
    the_picture_is_there(gathering, people)
    an_open_page_is_told_what_changed(gathering, people)
    for wonders in (a_nurse, a_late_reader, a_decider, a_facilitator, a_reader_at_the_wall):
        wonders(gathering)


def lets_everybody_read(gathering: Gathering, seat: Seat) -> None:
    """Open every sentence of one's own to all, without a name."""
    page = gathering.arrives(seat, "answer/reading/")
    page.locator("input[name=release][value='2']").check(force=True)
    page.locator("button[name=go]").first.click()
    page.wait_for_url("**/card/**")
    page.context.close()


def closes(desk: Page) -> None:
    """Close the round that is open, and let it be counted."""
    desk.goto(desk.url.partition("/d/")[0] + re.search(r"/d/[^/]+/", desk.url)[0] + "rounds/")  # type: ignore[index]
    desk.locator("summary").first.click()
    desk.locator("input[name=sure]").check()
    desk.locator("button[name=do][value=close]").click()
    desk.wait_for_load_state()
    do_jobs()


def in_a_round(desk: Page, kind: RoundKind) -> None:
    """Close what is open and open the next round."""
    closes(desk)
    desk.reload()
    desk.locator(f"button[name=do][value={kind.value}]").click()
    desk.wait_for_load_state()
    do_jobs()
    assert Round.objects.get(closed_at__isnull=True).kind == kind


def pictures_a_side_and_answers_cards(page: Page, seat: Seat) -> None:
    """Say what another side wants; then tap the cards, by key, and take one tap back."""
    page.locator("a[href$='/respond/']").first.click()
    look(page, "picture-01-respond")
    page.locator("button[name=do][value=begin]").click()
    page.wait_for_url("**/respond/mirror/")
    box = page.locator("textarea").first
    said = f"Dat het op hun manier blijft werken, denk ik ({seat.pk.hex[:4]})."
    box.fill(said)
    page.locator("select[name=release]").select_option("2")
    look(page, "picture-02-mirror")
    page.locator("button[name=go][value=keep]").click()
    taps, read = len(("respond", "begin", "the box", "who may read it", "a level", "keep")), 2
    page.wait_for_url("**/respond/cards/**")
    cards = int(page.locator("progress").get_attribute("max") or 0)
    assert 0 < cards <= 8
    for n in range(cards):
        is_at_card(page, n + 1, cards)
        if n == 0:
            look(page, "picture-03-card")
        page.keyboard.press(TAPS[n])
        taps, read = taps + 1, read + 1
        if n == 1:
            is_at_card(page, 3, cards)
            page.keyboard.press("u")
            is_at_card(page, 2, cards)
            page.keyboard.press(TAPS[n])
    page.wait_for_url("**/respond/more/")
    look(page, "picture-04-more")
    page.locator("a[href$='/respond/done/']").click()
    page.wait_for_url("**/respond/done/")
    spent = len(said) * KEY_MS + (taps + 1) * TAP_MS + read * LOOK_MS
    print(f"{len(said)} keys, {taps + 1} taps, {read} things to read: about {spent / 1000:.0f} seconds")
    assert spent <= TWO_MINUTES


def is_at_card(page: Page, place: int, of: int) -> None:
    """Wait until this card is there, and has the keyboard."""
    expect(page.locator(".deck-count")).to_have_text(on_screen("%(place)s of %(of)s", place=place, of=of))
    expect(page.locator("[data-card]")).to_be_focused()


def nothing_is_counted_yet(gathering: Gathering, page: Page) -> None:
    """While the round is open the picture says nothing of what anybody tapped."""
    page.goto(f"/d/{gathering.decision.pk}/picture/")
    expect(page.locator("#picture")).to_be_attached()
    expect(page.locator(".told")).to_have_count(0)


def judges_how_they_were_pictured(gathering: Gathering, seat: Seat) -> None:
    """Tap once for each sentence about one's own side, when there is one."""
    page = gathering.arrives(seat)
    asked = page.locator("a[href$='/mirror/']")
    if asked.count():
        asked.first.click()
        page.locator("button[name=do][value=begin]").click()
        page.wait_for_url("**/mirror/**")
        while page.locator("button.tap").count():
            before = page.locator(".card-words").inner_text()
            page.locator("button.tap").nth(1).click()
            page.wait_for_function(
                "said => document.querySelector('.card-words')?.innerText !== said || location.href.includes('done')",
                arg=before,
            )
        look(page, "picture-05-judged")
    page.context.close()


def the_picture_is_there(gathering: Gathering, people: list[Seat]) -> None:
    """Two sides stand next to each other with different questions; figures exist for who are enough, and nobody else."""
    page = gathering.arrives(people[0], "picture/", viewport=DESK)
    look(page, "picture-06-picture")
    expect(page.locator(".both")).to_be_visible()
    assert page.locator(".beside-each-other .side").count() >= 2
    expect(page.locator(".told").first).to_be_attached()
    names = [seat.person.name for seat in people]
    assert not [name for name in names if name in page.locator(".beside-each-other").inner_text()]
    assert violations(page) == []


def an_open_page_is_told_what_changed(gathering: Gathering, people: list[Seat]) -> None:
    """Somebody takes a sentence back while another has the picture open; it goes, with a quiet note."""
    reader, writer = people[0], people[1]
    page = gathering.arrives(reader, viewport=DESK)
    page.clock.install()
    page.goto(f"/d/{gathering.decision.pk}/picture/")
    theirs = gathering.arrives(writer, "card/")
    sentence = theirs.locator("blockquote.sentence p").first.inner_text()
    theirs.locator("a", has_text=on_screen("Change")).first.click()
    theirs.locator("button[value=withdraw], button.is-danger").first.click()
    theirs.wait_for_load_state()
    do_jobs()
    page.clock.run_for(25_000)
    expect(page.locator("#news")).not_to_be_empty()
    assert sentence not in page.locator("#picture").inner_text()
    look(page, "picture-07-news")
    page.context.close()
    theirs.context.close()


def finds(page: Page, wanted: str, *, taps: int) -> None:
    """See something on the screen without scrolling for it, after this many taps since arriving: four at most."""
    expect(page.locator(wanted).first).to_be_attached()
    page.wait_for_function(f"wanted => ({SEEN})(document.querySelector(wanted))", arg=wanted)
    assert int(page.evaluate("Number(sessionStorage.taps || 0)")) == taps <= 4


def a_nurse(gathering: Gathering) -> None:
    """On a phone between two other things: what are we talking about, and what am I asked?"""
    seat = next(s for s in gathering.seats(Role.PARTICIPANT) if s.side and s.side.kind == "business")
    page = gathering.arrives(seat, viewport=PHONE)
    page.get_by_role("link", name=on_screen("The shared picture")).first.click()  # one
    finds(page, ".contents", taps=1)
    page.locator(".contents a[href='#questions']").click()  # two
    finds(page, "#questions", taps=2)
    finds(page, ".both, .posed-words", taps=2)
    page.locator(".contents a[href='#you']").click()  # three
    finds(page, "#you", taps=3)
    page.context.close()


def a_late_reader(gathering: Gathering) -> None:
    """Comes by a mail and knows nothing: what is hardest to undo?"""
    seat = gathering.seats(Role.PARTICIPANT)[-1]
    page = gathering.arrives(seat, viewport=PHONE)
    page.get_by_role("link", name=on_screen("The shared picture")).first.click()
    page.locator(".contents a[href='#room']").click()
    finds(page, "#room", taps=2)
    page.context.close()


def a_decider(gathering: Gathering) -> None:
    """Opens it at a desk before a meeting: all three stand in what is seen first."""
    page = gathering.arrives(gathering.seats(Role.DECIDER)[0], viewport=DESK)
    page.get_by_role("link", name=on_screen("The shared picture")).first.click()
    finds(page, ".both", taps=1)
    finds(page, ".answered .side", taps=1)
    page.locator(".contents a[href='#room']").click()
    finds(page, "#room", taps=2)
    page.context.close()


def a_facilitator(gathering: Gathering) -> None:
    """Sees what everybody sees, and nothing more."""
    page = gathering.arrives(gathering.seats(Role.FACILITATOR)[0], viewport=DESK)
    page.get_by_role("link", name=on_screen("The shared picture")).first.click()
    finds(page, ".both", taps=1)
    mine = page.locator("#picture .beside-each-other").inner_text()
    other = gathering.arrives(gathering.seats(Role.PARTICIPANT)[-1], "picture/", viewport=DESK)
    assert other.locator("#picture .beside-each-other").inner_text() == mine
    page.context.close()
    other.context.close()


def a_reader_at_the_wall(gathering: Gathering) -> None:
    """Looks at a projector: the questions fit, nothing runs off the side."""
    seat = gathering.seats(Role.PARTICIPANT)[2]
    page = gathering.arrives(seat, "picture/", viewport={"width": 2560, "height": 1440})
    finds(page, ".both", taps=0)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    look(page, "picture-08-wall")
    page.context.close()
