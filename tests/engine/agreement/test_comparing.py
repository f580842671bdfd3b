"""Two sides and one statement: how far each agrees, how far they lie apart, and who knows."""

from dataclasses import asdict, replace
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.agreement.urns import APART, CUTS, HALF, NEARLY, agreeing, knowing

from beforehand.engine.agreement.beta import JEFFREYS, UNIFORM, Beta
from beforehand.engine.agreement.comparing import Compared, compare
from beforehand.engine.agreement.counted import Counted

PRIORS = st.sampled_from([JEFFREYS, UNIFORM, Beta(3, 0.5)])


@st.composite
def counted(draw: st.DrawFn, side: str = "it", most: int = 6, least: int = 1) -> Counted:
    members = draw(st.integers(least, most))
    recognise = draw(st.integers(0, members))
    different = draw(st.integers(0, members - recognise))
    unknown = draw(st.integers(0, members - recognise - different))
    return Counted(side=side, members=members, recognise=recognise, different=different, unknown=unknown)


def near(expected: Fraction) -> object:
    return pytest.approx(float(expected), abs=2e-9)


@settings(deadline=None)
@given(counted(), PRIORS, PRIORS)
def test_a_level_is_what_counting_every_way_gives(side: Counted, prior: Beta, informed: Beta) -> None:
    (level,) = compare([side], CUTS, prior=prior, knowing=informed).levels
    ways, known = list(agreeing(side, prior)), list(knowing(side, informed))
    half = Fraction(1, 2)
    assert level.heard == side.recognise + side.different
    assert level.share == near(sum((s * p for s, p in ways), Fraction(0)))
    assert level.agree == near(sum((p for s, p in ways if s > half), Fraction(0)))
    assert level.disagree == near(sum((p for s, p in ways if s < half), Fraction(0)))
    assert level.nearly_all == near(sum((p for s, p in ways if s >= NEARLY), Fraction(0)))
    assert level.nearly_none == near(sum((p for s, p in ways if s <= 1 - NEARLY), Fraction(0)))
    assert level.about_half == near(sum((p for s, p in ways if abs(s - half) <= HALF), Fraction(0)))
    assert level.know == near(sum((p for s, p in known if s > half), Fraction(0)))
    assert level.know_not == near(sum((p for s, p in known if s < half), Fraction(0)))


@settings(deadline=None)
@given(counted(), counted("care", most=5), PRIORS)
def test_a_difference_is_what_counting_every_way_gives(it: Counted, care: Counted, prior: Beta) -> None:
    compared = compare([it, care], CUTS, prior=prior, knowing=UNIFORM)
    (difference,) = compared.differences
    pairs = [(a - b, p * q) for (a, p), (b, q) in product(agreeing(it, prior), agreeing(care, prior))]
    higher = sum((p for d, p in pairs if d > APART), Fraction(0))
    lower = sum((p for d, p in pairs if d < -APART), Fraction(0))
    assert difference.higher == near(higher)
    assert difference.lower == near(lower)
    assert difference.differ == near(higher + lower)
    assert difference.alike == near(sum((p for d, p in pairs if abs(d) <= APART), Fraction(0)))

    half = Fraction(1, 2)
    informed = [(a, b, p * q) for (a, p), (b, q) in product(knowing(it, UNIFORM), knowing(care, UNIFORM))]
    only_it = sum((p for a, b, p in informed if a > half > b), Fraction(0))
    only_care = sum((p for a, b, p in informed if a < half < b), Fraction(0))
    assert difference.only_first_knows == near(only_it)
    assert difference.only_second_knows == near(only_care)
    assert difference.only_one_knows == near(only_it + only_care)


@settings(deadline=None)
@given(counted(most=30), counted("care", most=30))
def test_when_everybody_answered_all_is_certain(it: Counted, care: Counted) -> None:
    whole = [replace(side, unknown=side.members - side.knowing) for side in (it, care)]
    compared = compare(whole, CUTS, prior=Beta(7, 2))
    for one in (*map(asdict, compared.levels), *map(asdict, compared.differences)):
        for name in one.keys() - {"side", "first", "second", "heard", "share"}:
            assert one[name] in (0, 1), name


@settings(deadline=None)
@given(counted(most=30), counted("care", most=30), counted("board", most=30), PRIORS)
def test_the_order_of_sides_and_the_others_change_nothing(
    it: Counted, care: Counted, board: Counted, prior: Beta
) -> None:
    def said(compared: Compared) -> dict[object, object]:
        found: dict[object, object] = {level.side: level for level in compared.levels}
        for d in compared.differences:
            found[d.first, d.second] = (d.higher, d.lower, d.alike, d.only_first_knows, d.only_second_knows)
            found[d.second, d.first] = (d.lower, d.higher, d.alike, d.only_second_knows, d.only_first_knows)
        return found

    whole = said(compare([it, care, board], CUTS, prior=prior))
    assert said(compare([board, it, care], CUTS, prior=prior)) == whole
    two = said(compare([care, it], CUTS, prior=prior))
    assert two.items() <= whole.items()


@settings(deadline=None)
@given(counted(most=30, least=2), counted("care", most=30))
def test_agreeing_and_not_agreeing_are_treated_alike(it: Counted, care: Counted) -> None:
    turned = [replace(side, recognise=side.different, different=side.recognise) for side in (it, care)]
    one, other = compare([it, care], CUTS), compare(turned, CUTS)
    for level, mirror in zip(one.levels, other.levels, strict=True):
        assert level.agree == pytest.approx(mirror.disagree, abs=2e-9)
        assert level.nearly_all == pytest.approx(mirror.nearly_none, abs=2e-9)
        assert level.about_half == pytest.approx(mirror.about_half, abs=2e-9)
        assert (level.know, level.know_not) == (mirror.know, mirror.know_not)
    assert one.differences[0].higher == pytest.approx(other.differences[0].lower, abs=2e-9)


@settings(deadline=None)
@given(counted(most=30), counted("care", most=30), PRIORS)
def test_one_more_who_recognises_raises_and_never_lowers(it: Counted, care: Counted, prior: Beta) -> None:
    if it.different:
        more = replace(it, recognise=it.recognise + 1, different=it.different - 1)
        before, after = (compare([side, care], CUTS, prior=prior) for side in (it, more))
        assert after.levels[0].share > before.levels[0].share
        assert after.levels[0].agree >= before.levels[0].agree - 2e-9
        assert after.differences[0].higher >= before.differences[0].higher - 2e-9
        assert after.differences[0].lower <= before.differences[0].lower + 2e-9


@settings(deadline=None)
@given(counted(most=30), counted("care", most=30))
def test_apart_or_alike_and_nothing_else(it: Counted, care: Counted) -> None:
    (difference,) = compare([it, care], CUTS).differences
    comparable = it.unknown < it.members and care.unknown < care.members
    assert difference.differ + difference.alike == pytest.approx(float(comparable), abs=2e-9)


def test_level_and_difference_are_told_apart() -> None:
    def both(recognise: int, different: int) -> Compared:
        return compare(
            [Counted(side=s, members=20, recognise=recognise, different=different) for s in ("it", "care")],
            CUTS,
        )

    split, of_one_mind = both(10, 10), both(20, 0)
    assert split.differences == of_one_mind.differences  # no difference at all, either way
    assert split.differences[0].alike == 1
    assert [level.share for level in split.levels] == [0.5, 0.5]
    assert [level.share for level in of_one_mind.levels] == [1, 1]


def test_i_do_not_know_is_an_answer_and_not_a_half() -> None:
    it = Counted(side="it", members=10, recognise=10)
    care = Counted(side="care", members=10, recognise=5, unknown=5)
    compared = compare([it, care], CUTS)
    # everybody in care who knows says the same as it does
    assert compared.levels[1].share == 1
    assert compared.differences[0].alike == 1


def test_one_side_knows_and_the_other_does_not() -> None:
    it = Counted(side="it", members=6, recognise=2, different=3, unknown=1)
    care = Counted(side="care", members=6, recognise=1, unknown=5)
    (difference,) = compare([it, care], CUTS).differences
    assert (difference.only_first_knows, difference.only_second_knows) == (1, 0)


def test_a_side_where_nobody_knows_has_no_share_to_compare() -> None:
    it = Counted(side="it", members=5, recognise=5)
    care = Counted(side="care", members=5, unknown=5)
    compared = compare([it, care], CUTS)
    assert compared.levels[1].share == 0
    assert (compared.differences[0].differ, compared.differences[0].alike) == (0, 0)


def test_other_statements_can_teach() -> None:
    care = Counted(side="care", members=8, recognise=1, different=1)
    (alone,), (taught,) = (compare([care], CUTS, prior=p).levels for p in (JEFFREYS, Beta(9, 1)))
    # two heard, six to come: (1 + 6 * (9 + 1) / (10 + 2)) / 8
    assert (alone.share, taught.share) == (0.5, 0.75)


def test_nobody_to_compare_and_one_alone() -> None:
    assert compare([], CUTS) == Compared(levels=(), differences=())
    assert compare([Counted(side="it", members=0)], CUTS).levels[0].share == 0
    assert compare([Counted(side="it", members=3)], CUTS).differences == ()


def test_a_side_stands_there_once() -> None:
    with pytest.raises(ValueError, match="given once"):
        compare([Counted(side="it", members=5), Counted(side="it", members=5)], CUTS)


@pytest.mark.parametrize(
    ("counts", "says"),
    [
        ({"recognise": 3, "different": 2, "unknown": 1}, "more people answered than the side has"),
        ({"recognise": -1}, "below 0"),
        ({"different": -1}, "below 0"),
        ({"unknown": -1, "recognise": 2}, "below 0"),
        ({"members": -1}, "below 0"),
    ],
)
def test_counts_no_side_can_have_are_refused(counts: dict[str, int], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        Counted(**{"side": "it", "members": 5, **counts})  # type: ignore[arg-type]
