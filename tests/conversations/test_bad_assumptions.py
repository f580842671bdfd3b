"""What cannot be written down as an assumption is refused with why, beside its field, and the table stays as it was."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.bad_input.pages import values
from tests.beginning import told_once
from tests.conversations.story import DONE, NOW, of, own_invited, seen, told
from tests.conversations.test_during import assumed, table, writes
from tests.conversations.test_pages import at, browser
from tests.oeverland import TODAY, Oeverland

from beforehand.conversations.actions import Item, drop_assumption, drop_talk, set_agenda, write_assumption
from beforehand.conversations.rules import WORDS
from beforehand.decisions.models import Decision, Seat
from beforehand.vault.models import DataKey

pytestmark = [pytest.mark.once, pytest.mark.django_db, pytest.mark.usefixtures("english")]
YESTERDAY = TODAY - timedelta(days=1)
FIELDS = ("text", "signpost", "shaping", "hedging")


@told_once
def beginning(home: Oeverland) -> Oeverland:
    return told(home)


def refused(home: Oeverland, item: Any, **more: Any) -> str:
    with pytest.raises(ValidationError) as why:
        writes(home, item, **more)
    return str(why.value.code)


def elsewhere(home: Oeverland) -> Seat:
    other = Decision.objects.create(
        organisation=home.organisation, sentence="Which shifts?", title="Shifts", day=date(2027, 5, 1), today=TODAY,
        language="en", data_key=DataKey.make(),
    )  # fmt: skip
    return Seat.objects.create(decision=other, person=home.stranger, data_key=DataKey.make())


def test_each_word_fits_or_is_refused(home: Oeverland) -> None:
    """As long as fits is kept, one more is not; nor is what no database keeps, nor an assumption of nothing."""
    talk, item = assumed(home)
    for name in FIELDS:
        assert refused(home, item, **{name: "x" * (WORDS + 1)}) == "long", name
        assert refused(home, item, **{name: "a\x00b"}) == "long", name
    for nothing in ("", "  ", "\u200b\ufeff"):
        assert refused(home, item, text=nothing) == "empty"
    assert table(home, "lotte", talk) == ()
    writes(home, item, **dict.fromkeys(FIELDS, "x" * WORDS))
    assert len(table(home, "lotte", talk)) == 1


@pytest.mark.both
def test_a_day_to_look_again_lies_ahead_and_one_that_passed_stays_while_the_words_change(
    home: Oeverland,
) -> None:
    talk, item = assumed(home)
    assert refused(home, item, due=YESTERDAY) == "due"
    first = writes(home, item, due=TODAY)
    Decision.objects.filter(pk=home.decision.pk).update(today=TODAY + timedelta(days=3))
    assert refused(home, item, over=first, due=TODAY + timedelta(days=2)) == "due"
    assert refused(home, item, due=TODAY) == "due", "of another assumption that day says nothing"
    writes(home, item, over=first, due=TODAY, text="They come in May.")
    [said] = table(home, "lotte", talk)
    assert (said.text, said.due) == ("They come in May.", TODAY)


def test_who_keeps_an_eye_on_it_is_in_this_decision(home: Oeverland) -> None:
    talk, item = assumed(home)
    for nobody in (uuid4(), elsewhere(home).pk):
        assert refused(home, item, owner=nobody) == "owner"
    gone = home.seats["tom"].pk
    kept = writes(home, item, owner=gone)
    home.seats["tom"].delete()
    [said] = table(home, "lotte", talk)
    assert (said.owner, said.owner_seat) == ("", None), (
        "what somebody who left kept an eye on stays, without a name"
    )
    assert refused(home, item, over=kept, owner=gone) == "owner"


def test_what_is_replaced_is_what_was_read_of_this_item(home: Oeverland) -> None:
    talk, item = assumed(home)
    _other_talk, other = assumed(home)
    theirs = writes(home, other)
    assert refused(home, item, over=theirs) == "changed"
    assert refused(home, item, over=uuid4()) == "changed"
    mine = writes(home, item)
    drop_assumption(actor=of(home, "lotte"), item=item, over=mine)
    assert refused(home, item, over=mine) == "changed", "one that was taken off meanwhile"
    with pytest.raises(ValidationError) as why:
        drop_assumption(actor=of(home, "lotte"), item=item, over=mine)
    assert why.value.code == "changed"
    assert table(home, "lotte", talk) == ()


def test_assumptions_are_of_the_conversation_about_them_as_long_as_it_is_not_called_off(
    home: Oeverland,
) -> None:
    done = own_invited(home, "femke", "ingrid", kind=DONE)
    set_agenda(actor=of(home, "lotte"), conversation=done, items=[Item(text="Done")])
    [about] = seen(home, "lotte", done).items
    with pytest.raises(PermissionDenied):
        writes(home, about.id)
    talk, item = assumed(home)
    kept = writes(home, item)
    drop_talk(actor=of(home, "lotte"), conversation=talk, why="Settled by mail.")
    assert refused(home, item) == "past"
    with pytest.raises(ValidationError) as why:
        drop_assumption(actor=of(home, "lotte"), item=item, over=kept)
    assert why.value.code == "past"
    with pytest.raises(PermissionDenied):
        write_assumption(actor=of(home, "femke"), item=item, over=None, text="Mine.", now=NOW)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"due": YESTERDAY.isoformat()}, "lies behind us"),
        ({"owner": "a seat elsewhere"}, "Select a valid choice"),
    ],
    ids=["day", "owner"],
)
def test_the_page_says_it_beside_the_field_and_gives_everything_back(
    home: Oeverland, typed: dict[str, str], words: str
) -> None:
    talk, item = assumed(home)
    sent = {"do": "assume", "item": str(item), "text": "They come.", "signpost": "No date", **typed}
    if "owner" in sent:
        sent["owner"] = str(elsewhere(home).pk)
    page = browser(home, "lotte").post(at(home, talk), sent)
    assert page.status_code == 422
    [field] = typed
    beside = page.content.decode().partition(f'id="assume1-new-{field}_error"')[2].partition("</div>")[0]
    assert words in beside
    assert {"They come.", "No date"} <= values(page.content)
    assert table(home, "lotte", talk) == ()
