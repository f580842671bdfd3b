"""No two published figures give away a third about fewer people; no word gives away the count it stands for."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beforehand.perspectives.rules.counting import (
    NEARLY_EVERYBODY,
    NEARLY_NOBODY,
    Counts,
    Told,
    publishable,
    table_of,
    told,
)

VALUES = ("recognise", "different", "unknown")
Answer = tuple[UUID, str, str]  # which side, about what, and who: one answer of one person


def a_side(n: int) -> UUID:
    return UUID(int=n + 1)


@st.composite
def rounds(draw: st.DrawFn) -> tuple[int, dict[str, dict[UUID, list[str]]], dict[str, dict[UUID, int]]]:
    """Any number of sides of any size, over several rounds: who is where changes in between."""
    least = draw(st.sampled_from((5, 7)))
    sides = [a_side(n) for n in range(draw(st.integers(1, 6)))]
    answered, members = {}, {}
    for number in range(draw(st.integers(1, 2))):
        people = {side: draw(st.integers(0, 12)) for side in sides}
        for subject in range(draw(st.integers(1, 3))):
            name = f"{number}.{subject}"
            members[name] = people
            answered[name] = {
                side: draw(st.lists(st.sampled_from(VALUES), max_size=count))
                for side, count in people.items()
            }
    return least, answered, members


def counted(given: dict[UUID, list[str]]) -> dict[UUID, dict[str, int]]:
    return {side: {v: values.count(v) for v in set(values)} for side, values in given.items()}


def behind(block: Counts, subject: str, given: dict[UUID, list[str]]) -> frozenset[Answer]:
    """The single answers that a block counts."""
    sides = block.sides or tuple(given)
    return frozenset((side, subject, f"person {n}") for side in sides for n, _ in enumerate(given[side]))


@given(rounds())
def test_the_difference_of_published_figures_is_nothing_new_or_enough_people(
    case: tuple[int, dict[str, dict[UUID, list[str]]], dict[str, dict[UUID, int]]],
) -> None:
    least, answered, members = case
    for subject, given_ in answered.items():
        blocks = publishable(members[subject], counted(given_), least)
        sets = [behind(block, subject, given_) for block in blocks]
        assert all(len(one) >= least for one in sets)
        # What can be worked out: each set without any number of others that lie in it.
        for whole in sets:
            inside = [one for one in sets if one < whole]
            for many in range(1, len(inside) + 1):
                for taken in combinations(inside, many):
                    rest = whole.difference(*taken)
                    known = any(rest == one for one in sets) or not rest
                    together = {one for one in sets if one <= rest}
                    # nothing, or sets that are published themselves, or enough people also without one known answer
                    left = rest.difference(*together) if together else rest
                    assert known or len(left) in (0, *range(least + 1, 1000)), (least, len(left))
        # Figures about different subjects count different answers, in whichever round: no difference there.
        for other, elsewhere in answered.items():
            if other != subject:
                others = publishable(members[other], counted(elsewhere), least)
                for block in others:
                    assert not behind(block, other, elsewhere) & frozenset().union(*sets)


@given(rounds())
def test_whether_a_side_is_published_says_nothing_about_another_side(
    case: tuple[int, dict[str, dict[UUID, list[str]]], dict[str, dict[UUID, int]]],
) -> None:
    least, answered, members = case
    for subject, given_ in answered.items():
        blocks = publishable(members[subject], counted(given_), least)
        for side in given_:
            alone = publishable(members[subject], counted({side: given_[side]}), least)
            mine = [block for block in blocks if block.sides == (side,)]
            assert mine == [block for block in alone if block.sides == (side,)]


@given(rounds())
def test_where_nobody_answered_outside_the_published_sides_that_is_not_told(
    case: tuple[int, dict[str, dict[UUID, list[str]]], dict[str, dict[UUID, int]]],
) -> None:
    least, answered, members = case
    for subject, given_ in answered.items():
        blocks = publishable(members[subject], counted(given_), least)
        sides = {side for block in blocks for side in block.sides}
        silent = {side for side, count in members[subject].items() if count and side not in sides}
        if sides and silent and any(not block.sides for block in blocks):
            assert sum(len(given_[side]) for side in silent) > least


def test_by_hand() -> None:
    it, care, board = a_side(1), a_side(2), a_side(3)

    def sides(members: dict[UUID, int], answers: dict[UUID, int]) -> list[tuple[UUID, ...]]:
        given_ = {side: {"recognise": n} for side, n in answers.items()}
        return [block.sides for block in publishable(members, given_, 5)]

    everybody: tuple[UUID, ...] = ()
    assert sides({it: 8, care: 9}, {it: 5, care: 5}) == [(it,), (care,), everybody]
    assert sides({it: 8, care: 9}, {it: 5, care: 4}) == [(it,)]  # 9 together, without IT 4
    assert sides({it: 8, care: 4}, {it: 5, care: 0}) == [(it,)]  # that nobody of care answered stays untold
    assert sides({it: 8, care: 4, board: 3}, {it: 5, care: 3, board: 2}) == [
        (it,)
    ]  # 5 left; one may be known
    assert sides({it: 8, care: 4, board: 3}, {it: 5, care: 3, board: 3}) == [(it,), everybody]
    assert sides({it: 4, care: 4}, {it: 3, care: 2}) == [everybody]
    assert sides({it: 4, care: 4}, {it: 2, care: 2}) == []
    assert sides({it: 4}, {it: 4}) == []  # a side under five, whatever was answered
    assert sides({it: 1}, {it: 1}) == []
    assert sides({it: 9}, {it: 9}) == [(it,)]  # the only side is everybody already
    assert sides({}, {}) == []


def tables(answers: int, values: int) -> Iterator[tuple[int, ...]]:
    if values == 1:
        yield (answers,)
        return
    for first in range(answers + 1):
        for rest in tables(answers - first, values - 1):
            yield (first, *rest)


def read(table: tuple[int, ...]) -> tuple[Told, ...]:
    return told([(True, table)])[0]


@pytest.mark.parametrize("values", [2, 3, 4])
@pytest.mark.parametrize("answers", range(5, 13))
def test_who_knows_the_rule_cannot_tell_which_count_a_word_stands_for(answers: int, values: int) -> None:
    alike: dict[tuple[Told, ...], list[tuple[int, ...]]] = defaultdict(list)
    for table in tables(answers, values):
        alike[read(table)].append(table)
    for reading, behind_it in alike.items():
        for place, one in enumerate(reading):
            found = {table[place] for table in behind_it}
            if one.nearly == NEARLY_NOBODY:
                assert found == {0, 1}, (reading, behind_it)
            elif one.nearly == NEARLY_EVERYBODY:
                assert found == {answers - 1, answers}, (reading, behind_it)
            elif one.count is not None:
                assert found == {one.count}
                assert 2 <= one.count <= answers - 2
            else:  # neither a number nor a word: not certainly next to nobody or everybody
                assert not found <= {0, 1}
                assert not found <= {answers - 1, answers}


def test_how_it_reads() -> None:
    number, word, silent = (lambda n: Told(n, "")), (lambda w: Told(None, w)), Told(None, "")
    nobody, everybody = word(NEARLY_NOBODY), word(NEARLY_EVERYBODY)
    assert read((5, 0, 0)) == (everybody, nobody, nobody)  # never "5 of 5", never "0 of 5"
    assert read((4, 1, 0)) == (everybody, nobody, nobody)
    assert read((9, 3, 2)) == (number(9), number(3), number(2))
    assert read((8, 4, 0)) == (number(8), silent, nobody)  # 4 beside it would say that nobody did not know
    assert read((8, 3, 1)) == (number(8), silent, nobody)
    assert read((6, 1, 1)) == (silent, silent, silent)  # 8 answers, 6 of them: both others would be 1


@given(rounds())
def test_everybody_says_nothing_that_its_parts_do_not_say(
    case: tuple[int, dict[str, dict[UUID, list[str]]], dict[str, dict[UUID, int]]],
) -> None:
    least, answered, members = case
    for subject, given_ in answered.items():
        blocks = publishable(members[subject], counted(given_), least)
        seen = told([table_of(block, VALUES) for block in blocks])
        sides = {block.sides: reading for block, reading in zip(blocks, seen, strict=True) if block.sides}
        for block, reading in zip(blocks, seen, strict=True):
            if block.sides or not sides:
                continue
            rest = [sum(given_[s].count(v) for s in given_ if (s,) not in sides) for v in VALUES]
            parts = [*sides.values(), *([read(tuple(rest))] if sum(rest) else [])]
            for place, one in enumerate(reading):
                numbers = [part[place].count for part in parts]
                if one.count is not None:
                    assert None not in numbers
                    assert one.count == sum(n for n in numbers if n is not None)
                if one.nearly:
                    assert {part[place].nearly for part in parts} == {one.nearly}
