"""The schedule: hand-made problems with their arithmetic, and small ones against every possible choice."""

from itertools import chain, combinations, count

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beforehand.engine.partition.highs import choose
from beforehand.engine.partition.problem import Column, Problem, Schedule, Status
from beforehand.engine.partition.rows import build
from beforehand.engine.partition.solve import solve


def allowed(problem: Problem, chosen: tuple[int, ...]) -> bool:
    """Say whether a choice keeps to every rule, written out from the rules themselves."""
    held = [problem.columns[j] for j in chosen]
    covered = [i for c in held for i in c.items]
    if len(covered) != len(set(covered)):
        return False
    week = {i: c.week for c in held for i in c.items}
    caps = problem.caps()
    for person in range(problem.people):
        for w in range(problem.weeks):
            if sum(c.week == w and person in c.people for c in held) > caps[person, w]:
                return False
    if problem.week_cap is not None and any(
        sum(c.week == w for c in held) > problem.week_cap[w] for w in range(problem.weeks)
    ):
        return False
    return all(b not in week or (a in week and week[a] < week[b]) for a, b in problem.precedence)


def price(problem: Problem, chosen: tuple[int, ...]) -> float:
    covered = {i for j in chosen for i in problem.columns[j].items}
    left = sum(p for i, p in enumerate(problem.uncovered_price) if i not in covered)
    return sum(problem.columns[j].cost for j in chosen) + left


def cheapest(problem: Problem) -> float:
    """Try every choice of columns there is."""
    every = range(len(problem.columns))
    choices = chain.from_iterable(combinations(every, k) for k in range(min(problem.items, len(every)) + 1))
    return min(price(problem, c) for c in choices if allowed(problem, c))


def consistent(problem: Problem, found: Schedule) -> None:
    assert allowed(problem, found.chosen)
    assert found.objective == pytest.approx(price(problem, found.chosen))
    assert found.bound <= found.objective
    expected = (found.objective - found.bound) / found.objective if found.objective else 0.0
    assert found.gap == pytest.approx(expected)
    covered = {i for j in found.chosen for i in problem.columns[j].items}
    assert set(found.uncovered) == set(range(problem.items)) - covered


def test_one_conversation_for_two_items_beats_two_conversations() -> None:
    # apart 6 + 6 = 12, together 7, leaving one out 6 + 60 = 66
    columns = [Column((0,), (0, 1), 0, 6.0), Column((1,), (1, 2), 0, 6.0), Column((0, 1), (0, 1, 2), 0, 7.0)]
    found = solve(Problem(2, [60.0, 60.0], columns, person_cap=2))
    assert (found.chosen, found.objective, found.status) == ((2,), 7.0, Status.OPTIMAL)


def test_a_full_week_moves_a_conversation_to_the_next() -> None:
    # person 1 is in both; one a week, so one of them waits: 6 + 6 + 1 for the later week
    columns = [Column((0,), (0, 1), 0, 6.0), Column((1,), (1, 2), 0, 6.0), Column((1,), (1, 2), 1, 7.0)]
    found = solve(Problem(2, [60.0, 60.0], columns, person_cap=1))
    assert (found.chosen, found.objective) == ((0, 2), 13.0)


def test_what_was_already_promised_counts() -> None:
    # person 0 has nothing left in week 0, so the only conversation is the later one
    room = np.array([[0, 1], [1, 1]])
    columns = [Column((0,), (0, 1), 0, 6.0), Column((0,), (0, 1), 1, 7.0)]
    assert solve(Problem(1, [60.0], columns, person_cap=room)).chosen == (1,)


def test_whoever_leads_has_one_conversation_a_week() -> None:
    # four people who never meet; the leader holds one a week and there is one week: keep the one priced 50
    columns = [Column((0,), (0, 1), 0, 6.0), Column((1,), (2, 3), 0, 6.0)]
    found = solve(Problem(2, [40.0, 50.0], columns, person_cap=1, week_cap=[1]))
    assert (found.chosen, found.uncovered, found.objective) == ((1,), (0,), 46.0)


def test_what_comes_first_is_held_in_an_earlier_week() -> None:
    # item 0 before item 1: same week costs 12 and is not allowed, one after the other costs 6 + 9
    columns = [Column((0,), (0, 1), 0, 6.0), Column((1,), (2, 3), 0, 6.0), Column((1,), (2, 3), 1, 9.0)]
    assert solve(Problem(2, [60.0, 60.0], columns, precedence=[(0, 1)])).chosen == (0, 2)
    assert solve(Problem(2, [60.0, 60.0], columns)).objective == 12.0


def test_what_comes_first_gives_up_its_cheaper_week() -> None:
    # item 0 costs 9 in week 0 and 6 in week 1, item 1 only goes in week 1: 9 + 6, where 6 + 6 would be the same week
    columns = [Column((0,), (0, 1), 0, 9.0), Column((0,), (0, 1), 1, 6.0), Column((1,), (2, 3), 1, 6.0)]
    found = solve(Problem(2, [60.0, 60.0], columns, precedence=[(0, 1)]))
    assert (found.chosen, found.objective) == ((0, 2), 15.0)


def test_what_comes_first_must_be_held_at_all() -> None:
    # holding item 0 costs 30 and saves 20, so alone it stays out; with it item 1 saves 60 - 6: 36 against 80
    columns = [Column((0,), (0, 1), 0, 30.0), Column((1,), (2, 3), 1, 6.0)]
    assert solve(Problem(2, [20.0, 60.0], columns, precedence=[(0, 1)])).chosen == (0, 1)
    # where there is nothing at all for item 0, item 1 stays out too: 20 + 60
    found = solve(Problem(2, [20.0, 60.0], columns[1:], precedence=[(0, 1)]))
    assert (found.chosen, found.objective) == ((), 80.0)


def test_one_conversation_never_holds_both_sides_of_an_order() -> None:
    columns = [Column((0, 1), (0, 1), 0, 6.0), Column((0,), (0, 1), 0, 6.0), Column((1,), (0, 1), 1, 6.0)]
    assert solve(Problem(2, [60.0, 60.0], columns, precedence=[(0, 1)])).chosen == (1, 2)


def test_three_pairs_need_whole_conversations() -> None:
    # any two of three items together cost 6; halves of all three pairs would cost 9, whole ones cost 6 + 6
    pairs = [Column(p, (0, 1), 0, 6.0) for p in ((0, 1), (1, 2), (0, 2))]
    found = solve(Problem(3, [60.0] * 3, [*pairs, Column((0,), (0, 1), 0, 6.0)], person_cap=3))
    assert (found.objective, found.bound, found.uncovered) == (12.0, 12.0, ())


def test_nothing_to_choose_from_costs_every_price() -> None:
    found = solve(Problem(2, [3.0, 4.0], []))
    assert (found.chosen, found.uncovered, found.objective) == ((), (0, 1), 7.0)
    nothing = solve(Problem(0, [], []))
    assert (nothing.objective, nothing.gap, nothing.status) == (0.0, 0.0, Status.OPTIMAL)


@pytest.mark.parametrize(
    "column",
    [Column((2,), (0,), 0, 1.0), Column((), (0,), 0, 1.0), Column((0, 0), (0,), 0, 1.0), Column((0,), (5,), 0, 1.0),
     Column((0,), (0,), 9, 1.0), Column((0,), (0,), 0, float("nan")), Column((0,), (0,), -1, 1.0)],
)  # fmt: skip
def test_a_column_that_makes_no_sense_is_refused(column: Column) -> None:
    with pytest.raises(ValueError, match=r"column|cost"):
        Problem(1, [60.0], [column], person_cap=np.ones((2, 2), dtype=np.int64))


def test_prices_and_orders_that_make_no_sense_are_refused() -> None:
    with pytest.raises(ValueError, match="price"):
        Problem(1, [], [])
    with pytest.raises(ValueError, match="price"):
        Problem(1, [-1.0], [])
    with pytest.raises(ValueError, match="precedence"):
        Problem(1, [1.0], [], precedence=[(0, 0)])


@st.composite
def small(draw: st.DrawFn) -> Problem:
    items, people, weeks = draw(st.integers(1, 5)), draw(st.integers(2, 4)), draw(st.integers(1, 3))
    column = st.builds(
        Column,
        st.sets(st.integers(0, items - 1), min_size=1, max_size=3).map(lambda s: tuple(sorted(s))),
        st.sets(st.integers(0, people - 1), min_size=1, max_size=3).map(lambda s: tuple(sorted(s))),
        st.integers(0, weeks - 1),
        st.integers(1, 9).map(float),
    )
    room = st.lists(
        st.lists(st.integers(0, 2), min_size=weeks, max_size=weeks), min_size=people, max_size=people
    )
    pair = st.tuples(st.integers(0, items - 1), st.integers(0, items - 1)).filter(lambda p: p[0] != p[1])
    return Problem(
        items,
        draw(st.lists(st.integers(0, 12).map(float), min_size=items, max_size=items)),
        draw(st.lists(column, max_size=9)),
        np.array(draw(room)),
        draw(st.none() | st.lists(st.integers(0, 2), min_size=weeks, max_size=weeks)),
        draw(st.lists(pair, max_size=2)),
    )


@settings(max_examples=120, deadline=None)
@given(small())
def test_no_choice_there_is_costs_less(problem: Problem) -> None:
    found = solve(problem)
    consistent(problem, found)
    assert found.objective == pytest.approx(cheapest(problem))
    assert found.bound == found.objective


@settings(max_examples=60, deadline=None)
@given(small())
def test_improving_part_by_part_never_claims_too_much(problem: Problem) -> None:
    found = solve(problem, exact_columns=0, iteration_limit=6)
    consistent(problem, found)
    assert found.bound <= cheapest(problem) + 1e-6


def crowded(seed: int, items: int = 14, people: int = 12, weeks: int = 3) -> Problem:
    """Make a problem in which people have too little room, with costs that differ so that ties are rare."""
    chance = np.random.default_rng(seed)
    columns = []
    for i in range(items):
        who = tuple(sorted(chance.choice(people, 3, replace=False).tolist()))
        other = (i + 1) % items
        for w in range(weeks):
            columns.append(Column((i,), who, w, 7.0 + float(chance.random())))
            columns.append(Column(tuple(sorted((i, other))), who, w, 9.0 + float(chance.random())))
    prices = (20 + 20 * chance.random(items)).tolist()
    return Problem(
        items, prices, columns, np.ones((people, weeks), dtype=np.int64), [4] * weeks, [(0, 5), (6, 3)]
    )


def shuffled(problem: Problem, seed: int) -> tuple[Problem, list[int], list[int]]:
    """Return the problem in another order, with for each new column and item the old one."""
    chance = np.random.default_rng(seed)
    item, person = chance.permutation(problem.items).tolist(), chance.permutation(problem.people).tolist()
    order = chance.permutation(len(problem.columns)).tolist()
    columns = []
    for j in order:
        c = problem.columns[j]
        items, people = [item[i] for i in c.items], [person[p] for p in c.people]
        chance.shuffle(items)
        columns.append(Column(tuple(items), tuple(people), c.week, c.cost))
    prices = [0.0] * problem.items
    caps = problem.caps().copy()
    for old, new in enumerate(item):
        prices[new] = problem.uncovered_price[old]
    for old, new in enumerate(person):
        caps[new] = problem.caps()[old]
    before = [(item[a], item[b]) for a, b in reversed(problem.precedence)]
    back = np.argsort(item).tolist()
    return Problem(problem.items, prices, columns, caps, problem.week_cap, before), order, back


@pytest.mark.parametrize("exact_columns", [10_000, 0])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_order_in_which_things_are_given_changes_nothing(seed: int, exact_columns: int) -> None:
    problem = crowded(seed)
    found = solve(problem, exact_columns=exact_columns, iteration_limit=8)
    other, column, item = shuffled(problem, seed + 10)
    again = solve(other, exact_columns=exact_columns, iteration_limit=8)
    assert tuple(column[j] for j in again.chosen) == found.chosen
    assert {item[i] for i in again.uncovered} == set(found.uncovered)
    assert (again.objective, again.bound, again.nodes) == (found.objective, found.bound, found.nodes)


def test_among_equally_good_schedules_the_order_given_does_not_choose() -> None:
    # items 0 and 1 cost the same in either week; only what they share with others tells them apart
    columns = [Column((i,), (i, 3), w, 6.0) for i in (0, 1, 2) for w in (0, 1, 2)] + [
        Column((0, 2), (0, 2, 3), 2, 12.0)
    ]
    problem = Problem(3, [60.0, 60.0, 61.0], columns, np.ones((4, 3), dtype=np.int64))
    found = solve(problem)
    assert found.objective == 18.0
    for seed in range(6):
        other, column, _ = shuffled(problem, seed)
        assert tuple(column[j] for j in solve(other).chosen) == found.chosen


def test_the_same_problem_twice_gives_the_same_schedule() -> None:
    assert solve(crowded(4), exact_columns=0) == solve(crowded(4), exact_columns=0)


def test_rounds_bring_the_schedule_closer_to_the_bound() -> None:
    problem = crowded(5, items=20, people=18)
    first, later = (solve(problem, exact_columns=0, iteration_limit=n) for n in (0, 40))
    best = solve(problem, exact_columns=10_000)
    consistent(problem, later)
    assert first.status is Status.LIMIT
    assert best.objective <= later.objective < first.objective
    assert later.bound <= best.objective + 1e-6


def test_a_schedule_at_hand_is_only_left_for_a_cheaper_one() -> None:
    # together 7 is the best there is: found against 9, and against 6.5 there is nothing to find
    columns = [Column((0,), (0, 1), 0, 6.0), Column((1,), (1, 2), 0, 6.0), Column((0, 1), (0, 1, 2), 0, 7.0)]
    rows = build(Problem(2, [60.0, 60.0], columns, person_cap=1))
    cheaper, best = (choose(rows, gap=0.0, seconds=60.0, known=known) for known in (9.0, 6.5))
    assert cheaper.variables is not None
    assert rows.column[cheaper.variables].tolist() == [2]
    assert cheaper.bound == pytest.approx(7.0)
    assert best.variables is None
    assert best.bound == pytest.approx(6.5)


def test_a_gap_that_is_asked_for_is_kept() -> None:
    problem = crowded(6)
    found = solve(problem, gap=0.1, exact_columns=10_000)
    assert found.gap <= 0.1
    assert found.reproducible
    assert found.bound <= solve(problem, exact_columns=10_000).objective


def test_a_schedule_the_clock_stopped_says_so() -> None:
    problem = crowded(7)
    found = solve(problem, safety_seconds=0.0)
    consistent(problem, found)
    assert (found.reproducible, found.status) == (False, Status.CLOCK)
    assert found.chosen  # and it is still a schedule


def test_the_clock_may_also_run_out_halfway() -> None:
    problem = crowded(7, items=20)
    ticks = count()
    found = solve(problem, exact_columns=0, safety_seconds=6.0, clock=lambda: float(next(ticks)))
    consistent(problem, found)
    assert (found.reproducible, found.status) == (False, Status.CLOCK)
    assert found.bound > 0
