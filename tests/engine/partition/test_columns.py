"""Which conversations could be held, and why something is not in the schedule."""

import numpy as np
import pytest

from beforehand.engine.partition.columns import Item, enumerate_columns
from beforehand.engine.partition.problem import Column, Problem
from beforehand.engine.partition.reasons import explain
from beforehand.engine.partition.solve import solve
from beforehand.engine.results import Reason

ALWAYS = np.ones((8, 3), dtype=bool)


def sets(
    items: list[Item], available: np.ndarray = ALWAYS, **limits: int
) -> set[tuple[tuple[int, ...], int]]:
    return {(c.items, c.week) for c in enumerate_columns(items, available, **limits).columns}


def test_items_of_one_group_share_a_conversation_and_others_do_not() -> None:
    items = [Item(0, (0, 1), 1), Item(0, (1, 2), 1), Item(1, (1, 2), 1)]
    assert sets(items) == {((0,), 0), ((1,), 0), ((0, 1), 0), ((2,), 0)}


def test_a_conversation_comes_before_every_deadline_in_it() -> None:
    items = [Item(0, (0, 1), 2), Item(0, (1, 2), 1)]
    assert sets(items) == {((0,), 0), ((0,), 1), ((1,), 0), ((0, 1), 0)}


def test_everybody_is_there() -> None:
    there = ALWAYS.copy()
    there[2, 0] = False
    items = [Item(0, (0, 1), 2), Item(0, (1, 2), 2)]
    assert sets(items, there) == {((0,), 0), ((0,), 1), ((1,), 1), ((0, 1), 1)}


def test_no_more_items_and_people_than_a_conversation_carries() -> None:
    # three items of two people each, six people: pairs of four people go, all six do not when five is the most
    items = [Item(0, (2 * i, 2 * i + 1), 1) for i in range(3)]
    assert ((0, 1, 2), 0) in sets(items)
    assert ((0, 1, 2), 0) not in sets(items, max_people=5)
    assert ((0, 1, 2), 0) not in sets(items, max_items=2)
    assert ((0, 1), 0) in sets(items, max_people=5, max_items=2)


def test_an_item_with_many_people_stands_alone() -> None:
    assert sets([Item(0, tuple(range(7)), 1), Item(0, (0, 1), 1)]) == {((0,), 0), ((1,), 0)}


def test_what_is_said_between_two_stays_between_those_two() -> None:
    items = [Item(0, (0, 1), 1, one_to_one=True), Item(0, (0, 1), 1), Item(0, (0, 2), 1)]
    assert sets(items) == {((0,), 0), ((1,), 0), ((2,), 0), ((0, 1), 0), ((1, 2), 0)}
    with pytest.raises(ValueError, match="two people"):
        Item(0, (0, 1, 2), 1, one_to_one=True)


def test_a_conversation_costs_its_people() -> None:
    found = enumerate_columns([Item(0, (0, 1, 2), 1)], ALWAYS)
    assert [(c.people, c.cost) for c in found.columns] == [((0, 1, 2), 7.0)]


def test_why_nothing_could_be_held_at_all() -> None:
    there = ALWAYS.copy()
    there[0] = False
    items = [Item(0, (0, 1), 3), Item(0, (1, 2), 0), Item(0, (1, 2), 1)]
    assert enumerate_columns(items, there).without == {0: Reason.AWAY, 1: Reason.LATE}


def reasons(problem: Problem, **without: Reason) -> dict[int, Reason]:
    return explain(problem, solve(problem), {int(k[1:]): v for k, v in without.items()})


def test_late_and_away_are_passed_on() -> None:
    assert reasons(Problem(2, [9.0, 9.0], []), i0=Reason.LATE, i1=Reason.AWAY) == {
        0: Reason.LATE,
        1: Reason.AWAY,
    }


def test_no_room_when_a_person_is_full() -> None:
    # person 1 is in both and has one conversation; the one priced 60 goes
    columns = [Column((0,), (0, 1), 0, 6.0), Column((1,), (1, 2), 0, 6.0)]
    assert reasons(Problem(2, [60.0, 50.0], columns)) == {1: Reason.NO_ROOM}


def test_no_room_when_whoever_leads_is_full() -> None:
    columns = [Column((0,), (0, 1), 0, 6.0), Column((1,), (2, 3), 0, 6.0)]
    assert reasons(Problem(2, [60.0, 50.0], columns, week_cap=[1])) == {1: Reason.NO_ROOM}


def test_after_when_what_comes_first_has_no_place() -> None:
    late = Problem(2, [60.0, 60.0], [Column((1,), (0, 1), 1, 6.0)], precedence=[(0, 1)])
    assert reasons(late, i0=Reason.LATE) == {0: Reason.LATE, 1: Reason.AFTER}


def test_after_when_what_comes_first_is_held_too_late() -> None:
    columns = [Column((0,), (0, 1), 1, 6.0), Column((1,), (2, 3), 1, 6.0)]
    assert reasons(Problem(2, [60.0, 60.0], columns, precedence=[(0, 1)])) == {1: Reason.AFTER}


def test_cut_when_there_is_room_but_it_is_not_worth_it() -> None:
    assert reasons(Problem(1, [5.0], [Column((0,), (0, 1), 0, 6.0)])) == {0: Reason.CUT}


def test_what_is_planned_has_no_reason() -> None:
    assert reasons(Problem(1, [60.0], [Column((0,), (0, 1), 0, 6.0)])) == {}
