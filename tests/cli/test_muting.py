"""What a library writes straight to file descriptor 1 does not reach the reader."""

import os

import pytest

from beforehand.cli.muting import solver_muted


def test_only_ours_stands_on_standard_output(capfd: pytest.CaptureFixture[str]) -> None:
    os.write(1, b"before\n")
    with solver_muted():
        os.write(1, b"a line of the solver\n")
    os.write(1, b"after\n")
    assert capfd.readouterr().out == "before\nafter\n"


def test_standard_output_is_back_when_the_work_breaks(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(RuntimeError), solver_muted():
        raise RuntimeError
    os.write(1, b"after\n")
    assert capfd.readouterr().out == "after\n"
