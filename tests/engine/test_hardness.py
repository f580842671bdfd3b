"""How hard it already is, and the room that is left: sums done by hand."""

from datetime import date
from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beforehand.engine.hardness import hardness, room_left
from beforehand.engine.inputs import Commitment, Door
from beforehand.engine.results import Mode

TODAY = date(2027, 3, 15)
NAMES = ("direction", "budget", "schedule", "vendor", "people", "alternative", "seventh")
MARKS = {name: name for name in NAMES} | {"customer": "vendor"}


def school_tablets(*marks: str) -> Commitment:
    return Commitment(id="order", day=date(2027, 4, 30), door=Door.ONE_WAY, marks=frozenset(marks))


@pytest.mark.parametrize(
    ("count", "mode"),
    [
        (0, Mode.EXPLORING),
        (1, Mode.EXPLORING),
        (2, Mode.NEGOTIATING),
        (3, Mode.NEGOTIATING),
        (4, Mode.CORRECTING),
        (6, Mode.CORRECTING),
    ],
)
def test_marks_say_what_a_conversation_still_is(count: int, mode: Mode) -> None:
    [h] = hardness([school_tablets(*NAMES[:count])], today=TODAY, country="NL", marks_known=MARKS)
    assert (h.marks, h.mode) == (count, mode)


def test_two_names_of_one_mark_count_once_and_unknown_marks_not_at_all() -> None:
    order = school_tablets("vendor", "customer", "a mark of nobody")
    [h] = hardness([order], today=TODAY, country="NL", marks_known=MARKS)
    assert (h.marks, h.mode) == (1, Mode.EXPLORING)


def test_never_more_than_six_marks() -> None:
    [h] = hardness([school_tablets(*NAMES)], today=TODAY, country="NL", marks_known=MARKS)
    assert h.marks == 6


def test_an_organisation_may_move_the_bounds() -> None:
    [h] = hardness(
        [school_tablets("direction")],
        today=TODAY,
        country="NL",
        marks_known=MARKS,
        negotiating_from=1,
        correcting_from=2,
    )
    assert h.mode is Mode.NEGOTIATING


def test_past_today_and_ahead() -> None:
    past = Commitment(id="past", day=date(2027, 3, 12))
    today = Commitment(id="today", day=TODAY)
    early = Commitment(id="early", day=date(2027, 3, 16), done_already=True)
    later = Commitment(id="later", day=date(2027, 3, 30))
    rows = hardness([later, early, today, past], today=TODAY, country="NL", marks_known={})
    # Easter Monday lies before the 30th: 16, 17, 18, 19, 22, 23, 24, 25, 26 and 30 March
    assert [(h.commitment, h.ahead, h.working_days) for h in rows] == [
        ("past", False, -1),
        ("today", True, 0),
        ("early", False, 1),
        ("later", True, 10),
    ]


def test_no_commitments_no_line() -> None:
    assert hardness([], today=TODAY, country="NL", marks_known=MARKS) == ()
    assert room_left([], today=TODAY) == ()


@pytest.mark.parametrize("cost", [None, 0.0, 5000.0])
def test_one_commitment_takes_all_the_room(cost: float | None) -> None:
    [step] = room_left([Commitment(id="only", day=TODAY, cost_eur=cost)], today=TODAY)
    assert (step.share, step.left) == (1.0, 0.0)
    assert step.known == bool(cost)


def test_euros_and_weeks_each_count_by_their_own_share() -> None:
    # euros 6 : 2 : 0, weeks 10 : 30 : 40 -> (.75 + .125) / 2, (.25 + .375) / 2, (0 + .5) / 2
    steps = room_left(
        [
            Commitment(id="c", day=date(2027, 9, 1), cost_eur=0, weeks=40),
            Commitment(id="a", day=date(2027, 2, 1), cost_eur=6, weeks=10),
            Commitment(id="b", day=date(2027, 5, 1), cost_eur=2, weeks=30),
        ],
        today=TODAY,
    )
    assert [(s.commitment, s.share, s.left, s.ahead) for s in steps] == [
        ("a", 0.4375, 0.5625, False),
        ("b", 0.3125, 0.25, True),
        ("c", 0.25, 0.0, True),
    ]


def test_a_unit_left_out_is_not_read_as_nothing() -> None:
    # the same euros; the second gave no weeks, so its euros alone speak: alike
    steps = room_left(
        [
            Commitment(id="a", day=date(2027, 4, 1), cost_eur=100, weeks=10),
            Commitment(id="b", day=date(2027, 5, 1), cost_eur=100),
        ],
        today=TODAY,
    )
    assert [s.share for s in steps] == [0.5, 0.5]
    assert all(s.known for s in steps)


def test_where_nobody_gave_a_figure_the_line_does_not_fall_and_says_so() -> None:
    steps = room_left(
        [
            Commitment(id="consent", day=date(2027, 4, 1), door=Door.ONE_WAY),
            Commitment(id="contract", day=date(2027, 5, 1), cost_eur=100),
        ],
        today=TODAY,
    )
    assert [(s.share, s.left, s.known) for s in steps] == [(0.0, 1.0, False), (1.0, 0.0, True)]


@pytest.mark.parametrize("figure", [None, 0.0])
def test_without_any_figure_the_class_of_door_decides(figure: float | None) -> None:
    doors = [Door.ONE_WAY, Door.TWO_WAY, Door.HEAVY, Door.TWO_WAY, Door.ONE_WAY]
    steps = room_left(
        [Commitment(id=str(i), day=date(2027, 4, 1 + i), door=d, weeks=figure) for i, d in enumerate(doors)],
        today=TODAY,
    )
    # 3 + 1 + 2 + 1 + 3 = 10
    assert [s.share for s in steps] == [0.3, 0.1, 0.2, 0.1, 0.3]
    assert [s.left for s in steps] == [0.7, 0.6, 0.4, 0.3, 0.0]
    assert not any(s.known for s in steps)


def test_public_or_not_has_no_figure_and_changes_nothing() -> None:
    quiet = Commitment(id="a", day=date(2027, 4, 1), cost_eur=5)
    loud = Commitment(id="a", day=date(2027, 4, 1), cost_eur=5, public=True)
    other = Commitment(id="b", day=date(2027, 5, 1), cost_eur=5)
    assert room_left([quiet, other], today=TODAY) == room_left([loud, other], today=TODAY)


def test_two_on_one_day_come_in_the_order_of_what_they_say_not_of_their_ids() -> None:
    day = date(2027, 4, 1)
    for cheap, dear in permutations(["x", "y"]):
        rows = [Commitment(id=cheap, day=day, cost_eur=1), Commitment(id=dear, day=day, cost_eur=9)]
        assert [s.commitment for s in room_left(rows, today=TODAY)] == [cheap, dear]
        assert [h.commitment for h in hardness(rows, today=TODAY, country="NL", marks_known={})] == [
            cheap,
            dear,
        ]


figures = st.none() | st.floats(min_value=0, max_value=1e9, allow_nan=False)
some = st.lists(
    st.builds(
        Commitment,
        id=st.uuids().map(str),
        day=st.dates(min_value=date(2027, 1, 1), max_value=date(2027, 3, 1)),
        door=st.sampled_from(Door),
        cost_eur=figures,
        weeks=figures,
    ),
    min_size=1,
    max_size=9,
    unique_by=lambda c: c.id,
)


@given(rows=some, data=st.data())
def test_the_line_falls_from_all_to_nothing_whatever_the_order(
    rows: list[Commitment], data: st.DataObject
) -> None:
    steps = room_left(rows, today=TODAY)
    line = [1.0, *(s.left for s in steps)]
    assert all(after <= before for before, after in pairwise(line))
    assert line[-1] == 0.0
    assert sum(s.share for s in steps) == pytest.approx(1)
    assert room_left(data.draw(st.permutations(rows)), today=TODAY) == steps
