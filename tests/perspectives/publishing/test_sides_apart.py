"""Which sentences set sides apart follows from what may be read of their counts, and from nothing finer."""

from uuid import UUID

import pytest
from tests.oeverland import Oeverland
from tests.perspectives.publishing.test_rule import read, tables
from tests.perspectives.publishing.ward import closes, crowd, opens, react, sentence
from tests.perspectives.telling import stands

from beforehand.perspectives.analyses import sides_apart
from beforehand.perspectives.queries import SidesApart, of_all
from beforehand.perspectives.rules.counting import Counts, least_telling


def apart(home: Oeverland, reader: str) -> tuple[SidesApart, ...]:
    return of_all(stands(home, reader)).apart


def test_two_sides_that_answer_differently(home: Oeverland) -> None:
    it, care = crowd(home, "it", 17), crowd(home, "care", 17)
    said, alike = sentence(home, "karin", "It costs a day"), sentence(home, "tom", "The router is old")
    round = opens(home, "respond")
    react(round, said, {"recognise": [*it[:14], *care[14:]], "different": [*it[14:], *care[:14]]})
    react(round, alike, {"recognise": [*it, *care]})
    assert apart(home, "lotte") == ()
    closes(home)
    [one] = apart(home, "bas")
    assert (one.statement, one.word) == (said, "differ")
    assert {one.first, one.second} == {home.sides["it"].pk, home.sides["care"].pk}
    assert 0.9 <= one.chance <= 1
    assert apart(home, "lotte") == apart(home, "karin") == (one,)
    assert apart(home, "peter") == ()


def test_that_one_side_knows_and_the_other_does_not_is_another_word(home: Oeverland) -> None:
    it, care = crowd(home, "it", 12), crowd(home, "care", 12)
    said = sentence(home, "tom", "The router is old")
    react(opens(home, "respond"), said, {"recognise": it[:8], "different": it[8:], "unknown": care})
    closes(home)
    [one] = apart(home, "bas")
    knows = {"first_knows": one.first, "second_knows": one.second}[one.word]
    assert knows == home.sides["it"].pk


def test_nothing_is_said_where_nothing_is_published(home: Oeverland) -> None:
    it, care = crowd(home, "it", 4), crowd(home, "care", 3)
    said = sentence(home, "karin", "It costs a day")
    react(opens(home, "respond"), said, {"recognise": it, "different": care})
    closes(home)
    assert apart(home, "lotte") == ()


@pytest.mark.parametrize("answers", range(5, 11))
def test_counts_that_read_alike_give_the_same(answers: int) -> None:
    it, care, said = UUID(int=1), UUID(int=2), UUID(int=3)

    def block(side: UUID, table: tuple[int, ...]) -> Counts:
        counts = dict(zip(("recognise", "different", "unknown"), table, strict=True))
        return Counts(sides=(side,), members=12, answers=sum(table), counts=counts)

    by_reading: dict[object, set[object]] = {}
    for table in tables(answers, 3):
        even = least_telling(table)
        assert even is None or (sum(even), read(even)) == (answers, read(table))
        found = sides_apart({said: (block(it, table), block(care, (0, 10, 0)))})
        by_reading.setdefault(read(table), set()).add(found)
    assert all(len(found) == 1 for found in by_reading.values())
    assert len(set().union(*by_reading.values())) > 1
