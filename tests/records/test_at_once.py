"""Several writers at the same moment: every entry has a place of its own, and the chain holds."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from tests.oeverland import Oeverland, oeverland
from tests.records.story import AT, of, rewritable, signs

from beforehand.records.actions import erase_person
from beforehand.records.queries import entries
from beforehand.records.rules.chain import head_of, verify

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS = 4
EACH = 5


@pytest.fixture
def ward(transactional_db: None) -> Iterator[Oeverland]:
    """The hospital group, where every writer sees what another has committed; its record may go afterwards."""
    with_triggers = oeverland()
    yield with_triggers
    with rewritable(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM records_part")
        cursor.execute("DELETE FROM records_entry")


def all_at_once(does: Callable[[int], Any]) -> list[Any]:
    """Let every writer begin at the same moment, each with a connection of its own; return what each got."""
    ready = Barrier(WRITERS)

    def one(n: int) -> Any:
        try:
            ready.wait(20)
            return does(n)
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as writers:
        return list(writers.map(one, range(WRITERS)))


def test_no_place_is_left_out_and_none_is_given_twice(ward: Oeverland) -> None:
    def writes(n: int) -> list[Any]:
        return [signs(ward, n * EACH + turn) for turn in range(EACH)]

    heads = [head for given in all_at_once(writes) for head in given]
    read = entries(of(ward, "lotte"))
    assert [one.seq for one in read] == list(range(1, WRITERS * EACH + 1))
    assert {(one.seq, one.hash) for one in read} == {(one.seq, one.hash) for one in heads}
    assert verify(read, head_of(read), decision=str(ward.decision.pk)) == []


def test_somebody_erased_twice_at_once_is_erased_once(ward: Oeverland) -> None:
    signs(ward)
    emptied = all_at_once(
        lambda n: erase_person(decision=ward.decision.pk, seat=ward.seats["femke"].pk, at=AT)
    )
    assert sorted(emptied) == [0] * (WRITERS - 1) + [2]
    read = entries(of(ward, "lotte"))
    assert [one.kind for one in read] == ["decided", "erased"]
    assert verify(read, decision=str(ward.decision.pk)) == []
