"""Other names and another order of the same facts: the same analysis. Names and places in a list say nothing."""

import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.detectors.test_not_answered import talkative
from tests.engine.personas import analysed, written
from tests.engine.renaming import Names, renamed, told_back
from tests.engine.ward import ward

from beforehand.decisionfile import read, to_picture
from beforehand.engine.inputs import Picture
from beforehand.engine.results import Analysis
from beforehand.vault.disclose import Run

ROOT = Path(__file__).parent.parent.parent
SHARED = ROOT.parent / "shared" / "scenarios"
FOLDERS = (ROOT / "cases", ROOT / "tests" / "cases", SHARED)
CASES = sorted(path for folder in FOLDERS if folder.is_dir() for path in folder.glob("*.yaml"))


@cache
def picture_of(path: Path) -> Picture:
    found = read(path)
    assert found.decision is not None, found.errors
    return to_picture(found.decision)


@cache
def analysis_of(path: Path, run: Run) -> Analysis:
    return analysed(picture_of(path), run)


WITH_SKIPS = [pytest.param(path, id=path.stem) for path in CASES]
if not SHARED.is_dir():
    skipped = pytest.mark.skip(reason="the shared scenarios are not here")
    WITH_SKIPS.append(pytest.param(SHARED, id="shared", marks=skipped))


def plain(result: Analysis) -> Analysis:
    told: Analysis = told_back(result, {})
    return told


def differing(one: Analysis, other: Analysis) -> list[str]:
    parts = [name for name in Analysis.__slots__ if getattr(one, name) != getattr(other, name)]
    return [f"{name}: {getattr(one, name)} / {getattr(other, name)}" for name in parts]


@pytest.mark.parametrize("run", Run)
@pytest.mark.parametrize("path", WITH_SKIPS)
def test_other_names_and_another_order_change_nothing_but_the_names(path: Path, run: Run) -> None:
    picture = picture_of(path)
    for seed in (1, 2, 3):
        names = Names.drawn(picture, seed, run)
        result = told_back(analysed(renamed(picture, names, seed), run), names.back)
        assert differing(plain(analysis_of(path, run)), result) == []


@pytest.mark.parametrize("run", Run)
@pytest.mark.parametrize("path", WITH_SKIPS)
def test_the_same_case_twice_gives_the_same_analysis(path: Path, run: Run) -> None:
    again = analysed(picture_of(path), run)
    assert again == analysis_of(path, run)
    assert written(again) == written(analysis_of(path, run))


@pytest.mark.parametrize("run", Run)
@pytest.mark.parametrize("make", [talkative, ward])
def test_the_hospital_too(make: Callable[[], Picture], run: Run) -> None:
    picture = make()
    expected = plain(analysed(picture, run))
    for seed in (4, 5, 6):
        names = Names.drawn(picture, seed, run)
        assert differing(expected, told_back(analysed(renamed(picture, names, seed), run), names.back)) == []


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from(sorted(CASES)))
def test_whatever_names_are_drawn(seed: int, path: Path) -> None:
    picture = picture_of(path)
    names = Names.drawn(picture, seed)
    result = told_back(analysed(renamed(picture, names, seed)), names.back)
    assert differing(plain(analysis_of(path, Run.FACILITATOR)), result) == []


PRINT = """
import hashlib, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from tests.engine.personas import analysed, written
from beforehand.decisionfile import read, to_picture
from beforehand.vault.disclose import Run
picture = to_picture(read(Path(sys.argv[1])).decision)
for run in Run:
    print(hashlib.sha256(written(analysed(picture, run)).encode()).hexdigest())
"""


def test_another_process_that_hashes_otherwise_says_the_same() -> None:
    case = ROOT / "cases" / "two-factor-hospital.yaml"
    said = {
        subprocess.run(
            [sys.executable, "-c", PRINT, str(case), str(ROOT)],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(said) == 1
