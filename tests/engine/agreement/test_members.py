"""A side's own members: who answered is certain, the rest follows loosely, and nobody stands behind them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.agreement.urns import drawn

from beforehand.engine.agreement.beta import JEFFREYS, UNIFORM, Beta
from beforehand.engine.agreement.members import posterior, posteriors

PRIORS = st.sampled_from([JEFFREYS, UNIFORM, Beta(3, 1), Beta(0.25, 8)])


@st.composite
def sides(draw: st.DrawFn, most: int = 40) -> tuple[int, int, int]:
    members = draw(st.integers(0, most))
    answered = draw(st.integers(0, members))
    return members, answered, draw(st.integers(0, answered))


@settings(deadline=None)
@given(sides(), PRIORS)
def test_when_everybody_answered_nothing_is_left_to_guess(side: tuple[int, int, int], prior: Beta) -> None:
    members, _, agree = side
    expected = [float(n == agree) for n in range(members + 1)]
    assert posterior(members, members, agree, prior).tolist() == expected


@settings(deadline=None)
@given(sides(most=9), PRIORS)
def test_it_is_what_polyas_urn_gives(side: tuple[int, int, int], prior: Beta) -> None:
    by_hand = [float(chance) for chance in drawn(*side, prior)]
    assert posterior(*side, prior).tolist() == pytest.approx(by_hand, abs=1e-12)


@settings(deadline=None)
@given(sides(most=300), PRIORS)
def test_it_adds_up_to_one(side: tuple[int, int, int], prior: Beta) -> None:
    assert posterior(*side, prior).sum() == pytest.approx(1, abs=1e-10)


@settings(deadline=None)
@given(sides())
def test_agreeing_and_not_agreeing_are_treated_alike(side: tuple[int, int, int]) -> None:
    members, answered, agree = side
    mirrored = posterior(members, answered, answered - agree, Beta(2, 0.5))[::-1]
    assert posterior(members, answered, agree, Beta(0.5, 2)).tolist() == pytest.approx(
        mirrored.tolist(), abs=1e-12
    )


@settings(deadline=None)
@given(sides(), PRIORS)
def test_one_more_who_agrees_makes_no_count_less_likely_to_be_reached(
    side: tuple[int, int, int], prior: Beta
) -> None:
    members, answered, agree = side
    if agree < answered:
        fewer, more = (np.cumsum(posterior(members, answered, k, prior)) for k in (agree, agree + 1))
        assert (more <= fewer + 1e-12).all()


def test_the_next_five_all_agree() -> None:
    # seven of ten so far: 8/12 * 9/13 * 10/14 * 11/15 * 12/16 = 33/182
    assert posterior(15, 10, 7, UNIFORM)[12] == pytest.approx(33 / 182, abs=1e-13)
    assert posterior(15, 10, 7, UNIFORM)[12] == pytest.approx(0.1813187, abs=5e-8)


def test_jeffreys_is_what_it_is_without_saying() -> None:
    # one more to come after one of two: (1 + .5) / (2 + 1)
    assert posterior(3, 2, 2).tolist() == pytest.approx([0, 0, 1 / 6, 5 / 6])


def test_sides_of_any_size_go_together() -> None:
    numbers = np.array([[3, 1], [0, 7]]), np.array([[1, 1], [0, 2]]), np.array([[1, 0], [0, 1]])
    together = posteriors(*numbers, UNIFORM)
    assert together.shape == (2, 2, 8)
    for place in np.ndindex(2, 2):
        members, answered, agree = (int(one[place]) for one in numbers)
        alone = posterior(members, answered, agree, UNIFORM)
        assert together[place].tolist() == pytest.approx([*alone, *[0.0] * (8 - len(alone))], abs=1e-14)


@pytest.mark.parametrize(
    ("numbers", "says"),
    [
        ((5, 6, 3), "more people answered than the side has"),
        ((5, 3, 4), "more people agree than answered"),
        ((-1, -1, -1), "below 0"),
        ((5, -1, -1), "below 0"),
        ((5, 3, -1), "below 0"),
    ],
)
def test_counts_no_side_can_have_are_refused(numbers: tuple[int, int, int], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        posterior(*numbers)


@pytest.mark.parametrize("numbers", [(0, 1), (1, -1), (float("nan"), 1), (1, float("inf"))])
def test_a_prior_weighs_something(numbers: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="above 0"):
        Beta(*numbers)


@pytest.mark.parametrize("heard", [(3, 2), (-1, 2)])
def test_nobody_agrees_who_did_not_answer(heard: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="among those who answered"):
        UNIFORM.heard(*heard)
