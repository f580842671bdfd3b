"""What a reader may not see leaves no trace: when it changes, the reader's pages stay byte for byte the same.

Each case has a twin in which the same change is one the reader may see, and then the pages do differ; without
it the first would also pass on empty pages.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.test import Client
from tests.confidentiality.canaries import answer, plant, set_figure
from tests.confidentiality.crawl import parts
from tests.confidentiality.doors import addresses, browser, fillings
from tests.confidentiality.rows import ROWS
from tests.confidentiality.talking import NOW as TALKED
from tests.confidentiality.talking import plan_talks
from tests.oeverland import Oeverland, oeverland
from tests.topics.people import standing

from beforehand.perspectives.models import CallRequest, Perspective, Statement
from beforehand.topics.actions import make_analysis, note_change, state_own
from beforehand.vault.guard import Author

pytestmark = [pytest.mark.once, pytest.mark.django_db]
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')
ELSEWHERE = {
    "conversations:sheet",  # a document carries the moment it was made; what stands in it is looked for elsewhere
    "pages:picture_pdf",
    "records:document",
    "perspectives:typing",
    "shell:look",
    "people:open_link",
    "people:open_link_to",
    "stewardship:paper",
}
OTHERS = ("ingrid", "karin", "peter", "wim")
Change = Callable[[Oeverland], object]


def pages(home: Oeverland, reader: str, *, talks: bool = False) -> dict[str, bytes]:
    """Return every page that opens for a reader, without the token that differs each time; of talks when asked."""
    client, values, found = browser(home, reader), parts(home), {}
    if not talks:  # one that is not there: a new one has no address before
        values["conversation"] = values["conversation"][-1:]
    # Sign-in pages hold a new challenge each time.
    of_contexts = {d for d in addresses() if ":" in d and "(" not in d}
    for door in sorted(of_contexts - ELSEWHERE):
        if (reader if reader != "ingrid" else "femke") in ROWS[door]:
            for address in fillings(home, door, values):
                found[address] = _page(client, address)
    return found


def _page(client: Client, address: str) -> bytes:
    with transaction.atomic():
        response = client.get(address)
        body = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
        transaction.set_rollback(True)
    if response.headers.get("Content-Type", "").startswith("application/"):
        return b""  # a zip or a document carries the moment it was made
    return TOKEN.sub(b"", body)


@dataclass(frozen=True)
class Before:
    """The hospital group with something of everything in it, and every page of everybody before anything changes."""

    home: Oeverland
    pages: dict[str, dict[str, bytes]]
    talks: bool = False


@pytest.fixture(scope="module")
def before(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[Before]:
    """Build it and look once; what a story changes in it is undone by the story."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        home = oeverland()
        plant(home, ("knows", "risks"))
        make_analysis(home.decision.pk)
        yield Before(home, {reader: pages(home, reader) for reader in (*OTHERS, "lotte", "femke")})
        transaction.set_rollback(True)


def differing(before: Before, change: Change, readers: tuple[str, ...]) -> dict[str, set[str]]:
    """Return, per reader, the addresses that differ after a change and a new analysis."""
    home, found = before.home, {}
    with transaction.atomic():
        change(home)
        note_change(home.decision.pk)
        make_analysis(home.decision.pk)
        for reader in readers:
            was, is_now = before.pages[reader], pages(home, reader, talks=before.talks)
            assert len(is_now) > 10
            assert was.keys() == is_now.keys()
            found[reader] = {address for address in is_now if was[address] != is_now[address]}
        transaction.set_rollback(True)
    return found


def rewrite(writer: str, level: int) -> Change:
    """Change one sentence of somebody at one level, and one choice with it."""

    def change(home: Oeverland) -> None:
        seat = home.seats[writer]
        row = Statement.objects.scoped(Author(seat.pk)).get(field="risks", release=level)
        row.body = seat.data_key.seal({"text": f"Nobody thought of the night shift {level}"}, row.about)
        row.revision += 1
        row.save()

    return change


def add_unreleased(home: Oeverland) -> None:
    answer(home, "femke", "knows", 0, "Something only Femke reads", ordinal=80)


def choose(writer: str, field: str, value: object, level: int) -> Change:
    def change(home: Oeverland) -> None:
        set_figure(home, writer, field, value, level=level)

    return change


def ask_to_be_called(home: Oeverland) -> None:
    row = CallRequest(seat=home.seats["femke"])
    row.body = home.seats["femke"].data_key.seal({"when": "after six", "number": "06"}, row.about)
    row.save(force_insert=True)


def answer_later(home: Oeverland) -> None:
    mine = Perspective.objects.scoped(Author(home.seats["femke"].pk))
    mine.update(reminders=1, way_in="later")


def rather_not_meet(home: Oeverland) -> None:
    state_own(
        actor=standing(home.decision.pk, "Femke"), kind="apart", other=home.seats["ingrid"].pk, now=TALKED
    )


HIDDEN_FROM_ALL = {
    "a sentence for the writer only changed": rewrite("femke", 0),
    "a sentence for the writer only was added": add_unreleased,
    "a draft changed": rewrite("tom", 2),
    "something typed and not confirmed changed": rewrite("bas", 2),
    "somebody was reminded": answer_later,
}
HIDDEN_FROM_OTHERS = {
    "a sentence for the facilitator changed": rewrite("femke", 1),
    "a choice for the facilitator changed": choose("femke", "heard", 5, 1),
    "somebody asked to be called": ask_to_be_called,
    "others were invited to talk": plan_talks,
    "somebody would rather not yet sit in one room with one of them": rather_not_meet,
}


@pytest.mark.parametrize("case", HIDDEN_FROM_ALL)
def test_what_nobody_may_see_leaves_no_trace(before: Before, case: str) -> None:
    found = differing(before, HIDDEN_FROM_ALL[case], (*OTHERS, "lotte"))
    assert found == {reader: set() for reader in (*OTHERS, "lotte")}


@pytest.mark.parametrize("case", HIDDEN_FROM_OTHERS)
def test_what_is_for_the_facilitator_leaves_no_trace_with_others(before: Before, case: str) -> None:
    found = differing(before, HIDDEN_FROM_OTHERS[case], (*OTHERS, "lotte"))
    assert found.pop("lotte"), "the facilitator must see it, or this compares empty pages"
    assert found == {reader: set() for reader in OTHERS}


@pytest.mark.parametrize("change", [rewrite("femke", 0), rather_not_meet], ids=["rewrites", "asks apart"])
def test_a_writer_does_see_the_own_change(before: Before, change: Change) -> None:
    assert differing(before, change, ("femke",))["femke"]
