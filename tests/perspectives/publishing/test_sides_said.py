"""What is said of sides follows from what may be read of their counts, and from nothing finer."""

import pytest
from tests.oeverland import Oeverland
from tests.perspectives.publishing.test_rule import read, tables
from tests.perspectives.publishing.ward import closes, crowd, opens, react, sentence
from tests.perspectives.telling import stands

from beforehand.perspectives.analyses import sides_said
from beforehand.perspectives.queries import published
from beforehand.perspectives.rules.counting import least_telling


def test_two_sides_next_to_each_other(home: Oeverland) -> None:
    it, care = crowd(home, "it", 17), crowd(home, "care", 17)
    said = sentence(home, "karin", "It costs a day")
    round = opens(home, "respond")
    react(round, said, {"recognise": it[:14], "different": it[14:]})
    assert sides_said(stands(home, "lotte")) == ()
    react(round, said, {"different": care[:14], "recognise": care[14:]})
    closes(home)
    [one] = sides_said(stands(home, "bas"))
    sides = {home.sides["it"].pk: "it", home.sides["care"].pk: "care"}
    assert one.statement == said
    levels = {sides[side]: word for side, word in one.levels}
    assert levels["it"] in ("most", "nearly_everybody")
    assert levels["care"] in ("most_not", "nearly_nobody")
    assert [word for _, _, word in one.apart] == ["differ"]
    assert sides_said(stands(home, "peter")) == ()


def test_nothing_is_said_where_nothing_is_published(home: Oeverland) -> None:
    it = crowd(home, "it", 6)
    said = sentence(home, "karin", "It costs a day")
    react(opens(home, "respond"), said, {"recognise": it[:4], "different": [it[4]], "unknown": [it[5]]})
    closes(home)
    [one] = published(stands(home, "lotte"))
    assert all((count.count, count.nearly) == (None, "") for count in one.blocks[0].counts)
    assert sides_said(stands(home, "lotte")) == ()


@pytest.mark.parametrize("answers", range(5, 11))
def test_counts_that_read_alike_give_the_same(answers: int) -> None:
    by_reading: dict[object, set[object]] = {}
    for table in tables(answers, 3):
        even = least_telling(table)
        by_reading.setdefault(read(table), set()).add(even)
        assert even is None or (sum(even), read(even)) == (answers, read(table))
    assert all(len(found) == 1 for found in by_reading.values())
