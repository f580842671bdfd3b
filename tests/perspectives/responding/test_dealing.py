"""The dealing rule: every sentence gets answers from every side, and every side is pictured by as many people."""

import random
from collections import Counter
from uuid import UUID

import pytest

from beforehand.perspectives.rules.dealing import CARDS, Offered, choose_side, deal

IT, CARE, BOARD = (UUID(int=n) for n in (1, 2, 3))
SEATS = [UUID(int=100 + n) for n in range(40)]


def table(known: int, other: int) -> dict[UUID, tuple[str, Counter[UUID]]]:
    fields = ["knows", "risks", "assumptions"]
    rows = [(UUID(int=1000 + n), fields[n % 3]) for n in range(known)]
    rows += [(UUID(int=2000 + n), "done") for n in range(other)]
    return {statement: (field, Counter()) for statement, field in rows}


def plays(
    rows: dict[UUID, tuple[str, Counter[UUID]]], sides: list[UUID], people: int = 5
) -> list[tuple[UUID, ...]]:
    """Deal to one person after the other, each on a side of so many people, and return every hand."""
    hands = []
    for seat, side in zip(SEATS, sides, strict=False):
        offered = [Offered(statement=s, field=f, dealt=dict(c)) for s, (f, c) in rows.items()]
        hand = deal(offered, side=side, seat=seat, people=people, least=5)
        for statement in hand:
            rows[statement][1][side] += 1
        hands.append(hand)
    return hands


def test_people_answer_the_same_sentences_until_those_can_be_counted() -> None:
    rows = table(0, 40)
    plays(rows, [IT, CARE] * 7)
    # five for a count and two to spare: seven people fill eight sentences, the next seven another eight
    assert sorted(c.total() for _, c in rows.values()) == [0] * 24 + [7] * 16
    assert all(set(c) == {IT, CARE} for _, c in rows.values() if c)


def test_what_one_side_filled_the_other_side_gets_too() -> None:
    rows = table(0, 40)
    *_, of_it, of_care = plays(rows, [IT] * 7 + [CARE])
    assert set(of_care) == set(of_it)
    assert len(of_care) == CARDS


def test_a_side_that_is_large_enough_can_be_counted_by_itself() -> None:
    rows = table(0, 40)
    plays(rows, [IT, CARE] * 14, people=14)
    assert [dict(c) for _, c in rows.values() if c] == [{IT: 7, CARE: 7}] * 16


def test_what_one_person_knows_comes_first() -> None:
    rows = table(5, 20)
    (hand,) = plays(rows, [IT])
    assert [rows[s][0] == "done" for s in hand] == [False] * 5 + [True] * 3


def test_what_can_be_counted_comes_after_what_cannot_and_after_what_is_new() -> None:
    short = Offered(statement=UUID(int=1), field="done", dealt={IT: 2, CARE: 2})
    few = Offered(statement=UUID(int=2), field="done", dealt={IT: 1})
    new = Offered(statement=UUID(int=3), field="done", dealt={})
    enough = Offered(statement=UUID(int=4), field="done", dealt={IT: 3, CARE: 4})
    more = Offered(statement=UUID(int=5), field="done", dealt={IT: 4, CARE: 4})
    chosen = deal([more, enough, new, few, short], side=IT, seat=SEATS[0], people=5, least=5)
    assert chosen == (short.statement, few.statement, new.statement, enough.statement, more.statement)


@pytest.mark.parametrize("known", [0, 1, 8, 30])
def test_never_more_than_eight_and_never_one_twice(known: int) -> None:
    for hand in plays(table(known, 3), [IT, CARE, BOARD] * 4):
        assert len(hand) == min(CARDS, known + 3) == len(set(hand))


def test_the_order_of_what_is_offered_means_nothing() -> None:
    rows = table(12, 12)
    offered = [Offered(statement=s, field=f, dealt={}) for s, (f, _) in rows.items()]
    hands = set()
    for seed in range(5):
        random.Random(seed).shuffle(offered)
        hands.add(deal(offered, side=IT, seat=SEATS[0], people=5, least=5))
    assert len(hands) == 1


def test_every_side_is_pictured_by_as_many_people_of_each_other_side() -> None:
    sides = [UUID(int=n) for n in range(1, 5)]
    pictured: Counter[tuple[UUID, UUID]] = Counter()
    for own in sides * 9:
        about = choose_side(sides, own=own, pictured=pictured)
        assert about is not None
        pictured[own, about] += 1
    assert set(pictured.values()) == {3}
    assert len(pictured) == 12


def test_sides_of_different_size_stay_within_one() -> None:
    pictured: Counter[tuple[UUID, UUID]] = Counter()
    for own in [IT] * 7 + [CARE] * 4 + [BOARD]:
        about = choose_side([IT, CARE, BOARD], own=own, pictured=pictured)
        assert about not in (None, own)
        assert about is not None
        pictured[own, about] += 1
    for own in (IT, CARE, BOARD):
        others = [pictured[own, about] for about in (IT, CARE, BOARD) if about != own]
        assert max(others) - min(others) <= 1


def test_alone_there_is_nobody_to_picture() -> None:
    assert choose_side([IT], own=IT, pictured={}) is None
