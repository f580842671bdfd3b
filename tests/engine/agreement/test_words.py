"""Which word is said of a side and of two, and when there is too little to say."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.agreement.urns import CUTS

from beforehand.engine.agreement.beta import JEFFREYS, Beta
from beforehand.engine.agreement.comparing import compare
from beforehand.engine.agreement.counted import Counted
from beforehand.engine.agreement.cuts import Cuts
from beforehand.engine.agreement.words import ApartWord, LevelWord, Said, say
from beforehand.knowledge import load


def side(id: str, members: int, recognise: int, different: int, unknown: int) -> Counted:
    return Counted(side=id, members=members, recognise=recognise, different=different, unknown=unknown)


def said(*sides: Counted, cuts: Cuts = CUTS, prior: Beta = JEFFREYS) -> Said:
    return say(compare(sides, cuts, prior=prior), cuts)


@pytest.mark.parametrize(
    ("counts", "word"),
    [
        ((10, 8, 2, 0), "nearly_everybody"),  # 80 %, everybody heard
        ((10, 7, 3, 0), "most"),
        ((10, 6, 4, 0), "about_half"),  # a tenth off a half
        ((10, 5, 5, 0), "about_half"),
        ((10, 3, 7, 0), "most_not"),
        ((10, 2, 8, 0), "nearly_nobody"),
        ((10, 3, 1, 6), "do_not_know"),  # six of ten
        ((10, 4, 1, 5), "nearly_everybody"),  # half of the side know, and four of those five agree
        ((10, 0, 0, 10), "do_not_know"),
        ((10, 5, 1, 0), "most"),  # six of ten heard: five sure, one of four more is enough for six
        ((10, 3, 2, 0), "too_little"),  # half of the side not heard, and divided
        ((10, 0, 0, 0), "too_little"),
    ],
)
def test_the_word_for_one_side(counts: tuple[int, int, int, int], word: str) -> None:
    assert said(side("it", *counts)).levels == {"it": word}


@pytest.mark.parametrize(
    ("it", "care", "word"),
    [
        ((8, 7, 1, 0), (6, 1, 5, 0), "differ"),
        ((6, 1, 5, 0), (8, 7, 1, 0), "differ"),
        ((8, 6, 2, 0), (6, 3, 3, 0), "alike"),  # 3/4 and 1/2: a quarter, not more
        ((8, 6, 2, 0), (6, 1, 1, 4), "first_knows"),
        ((6, 1, 1, 4), (8, 6, 2, 0), "second_knows"),
        ((6, 1, 0, 5), (6, 0, 1, 5), "too_little"),  # one who knows on either side is not a side
        ((8, 7, 1, 0), (8, 1, 1, 1), "too_little"),
        ((8, 8, 0, 0), (8, 0, 0, 0), "too_little"),
        # one of four more is enough for most; all four know with .5 / 5 * 1.5 / 6 * 2.5 / 7 * 3.5 / 8, below 1 %
        ((8, 7, 1, 0), (8, 0, 0, 4), "first_knows"),
        ((8, 7, 1, 0), (8, 0, 0, 1), "too_little"),  # seven did not answer
    ],
)
def test_the_word_for_two_sides(
    it: tuple[int, int, int, int], care: tuple[int, int, int, int], word: str
) -> None:
    assert said(side("it", *it), side("care", *care)).apart == {("it", "care"): word}


def test_a_prior_is_no_answer() -> None:
    sure = Beta(400, 1)  # all other statements are agreed with
    silent, heard = side("it", 9, 0, 0, 1), side("care", 9, 1, 0, 0)
    words = said(silent, heard, prior=sure)
    assert words.levels == {"it": LevelWord.TOO_LITTLE, "care": LevelWord.NEARLY_EVERYBODY}
    assert words.apart == {("it", "care"): ApartWord.TOO_LITTLE}


@settings(deadline=None)
@given(st.integers(1, 12).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n))))
def test_where_everybody_said_how_it_is_there_is_always_a_word(counts: tuple[int, int]) -> None:
    members, recognise = counts
    it, care = side("it", members, recognise, members - recognise, 0), side("care", members, members, 0, 0)
    words = said(it, care, cuts=replace(CUTS, sure=1))
    assert LevelWord.TOO_LITTLE not in words.levels.values()
    assert ApartWord.TOO_LITTLE not in words.apart.values()


def test_who_wants_to_be_surer_hears_less() -> None:
    sides = side("it", 10, 5, 1, 0), side("care", 10, 1, 5, 0)
    assert said(*sides).levels["it"] == LevelWord.MOST
    assert said(*sides, cuts=replace(CUTS, sure=0.995)).levels["it"] == LevelWord.TOO_LITTLE


def test_the_numbers_come_from_the_knowledge_and_are_called_uncalibrated() -> None:
    knowledge = load()
    assert Cuts.among(knowledge.agreement) == CUTS
    assert set(knowledge.agreement_numbers) == {"apart", "nearly", "half", "sure"}
    for number in knowledge.agreement_numbers.values():
        assert "niet geijkt" in number.caution.nl
        assert "uncalibrated" in number.caution.en
    entry = knowledge.entry("agreement:sure")
    assert entry is not None
    assert entry.paragraphs()[0][1].en == "0.9"


def test_a_missing_number_is_missed() -> None:
    with pytest.raises(KeyError, match="half"):
        Cuts.among({"apart": 0.25, "nearly": 0.8, "sure": 0.9})


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"apart": 1.0}, "apart"),
        ({"apart": -0.1}, "apart"),
        ({"nearly": 0.5}, "nearly has"),
        ({"nearly": 1.1}, "nearly has"),
        ({"half": 0.3}, "about half"),
        ({"half": -0.1}, "about half"),
        ({"sure": 0.5}, "sure"),
        ({"sure": 1.1}, "sure"),
    ],
)
def test_numbers_that_contradict_each_other_are_refused(change: dict[str, float], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        replace(CUTS, **change)
