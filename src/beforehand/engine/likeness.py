"""A similarity that reads every sentence of a picture once, in one batch, however often it is asked."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from beforehand.engine.inputs import Field, Picture
from beforehand.engine.similarity import Similarity


class Remembered:
    """The sentences that are compared (questions, what people know, assumptions that carry weight), compared once.

    Parameters
    ----------
    similarity
        The method; ``name`` is its name.
    picture
        Only sentences in this picture are read.
    importance
        From which importance an assumption counts as load-bearing.
    """

    def __init__(self, similarity: Similarity, picture: Picture, importance: float) -> None:
        self.name = similarity.name
        self._similarity = similarity
        compared = (Field.QUESTION, Field.KNOWS)
        texts = {
            s.text
            for s in picture.statements
            if s.field in compared or (s.field is Field.ASSUMPTIONS and (s.importance or 0) >= importance)
        }
        self._texts = sorted(texts)
        self._index = {text: i for i, text in enumerate(self._texts)}
        self._matrix: NDArray[np.float64] | None = None

    def warm(self) -> None:
        """Make the method ready."""
        self._similarity.warm()

    def matrix(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Return cosines, shape (len(texts), len(texts)); unknown sentences are read anew."""
        if any(text not in self._index for text in texts):
            return self._similarity.matrix(texts)
        if self._matrix is None:
            self._matrix = self._similarity.matrix(self._texts)
        rows = [self._index[text] for text in texts]
        return self._matrix[np.ix_(rows, rows)]
