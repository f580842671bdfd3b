"""Who looks often finds something: how much of the list is probably not there."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beforehand.engine.agreement.looks import expect_false


def test_forty_looks_of_nine_in_ten_give_four_false_topics() -> None:
    found = expect_false([0.9] * 40)
    assert (found.listed, found.false) == (40, 4)
    assert found.share == pytest.approx(0.1)


def test_an_empty_list_holds_nothing_false() -> None:
    found = expect_false([])
    assert (found.listed, found.false, found.share) == (0, 0, 0)


@settings(deadline=None)
@given(st.lists(st.floats(0, 1)), st.randoms(use_true_random=False))
def test_the_order_of_the_list_changes_nothing(chances: list[float], random: object) -> None:
    mixed = sorted(chances, key=lambda _: random.random())  # type: ignore[attr-defined]
    assert expect_false(mixed) == expect_false(chances)
    assert 0 <= expect_false(chances).share <= 1


@pytest.mark.parametrize("chance", [-0.1, 1.1, float("nan")])
def test_a_probability_is_one(chance: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        expect_false([0.5, chance])
