"""Who is answering the same question: similarity finds the topic, the type of question decides.

"How do we introduce tablets" and "may pupils be made to use tablets" are about one thing and are two questions.

Source: engine.md section 6. Complete linkage: Sørensen (1948), Kongelige Danske Videnskabernes Selskab, Biologiske
Skrifter 5(4):1-34.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from beforehand.engine.asking import QuestionType, compatible, question_type, solution_as_question
from beforehand.engine.inputs import QuestionGroup
from beforehand.engine.results import QuestionSuggestion
from beforehand.engine.similarity import Similarity

__all__ = ["QuestionType", "question_type", "similar_pairs", "solution_as_question", "suggest_groups"]


def suggest_groups(
    questions: Sequence[tuple[str, str, str]],
    similarity: Similarity,
    *,
    threshold: float,
    confirmed: Sequence[QuestionGroup] = (),
) -> tuple[QuestionSuggestion, ...]:
    """Return who may be answering the same question; a question nobody else asks is a group of one.

    Parameters
    ----------
    questions
        Statement id, person and text, in any order.
    similarity
        How alike two texts are.
    threshold
        From which likeness on; belongs to the method of ``similarity``. Uncalibrated.
    confirmed
        Groups people confirmed: kept as they are, and their people are in no suggestion.

    Returns
    -------
    tuple of QuestionSuggestion
        Confirmed ones first, then those with most people. In a group every two questions are alike enough and of
        compatible types (complete linkage), so no chain of look-alikes ties what differs.
    """
    by_text = sorted(questions, key=lambda q: (q[2], q[1], q[0]))
    settled = {person for group in confirmed for person in group.people}
    found = [
        _suggestion([q for q in by_text if q[1] in group.people], group.people, confirmed=True)
        for group in confirmed
    ]
    free = [q for q in by_text if q[1] not in settled]
    texts = sorted({text for _, _, text in free})
    for members in _linked(texts, similarity, threshold):
        same = [q for q in free if q[2] in members]
        found.append(_suggestion(same, frozenset(), confirmed=False))
    said = {statement: text for statement, _, text in questions}
    return tuple(
        sorted(
            found, key=lambda g: (not g.confirmed, -len(g.people), [said[s] for s in g.statements], g.people)
        )
    )


def _suggestion(
    questions: Sequence[tuple[str, str, str]], people: frozenset[str], *, confirmed: bool
) -> QuestionSuggestion:
    asking = dict.fromkeys(person for _, person, _ in questions)
    return QuestionSuggestion(
        people=(*asking, *sorted(people - asking.keys())),
        statements=tuple(statement for statement, _, _ in questions),
        confirmed=confirmed,
    )


def _linked(texts: Sequence[str], similarity: Similarity, threshold: float) -> list[set[str]]:
    """Join the two most alike groups again and again; equally alike ones in the order of ``texts``."""
    alike = similarity.matrix(texts)
    kinds = [question_type(text) for text in texts]
    for i, one in enumerate(kinds):
        for j, other in enumerate(kinds):
            if i == j or not compatible(one, other):
                alike[i, j] = -np.inf
    groups: dict[int, set[str]] = {i: {text} for i, text in enumerate(texts)}
    while groups and (best := _closest(alike))[2] >= threshold:
        i, j, _ = best
        groups[i] |= groups.pop(j)
        alike[i] = alike[:, i] = np.minimum(alike[i], alike[j])
        alike[j] = alike[:, j] = -np.inf
        alike[i, i] = -np.inf
    return list(groups.values())


def _closest(alike: NDArray[np.float64]) -> tuple[int, int, float]:
    i, j = divmod(int(np.argmax(alike)), len(alike))
    return i, j, float(alike[i, j])


def similar_pairs(
    texts_by_id: Mapping[str, str], similarity: Similarity, *, threshold: float
) -> tuple[tuple[str, str, float], ...]:
    """Return every two ids whose texts are at least this alike, with how alike; the most alike first.

    Equally alike pairs, and the two within a pair, stand in the order of their texts, never of ids.
    """
    ids = sorted(texts_by_id, key=lambda i: (texts_by_id[i], i))
    alike = similarity.matrix([texts_by_id[i] for i in ids])
    rows, columns = np.nonzero(np.triu(alike >= threshold, k=1))
    pairs = [(ids[i], ids[j], float(alike[i, j])) for i, j in zip(rows, columns, strict=True)]
    return tuple(sorted(pairs, key=lambda pair: -pair[2]))
