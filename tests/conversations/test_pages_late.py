"""What comes too late for a conversation is not offered, and when it is sent all the same somebody says so."""

from typing import Any

import pytest
from tests.beginning import told_once
from tests.conversations.story import NOW, of, own_invited, seen, told
from tests.conversations.test_during import ASSUMED, assumed, table, writes
from tests.conversations.test_pages import at, browser, read
from tests.oeverland import Oeverland

from beforehand.conversations.actions import drop_assumption, drop_talk, hold_talk
from beforehand.decisions.choices import Stage
from beforehand.decisions.models import Decision

pytestmark = [pytest.mark.once, pytest.mark.django_db, pytest.mark.usefixtures("english")]
AGENDA = "What it is about, in your words"
TYPED = "Who holds the spare cards?"


@told_once
def beginning(home: Oeverland) -> Oeverland:
    return told(home)


def test_an_agenda_of_which_something_was_written_is_not_offered_again_also_when_it_is_off_the_table(
    home: Oeverland,
) -> None:
    talk, item = assumed(home)
    lotte = browser(home, "lotte")
    assert AGENDA in read(lotte, at(home, talk))
    assert not seen(home, "lotte", talk).fixed
    kept = writes(home, item)
    assert AGENDA not in read(lotte, at(home, talk))
    drop_assumption(actor=of(home, "lotte"), item=item, over=kept)
    assert table(home, "lotte", talk) == ()
    assert AGENDA not in read(lotte, at(home, talk))
    late = lotte.post(at(home, talk), {"do": "agenda", "line-new1-text": TYPED})
    page = late.content.decode()
    assert late.status_code == 422, "who had the page open all the time"
    assert "Something was written down of this agenda already." in page
    assert f'value="{TYPED}"' in page, "nothing typed is lost"
    assert [one.title for one in seen(home, "lotte", talk).items] == ["The readers"]


OVER: dict[str, Any] = {
    "time": {"starts_at": "2027-03-30T14:00", "minutes": "60"},
    "change": {"aim": TYPED},
    "drop": {"why": TYPED},
    "held": {},
    "agenda": {"line-new1-text": TYPED},
}


@pytest.mark.parametrize("deed", OVER)
def test_what_is_planned_of_a_conversation_that_is_over_is_refused_aloud(home: Oeverland, deed: str) -> None:
    """Once it was held, once it was called off and once the decision was closed: each time it is said on the page."""
    lotte = browser(home, "lotte")
    gone, held, closed = (own_invited(home, "femke", "ingrid", "karin", kind=ASSUMED) for _ in range(3))
    lead = {"lead": str(home.seats["lotte"].pk)}
    drop_talk(actor=of(home, "lotte"), conversation=gone, why="Settled by mail.")
    hold_talk(actor=of(home, "lotte"), conversation=held, there=None, now=NOW)
    twice = {"drop": gone, "held": held}  # said twice it changes nothing
    for talk in (gone, held):
        if talk != twice.get(deed) and (deed, talk) != ("agenda", held):
            answer = lotte.post(at(home, talk), {"do": deed, **lead, **OVER[deed]}, follow=True)
            assert "This conversation is no longer to come." in answer.content.decode(), deed
    Decision.objects.filter(pk=home.decision.pk).update(stage=Stage.DECIDED)
    answer = lotte.post(at(home, closed), {"do": deed, **lead, **OVER[deed]}, follow=True)
    assert "This decision was closed. Take the decision up again" in answer.content.decode()


def test_an_answer_to_what_is_over_is_refused_aloud(home: Oeverland) -> None:
    talk = own_invited(home, "femke", "ingrid", "karin", kind=ASSUMED)
    said = {"do": "answer", "sequence": "0", "answer": "yes", "note": "I come"}
    femke = browser(home, "femke")
    assert "Your answer is kept." in femke.post(at(home, talk), said, follow=True).content.decode()
    hold_talk(actor=of(home, "lotte"), conversation=talk, there=None, now=NOW)
    assert "is no longer to come." in femke.post(at(home, talk), said, follow=True).content.decode()
