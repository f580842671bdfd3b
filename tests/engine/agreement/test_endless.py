"""Two shares without end: published values, a fraction where there is one, and what has to hold."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beforehand.engine.agreement.beta import JEFFREYS, UNIFORM, Beta
from beforehand.engine.agreement.endless import chance_higher, chance_higher_exactly

WHOLE = st.integers(1, 60)
ANY = st.floats(0.1, 400)


def test_nine_of_twelve_against_three_of_ten() -> None:
    heard = UNIFORM.heard(9, 12), UNIFORM.heard(3, 10)
    assert chance_higher_exactly(*heard) == Fraction(101855, 104006)
    assert chance_higher(*heard) == pytest.approx(101855 / 104006, abs=1e-12)


@pytest.mark.parametrize(
    ("first", "second", "expected"), [((5, 5), (2, 6), 0.983683), ((14, 30), (9, 25), 0.781826)]
)
def test_reference_values(first: tuple[int, int], second: tuple[int, int], expected: float) -> None:
    heard = UNIFORM.heard(*first), UNIFORM.heard(*second)
    assert chance_higher(*heard) == pytest.approx(expected, abs=5e-7)
    assert float(chance_higher_exactly(*heard)) == pytest.approx(expected, abs=5e-7)


@settings(deadline=None)
@given(WHOLE, WHOLE, WHOLE, WHOLE)
def test_the_rule_meets_the_fraction(a: int, b: int, c: int, d: int) -> None:
    first, second = Beta(a, b), Beta(c, d)
    assert chance_higher(first, second) == pytest.approx(
        float(chance_higher_exactly(first, second)), abs=1e-10
    )


@settings(deadline=None)
@given(ANY, ANY, ANY, ANY)
def test_one_of_the_two_is_higher(a: float, b: float, c: float, d: float) -> None:
    first, second = Beta(a, b), Beta(c, d)
    assert chance_higher(first, second) + chance_higher(second, first) == pytest.approx(1, abs=1e-9)


@settings(deadline=None)
@given(ANY, ANY, ANY, ANY, st.floats(0, 0.95))
def test_more_apart_is_less_likely(a: float, b: float, c: float, d: float, by: float) -> None:
    first, second = Beta(a, b), Beta(c, d)
    assert chance_higher(first, second, by + 0.04) <= chance_higher(first, second, by) + 1e-9


def test_how_far_apart_two_that_say_nothing_lie() -> None:
    # the corner of the unit square where x - y > 1/4
    assert chance_higher(UNIFORM, UNIFORM, 0.25) == pytest.approx(9 / 32, abs=1e-12)


def test_it_says_nothing_of_the_level() -> None:
    split, of_one_mind = JEFFREYS.heard(10, 20), JEFFREYS.heard(20, 20)
    assert chance_higher(split, split) == pytest.approx(0.5, abs=1e-10)
    assert chance_higher(of_one_mind, of_one_mind) == pytest.approx(0.5, abs=1e-10)


def test_a_half_gives_no_fraction() -> None:
    with pytest.raises(ValueError, match="whole"):
        chance_higher_exactly(JEFFREYS, UNIFORM)


@pytest.mark.parametrize("by", [-0.1, 1.0])
def test_shares_lie_no_further_apart_than_one(by: float) -> None:
    with pytest.raises(ValueError, match="difference between two shares"):
        chance_higher(UNIFORM, UNIFORM, by)
