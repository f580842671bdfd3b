"""Karin decides in two browsers at the same moment: one holds, and the other is told so."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from tests.oeverland import Oeverland, oeverland
from tests.records.gated import AGAIN, NOW, REASON, before, question, way
from tests.records.story import of, rewritable

from beforehand.records.actions.deciding import Because, decide
from beforehand.records.models import Decided, LookBack
from beforehand.records.queries import entries
from beforehand.records.rules.chain import verify
from beforehand.vault.processes.recorder import recorder

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def home(transactional_db: None) -> Iterator[Oeverland]:
    """The hospital group, where each sees what the other has committed; its record may go afterwards."""
    group = before(oeverland())
    yield group
    with rewritable(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM records_part")
        cursor.execute("DELETE FROM records_entry")


def test_of_two_who_decide_at_once_one_holds_and_the_other_is_told(home: Oeverland) -> None:
    ready, key, karin = Barrier(2), question(home), of(home, "karin")
    options = [way(home, "A card"), way(home, "An app")]

    def decides(n: int) -> str:
        try:
            ready.wait(20)
            decide(
                actor=karin,
                commitment=home.commitments["licence"].pk,
                option=options[n],
                open=[Because(topic=key, reason=REASON, again=AGAIN)],
                now=NOW,
            )
        except ValidationError as refused:
            return str(refused.code)
        finally:
            connection.close()
        return "holds"

    with ThreadPoolExecutor(2) as both:
        came_to = list(both.map(decides, range(2)))
    assert sorted(came_to) == ["decided", "holds"]
    scope = recorder(home.decision.pk)
    assert Decided.objects.scoped(scope).count() == 1
    assert LookBack.objects.scoped(scope).count() == 1
    [entry] = entries(karin)
    ways = entry.body["ways"]
    assert isinstance(ways, list)
    assert [row["taken"] for row in ways] == [True, False, False]
    assert verify([entry], decision=str(home.decision.pk)) == []
