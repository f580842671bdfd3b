"""How dependent sides are in contact, and who is looked to from several sides; for the facilitator, never a number."""

from dataclasses import replace
from itertools import combinations
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engine.personas import (
    at,
    femke,
    hospital,
    ingrid,
    karin,
    leaves,
    marjolein,
    rob,
    sanne,
    see,
    tom,
    youssef,
)

from beforehand.engine.inputs import ContactWay, Picture, Seat
from beforehand.engine.playing_field import Contact, ContactBetween, contact_between, reaches_several

PAIR = frozenset({"it", "care"})
EVERYBODY = (karin, ingrid, tom, sanne, femke, youssef, marjolein, rob)


def together(*seats: Seat, dependent: frozenset[frozenset[str]] = frozenset({PAIR})) -> Picture:
    return hospital(*seats, dependencies=dependent)


def spoke(*others: str) -> dict[str, Any]:
    return {"contact": frozenset(others)}


def by(way: ContactWay, side: str) -> dict[str, Any]:
    return {"contact_sides": {side: way}}


def known(*seats: Seat) -> Contact:
    (found,) = contact_between(together(*seats))
    return found.contact


def test_every_line_runs_through_sanne_and_the_facilitator_may_know() -> None:
    picture = together(sanne(**spoke("femke", "youssef")), femke(), youssef(), ingrid())
    assert contact_between(picture) == (
        ContactBetween(sides=PAIR, contact=Contact.ONLY_BRIDGE, bridge="sanne"),
    )


def test_a_second_line_around_her_and_nobody_is_the_only_bridge() -> None:
    picture = together(sanne(**spoke("femke")), femke(), youssef(), ingrid(**spoke("youssef")))
    assert contact_between(picture) == (ContactBetween(sides=PAIR, contact=Contact.NO_BRIDGE),)


def test_a_single_line_told_by_both_ends_is_one_and_a_question() -> None:
    assert known(sanne(**spoke("femke")), femke(**spoke("sanne")), ingrid()) is Contact.TALKING


def test_who_spoke_but_was_not_asked_with_whom_is_a_question_too() -> None:
    assert known(sanne(**by(ContactWay.SELF, "care")), femke()) is Contact.TALKING
    assert known(sanne(**by(ContactWay.SELF, "board")), femke()) is Contact.NOT_ASKED


def test_both_were_asked_and_there_is_nothing_or_only_tickets() -> None:
    for way in (ContactWay.NOT, ContactWay.TICKET):
        assert known(sanne(**by(way, "care")), femke(**by(ContactWay.NOT, "it"))) is Contact.NOT_TALKING
    assert known(sanne(**spoke()), femke(**spoke())) is Contact.NOT_TALKING


def test_when_one_side_was_not_asked_there_is_nothing_to_say() -> None:
    assert known(sanne(**by(ContactWay.NOT, "care")), femke()) is Contact.NOT_ASKED
    assert known(sanne(), femke()) is Contact.NOT_ASKED
    assert known() is Contact.NOT_ASKED


def test_talking_on_ones_own_side_bridges_nothing() -> None:
    assert known(sanne(**spoke("tom", "ingrid")), tom(), ingrid(), femke()) is Contact.NOT_ASKED


def test_only_sides_that_depend_on_each_other_in_a_fixed_order() -> None:
    board = frozenset({"board", "it"})
    picture = together(
        sanne(**spoke("femke", "youssef", "karin")),
        femke(),
        youssef(),
        karin(),
        dependent=frozenset({PAIR, board}),
    )
    assert [(sorted(found.sides), found.contact) for found in contact_between(picture)] == [
        (["board", "it"], Contact.TALKING),
        (["care", "it"], Contact.ONLY_BRIDGE),
    ]
    assert contact_between(together(sanne(**spoke("femke")), femke(), dependent=frozenset())) == ()


def test_an_organisation_may_ask_for_more_lines_but_not_for_one() -> None:
    picture = together(sanne(**spoke("femke", "youssef")), femke(), youssef())
    assert contact_between(picture, lines=3)[0] == ContactBetween(sides=PAIR, contact=Contact.TALKING)
    with pytest.raises(ValueError, match="single line"):
        contact_between(picture, lines=1)


@st.composite
def fields_of_play(draw: st.DrawFn) -> Picture:
    """Eight people, each asked or not, with whom they spoke and how."""
    ids = [make.__name__ for make in EVERYBODY]
    people = st.none() | st.frozensets(st.sampled_from(ids), max_size=3)
    ways = st.none() | st.dictionaries(st.sampled_from(["it", "care", "board"]), st.sampled_from(ContactWay))
    seats = [make(contact=draw(people), contact_sides=draw(ways), talk_to=draw(people)) for make in EVERYBODY]
    pairs = [frozenset(pair) for pair in combinations(["it", "care", "board", "council"], 2)]
    return together(*seats, dependent=draw(st.frozensets(st.sampled_from(pairs))))


@given(fields_of_play())
def test_it_says_what_the_topics_say(picture: Picture) -> None:
    found = contact_between(picture)
    assert [f.sides for f in found] == sorted(picture.dependencies, key=sorted)
    bridges = [(f.sides, frozenset({f.bridge})) for f in found if f.contact is Contact.ONLY_BRIDGE]
    assert bridges == [(d.sides, d.holders) for d in see("P05", picture)]
    silent = [f.sides for f in found if f.contact is Contact.NOT_TALKING]
    assert silent == [d.sides for d in see("P16", picture)]
    named = reaches_several(picture, from_sides=at("P04", "reach"), people=at("P04", "people"))
    little = {s.id for s in picture.seats if s.mandate is not None and s.mandate <= at("P04", "mandate")}
    assert sorted(named & little) == sorted(d.anchor[0] for d in see("P04", picture))


@given(fields_of_play())
def test_no_name_but_the_bridge_and_no_number(picture: Picture) -> None:
    ids = {seat.id for seat in picture.seats}
    for found in contact_between(picture):
        values = [value for _, value in leaves(found)]
        assert all(value is None or isinstance(value, str) for value in values)
        assert ids & set(values) == ({found.bridge} if found.contact is Contact.ONLY_BRIDGE else set())


@given(fields_of_play(), st.randoms(use_true_random=False))
def test_the_order_of_people_and_the_spelling_of_names_change_nothing(
    picture: Picture, chance: Random
) -> None:
    def respelled(name: str) -> str:
        return name[::-1]

    def renamed(seat: Seat) -> Seat:
        return replace(
            seat,
            id=respelled(seat.id),
            contact=None if seat.contact is None else frozenset(map(respelled, seat.contact)),
            talk_to=None if seat.talk_to is None else frozenset(map(respelled, seat.talk_to)),
        )

    seats = [renamed(seat) for seat in picture.seats]
    chance.shuffle(seats)
    moved = replace(picture, seats=tuple(seats))
    assert contact_between(moved) == tuple(
        replace(f, bridge=f.bridge and respelled(f.bridge)) for f in contact_between(picture)
    )
    assert reaches_several(moved) == frozenset(map(respelled, reaches_several(picture)))


def table(count: int = 8, **named: set[str]) -> Picture:
    """As many people, of whom some say with whom one must have spoken; who named nobody was still asked."""
    seats = (make(talk_to=frozenset(named.get(make.__name__, set()))) for make in EVERYBODY)
    return hospital(*list(seats)[:count])


def test_sanne_is_looked_to_from_two_other_sides() -> None:
    assert reaches_several(table(femke={"sanne"}, karin={"sanne"})) == {"sanne"}


def test_twice_from_one_side_or_from_the_own_side_is_not_several() -> None:
    assert reaches_several(table(femke={"sanne"}, youssef={"sanne"})) == frozenset()
    assert reaches_several(table(femke={"sanne"}, tom={"sanne"})) == frozenset()


def test_three_sides_look_the_same_as_two() -> None:
    two = reaches_several(table(femke={"sanne"}, karin={"sanne"}))
    assert reaches_several(table(femke={"sanne"}, karin={"sanne"}, rob={"sanne"})) == two


def test_an_organisation_may_ask_for_three_sides_but_not_for_one() -> None:
    picture = table(femke={"sanne", "tom"}, karin={"sanne", "tom"}, rob={"sanne"})
    assert reaches_several(picture, from_sides=3) == {"sanne"}
    with pytest.raises(ValueError, match="two sides on"):
        reaches_several(picture, from_sides=1)


def test_with_seven_people_nobody_is_found() -> None:
    named = {"femke": {"sanne"}, "karin": {"sanne"}}
    assert reaches_several(table(7, **named)) == frozenset()
    assert reaches_several(table(8, **named)) == {"sanne"}


def test_nobody_was_asked_so_nobody_is_found() -> None:
    assert reaches_several(hospital(*(make() for make in EVERYBODY))) == frozenset()


def test_whoever_is_not_in_the_decision_is_not_found() -> None:
    assert reaches_several(table(femke={"somebody"}, karin={"somebody"})) == frozenset()
