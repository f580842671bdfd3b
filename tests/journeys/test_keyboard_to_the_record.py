"""From the next three conversations to looking back, with the keyboard alone; a refused form begins at its message."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from playwright.sync_api import Page
from tests.conversations.story import DONE, own, own_invited
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.keyboard import Hands, Stop
from tests.oeverland import Oeverland
from tests.records.gated import NOW, before, decides
from tests.records.story import of, rewritable

from beforehand.conversations.actions import Item, hold_talk, record_outcome, set_agenda
from beforehand.conversations.models import AgendaItem, Confirmation, Outcome
from beforehand.decisions.models import Decision
from beforehand.records.actions.looking_back import close_look_back, look_back
from beforehand.records.models import Decided, LookBack
from beforehand.topics.models import Constraint
from beforehand.vault.processes.closer import closer
from beforehand.vault.processes.recorder import recorder
from beforehand.vault.processes.reviewer import reviewer

pytestmark = pytest.mark.django_db(transaction=True)
AGREED = "Who wears gloves signs in without a telephone."
CONDITION = "A spare card on every ward."
REASON = "The rota for the nights is made in May."
AFTER = date(2027, 11, 15)
PLACE = """() => [...document.querySelectorAll('section[aria-labelledby=next] .talk')]
  .findIndex(one => one.innerText.startsWith('Which-question'))"""  # two come next, in an order of their own


@pytest.fixture(autouse=True)
def unwritten(transactional_db: None) -> Iterator[None]:
    """Let what was written down go afterwards; a record does not by itself."""
    yield
    with rewritable(), connection.cursor() as cursor:
        for table in ("records_part", "records_entry"):
            cursor.execute(f"DELETE FROM {table}")


@pytest.fixture
def hands(home: Oeverland, arrive: Callable[..., Page], viewport: Any) -> Callable[..., Hands]:
    """Give somebody a keyboard, on a page of the decision."""

    def at(name: str, where: str = "") -> Hands:
        keys = Hands(arrive(home, name, viewport=viewport, locale="en-US"))
        keys.page.goto(f"/d/{home.decision.pk}/{where}")
        return keys

    return at


def plans_and_invites(keys: Hands) -> None:
    """Lotte goes from the decision to the conversations, takes one over, gives it a time and invites."""
    keys.press("Conversations")
    keys.press("six")
    keys.unfold("Leave out")
    keys.is_refused("Leave it out")
    keys.press("six")
    for _ in range(keys.page.evaluate(PLACE)):
        keys.to("Take over")
    keys.press("Take over")
    keys.is_refused("Keep this time")
    keys.say_when("Day and time", "03292027", "0200PM")
    keys.write("Where", "Room 4")
    keys.press("Keep this time")
    keys.press("Invite them")


def says_who_is_away(keys: Hands) -> None:
    keys.press("The next conversations")
    keys.press("What the plan goes around")
    keys.unfold("Say who is away")
    keys.is_refused("Keep this")
    keys.choose("Who", "Tom")
    keys.write("The first day", "03222027")
    keys.write("The last day", "03262027")
    keys.press("Keep this")
    keys.press("The next conversations")


def answers(keys: Hands) -> None:
    """Femke is asked whether she can come."""
    keys.press("Conversations")
    keys.press("Can you come?")
    keys.is_refused("Send")
    keys.tick("yes")
    keys.write("A line with it", "I bring Youssef.")
    keys.press("Send")


def writes_down_what_came_of_it(keys: Hands) -> None:
    keys.press("Which-question talk")
    keys.unfold("It was held")
    keys.press("Write down that it was held")
    keys.unfold("Write down what came of it")
    keys.is_refused("Write it down")
    keys.tick("a text we share")
    keys.write("The text", AGREED)
    keys.press("Write it down")


def confirms(keys: Hands) -> None:
    keys.press("Your conversations")
    keys.press("Is this what was said?")
    keys.press("Yes, this is what we said")


def sets_a_condition(keys: Hands) -> None:
    keys.page.goto(keys.page.url.partition("talks")[0])
    keys.press("Before it hardens")
    keys.press("Sign the licences")
    keys.unfold("Say what has to be in place")
    keys.is_refused("Keep this condition")
    keys.write("What has to be in place?", CONDITION)
    keys.to("1", "radio")
    keys.page.keyboard.press("ArrowDown")
    keys.press("Keep this condition")


def decides_knowingly(keys: Hands) -> None:
    """Karin decides, with what stays open written down, and reads the record."""
    keys.press("Before it hardens")
    keys.press("Sign the licences")
    keys.press("To what you can do now")
    keys.unfold("Decide")
    keys.is_refused("Decide, and write it down")
    keys.tick("A card on every ward")
    keys.write("Why this way", "The insurer asks for it.")
    keys.field("This stays open")
    keys.page.keyboard.press("ArrowDown")
    keys.write("Because", REASON)
    keys.write("We look again on", f"{AFTER:%m%d%Y}")
    keys.tick("The decision is bound to this")
    keys.press("Decide, and write it down")


def goes_by(home: Oeverland, *everybody: Hands) -> None:
    """Months later they open the decision again."""
    Decision.objects.filter(pk=home.decision.pk).update(today=AFTER)
    for keys in everybody:
        keys.page.goto(f"/d/{home.decision.pk}/")


def looks_back(keys: Hands) -> None:
    keys.press("Looking back")
    keys.press("Sign the licences")
    keys.is_refused("Keep this")
    keys.to("Yes", "radio")
    keys.page.keyboard.press("Space")
    keys.press("Keep this")


def closes_it(keys: Hands) -> None:
    keys.press("Looking back")
    keys.press("Sign the licences")
    keys.unfold("Close this look back")
    keys.press("Close it")
    keys.press("Which kinds of open topics mattered")


@pytest.mark.parametrize("viewport", [DESK], ids=["desk"])
def test_from_a_conversation_to_looking_back_without_a_mouse(
    home: Oeverland, hands: Callable[..., Hands]
) -> None:
    before(home)
    lotte, femke, karin = hands("lotte"), hands("femke"), hands("karin")
    plans_and_invites(lotte)
    says_who_is_away(lotte)
    answers(femke)
    writes_down_what_came_of_it(lotte)
    confirms(femke)
    sets_a_condition(femke)
    decides_knowingly(karin)
    goes_by(home, femke, lotte)
    looks_back(femke)
    closes_it(lotte)
    assert Constraint.objects.scoped(closer(home.decision.pk)).count() == 1
    outcome = Outcome.objects.scoped(closer(home.decision.pk)).get()
    assert Confirmation.objects.scoped(closer(home.decision.pk)).get().outcome_id == outcome.pk
    assert Decided.objects.scoped(recorder(home.decision.pk)).get().what == "decided"
    assert LookBack.objects.scoped(reviewer(home.decision.pk)).get().closed_at is not None
    assert [*lotte.wrong, *femke.wrong, *karin.wrong] == []


def filled(home: Oeverland) -> dict[str, Any]:
    """Every kind of page has something on it: talks held, coming and written ahead of, a decision, days to look back."""
    before(home)
    lotte, femke = of(home, "lotte"), of(home, "femke")
    done = own_invited(home, "femke", "ingrid", kind=DONE)
    item = set_one_item(home, done)
    hold_talk(actor=lotte, conversation=done, there=frozenset({home.seats["femke"].pk}), now=NOW)
    record_outcome(actor=lotte, item=item, kind="shared_text", over=None, text=AGREED, now=NOW)
    meaning = own_invited(home, "femke", "ingrid", "tom", kind="betekenisgesprek")
    ahead = own_invited(home, "femke", "bas", "tom", kind="premortem")
    planned = own(home, "youssef", "bas", kind="aannamegesprek")
    made = decides(home)
    today = home.decision.today
    assert today is not None
    days = [
        LookBack(decision=home.decision, commitment=home.commitments["licence"], decided_id=made, day=day)
        for day in (today, today - timedelta(days=1))
    ]
    for day in days:
        day.save(force_insert=True)
    look_back(actor=femke, day=days[0].pk, done="partly", now=NOW)
    close_look_back(actor=lotte, day=days[0].pk, now=NOW)
    return {
        "done": done, "meaning": meaning, "ahead": ahead, "planned": planned, "closed": days[0].pk, "due": days[1].pk,
        "letter": home.commitments["letter"].pk,
    }  # fmt: skip


def set_one_item(home: Oeverland, talk: UUID) -> UUID:
    set_agenda(actor=of(home, "lotte"), conversation=talk, items=[Item(text="What we call done", minutes=30)])
    rows = AgendaItem.objects.scoped(closer(home.decision.pk)).filter(conversation_id=talk)
    found: UUID = rows.values_list("pk", flat=True).get()
    return found


PAGES = {
    "lotte": (
        "talks/", "talks/add/", "talks/{done}/", "talks/{meaning}/", "talks/{meaning}/?screen=1", "talks/{planned}/",
        "talks/{planned}/free/", "constraints/", "gate/", "gate/{letter}/", "look-back/{closed}/",
    ),
    "femke": (
        "talks/", "talks/{done}/", "talks/{meaning}/", "talks/{ahead}/", "my-time/", "calendar/", "gate/{letter}/",
        "record/", "record/1/", "look-back/", "look-back/{due}/", "rights/",
    ),
    "karin": ("gate/", "gate/{letter}/", "/over-decisions/"),
}  # fmt: skip
UNFOLD = "() => document.querySelectorAll('main details').forEach(one => { one.open = true })"

WIDER = "() => document.documentElement.scrollWidth > innerWidth"


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_every_page_is_walked_there_and_back(home: Oeverland, hands: Callable[..., Hands]) -> None:
    parts = filled(home)
    wrong: list[str] = []
    for name, addresses in PAGES.items():
        keys = hands(name)
        for address in addresses:
            there = f"/d/{home.decision.pk}/{address.format(**parts)}" if address[0] != "/" else address
            reply = keys.page.goto(there)
            assert reply is not None
            assert reply.status == 200, there
            keys.page.evaluate(UNFOLD)
            if keys.page.evaluate(WIDER):
                wrong.append(f"{there} runs off the side when everything is unfolded")
            stops = keys.walk()
            assert len(stops) > 2, there
            while keys.on() != stops[-1]:
                pass
            back = [stops[-1], *(stop for _ in stops[1:] if (stop := keys.on("Shift+Tab")) is not None)]
            assert list(map(group, back)) == list(map(group, stops[::-1])), there
        wrong += keys.wrong
    assert wrong == []


def group(stop: Stop) -> tuple[str, str]:
    """Return what is the same from both ways: of a set of answers the first comes first, and back the last."""
    return ("", stop.kind) if stop.kind == "radio" else (stop.name, stop.kind)
