"""The guard by itself: what is set before a moment is within reach of whom it is for, before any door is asked."""

import pytest
from tests.beginning import told_once
from tests.oeverland import Oeverland
from tests.records.gated import NOW, before, decides
from tests.records.story import of

from beforehand.decisions.models import Commitment
from beforehand.records.actions.setting import answer_today, set_condition, set_reservation
from beforehand.records.models import Condition, Decided, LookBack, Reservation, Today

pytestmark = pytest.mark.django_db


@told_once
def beginning(home: Oeverland) -> Oeverland:
    """Femke sets a condition at each of the five levels, Lotte has a reservation."""
    before(home)
    licence = home.commitments["licence"].pk
    for release in range(5):
        text = f"At level {release}"
        set_condition(actor=of(home, "femke"), commitment=licence, text=text, release=release, now=NOW)
    set_reservation(actor=of(home, "lotte"), commitment=licence, now=NOW)
    return home


@pytest.mark.parametrize(
    ("name", "levels"),
    [
        ("femke", [0, 1, 2, 3, 4]),
        ("lotte", [1, 2, 3, 4]),
        ("karin", [2, 3, 4]),
        ("youssef", [2, 3, 4]),
        ("peter", []),
        ("wim", []),
    ],
)
def test_a_condition_is_no_further_within_reach_than_it_was_released(
    home: Oeverland, name: str, levels: list[int]
) -> None:
    found = Condition.objects.scoped(of(home, name).reader)
    assert sorted(found.values_list("release", flat=True)) == levels


@pytest.mark.parametrize(
    ("name", "there"),
    [
        ("lotte", True),
        ("karin", True),
        ("youssef", False),
        ("femke", False),
        ("peter", False),
        ("wim", False),
    ],
)
def test_that_there_is_a_reservation_is_within_reach_of_who_facilitates_and_decides(
    home: Oeverland, name: str, there: bool
) -> None:
    assert Reservation.objects.scoped(of(home, name).reader).exists() is there


@pytest.mark.parametrize(
    ("name", "there"),
    [("lotte", True), ("karin", True), ("youssef", True), ("peter", False), ("wim", False)],
)
def test_what_was_answered_and_decided_is_out_of_reach_of_who_reads_no_content(
    home: Oeverland, name: str, there: bool
) -> None:
    letter = Commitment.objects.filter(pk=home.commitments["letter"].pk)
    letter.update(type="continue")
    answer_today(actor=of(home, "femke"), commitment=letter.get().pk, yes=True, words="It helps.", now=NOW)
    decides(home)
    reader = of(home, name).reader
    assert [m.objects.scoped(reader).exists() for m in (Today, Decided, LookBack)] == [there] * 3
