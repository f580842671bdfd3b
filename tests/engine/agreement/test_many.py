"""A consultation of 300 people and 3,000 statements."""

from dataclasses import fields

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.engine.agreement.urns import CUTS

from beforehand.engine.agreement.beta import UNIFORM, Beta
from beforehand.engine.agreement.comparing import compare
from beforehand.engine.agreement.counted import Counted
from beforehand.engine.agreement.many import compare_many


def answered(statements: int, members: list[int], part: float) -> NDArray[np.int64]:
    """Some answers, by a fixed seed."""
    chance = np.random.default_rng(7)
    each = chance.dirichlet([2, 1.5, 1], size=(statements, len(members)))
    heard = chance.binomial(members, part, size=(statements, len(members)))
    return chance.multinomial(heard, each)


def test_each_statement_is_said_as_if_it_were_alone() -> None:
    members, names = [30, 5, 12, 7], ["it", "care", "board", "finance"]
    answers = answered(40, members, 0.7)
    levels, differences = compare_many(answers, np.array(members), CUTS, prior=UNIFORM, knowing=Beta(2, 1))
    for row, counts in enumerate(answers.tolist()):
        sides = [
            Counted(side=name, members=n, recognise=r, different=d, unknown=u)
            for name, n, (r, d, u) in zip(names, members, counts, strict=True)
        ]
        alone = compare(sides, CUTS, prior=UNIFORM, knowing=Beta(2, 1))
        for place, level in enumerate(alone.levels):
            for field in fields(levels):
                assert getattr(levels, field.name)[row, place] == getattr(level, field.name)
        for place, (g, h) in enumerate(differences.pairs.tolist()):
            assert (alone.differences[place].first, alone.differences[place].second) == (names[g], names[h])
            for field in fields(differences)[1:]:
                assert getattr(differences, field.name)[row, place] == getattr(
                    alone.differences[place], field.name
                )


def test_a_side_may_be_smaller_for_one_statement() -> None:
    # the writer of the second one gets no card of it
    answers = np.array([[[2, 1, 0], [3, 0, 0]], [[2, 1, 0], [3, 0, 0]]])
    levels, _ = compare_many(answers, np.array([[4, 3], [3, 3]]), CUTS)
    # one of four was not heard, and agrees with probability (2 + .5) / (3 + 1); two of four are not most
    assert levels.agree[:, 0].tolist() == [0.625, 1]


@pytest.mark.parametrize(
    ("answers", "members", "says"),
    [
        (np.zeros((2, 2), dtype=np.int64), [3, 3], "shape"),
        (np.zeros((2, 0, 3), dtype=np.int64), [], "a side at least"),
        (np.zeros((2, 2, 3), dtype=np.int64), [3], "one number of members"),
        (np.array([[[-1, 0, 0]]]), [3], "below 0"),
        (np.array([[[2, -1, 0]]]), [3], "below 0"),
        (np.array([[[2, 0, -1]]]), [3], "below 0"),
        (np.array([[[0, 0, 0]]]), [-3], "below 0"),
        (np.array([[[2, 1, 1]]]), [3], "more people answered"),
        (np.array([[[0, 0, 4]]]), [3], "more people answered"),
    ],
)
def test_what_does_not_fit_is_refused(answers: NDArray[np.int64], members: list[int], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        compare_many(answers, np.array(members, dtype=np.int64), CUTS)
