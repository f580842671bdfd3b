"""When one of our conversations stands for one of the expert's."""

from datetime import date, timedelta

import pytest
from tests.benchmarks.plan.matching import Talk, first_three, matched, matches, overlap, pairs

DAY = date(2027, 4, 14)


def talk(people: str, kind: str | None = "klaargesprek", day: date = DAY) -> Talk:
    return Talk(frozenset(people), kind, day)


def test_half_of_everybody_in_common_is_enough_and_less_is_not() -> None:
    # abc and bcd: b, c in both; a, b, c, d in either: 2/4 = .5
    assert overlap(frozenset("abc"), frozenset("bcd")) == 0.5
    assert matches(talk("abc"), talk("bcd"))
    # abcd and bcde and one more: b, c, d in both; a, b, c, d, e, f in either plus g: 3/7 < .5
    assert not matches(talk("abcd"), talk("bcdefg"))


def test_a_one_to_one_matches_only_the_same_person_or_a_pair_with_that_person() -> None:
    assert matches(talk("a"), talk("a"))
    assert matches(talk("a"), talk("ab"))  # 1/2
    assert not matches(talk("a"), talk("b"))
    assert not matches(talk("a"), talk("abc"))  # 1/3


def test_two_empty_conversations_have_nobody_in_common() -> None:
    assert not matches(talk(""), talk(""))


@pytest.mark.parametrize(("late", "counts"), [(-60, True), (0, True), (7, True), (8, False)])
def test_ours_may_be_any_time_earlier_and_a_week_later_but_no_day_more(late: int, counts: bool) -> None:
    assert matches(talk("a", day=DAY + timedelta(days=late)), talk("a")) is counts


def test_the_largest_matching_is_found_where_taking_the_first_fits_worse() -> None:
    # Ours 0 (ab) fits expert 0 (ab) and expert 1 (abc: 2/3). Ours 1 (abcd) fits expert 0 (2/4) and not expert 1's
    # date. Taking the best pair first (ours 0 with expert 0, overlap 1) leaves ours 1 nothing: one. Both: two.
    ours = [talk("ab"), talk("abcd", day=DAY + timedelta(days=9))]
    experts = [talk("ab", day=DAY + timedelta(days=3)), talk("abc")]
    assert matches(ours[1], experts[0])
    assert not matches(ours[1], experts[1])
    assert matched(ours, experts, kind=False) == 2
    assert pairs(ours, experts, kind=False) == ((1, 0), (0, 1))


def test_nobody_is_matched_twice() -> None:
    assert matched([talk("a")], [talk("a"), talk("a"), talk("ab")], kind=False) == 1
    assert matched([talk("a"), talk("a")], [talk("a")], kind=False) == 1


def test_the_same_kind_is_matched_on_its_own_and_an_unmapped_kind_equals_none() -> None:
    ours = [talk("ab", "klaargesprek"), talk("ab", "premortem")]
    experts = [talk("ab", "premortem"), talk("ab", None)]
    assert matched(ours, experts, kind=False) == 2
    assert matched(ours, experts, kind=True) == 1
    assert matched([talk("ab", None)], [talk("ab", None)], kind=True) == 0


def test_the_kind_never_costs_a_pair_when_any_kind_counts() -> None:
    # Same kind would pair ours 0 with expert 0, after which ours 1 (only near expert 0) has nobody left.
    ours = [talk("ab", "premortem"), talk("a", "een_op_een")]
    experts = [talk("ab", "premortem"), talk("abc", "klaargesprek")]
    assert matched(ours, experts, kind=False) == 2


def test_among_equal_matchings_the_one_with_the_same_kinds_is_shown() -> None:
    ours = [talk("ab", "premortem"), talk("ab", "klaargesprek")]
    experts = [talk("ab", "klaargesprek"), talk("ab", "premortem")]
    assert pairs(ours, experts, kind=False) == ((1, 0), (0, 1))


def test_the_experts_first_three_are_looked_for_among_our_first_few() -> None:
    experts = [talk("a"), talk("b"), talk("c"), talk("d")]
    ours = [talk("d"), talk("b"), talk("e"), talk("a"), talk("f"), talk("c")]
    # first three: b; first four: b, a; first six: b, a, c. d is the expert's fourth and never counts.
    assert [first_three(ours, experts, among=n) for n in (3, 4, 6)] == [1, 2, 3]


def test_without_conversations_on_one_hand_nothing_matches() -> None:
    assert matched([], [talk("a")], kind=False) == 0
    assert matched([talk("a")], [], kind=True) == 0
