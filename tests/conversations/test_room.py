"""Room for one, three or six: what is going takes room, the plan fills the rest, and what then stays uncovered."""

import pytest
from tests.beginning import told_once
from tests.conversations.story import ALONE, NOW, QUESTION, analyse, invited, of, proposed, taken, told
from tests.oeverland import Oeverland

from beforehand.conversations.actions import drop_proposal, drop_talk, hold_talk
from beforehand.conversations.queries import RoomSeen, room
from beforehand.shell.rendering import refuse_rows
from beforehand.topics.queries import latest

pytestmark = pytest.mark.django_db


@told_once
def beginning(home: Oeverland) -> Oeverland:
    return told(home)


def seen(home: Oeverland, name: str = "lotte", places: int = 3) -> RoomSeen:
    found = room(of(home, name), room=places)
    assert found is not None
    refuse_rows(found, "found")
    return found


def kinds(found: RoomSeen) -> tuple[list[str], list[str]]:
    return [x.kind for x in found.going], [x.kind for x in found.next]


@pytest.mark.parametrize("places", [1, 3, 6])
def test_more_room_covers_more(home: Oeverland, places: int) -> None:
    """Four conversations are proposed, each about another topic: one leaves three open, three one, six none."""
    found = seen(home, places=places)
    there = min(places, 4)
    assert len(found.next) == there
    proposed_now = latest(of(home, "lotte"), room=places)
    assert proposed_now is not None
    assert len(proposed_now.next.conversations) == there
    assert len(found.later) == 4 - there
    assert sum(u.times for u in found.uncovered) == 4 - there


def test_there_is_room_for_one_three_or_six(home: Oeverland) -> None:
    for places in (0, 2, 7):
        with pytest.raises(ValueError, match="room for"):
            room(of(home, "lotte"), room=places)


def test_what_is_taken_over_takes_room_and_covers_what_it_is_about(home: Oeverland) -> None:
    before = seen(home)
    taken(home, QUESTION)
    found = seen(home)
    assert kinds(found) == ([QUESTION], [x.kind for x in before.next if x.kind != QUESTION])
    assert found.uncovered == before.uncovered
    assert seen(home, places=1).next == ()


def test_after_the_plan_is_made_anew_it_still_covers(home: Oeverland) -> None:
    before = seen(home)
    invited(home, QUESTION)
    analyse(home)
    found = seen(home)
    assert kinds(found)[0] == [QUESTION]
    assert QUESTION not in kinds(found)[1]
    title = next(t.title for t in latest(of(home, "lotte")).topics if t.pattern == "P06")  # type: ignore[union-attr]
    assert title not in {u.title for u in found.uncovered}
    assert {u.title for u in found.uncovered} <= {u.title for u in before.uncovered}


def test_what_is_left_out_makes_room_for_the_next_and_stands_apart_with_why(home: Oeverland) -> None:
    before = seen(home)
    assert QUESTION in kinds(before)[1]
    drop_proposal(
        actor=of(home, "lotte"),
        proposal=proposed(home, QUESTION).handle,
        why="Not before the summer.",
        now=NOW,
    )
    found = seen(home)
    assert len(found.next) == 3
    assert QUESTION not in kinds(found)[1]
    assert [(x.kind, x.why_dropped) for x in found.dropped] == [(QUESTION, "Not before the summer.")]
    talk = taken(home, QUESTION)
    assert seen(home).dropped == ()
    drop_talk(actor=of(home, "lotte"), conversation=talk, why="After all not.")
    assert QUESTION not in kinds(seen(home))[1]


def test_what_was_held_takes_no_room(home: Oeverland) -> None:
    talk = invited(home, ALONE)
    hold_talk(actor=of(home, "lotte"), conversation=talk, now=NOW)
    analyse(home)
    found = seen(home)
    assert found.going == ()
    assert ALONE not in kinds(found)[1], "Femke was spoken with"


def test_a_one_to_one_of_another_facilitator_takes_no_room_of_mine(home: Oeverland) -> None:
    before = seen(home, "hanna")
    invited(home, ALONE)
    assert seen(home, "hanna") == before


@pytest.mark.parametrize("name", ["karin", "tom"])
def test_who_is_in_none_of_it_gets_the_proposals_of_the_shared_run(home: Oeverland, name: str) -> None:
    before = seen(home, name)
    assert before.next
    assert {x.handle for x in (*before.next, *before.later)} == {""}
    taken(home, QUESTION)
    drop_proposal(
        actor=of(home, "lotte"), proposal=proposed(home, "klaargesprek").handle, why="Not now.", now=NOW
    )
    assert seen(home, name) == before


def test_for_outsiders_there_is_none(home: Oeverland) -> None:
    assert room(of(home, "peter")) is None
    assert room(of(home, "wim")) is None
