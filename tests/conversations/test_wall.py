"""On a wall or on paper: what people said where they agreed to differ stands without a name, and nobody's answer does."""

from uuid import UUID

import pytest
from tests.conversations.story import NOW, of, own_invited, seen, told
from tests.oeverland import Oeverland

from beforehand.conversations.actions import (
    Item,
    answer_invitation,
    confirm_outcome,
    hold_talk,
    record_outcome,
    set_agenda,
)
from beforehand.conversations.queries import aloud

pytestmark = pytest.mark.django_db
WORDS = {"femke": "Cards work with gloves on.", "tom": "Cards get lost."}


@pytest.fixture
def talk(home: Oeverland) -> UUID:
    """Femke and Tom agree to differ, each in own words."""
    told(home)
    lotte, talk = of(home, "lotte"), own_invited(home, "femke", "tom")
    set_agenda(actor=lotte, conversation=talk, items=[Item(text="The spare keys")])
    for name in WORDS:
        answer_invitation(
            actor=of(home, name), conversation=talk, answer="yes", sequence=0, note="Late", now=NOW
        )
    hold_talk(actor=lotte, conversation=talk, now=NOW)
    [item] = seen(home, "lotte", talk).items
    said = record_outcome(actor=lotte, item=item.id, kind="agreed_to_differ", over=None, now=NOW)
    for name, words in WORDS.items():
        confirm_outcome(actor=of(home, name), outcome=said, agrees=True, words=words, now=NOW)
    return talk


@pytest.mark.parametrize("name", ["lotte", "femke"])
def test_own_words_stand_there_without_a_name_whoever_hangs_it(
    home: Oeverland, talk: UUID, name: str
) -> None:
    wall = aloud(of(home, name), talk)
    assert wall is not None
    [item] = wall.items
    assert item.outcome is not None
    assert {(own.name, own.text) for own in item.outcome.own_words} == {("", text) for text in WORDS.values()}
    assert (item.outcome.made_by, item.outcome.confirmed_by, item.outcome.mine) == ("", (), None)
    assert (wall.answers, wall.mine) == ((), None)
    page = seen(home, name, talk).items[0].outcome
    assert page is not None
    assert {own.name for own in page.own_words} == {"Femke", "Tom"}, "those in it know whose they are"
