"""Out of many statements: those that set sides apart, and no others."""

import pytest

from beforehand.engine.agreement.comparing import compare
from beforehand.engine.agreement.counted import Counted
from beforehand.engine.agreement.cuts import Cuts
from beforehand.engine.agreement.listing import list_apart
from beforehand.engine.agreement.words import ApartWord, say

CUTS = Cuts(apart=0.25, nearly=0.8, half=0.1, sure=0.9)


def side(id: str, recognise: int, different: int, unknown: int = 0, *, members: int = 20) -> Counted:
    return Counted(side=id, members=members, recognise=recognise, different=different, unknown=unknown)


def test_where_everybody_was_heard_it_is_the_word_of_that_statement_alone() -> None:
    statements = {
        f"s{n}": [side("care", n, 6 - n, members=6), side("it", 2, 3, 1, members=6)] for n in range(7)
    }
    alone = {
        (id, *pair): word
        for id, sides in statements.items()
        for pair, word in say(compare(sides, CUTS), CUTS).apart.items()
        if word in (ApartWord.DIFFER, ApartWord.FIRST_KNOWS, ApartWord.SECOND_KNOWS)
    }
    found = list_apart(statements, CUTS)
    assert {(one.statement, one.first, one.second): one.word for one in found} == alone
    assert len(alone) > 2
    assert {one.chance for one in found} == {1.0}


def test_among_many_that_are_alike_it_takes_more_to_stand_out() -> None:
    apart = [side("care", 3, 7, members=15), side("it", 9, 1, members=15)]
    alike = [side("care", 8, 2, members=15), side("it", 8, 2, members=15)]
    [alone] = list_apart({"x": apart}, CUTS)
    among = list_apart({"x": apart} | {f"s{n}": alike for n in range(60)}, CUTS)
    assert not among or (len(among) == 1 and among[0].chance < alone.chance)


def test_a_side_that_is_missing_somewhere_is_compared_where_it_is() -> None:
    care, it, board = side("care", 1, 19), side("it", 19, 1), side("board", 19, 1)
    found = list_apart({"a": [care, it], "b": [care, board], "c": [board]}, CUTS)
    assert [(one.statement, one.first, one.second) for one in found] == [
        ("a", "care", "it"),
        ("b", "board", "care"),
    ]


def test_the_order_in_which_it_comes_changes_nothing() -> None:
    one, other = [side("care", 1, 19), side("it", 19, 1)], [side("it", 2, 2, 16), side("care", 10, 10)]
    assert list_apart({"a": one, "b": other}, CUTS) == list_apart({"b": other[::-1], "a": one[::-1]}, CUTS)


@pytest.mark.parametrize(
    "statements", [{}, {"a": []}, {"a": [side("care", 4, 4)]}, {"a": [side("it", 0, 0)]}]
)
def test_of_one_side_or_none_there_is_nothing_to_list(statements: dict[str, list[Counted]]) -> None:
    assert list_apart(statements, CUTS) == ()


def test_where_nobody_says_how_it_is_nobody_differs() -> None:
    assert list_apart({"a": [side("care", 0, 0), side("it", 0, 0)]}, CUTS) == ()
