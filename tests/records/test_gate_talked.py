"""The gate takes over what conversations wrote down about what it rests on; what was typed there wins."""

import re
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.beginning import told_once
from tests.oeverland import Oeverland
from tests.records.at_gate import at, browser, filled, read, said, settled
from tests.records.gated import NOW, before, decides
from tests.records.story import of
from tests.records.talked import ASSUMED, HEDGE, LOOKS, SHAPE, SIGN, assumes, talk
from tests.topics.over_time.story import analyse
from tests.topics.saying import says

from beforehand.conversations.actions import drop_talk, write_assumption
from beforehand.conversations.models import Assumption
from beforehand.conversations.queries.assumptions import assumed_before
from beforehand.perspectives.models import Round
from beforehand.records.documents import as_docx, as_json, as_markdown
from beforehand.records.documents.outline import outline
from beforehand.records.queries.looking_back import look_backs
from beforehand.records.queries.record import record
from beforehand.records.rules.shapes import Assumption as Rested
from beforehand.records.rules.shapes import Record
from beforehand.vault.processes.closer import closer

pytestmark = [pytest.mark.once, pytest.mark.django_db]
GLOVES, LASTS = "The readers work with gloves", "The supplier lasts ten years"


@told_once
def beginning(home: Oeverland) -> Oeverland:
    """Bas said for all that the readers work with gloves."""
    before(home)
    says(home.seats["bas"], "assumptions", GLOVES, release=2)
    analyse(home)
    return home


def table(home: Oeverland, *, people: tuple[str, ...] = ("femke", "ingrid", "karin"), **more: Any) -> UUID:
    """They talk about two things: one that Bas said as well, and one of their own."""
    _talk, item = talk(home, ASSUMED, *people, **more)
    assumes(home, item, "the readers  work with Gloves.")
    assumes(home, item, LASTS, owner=home.seats["tom"].pk)
    return item


def lines(home: Oeverland) -> dict[str, UUID]:
    """Return by text which field names belong to it."""
    page = read(browser(home, "karin"), at(home))
    rows = re.findall(
        r"<summary[^>]*>([^<]+)</summary>(?:(?!</details>).)*?name=\"sign_([0-9a-f-]+)\"", page, re.S
    )
    return {text: UUID(of_) for text, of_ in rows}


def written(home: Oeverland) -> Record:
    found = record(of(home, "femke"), 1)
    assert found is not None
    return found


def test_the_fields_come_filled_in_with_what_was_written_down(home: Oeverland) -> None:
    table(home)
    page = read(browser(home, "karin"), at(home))
    assert set(lines(home)) == {GLOVES, LASTS}  # what was said twice stands there once
    for words in (SIGN, SHAPE, HEDGE):
        assert page.count(words) == 2
    assert page.count(f'value="{LOOKS.isoformat()}"') == 2
    for name in ("bas", "tom"):
        assert f'<option value="{home.seats[name].pk}" selected>' in page
    assert page.count("written down in a conversation you can read") == 2
    assert f'name="keep_{lines(home)[LASTS]}"' in page
    assert f'name="keep_{lines(home)[GLOVES]}"' not in page


def sent(home: Oeverland, **more: Any) -> dict[str, Any]:
    """Karin sends the form as it stands there."""
    page, there = read(browser(home, "karin"), at(home)), lines(home)
    given = filled(home, page)
    for text, who in ((GLOVES, "bas"), (LASTS, "tom")):
        one = there[text]
        given |= {
            f"sign_{one}": SIGN, f"shape_{one}": SHAPE, f"hedge_{one}": HEDGE,
            f"owner_{one}": str(home.seats[who].pk), f"day_{one}": LOOKS.isoformat(),
        }  # fmt: skip
    return {**given, f"keep_{there[LASTS]}": "on", **more}


def test_it_goes_into_the_record_and_is_looked_at_again(home: Oeverland) -> None:
    table(home)
    assert browser(home, "karin").post(at(home), sent(home)).status_code == 302
    about: dict[str, Any] = {"signpost": SIGN, "shaping": SHAPE, "hedging": HEDGE, "day": LOOKS}
    assert written(home).assumptions == (
        Rested(text=GLOVES, owner="Bas", **about),
        Rested(text=LASTS, owner="Tom", **about),
    )
    first, _later = look_backs(of(home, "femke"))
    assert first.day == LOOKS
    assert [one.text for one in first.assumptions] == [GLOVES, LASTS]
    page = read(browser(home, "femke"), f"/d/{home.decision.pk}/record/1/")
    assert page.count("So that it holds:") == page.count("In case it does not:") == 2


def test_what_was_typed_wins(home: Oeverland) -> None:
    table(home)
    one = lines(home)[GLOVES]
    mine = {f"sign_{one}": "Two in ten", f"shape_{one}": "", f"owner_{one}": str(home.seats["femke"].pk)}
    assert browser(home, "karin").post(at(home), sent(home, **mine)).status_code == 302
    first = written(home).assumptions[0]
    assert (first.signpost, first.shaping, first.hedging, first.owner) == ("Two in ten", "", HEDGE, "Femke")


@pytest.mark.both
def test_what_was_typed_stays_when_it_changed_there_meanwhile(home: Oeverland) -> None:
    item = table(home)
    one = lines(home)[LASTS]
    given = sent(home, **{f"sign_{one}": "They are sold"})
    [there] = Assumption.objects.scoped(closer(home.decision.pk)).filter(line=one, current=True)
    write_assumption(
        actor=of(home, "lotte"), item=item, over=there.pk, text=LASTS, signpost="They are late", now=NOW
    )
    page = said(browser(home, "karin").post(at(home), given))
    assert "Something changed since you read this page" in page
    assert "They are sold" in page
    assert "They are late" not in page
    assert settled(home) == []


def test_what_she_leaves_out_stays_out(home: Oeverland) -> None:
    table(home)
    given = sent(home)
    del given[f"keep_{lines(home)[LASTS]}"]
    assert browser(home, "karin").post(at(home), given).status_code == 302
    assert [one.text for one in written(home).assumptions] == [GLOVES]
    assert LASTS not in as_json(written(home)).decode()


def test_a_sign_nobody_looks_at_may_stand_as_it_was_and_a_new_one_needs_somebody(home: Oeverland) -> None:
    table(home)
    one = lines(home)[GLOVES]
    nobody = {f"owner_{one}": "", f"day_{one}": ""}
    page = said(browser(home, "karin").post(at(home), sent(home, **nobody, **{f"sign_{one}": "Another"})))
    assert "Choose who looks." in page
    assert browser(home, "karin").post(at(home), sent(home, **nobody)).status_code == 302
    first = written(home).assumptions[0]
    assert (first.signpost, first.owner, first.day) == (SIGN, None, None)


def test_a_day_that_passed_is_asked_anew(home: Oeverland) -> None:
    _talk, item = talk(home, ASSUMED, "femke", "ingrid", "karin")
    assumes(home, item, LASTS, due=date(2027, 3, 15))
    page = read(browser(home, "karin"), at(home))
    assert SIGN in page
    assert "2027-03-15" not in page


@pytest.mark.parametrize(
    "kept",
    [
        {"people": ("femke", "ingrid", "tom")},
        {"confidential": True},
        {"before": "letter"},
    ],
    ids=["she was not in it", "it exists for those in it", "before another moment"],
)
def test_what_she_may_not_read_or_is_about_something_else_is_not_there(
    home: Oeverland, kept: dict[str, Any]
) -> None:
    table(home, **kept)
    page = read(browser(home, "karin"), at(home))
    for words in (LASTS, SIGN, SHAPE, HEDGE):
        assert words not in page
    assert GLOVES in page


@pytest.mark.both
def test_who_is_in_it_reads_it_and_who_is_not_reads_nothing(home: Oeverland) -> None:
    table(home)
    licence = home.commitments["licence"].pk
    for name, found in (("karin", 2), ("femke", 2), ("lotte", 2), ("tom", 0), ("wim", 0)):
        assert len(assumed_before(of(home, name), licence)) == found, name


@pytest.mark.both
def test_before_the_first_round_closed_nothing_is_taken_over(home: Oeverland) -> None:
    table(home)
    Round.objects.filter(decision=home.decision).update(closed_at=None)
    assert assumed_before(of(home, "karin"), home.commitments["licence"].pk) == ()


def test_what_was_dropped_is_not_taken_over(home: Oeverland) -> None:
    made, item = talk(home, ASSUMED, "femke", "ingrid", "karin")
    assumes(home, item, LASTS)
    drop_talk(actor=of(home, "lotte"), conversation=made, why="Not needed")
    assert assumed_before(of(home, "karin"), home.commitments["licence"].pk) == ()


def test_what_is_not_of_this_moment_is_not_let_in(home: Oeverland) -> None:
    table(home)
    for given in ([UUID(int=7)], [lines(home)[GLOVES]]):
        with pytest.raises(ValidationError) as refused:
            decides(home, taken_over=given)
        assert refused.value.code == "changed"
    assert settled(home) == []


def test_every_form_of_the_record_has_what_is_done_about_it(home: Oeverland) -> None:
    table(home)
    browser(home, "karin").post(at(home), sent(home))
    found = written(home)
    for text in (
        as_markdown(found, language="en"),
        repr(outline(found, language="en")),
        as_json(found).decode(),
    ):
        for words in (LASTS, SHAPE, HEDGE):
            assert words in text
    assert as_docx(found, language="nl")


def test_more_conversations_ask_no_more_of_the_database(home: Oeverland) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assumed_before(of(home, "karin"), home.commitments["licence"].pk)
        return len(queries)

    table(home)
    few = asked()
    table(home)
    table(home)
    assert asked() == few


@pytest.mark.parametrize("field", ["sign", "shape", "hedge", "owner", "day"])
@pytest.mark.parametrize("bad", ["\x00 kanarie", "\u202ekanarie", "x" * 100_000, "31-12-2027"])
def test_what_cannot_be_kept_comes_back_with_a_word_beside_it(home: Oeverland, field: str, bad: str) -> None:
    table(home)
    one = f"{field}_{lines(home)[GLOVES]}"
    came = browser(home, "karin").post(at(home), sent(home, **{one: bad}))
    if field in ("sign", "shape", "hedge") and bad == "31-12-2027":
        assert came.status_code == 302
        return
    page = said(came)
    assert f'id="decide-{one}_error"' in page
    assert "The insurer asks for it." in page
    assert page.count(HEDGE) >= 1
    assert settled(home) == []
