"""Where nothing but a name tells two apart the name decides; anything that was said decides before it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from tests.engine.personas import TODAY, contract, hospital, said

from beforehand.engine.inputs import Commitment, Picture, Seat, Side
from beforehand.engine.order import Order


def pair(one: str, other: str, first: Seat, second: Seat) -> Picture:
    """Two people under these names, each on a side of her own name."""
    seats = tuple(
        replace(
            seat,
            id=name,
            side=f"side {name}",
            statements=tuple(replace(s, author=name, id=name) for s in seat.statements),
        )
        for name, seat in ((one, first), (other, second))
    )
    return hospital(*seats, sponsor=None, sides=tuple(Side(id=s.side) for s in seats))


def blank(**facts: Any) -> Seat:
    return Seat(**{"id": "", "side": "", **facts})


def words(text: str) -> Seat:
    return blank(statements=(said("", "knows", text),))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (blank(mandate=1), blank(mandate=2)),
        (blank(heard=1), blank(heard=2)),
        (blank(decides=True), blank()),
        (words("Een."), words("Twee.")),
        (words("Een."), blank()),
    ],
)
def test_what_is_said_decides_and_not_the_name(first: Seat, second: Seat) -> None:
    def leading(one: str, other: str) -> tuple[bool, bool]:
        order = Order(pair(one, other, first, second))
        return order.seat(one) < order.seat(other), order.side(f"side {one}") < order.side(f"side {other}")

    assert leading("ann", "zoe") == leading("zoe", "ann")


def test_between_two_who_are_alike_the_name_decides() -> None:
    order = Order(pair("zoe", "ann", blank(mandate=1), blank(mandate=1)))
    assert order.seats(["zoe", "ann"]) == ("ann", "zoe")
    assert order.sides(["side zoe", "side ann"]) == ("side ann", "side zoe")


def test_who_is_named_by_others_differs_from_who_is_not() -> None:
    def first_of(names: tuple[str, str]) -> bool:
        asker = Seat(id="karin", side="board", talk_to=frozenset({names[0]}))
        order = Order(hospital(asker, *(Seat(id=n, side="care") for n in names)))
        return order.seat(names[0]) < order.seat(names[1])

    assert first_of(("ann", "zoe")) == first_of(("zoe", "ann"))


@pytest.mark.parametrize(
    "change",
    [
        lambda c: replace(c, cost_eur=5.0),
        lambda c: replace(c, public=True),
        lambda c: replace(c, marks=frozenset({"richting_genoemd"})),
    ],
)
def test_commitments_go_by_day_then_by_what_is_said_of_them(
    change: Callable[[Commitment], Commitment],
) -> None:
    def leading(one: str, other: str) -> bool:
        order = Order(hospital(commitments=(contract(id=one), change(contract(id=other)))))
        return order.commitment(one) < order.commitment(other)

    assert leading("a", "b") == leading("b", "a")
    later = contract(id="a", day=TODAY + timedelta(weeks=9))
    assert Order(hospital(commitments=(later, contract(id="b")))).commitments("ab") == ("b", "a")


def test_sentences_stand_by_what_they_say() -> None:
    told = (said("ann", "knows", "Aap.", id="z"), said("zoe", "knows", "Noot.", id="a"))
    order = Order(
        hospital(
            Seat(id="ann", side="care", statements=told[:1]), Seat(id="zoe", side="care", statements=told[1:])
        )
    )
    assert order.statements(["a", "z", "a"]) == ("z", "a")
    assert order.statements(["unknown", "a"]) == ("a", "unknown")


def test_somebody_who_is_not_in_the_picture_comes_last() -> None:
    order = Order(hospital(Seat(id="zoe", side="care")))
    assert order.seats(["ann", "zoe"]) == ("zoe", "ann")
