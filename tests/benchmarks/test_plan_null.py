"""What the same plan scores when the names mean nothing."""

from datetime import date

import pytest
from tests.benchmarks.plan.matching import Talk, matched
from tests.benchmarks.plan.null import shuffled

DAY = date(2027, 4, 14)


def talk(people: str, kind: str = "klaargesprek") -> Talk:
    return Talk(frozenset(people), kind, DAY)


def test_where_everybody_is_in_every_conversation_names_make_no_difference() -> None:
    ours = [talk("abcdef"), talk("abcdef", "premortem")]
    experts = [talk("abc"), talk("abcdef", "premortem"), talk("f")]
    # abcdef and abc: 3/6. Both match whoever is called what; f: 1/6 never does.
    assert matched(ours, experts, kind=True) == 2
    null = shuffled(ours, experts, "abcdef", kind=True)
    assert (null.mean, null.high) == (2.0, 2)


def test_one_person_of_many_is_hit_by_chance_about_as_often_as_there_are_people() -> None:
    people = [f"p{i}" for i in range(20)]
    ours, experts = [Talk(frozenset({"p3"}), "een_op_een", DAY)], [Talk(frozenset({"p3"}), "een_op_een", DAY)]
    null = shuffled(ours, experts, people, kind=False)
    # One in twenty: 200 draws give 10 hits, standard deviation 3.1; four of those around it.
    assert null.mean == pytest.approx(0.05, abs=0.062)
    assert null.mean > 0


def test_the_highest_five_percent_start_at_the_tenth_highest_draw() -> None:
    # One in twenty is 10 of 200 expected; two people of ten, one in five, is 40 of 200: then the tenth highest is a hit.
    people = [f"p{i}" for i in range(5)]
    ours = experts = [Talk(frozenset({"p3"}), "een_op_een", DAY)]
    assert shuffled(ours, experts, people, kind=True).high == 1
    # One in a hundred is 2 of 200 expected; ten hits would be more than five standard deviations off.
    crowd = [f"p{i}" for i in range(100)]
    assert shuffled(ours, experts, crowd, kind=True).high == 0


def test_the_null_is_the_same_each_time_and_whatever_people_are_called() -> None:
    ours = [talk("abc"), talk("cd"), talk("e")]
    experts = [talk("ab"), talk("de"), talk("f")]
    once = shuffled(ours, experts, "abcdef", kind=False)
    assert shuffled(ours, experts, "fedcba", kind=False) == once
    other = str.maketrans("abcdef", "zqwxyk")
    renamed = [Talk(frozenset("".join(t.people).translate(other)), t.kind, t.day) for t in ours]
    wanted = [Talk(frozenset("".join(t.people).translate(other)), t.kind, t.day) for t in experts]
    assert shuffled(renamed, wanted, "abcdef".translate(other), kind=False) == once


def test_the_kind_still_counts_when_names_do_not() -> None:
    ours, experts = [talk("ab", "premortem")], [talk("ab", "klaargesprek")]
    assert shuffled(ours, experts, "ab", kind=False).mean == 1.0
    assert shuffled(ours, experts, "ab", kind=True).mean == 0.0
