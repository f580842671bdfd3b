"""From the next three conversations to the record: two are held, one of them after it moved, one is refused; a moment is
decided on with what stays open written down; and after it came into use people look back.
"""

import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from email.message import EmailMessage
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urljoin
from uuid import UUID

import icalendar
import pytest
from django.core.cache import cache
from django.db import connection
from playwright.sync_api import Locator, Page, expect
from tests.installation import BEFOREHAND
from tests.journeys.axe import violations
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.story import arrived, do_jobs, look, on_screen, opens
from tests.journeys.told import LANGUAGE
from tests.outbox.post_office import PostOffice, post_office
from tests.records.story import rewritable

from beforehand.decisions.choices import Role
from beforehand.decisions.models import Commitment, Decision, Seat
from beforehand.knowledge import load
from beforehand.pages.actions.responding import close, everybody_answers, open_round, share_everything
from beforehand.pages.actions.sample import bring_in_sample
from beforehand.people.actions import make_link
from beforehand.people.choices import LinkPurpose
from beforehand.perspectives.choices import Release, RoundKind

pytestmark = pytest.mark.django_db(transaction=True)
AFTER = date(2027, 11, 15)
"""After it came into use."""
REASON = "De keuze voor gedeelde werkplekken volgt in mei, en kan dan nog anders."
CONDITION = "Een reservepas op elke afdeling, voor de eerste avond."
REFUSED = "Liever eerst alleen met de afdeling."
AGREED = "Wie handschoenen draagt meldt zich aan zonder telefoon; dat is af als het 's nachts ook gaat."


@dataclass
class Gathering:
    """The people of the case, who read each other's picture by now."""

    decision: UUID
    open_page: Callable[..., Page]
    office: PostOffice
    settings: Any
    days: list[date]

    def seats(self, role: Role) -> list[Seat]:
        rows = Seat.objects.filter(decision=self.decision, roles__role=role).select_related("person", "side")
        return list(rows.order_by("person__name"))

    def named(self, name: str) -> Seat:
        return Seat.objects.select_related("person").get(decision=self.decision, person__name=name)

    def arrives(self, seat: Seat, where: str = "", **more: Any) -> Page:
        """Let somebody arrive by their personal link on a page, of the decision unless it is a whole address."""
        cache.clear()
        facilitates = seat in self.seats(Role.FACILITATOR)
        purpose = LinkPurpose.DEMO if facilitates else LinkPurpose.TAKE_PART
        page = self.open_page(locale=LANGUAGE, **more)
        opens(page, make_link(person=seat.person_id, purpose=purpose))
        page.goto(urljoin(f"/d/{self.decision}/", where))
        return page

    def letters_to(self, seat: Seat) -> list[EmailMessage]:
        """Return the letters to somebody that carry a time, the newest last."""
        self.posts()
        return [
            one for one in self.office.letters if one["To"] == seat.person.mail and times(one) is not None
        ]

    def posts(self) -> None:
        """Do what is queued; a demonstration would keep the letters, here they go to the post office."""
        self.settings.DEMO = False
        do_jobs()
        self.settings.DEMO = True

    @property
    def licence(self) -> Commitment:
        """The signature this story leads to."""
        return Commitment.objects.get(decision=self.decision, key="C1")

    @property
    def began(self) -> date:
        """The day the case begins on."""
        return min(self.days)

    def at(self, day: int, hour: str) -> str:
        """Return a moment as a form takes it."""
        return f"{self.began + timedelta(days=day)}T{hour}"

    def goes_on(self, *, to: date | None = None, days: int = 0) -> None:
        """Let time pass, to a number of days after it began or to a day; it never goes back."""
        now = max(self.days[-1], to or self.began + timedelta(days=days))
        Decision.objects.filter(pk=self.decision).update(today=now)
        self.days.append(now)


def times(letter: EmailMessage) -> Any:
    """Return the calendar part of a letter, or None."""
    parts = [part for part in letter.walk() if part.get_content_type() == "text/calendar"]
    return icalendar.Calendar.from_ical(parts[0].get_content()) if parts else None


def happening(letter: EmailMessage) -> tuple[str, int]:
    """Return what a letter asks of a calendar, and which time of the meeting it is."""
    calendar = times(letter)
    [event] = calendar.walk("VEVENT")
    return str(calendar["METHOD"]), int(event["SEQUENCE"])


@pytest.fixture
def gathering(open_page: Callable[..., Page], settings: Any) -> Iterator[Gathering]:
    settings.DEMO = True
    cache.clear()
    with post_office() as office:
        settings.SMTP = office.smtp
        decision = bring_in_sample(language=LANGUAGE)
        for row in Seat.objects.filter(decision=decision).select_related("person"):
            assert row.person.mail
        share_everything(decision)
        open_round(decision, RoundKind.RESPOND)
        everybody_answers(decision, RoundKind.RESPOND)
        close(decision)
        do_jobs()
        today = Decision.objects.get(pk=decision).today
        assert today is not None
        yield Gathering(decision, open_page, office, settings, [today])
    with rewritable(), connection.cursor() as cursor:
        for table in ("records_part", "records_entry"):
            cursor.execute(f"DELETE FROM {table}")
    cache.clear()


def test_from_the_next_three_to_the_record_and_back(gathering: Gathering) -> None:
    [leading] = gathering.seats(Role.FACILITATOR)
    desk = gathering.arrives(leading, "talks/", viewport=DESK)
    look(desk, "record-01-next")
    alone = takes_over_and_invites(gathering, desk, "section[aria-labelledby=next] .talk", day=2)
    together = takes_over_and_invites(gathering, desk, about_done(), day=4)
    refused = takes_over_and_invites(gathering, desk, "section[aria-labelledby=next] .talk", day=5)
    everybody_comes(gathering, desk, alone)
    is_moved(gathering, desk, together, day=9)
    is_refused(gathering, desk, refused)
    for talk, day in ((alone, 2), (together, 9)):
        gathering.goes_on(days=day)
        is_held(gathering, desk, talk)
        everybody_confirms(gathering, desk, talk)
    topics_are_closed(gathering, desk)
    sets_a_condition(gathering)
    gathering.goes_on(to=gathering.licence.day - timedelta(days=7))
    entry = is_decided_with_open_eyes(gathering)
    everybody_reads_the_record(gathering, entry)
    gathering.goes_on(to=AFTER)
    for n, seat in enumerate(gathering.seats(Role.PARTICIPANT)):
        looks_back(gathering, seat, n)
    what_was_judged_is_told(gathering, desk)


def presses(page: Page, button: Locator) -> None:
    """Press a button, and wait for the page that comes of it."""
    with page.expect_navigation(wait_until="load"):
        button.click()


def about_done() -> str:
    """Where the conversation stands in which sides say when they call it done; it is for later, and taken over now."""
    name = load().conversation_types["klaargesprek"].name.say(LANGUAGE)
    return f"section[aria-labelledby=rest] details:has(summary:text-matches('^{name}', 'i'))"


def takes_over_and_invites(gathering: Gathering, desk: Page, which: str, *, day: int) -> str:
    """Take a proposal over, give it a time and invite; return its address."""
    desk.goto(f"/d/{gathering.decision}/talks/?room=3")
    proposal = desk.locator(which).first
    if (
        proposal.locator("summary").first.is_visible()
        and proposal.evaluate("one => one.tagName") == "DETAILS"
    ):
        proposal.locator("summary").first.click()
    presses(desk, proposal.locator("button[value=take]"))
    desk.locator("[name=starts_at]").fill(gathering.at(day, "10:00"))
    desk.locator("[name=place]").fill("Kamer 2.14")
    presses(desk, desk.locator("form:has([name=do][value=time]) button"))
    presses(desk, desk.locator("button[name=do][value=invite]"))
    expect(desk.get_by_role("status")).to_be_visible()
    look(desk, f"record-02-invited-{day}")
    gathering.posts()
    return desk.url


def in_it(desk: Page, talk: str, gathering: Gathering) -> list[Seat]:
    """Return who was invited, as the page of who leads it has them."""
    desk.goto(talk)
    names = desk.locator("section[aria-labelledby=answers] li").evaluate_all(
        "all => all.map(one => one.firstChild.textContent.trim())"
    )
    return [gathering.named(name) for name in names]


def answers(gathering: Gathering, seat: Seat, talk: str, answer: str, note: str = "") -> None:
    """Say whether one comes, on a phone."""
    page = gathering.arrives(seat, talk, viewport=PHONE)
    page.locator(f"input[name=answer][value={answer}]").check(force=True)
    page.locator("[name=note]").fill(note)
    look(page, "record-03-answer")
    presses(page, page.locator("form:has([name=do][value=answer]) button"))
    expect(page.get_by_role("status")).to_be_visible()
    page.context.close()


def everybody_comes(gathering: Gathering, desk: Page, talk: str) -> None:
    """Everybody got one letter with the time in it, and says yes."""
    for seat in in_it(desk, talk, gathering):
        assert happening(gathering.letters_to(seat)[0])[0] == "REQUEST"
        answers(gathering, seat, talk, "yes")


def is_moved(gathering: Gathering, desk: Page, talk: str, *, day: int) -> None:
    """Somebody asks for another time; it is given one, and everybody is asked anew."""
    people = in_it(desk, talk, gathering)
    answers(gathering, people[0], talk, "other_time", "Donderdag kan ik niet.")
    desk.goto(talk)
    expect(desk.locator("section[aria-labelledby=answers]")).to_contain_text("Donderdag kan ik niet.")
    before = {seat.pk: happening(gathering.letters_to(seat)[-1]) for seat in people}
    desk.locator("summary", has_text=on_screen("Another time or place")).click()
    desk.locator("[name=starts_at]").fill(gathering.at(day, "14:00"))
    presses(desk, desk.locator("form:has([name=do][value=time]) button"))
    for seat in people:
        method, sequence = happening(gathering.letters_to(seat)[-1])
        assert (method, sequence > before[seat.pk][1]) == ("REQUEST", True)
        answers(gathering, seat, talk, "yes")


def is_refused(gathering: Gathering, desk: Page, talk: str) -> None:
    """Somebody will not come; it is not held, and each hears that without hearing why."""
    people = in_it(desk, talk, gathering)
    answers(gathering, people[0], talk, "no", "Nog niet.")
    desk.goto(talk)
    desk.locator("summary", has_text=on_screen("Do not hold it")).click()
    desk.locator("form:has([name=do][value=drop]) [name=why]").fill(REFUSED)
    presses(desk, desk.locator("form:has([name=do][value=drop]) button"))
    for seat in people:
        letter = gathering.letters_to(seat)[-1]
        assert happening(letter)[0] == "CANCEL"
        assert REFUSED not in letter.as_string()
    desk.goto(f"/d/{gathering.decision}/talks/")
    expect(desk.locator("section[aria-labelledby=dropped]")).to_contain_text(REFUSED)
    look(desk, "record-04-refused")


def is_held(gathering: Gathering, desk: Page, talk: str) -> None:
    """It takes place, and what came of each item is written down."""
    desk.goto(talk)
    desk.locator("summary", has_text=on_screen("It was held")).click()
    for box in desk.locator("[name=there]").all():
        box.check()
    presses(desk, desk.locator("form:has([name=do][value=held]) button"))
    for n in range(desk.locator("article.item").count()):
        item = desk.locator("article.item").nth(n)
        item.locator("details.write summary").click()
        item.locator("[name=kind][value=shared_text]").check(force=True)
        item.locator("[name=text]").fill(AGREED)
        item.locator("[name=changed]").fill("De keuze voor gedeelde werkplekken komt eerst.")
        presses(desk, item.locator("form:has([name=do][value=outcome]) button").last)
        expect(desk.get_by_role("status")).to_be_visible()
    look(desk, "record-05-held")
    gathering.posts()


def everybody_confirms(gathering: Gathering, desk: Page, talk: str) -> None:
    """Everybody who was there says that this is what was said."""
    for seat in in_it(desk, talk, gathering):
        page = gathering.arrives(seat, talk, viewport=PHONE)
        while (yes := page.locator("button[name=agrees][value=yes]")).count():
            presses(page, yes.first)
        look(page, "record-06-confirmed")
        page.context.close()
    gathering.posts()


def topics_are_closed(gathering: Gathering, desk: Page) -> None:
    """What each side concerned stands behind in the same words is closed; what others are concerned in is not."""
    desk.goto(f"/d/{gathering.decision}/topics/over-time/")
    look(desk, "record-07-over-time")
    assert desk.locator("section[aria-labelledby=moved] article", has_text=on_screen("Closed")).count()
    desk.goto(f"/d/{gathering.decision}/talks/")
    look(desk, "record-08-next")
    assert desk.locator("section[aria-labelledby=held] li.going").count() == 2


def sets_a_condition(gathering: Gathering) -> None:
    """Somebody who takes part says what has to be in place first, for all to read."""
    seat = next(one for one in gathering.seats(Role.PARTICIPANT) if one.side and one.side.kind == "business")
    page = gathering.arrives(seat, f"gate/{gathering.licence.pk}/", viewport=PHONE)
    form = page.locator("form:has([name=release])")
    page.locator("details:has([name=release]) > summary").click()
    form.locator("[name=text]").fill(CONDITION)
    form.locator(f"[name=release][value='{int(Release.ALL_WITHOUT_NAME)}']").check(force=True)
    presses(page, form.locator("button"))
    expect(page.locator("main")).to_contain_text(CONDITION)
    look(page, "record-09-condition")
    page.context.close()


def is_decided_with_open_eyes(gathering: Gathering) -> str:
    """Who decides sees what is open, writes down why one of it may stay so, and decides; return the record's address."""
    [decider] = [s for s in gathering.seats(Role.DECIDER) if s.pk == gathering.licence.decider_id]
    page = gathering.arrives(decider, f"gate/{gathering.licence.pk}/", viewport=DESK)
    look(page, "record-10-gate")
    assert violations(page) == []
    expect(page.locator("main")).to_contain_text(CONDITION)
    page.locator("#decide > summary").click()
    form = page.locator("#decide form")
    ways = form.locator("input[name=option]")
    if ways.count():
        ways.first.check()
    form.locator("[name=why]").fill("De korting is het laatste half jaar niet herhaald.")
    form.locator("[name=topic_1]").select_option(index=1)
    form.locator("[name=reason_1]").fill(REASON)
    presses(page, form.locator("button").last)
    assert "/gate/" in page.url, "without a day on which it is looked at again nothing is decided"
    look(page, "record-11-refused")
    form = page.locator("#decide form")
    assert form.locator("[name=reason_1]").input_value() == REASON
    form.locator("[name=again_1]").fill(AFTER.isoformat())
    form.locator("[name^=bind_]").first.check()
    presses(page, form.locator("button").last)
    look(page, "record-12-record")
    assert "/record/" in page.url, page.locator(".error").all_inner_texts()
    assert violations(page) == []
    entry = page.url
    page.context.close()
    return entry


def everybody_reads_the_record(gathering: Gathering, entry: str) -> None:
    """Who takes part reads it too and takes it along; it verifies away from here, against the head on the page."""
    page = gathering.arrives(gathering.seats(Role.PARTICIPANT)[-1], entry, viewport=PHONE)
    expect(page.locator("main")).to_contain_text(REASON)
    expect(page.locator("main")).to_contain_text(CONDITION)
    look(page, "record-13-record-phone")
    for form, begins in ((".pdf", b"%PDF-"), (".docx", b"PK"), (".md", b"---"), (".json", b"{")):
        link = page.locator(f"a[href$='record{form}']")
        reply = page.request.get(str(link.get_attribute("href")))
        assert reply.body().startswith(begins), form
    [head] = set(re.findall(r"\b\d+:[0-9a-f]{64}\b", page.locator("main").text_content() or ""))
    assert verifies(reply.body(), head)
    assert not verifies(reply.body().replace(REASON.encode(), REASON.upper().encode()), head)
    page.context.close()


def verifies(record: bytes, head: str) -> bool:
    """Tell what the command says of a record that was taken along, in a folder with nothing else."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "record.json"
        file.write_bytes(record)
        ran = subprocess.run(
            [BEFOREHAND, "verify", file.name, "--head", head], cwd=folder, capture_output=True, check=False
        )
    assert ran.returncode in (0, 1), ran.stderr
    return ran.returncode == 0


def looks_back(gathering: Gathering, seat: Seat, n: int) -> None:
    """After it came into use everybody judges for the own side."""
    page = gathering.arrives(seat, viewport=PHONE)
    page.locator("a[href*='/look-back/']").first.click()
    arrived(page)
    if page.locator("[name=done]").count() == 0:
        page.locator("main a[href*='/look-back/']").last.click()
        arrived(page)
    page.locator(f"[name=done][value={('yes', 'partly', 'no')[n % 3]}]").check(force=True)
    page.locator("[name=bit]").first.check()
    look(page, "record-14-look-back")
    presses(page, page.locator("button[name=do][value=judge]"))
    page.context.close()


def what_was_judged_is_told(gathering: Gathering, desk: Page) -> None:
    """It is closed; what enough people judged is counted, and over decisions too little is said to be too little."""
    desk.goto(f"/d/{gathering.decision}/look-back/")
    desk.locator("main a[href*='/look-back/']").last.click()
    arrived(desk)
    assert desk.locator("table").count() == 0
    desk.locator("details.close summary").click()
    presses(desk, desk.locator("button[name=do][value=close]"))
    look(desk, "record-15-closed")
    assert desk.locator("table").count()
    assert violations(desk) == []
    desk.goto("/over-decisions/")
    look(desk, "record-16-over")
