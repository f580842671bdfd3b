"""Every action is done in some test by somebody who may, and refused in some test to somebody who may not."""

from pathlib import Path

import pytest
from tests.architecture.twins import TESTS, Told, actions

# Everybody may do this to what is their own, so nobody can be refused; the pages in front of it are what holds.
ONE_S_OWN = {
    "notifications.choose_mail": (
        "notifications/test_wishes.py::test_femke_chooses_from_her_link",
        "notifications/test_wishes.py::test_without_a_link_there_is_the_door",
    ),
    "notifications.want_no_mail": (
        "notifications/test_wishes.py::test_no_mail_at_all_and_back",
        "notifications/test_wishes.py::test_without_a_link_there_is_the_door",
    ),
}
# What two actions share once each has checked who asks; these two stand in the tables.
SHARED = {"perspectives.keep": ("perspectives.store_answer", "perspectives.type_for")}


@pytest.fixture(scope="module")
def told() -> list[Told]:
    return [Told(file) for file in TESTS.glob("**/test_*.py")]


@pytest.fixture(scope="module")
def known() -> set[str]:
    return actions() - set(ONE_S_OWN) - set(SHARED)


def _name(action: str) -> str:
    return action.partition(".")[2]


def test_every_action_is_done_by_somebody_who_may(told: list[Told], known: set[str]) -> None:
    done = set().union(*(one.done for one in told))
    assert len(known) > 50
    assert {action for action in known if _name(action) not in done} == set()


def test_every_action_is_refused_to_somebody_who_may_not(told: list[Told], known: set[str]) -> None:
    refused = set().union(*(one.refused for one in told))
    assert {action for action in known if _name(action) not in refused} == set()


def test_names_of_actions_are_told_apart(known: set[str]) -> None:
    assert len({_name(action) for action in known}) == len(known)


def test_what_is_left_out_exists_and_is_covered_as_said() -> None:
    every = actions()
    assert set(ONE_S_OWN) | set(SHARED) <= every
    assert {action for both in SHARED.values() for action in both} <= every
    for file, _, name in (test.partition("::") for both in ONE_S_OWN.values() for test in both):
        assert f"def {name}(" in (TESTS / file).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("written", "done", "refused"),
    [
        ("def test_a():\n    pay(actor=a)", {"pay"}, set()),
        ("def test_a():\n    with pytest.raises(PermissionDenied):\n        pay(actor=a)", set(), {"pay"}),
        ("def test_a():\n    with pytest.raises(ValueError):\n        pay(actor=a)", {"pay"}, set()),
        (
            "ALL = {'x': lambda a: pay(actor=a)}\n@pytest.mark.parametrize('do', ALL.values())\n"
            "def test_a(do):\n    with pytest.raises(PermissionDenied):\n        do(1)",
            set(),
            {"pay"},
        ),
        (
            "ALL = {'x': lambda a: pay(actor=a)}\nMORE = {'y': lambda a: get(actor=a)}\n"
            "@pytest.mark.parametrize('do', ALL)\n"
            "def test_a(do):\n    ALL[do](1)\n    with pytest.raises(PermissionDenied):\n        MORE[do](1)",
            {"pay"},
            {"get"},
        ),
        (
            "def test_a():\n    for do in (lambda a: pay(actor=a),):\n"
            "        with pytest.raises(PermissionDenied):\n            do(1)",
            set(),
            {"pay"},
        ),
    ],
)
def test_how_tests_are_read(tmp_path: Path, written: str, done: set[str], refused: set[str]) -> None:
    file = tmp_path / "test_one.py"
    file.write_text(written, encoding="utf-8")
    one = Told(file)
    assert (one.done, one.refused) == (done, refused)
