"""The guard by itself: what people answered and wrote ahead is within reach of whom it is for, before any door."""

import pytest
from tests.conversations.story import ALONE, NOW, of, own_invited, told
from tests.oeverland import Oeverland

from beforehand.conversations.actions import lay_open, write_ahead
from beforehand.conversations.models import Attendance, WrittenAhead

pytestmark = pytest.mark.django_db
WROTE = (("femke", 2), ("youssef", 3), ("ingrid", 0), ("tom", 1))


def reached(home: Oeverland, name: str) -> list[int]:
    rows = WrittenAhead.objects.scoped(of(home, name).reader)
    return sorted(rows.values_list("release", flat=True))


def test_laid_open_it_is_no_further_within_reach_than_it_was_released(home: Oeverland) -> None:
    told(home)
    talk = own_invited(home, "karin", *(name for name, _ in WROTE), kind="premortem")
    for name, release in WROTE:
        write_ahead(actor=of(home, name), conversation=talk, text="It came late.", release=release, now=NOW)
    assert [reached(home, name) for name in ("lotte", "karin", "tom")] == [[], [], [1]]
    lay_open(actor=of(home, "lotte"), conversation=talk, now=NOW)
    assert reached(home, "lotte") == [1, 2, 3]
    assert reached(home, "karin") == [2, 3]
    assert reached(home, "ingrid") == [0, 2, 3]
    assert reached(home, "bas") == []


def test_what_was_answered_to_a_confidential_one_is_within_reach_of_the_two_in_it(home: Oeverland) -> None:
    told(home)
    own_invited(home, "femke", kind=ALONE)
    own_invited(home, "femke", "tom")
    reach = {name: Attendance.objects.scoped(of(home, name).reader).count() for name in home.seats}
    assert {name: n for name, n in reach.items() if n} == {"femke": 2, "lotte": 3, "hanna": 2, "tom": 1}
