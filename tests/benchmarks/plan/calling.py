"""Runs the engine over case files: the one place of the benchmark that calls it."""

import statistics
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from tests.benchmarks.plan.measuring import Seconds
from tests.benchmarks.plan.reading import UnreadableCaseError

from beforehand.decisionfile import read, to_picture
from beforehand.engine.analysis import analyse
from beforehand.engine.results import Analysis
from beforehand.engine.similarity import best
from beforehand.knowledge import Knowledge, load
from beforehand.vault.disclose import Run

ROUNDS = 5
SETS = 16
T = TypeVar("T")

Analyse = Callable[[bool], Analysis]
"""Analyses one case that was read already; True with sentence similarity, False without the embedding."""


def prepare(path: Path) -> Analyse:
    """Read the input part of one case; return what analyses it: the facilitator's run on the file's own day.

    Raises
    ------
    UnreadableCaseError
        When the file has errors; says which.
    """
    came = read(path)
    if came.decision is None:
        said = (
            f"line {fault.line}, {fault.path}: {fault.code} {dict(fault.detail)}" for fault in came.errors
        )
        raise UnreadableCaseError(f"{path.name}: {'; '.join(said)}")
    picture = to_picture(came.decision)
    knowledge = known()

    def analyse_as(similarity: bool) -> Analysis:
        return analyse(picture, knowledge, run=Run.FACILITATOR, similarity=best() if similarity else None)

    return analyse_as


@cache
def known() -> Knowledge:
    """Return the knowledge, loaded once."""
    return load()


def run_case(path: Path) -> Analysis:
    """Return the facilitator's analysis of one case file, with similarity."""
    return prepare(path)(True)


def run_all(paths: Iterable[Path]) -> dict[str, Analysis]:
    """Return the facilitator's analysis of each case file by its stem."""
    return {path.stem: run_case(path) for path in paths}


def without_answers(path: Path, folder: Path) -> Path:
    """Write the case to ``folder`` without its answer part (``truth`` and all after it), under the same name.

    Raises
    ------
    ValueError
        When the file has no answer part, so that nothing would be compared.
    """
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    starts = ("truth:", "facilitator_conversations:", "blind_expert:")
    cut = next((i for i, line in enumerate(lines) if line.startswith(starts)), None)
    if cut is None:
        raise ValueError(f"{path.name} has no answer part")
    target = folder / path.name
    target.write_text("".join(lines[:cut]), encoding="utf-8")
    return target


def timed(path: Path) -> tuple[Analysis, Seconds]:
    """Return the analysis of one case and how long it took: medians of five after one warm-up."""
    reading, analyse_as = _median(lambda: prepare(path))
    without, _ = _median(lambda: analyse_as(False))
    with_similarity, analysis = _median(lambda: analyse_as(True), before=forget)
    # Without the extra the engine says it used something else, and a figure "with" would be a figure without.
    had = analysis.similarity == "embedding"
    return analysis, Seconds(with_similarity if had else None, without, reading)


def forget() -> None:
    """Make similarity forget the sentences of the case: it keeps the last few sets, and a new case is not among them."""
    for n in range(SETS):
        best().matrix([f"een andere zin {n}", f"another sentence {n}"])


def _median(work: Callable[[], T], before: Callable[[], None] = lambda: None) -> tuple[float, T]:
    result = work()
    took = []
    for _ in range(ROUNDS):
        before()
        start = perf_counter()
        result = work()
        took.append(perf_counter() - start)
    return statistics.median(took), result
