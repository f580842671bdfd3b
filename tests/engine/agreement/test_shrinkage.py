"""Statements teach each other: the rat tumours of the book, and what has to hold for any answers."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from beforehand.engine.agreement.beta import UNIFORM
from beforehand.engine.agreement.shrinkage import Shrinkage, shrink

TUMOURS = Path(__file__).parents[3] / ".." / "shared/data/reference/shrinkage/rat_tumor_bda3.csv"


@st.composite
def answers(draw: st.DrawFn) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    rows = draw(
        st.lists(st.integers(1, 20).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=1)
    )
    return np.array([k for k, _ in rows]), np.array([n for _, n in rows])


@pytest.fixture
def tumours() -> Shrinkage:
    if not TUMOURS.is_file():
        pytest.skip("../shared/data/reference is not here, so there are no rat tumours to compare with")
    agree, answered = np.loadtxt(TUMOURS, delimiter=",", skiprows=1, dtype=np.int64).T
    assert len(agree) == 71
    return shrink(agree, answered)


def test_the_rat_tumours(tumours: Shrinkage) -> None:
    assert tumours.share(4, 14) == pytest.approx(0.21086, abs=5e-6)
    assert tumours.share(0, 20) == pytest.approx(0.06357, abs=5e-6)


def test_one_beta_stands_for_all_of_it(tumours: Shrinkage) -> None:
    # 267 tumours in 1739 rats; the smaller groups had more
    assert tumours.beta.mean == pytest.approx(0.1443, abs=0.002)
    assert tumours.beta.heard(4, 14).mean == pytest.approx(0.21086, abs=0.005)
    assert tumours.beta.heard(0, 20).mean == pytest.approx(0.06357, abs=0.005)


@settings(max_examples=40, deadline=None)
@given(answers(), st.randoms(use_true_random=False))
def test_the_order_of_statements_changes_nothing(
    rows: tuple[NDArray[np.int64], NDArray[np.int64]], random: object
) -> None:
    agree, answered = rows
    order = np.argsort([random.random() for _ in agree])  # type: ignore[attr-defined]
    assert shrink(agree[order], answered[order]).share(1, 2) == shrink(agree, answered).share(1, 2)


@settings(max_examples=40, deadline=None)
@given(answers())
def test_agreeing_and_not_agreeing_are_treated_alike(
    rows: tuple[NDArray[np.int64], NDArray[np.int64]],
) -> None:
    agree, answered = rows
    learnt, mirrored = shrink(agree, answered), shrink(answered - agree, answered)
    assert learnt.share(1, 3) + mirrored.share(2, 3) == pytest.approx(1, abs=1e-6)
    assert learnt.beta.agree == pytest.approx(mirrored.beta.other, rel=1e-4, abs=2e-6)


@settings(max_examples=40, deadline=None)
@given(answers())
def test_a_share_lies_between_its_own_answers_and_those_of_all(
    rows: tuple[NDArray[np.int64], NDArray[np.int64]],
) -> None:
    learnt = shrink(*rows)
    middle = learnt.share(0, 0)
    assert learnt.share(0, 5) < middle < learnt.share(5, 5)
    assert learnt.share(0, 5) > 0
    assert learnt.share(5, 5) < 1


def test_statements_that_are_alike_teach_more_than_those_that_are_not() -> None:
    alike = shrink(np.full(20, 3), np.full(20, 6))
    unlike = shrink(np.array([0, 6] * 10), np.full(20, 6))
    assert alike.share(2, 2) < 0.56  # nearly the half of all others
    assert unlike.share(2, 2) == pytest.approx(
        2.5 / 3, abs=0.02
    )  # what Jeffreys makes of its own two answers


def test_one_statement_teaches_little() -> None:
    learnt = shrink(np.array([1]), np.array([2])).beta
    assert learnt.agree + learnt.other < 2 + UNIFORM.agree + UNIFORM.other


def test_statements_nobody_answered_teach_nothing() -> None:
    with_empty = shrink(np.array([2, 0, 3]), np.array([4, 0, 5]))
    assert with_empty.share(1, 2) == shrink(np.array([2, 3]), np.array([4, 5])).share(1, 2)
    with pytest.raises(ValueError, match="nobody answered"):
        shrink(np.array([0]), np.array([0]))


@pytest.mark.parametrize(
    ("agree", "answered", "says"), [(3, 2, "more people agree"), (-1, 2, "below 0"), (-2, -1, "below 0")]
)
def test_counts_that_cannot_be_are_refused(agree: int, answered: int, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        shrink(np.array([agree]), np.array([answered]))
    with pytest.raises(ValueError, match="among those who answered"):
        shrink(np.array([1]), np.array([2])).share(agree, answered)
