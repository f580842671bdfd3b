"""A decider gives a sentence, a date and the people; thirteen answer from their phones or are called; the facilitator
opens a page that says whom to talk to next; and what somebody kept to themself is nowhere else.
"""

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.core import mail
from playwright.sync_api import Page, expect
from tests.journeys.conftest import DESK
from tests.journeys.story import Story, arrived, do_jobs, fill, follow, look, on_screen, press, unfold
from tests.journeys.told import LANGUAGE, Teller, told
from tests.outbox.post_office import post_office

from beforehand.knowledge import load
from beforehand.people.actions import begin_organisation
from beforehand.perspectives.queries.asked import fields, steps

pytestmark = pytest.mark.django_db(transaction=True)

OWNER, OWNER_MAIL, PASSWORD = "Willemijn Aalders", "willemijn@oeverland.example", "drie-kopjes-koffie-om-tien"
FACILITATOR, FACILITATOR_MAIL = "Noor Bergsma", "noor@oeverland.example"


@pytest.fixture
def story(open_page: Callable[..., Page], settings: Any) -> Iterator[Story]:
    with post_office() as office:
        settings.SMTP = office.smtp
        yield Story(told(), open_page, office)


def test_from_a_sentence_to_whom_to_talk_to_next(story: Story) -> None:
    an_owner_frames_it(story)
    a_facilitator_accepts(story)
    the_decider_answers_first_and_signs(story)
    tellers = story.told.people
    for n, (teller, (how, level)) in enumerate(zip(tellers, WAYS, strict=True)):
        how(story, Answering(teller, level, f"{20 + n}"))
    called = [t for t, (how, _) in zip(tellers, WAYS, strict=True) if how is asks_to_be_called]
    the_facilitator_types_for_who_is_called(story, called)
    for teller in called:
        confirms_each_sentence(story, teller)
    do_jobs()
    the_facilitator_reads_whom_to_talk_to_next(story)
    the_decider_reads_three_lines(story)
    somebody_puts_a_sentence_in_other_words(story, tellers[0])
    what_was_kept_to_oneself_is_nowhere_else(story)


def an_owner_frames_it(story: Story) -> None:
    """Sentence, day, decider, people as lines; then sides, the two nearest moments and who facilitates."""
    begin_organisation(
        organisation=story.told.organisation, name=OWNER, mail=OWNER_MAIL, country="NL", language=LANGUAGE,
        password=PASSWORD,
    )  # fmt: skip
    page = story.open_page(viewport=DESK, locale=LANGUAGE)
    page.goto("/account/sign-in/")
    page.locator("input[name=login]").fill(OWNER_MAIL)
    page.locator("input[name=password]").fill(PASSWORD)
    press(page, "Sign in")
    page.wait_for_url(re.compile(r":\d+/$"))
    page.goto("/admin-room/")
    fill(page, "Name", FACILITATOR)
    page.locator("form", has=page.get_by_role("button", name=on_screen("Open it and send a mail"))).locator(
        "input[name=mail]"
    ).fill(FACILITATOR_MAIL)
    press(page, "Open it and send a mail")
    page.goto("/")
    follow(page, "Frame a new decision")
    decider = story.told.decider
    fill(page, "What is to be decided?", story.told.sentence)
    fill(page, "By when?", story.told.day.isoformat())
    page.get_by_text(on_screen("Somebody else does"), exact=True).click()
    unfold(page, "If somebody else decides: who?")
    fill(page, "Who decides?", decider.name)
    fill(page, "Mail address of who decides", decider.mail)
    unfold(page, "People, if you know them already")
    fill(page, "Whom does it touch?", "\n".join(teller.line for teller in story.told.people))
    look(page, "01-new")
    press(page, "Begin")
    page.wait_for_url("**/frame/")
    story.decision = page.url.removesuffix("frame/")
    look(page, "02-frame-begun")
    for name, kind in story.told.sides.items():
        page.goto(f"{story.decision}frame/sides/")
        page.get_by_role("link", name=name, exact=True).click()
        page.locator(f"input[name=kind][value={kind}]").check()
        press(page, "Keep")
    for moment in story.told.moments:
        page.goto(f"{story.decision}frame/moments/new/")
        fill(page, "What happens at this moment?", moment.title)
        fill(page, "When?", moment.day.isoformat())
        page.locator(f"input[name=door][value={moment.door}]").check()
        unfold(page, "What it costs and who decides")
        page.get_by_label(on_screen("Who decides at this moment?")).select_option(label=moment.decider)
        page.get_by_label(on_screen("What kind of moment is it?")).select_option(moment.type)
        fill(page, "Cost of taking it back, in euro", moment.cost)
        fill(page, "Weeks it takes to take it back", moment.weeks)
        unfold(page, "How hard it is already")
        for mark in moment.marks:
            page.locator(f"input[name=marks][value={mark}]").check()
        look(page, "03-moment")
        press(page, "Keep")
        page.wait_for_url("**/moments/")
    page.goto(f"{story.decision}frame/people/")
    form = page.locator("section[aria-labelledby=add]")
    fill(form, "Name", FACILITATOR)
    fill(form, "Mail address", FACILITATOR_MAIL)
    press(form, "Add")
    look(page, "04-people")
    follow(page.get_by_role("row", name=FACILITATOR), "Change role")
    page.locator("input[name=roles][value=participant]").uncheck()
    page.locator("input[name=roles][value=facilitator]").check()
    look(page, "05-roles")
    press(page, "Keep")
    page.goto(f"{story.decision}frame/")
    look(page, "06-frame")
    said = on_screen("%(n)s person takes part.", plural="%(n)s people take part.", n=len(story.told.people))
    expect(page.get_by_text(said)).to_be_visible()
    story.at_the_desk["owner"] = page


def a_facilitator_accepts(story: Story) -> None:
    """By the own account: who only has a link cannot read what is meant for a facilitator."""
    assert "/account/" in story.letter_to(FACILITATOR_MAIL)
    page = story.open_page(viewport=DESK, locale=LANGUAGE)
    page.goto("/account/sign-in/code/")
    page.locator("input[name=email]").fill(FACILITATOR_MAIL)
    press(page, "Send the code")
    code = re.search(r"^[A-Z0-9-]{6,9}$", str(mail.outbox[-1].body), re.MULTILINE)
    assert code is not None
    page.get_by_label(on_screen("Code")).fill(code[0])
    press(page, "Go on")
    page.wait_for_url(re.compile(r":\d+/$"))
    look(page, "07-facilitator-home")
    follow(page, "You are asked to facilitate this")
    look(page, "08-facilitate")
    page.get_by_label(on_screen("I am nobody's line manager among the people in this decision.")).check()
    press(page, "Yes, I facilitate")
    follow(page, "Go to the decision")
    look(page, "09-facilitator-first")
    story.at_the_desk["facilitator"] = page


def the_decider_answers_first_and_signs(story: Story) -> None:
    """Three questions and the promise, on the phone; then what can still change, and people are invited."""
    decider = story.told.decider
    owner = story.at_the_desk["owner"]
    owner.goto(f"{story.decision}first/")
    owner.get_by_role("button", name=decider.name).click()
    page = story.opens_mail(decider.mail)
    page.get_by_role("link", name=story.told.sentence).click()
    look(page, "11-decider-first-screen")
    follow(page, "Answer and sign the promise")
    for n, field in enumerate(("question", "would_trade", "needs"), 1):
        page.locator(f"textarea[name=q{n}]").fill(decider.first(field))
    press(page, "Keep")
    look(page, "12-first")
    press(page, "I sign this promise")
    follow(page, "On to inviting")
    look(page, "13-invite")
    expect(page.get_by_role("button", name=on_screen("Send the invitation"))).to_have_count(0)
    for moment, option in zip(story.told.moments, story.told.overlooked, strict=False):
        about = page.get_by_role("group", name=moment.title)
        about.locator("textarea").fill(f"Of het ook kan met: {option}.")
    press(page.locator("#moments"), "Keep")
    expect(page.locator("#moments").get_by_role("status")).to_have_text(on_screen("Kept."))
    look(page, "14-invite-ready")
    press(page, "Send the invitation")
    n = len(story.told.people)
    said = on_screen("{n} person is invited.", n=n, plural="{n} people are invited.").format(n=n)
    expect(page.get_by_role("status")).to_contain_text(said)
    do_jobs()
    for teller in story.told.people:
        assert story.told.sentence in story.letter_to(teller.mail), teller.name
    page.close()


@dataclass
class Answering:
    """Somebody who answers: what they say, who may read it, and the name of their pictures."""

    teller: Teller
    level: int
    picture: str


def answers_on_four_pages(story: Story, one: Answering) -> None:
    """The whole form, with what they would say and tap."""
    page = story.opens_mail(one.teller.mail, "now")
    look(page, f"{one.picture}-start")
    press(page, NOW)
    for step in (1, 2, 3, 4):
        page.wait_for_url(f"**/now/{step}/")
        writes(page, one)
        taps(story, page, one.teller)
        look(page, f"{one.picture}-now-{step}")
        press(page, "Go on")
    page.wait_for_url("**/reading/**")
    if one.level == WITH_ONE_KEPT:
        keeps_one_sentence(page)
    chooses_and_sends(page, one)


def answers_in_short(story: Story, one: Answering) -> None:
    """Three questions."""
    page = story.opens_mail(one.teller.mail, "short")
    press(page, SHORT)
    writes(page, one)
    look(page, f"{one.picture}-short")
    press(page, "Go on")
    chooses_and_sends(page, one)


def answers_without_scripts(story: Story, one: Answering) -> None:
    """The same on a phone that runs no scripts."""
    page = story.opens_mail(one.teller.mail, "now", java_script_enabled=False)
    press(page, NOW)
    for _step in (1, 2, 3, 4):
        writes(page, one)
        taps(story, page, one.teller)
        press(page, "Go on")
    chooses_and_sends(page, one)


def answers_by_keyboard_alone(story: Story, one: Answering) -> None:
    """No finger, no mouse."""
    page = story.opens_mail(one.teller.mail, "short")
    tab_to(page, "button[value=short]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/short/1/")
    for field in SHORT_FIELDS:
        if field in one.teller.sentences:
            tab_to(page, f"#{field}-1")
            page.keyboard.type(one.teller.first(field))
    tab_to(page, "button[value=next]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/reading/**")
    tab_to(page, "input[name=release]")
    for _ in range(5):
        if page.locator("input[name=release]:checked").input_value() == str(one.level):
            break
        page.keyboard.press("ArrowDown")
    tab_to(page, "button[value=send]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/card/**")
    page.context.close()


def asks_to_be_called(story: Story, one: Answering) -> None:
    """Rather told than typed."""
    page = story.opens_mail(one.teller.mail, "call")
    look(page, f"{one.picture}-start-call")
    press(page, CALL)
    fill(page, "On which number?", "06 1234 5678")
    fill(page, "When does it suit you?", "Donderdag na mijn dienst")
    press(page, "Call me")
    expect(page.get_by_role("status")).to_contain_text("06 1234 5678")
    look(page, f"{one.picture}-call")
    page.context.close()


def writes(page: Page, one: Answering) -> None:
    """Write in every box of this page what they have to say."""
    arrived(page)
    for box in page.locator("textarea").all():
        field = (box.get_attribute("id") or "").partition("-")[0]
        texts = one.teller.sentences.get(field, ())
        if field == "question" and one.level == 0:
            texts = (f"{texts[0]} {ALL_KEPT}",)
        if field == "risks" and one.level == WITH_ONE_KEPT:
            texts = (f"{texts[0]} {ONE_KEPT}",)
        if texts:
            box.fill(texts[0])
        if field == "assumptions" and texts:
            sure = min((5, 3, 1), key=lambda v: abs(v - one.teller.sure[0]))
            tap(page, "assumptions.1.certainty", str(sure))


def taps(story: Story, page: Page, teller: Teller) -> None:
    """Tap, on every line of this page, what lies nearest to what they would say."""
    for name, (codes, line) in lines_to_tap(page).items():
        field = name.partition(".")[0]
        meant = teller.taps.get("reversible" if field == "reversible_by_commitment" else field)
        if field == "contact_sides":
            tap(page, name, "self" if line in teller.spoke_with else "not")
        elif meant is not None:
            tap(page, name, min((c for c in codes if c.isdigit()), key=lambda c: abs(int(c) - meant)))
    if page.locator("#thinks_decides-1").count():
        page.locator("#thinks_decides-1").select_option(label=story.told.decider.name)


def lines_to_tap(page: Page) -> dict[str, tuple[list[str], str]]:
    """Return the lines of a page on which something is tapped: their codes, and what each line is about."""
    found: dict[str, tuple[list[str], str]] = {}
    boxes = page.locator("fieldset.ask input[type=radio]").evaluate_all(
        "all => all.map(one => [one.name, one.value, one.closest('[role=group]')?.ariaLabel ?? ''])"
    )
    for name, code, line in boxes:
        if not name.endswith("certainty"):
            found.setdefault(name, ([], line))[0].append(code)
    return found


def tap(page: Page, name: str, value: str) -> None:
    page.locator("label.option", has=page.locator(f'input[name="{name}"][value="{value}"]')).click()


def tab_to(page: Page, wanted: str) -> None:
    """Press Tab until it is reached."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", wanted):
            return
    raise AssertionError(f"{wanted} is not reached by keyboard")


def keeps_one_sentence(page: Page) -> None:
    """Keep what does not sit right to oneself, by the switch of that one sentence."""
    unfold(page, "Choose differently for one sentence")
    page.get_by_label(re.compile(ONE_KEPT)).select_option("0")


def chooses_and_sends(page: Page, one: Answering) -> None:
    """The one choice at the end, and Send."""
    page.wait_for_url("**/reading/**")
    page.locator("label.option", has=page.locator(f'input[name=release][value="{one.level}"]')).click()
    look(page, f"{one.picture}-reading")
    press(page, "Send")
    expect(page.get_by_role("status")).to_contain_text(
        on_screen("Sent. Thank you. You will see here what was done with it.")
    )
    look(page, f"{one.picture}-card")
    page.context.close()


def the_facilitator_types_for_who_is_called(story: Story, called: list[Teller]) -> None:
    """In their own words; nobody sees it, the facilitator's own pages included."""
    page = story.at_the_desk["facilitator"]
    page.goto(story.decision)
    look(page, "40-facilitator-calls")
    for teller in called:
        page.goto(story.decision)
        follow(page, "To the calls")
        look(page, "41-calls")
        page.get_by_role("article").filter(has_text=teller.name).get_by_role(
            "link", name=on_screen("Type along")
        ).click()
        writes(page, Answering(teller, 1, ""))
        look(page, "42-typing")
        press(page, "Save")
        expect(page.get_by_role("status").first).to_have_text(
            on_screen(
                "Saved. Ask %(who)s to open the own link and say yes to each sentence.", who=teller.name
            )
        )
        press(page, "Write down that you spoke")
        page.goto(f"{story.decision}said/")
        expect(page.get_by_text(teller.first("question"))).to_have_count(0)


def confirms_each_sentence(story: Story, teller: Teller) -> None:
    """One is put in other words, one is thrown away, to the rest they say yes."""
    page = story.opens_mail(teller.mail)
    look(page, "43-waiting-first")
    page.goto(f"{story.decision}card/")
    look(page, "44-waiting-card")
    waiting = page.locator(".waiting[role=group]")
    n = waiting.count()
    assert n == len([f for f in FIELDS if f in teller.sentences])
    press(waiting.first, "Throw it away")
    for _ in range(n - 1):
        waiting.first.locator("select").select_option("2")
        press(waiting.first, "Yes, this is what I said")
    expect(waiting).to_have_count(0)
    look(page, "45-confirmed-card")
    page.context.close()
    desk = story.at_the_desk["facilitator"]
    desk.goto(f"{story.decision}said/")
    expect(desk.get_by_text(teller.first("question"))).to_be_visible()


def the_facilitator_reads_whom_to_talk_to_next(story: Story) -> None:
    """At least one conversation with a name, and topics that say what they rest on."""
    page = story.at_the_desk["facilitator"]
    page.goto(story.decision)
    look(page, "50-facilitator")
    expect(page.locator("section[aria-labelledby=calls]")).to_have_count(0)
    names = [teller.name for teller in story.told.people]
    talks = page.locator("section[aria-labelledby=next] > article.talk")
    assert 1 <= talks.count() <= 3
    assert any(name in heading for heading in talks.locator("h3").all_inner_texts() for name in names)
    page.goto(f"{story.decision}topics/")
    topics = page.locator("details.topic")
    assert topics.count() >= 3
    for topic in topics.all():
        assert topic.locator("h4 + ul > li, blockquote").count() >= 1, topic.inner_text()
        assert topic.locator("dt").filter(has_text=on_screen("How sure we are of the rule")).count() == 1
    topics.first.locator("summary").first.click()
    look(page, "51-topics")


def the_decider_reads_three_lines(story: Story) -> None:
    """What hardens next, how long that is, whom to hear first."""
    page = story.opens_mail(story.told.decider.mail)
    page.goto(story.decision)
    look(page, "52-decider")
    lines = page.locator("dl.three-lines")
    expect(lines.locator("dt")).to_have_text(
        [on_screen(w) for w in ("Hardens next", "Time left", "Hear first")]
    )
    expect(lines).to_contain_text(story.told.moments[0].title)
    page.context.close()


def somebody_puts_a_sentence_in_other_words(story: Story, teller: Teller) -> None:
    """On the own card; the facilitator reads the new words and no longer the old ones."""
    page = story.opens_mail(teller.mail)
    page.goto(story.decision)
    look(page, "53-participant")
    follow(page, "See your card")
    old, new = teller.first("done"), "Als niemand op de afdeling er nog over hoeft te bellen."
    follow(page.locator("blockquote", has_text=old), "Change")
    look(page, "54-statement")
    page.locator("textarea[name=text]").fill(new)
    press(page.locator("form", has=page.locator("textarea[name=text]")), "Save")
    expect(page.get_by_role("status")).to_contain_text(on_screen("Your new words are kept."))
    page.context.close()
    desk = story.at_the_desk["facilitator"]
    desk.goto(f"{story.decision}said/")
    expect(desk.get_by_text(new)).to_be_visible()
    expect(desk.get_by_text(old)).to_have_count(0)
    look(desk, "55-said")


def what_was_kept_to_oneself_is_nowhere_else(story: Story) -> None:
    """Every page somebody can walk to, for everybody, and every mail; only the own card holds it."""
    do_jobs()
    seen = {name: walk(page, story.decision) for name, page in story.at_the_desk.items()}
    for teller in story.told.people:
        page = story.opens_mail(teller.mail)
        seen[teller.name] = walk(page, story.decision)
        page.context.close()
    for word in (ALL_KEPT, ONE_KEPT):
        holders = {name for name, pages in seen.items() for text in pages.values() if word in text}
        assert len(holders) == 1, (word, holders)
        assert not any(word.encode() in raw for raw in story.office.raw)
    assert all(len(pages) >= 6 for pages in seen.values()), {name: len(pages) for name, pages in seen.items()}


def walk(page: Page, begin: str) -> dict[str, str]:
    """Return every page of this decision that links lead to, by address."""
    found: dict[str, str] = {}
    ahead = [begin, f"{begin}answer/"]
    while ahead:
        address = ahead.pop().partition("#")[0]
        if address in found or not address.startswith(begin) or "/papers/" in address:
            continue
        answer = page.context.request.get(address)
        found[address] = html.unescape(answer.text())
        origin = "/".join(begin.split("/")[:3])
        ahead += [origin + link for link in re.findall(r'href="(/d/[^"]+)"', found[address])]
    return found


ALL_KEPT, ONE_KEPT = "kwartelnest", "zilverreiger"
WITH_ONE_KEPT = 4
NOW, SHORT, CALL = (way.name.say(LANGUAGE) for way in load().form.ways_in if way.id != "later")
SHORT_FIELDS = tuple(field.field for field in steps("short")[0])
FIELDS = tuple(name for name, field in fields().items() if field.is_sentence)
WAYS: tuple[tuple[Callable[[Story, Answering], None], int], ...] = (
    (answers_on_four_pages, 2),
    (answers_in_short, 1),
    (answers_without_scripts, 2),
    (answers_in_short, 3),
    (answers_by_keyboard_alone, 3),
    (answers_in_short, 1),
    (asks_to_be_called, 2),
    (answers_in_short, 0),
    (asks_to_be_called, 2),
    (answers_on_four_pages, 2),
    (answers_on_four_pages, WITH_ONE_KEPT),
    (answers_in_short, 1),
    (answers_on_four_pages, 2),
)
