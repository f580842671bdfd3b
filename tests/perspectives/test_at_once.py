"""Many devices store the same sentence at the same moment: one is kept, all others hear of it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from tests.oeverland import Oeverland, oeverland
from tests.perspectives.telling import place, stores

from beforehand.perspectives.models import Perspective, Statement
from beforehand.perspectives.queries.own import own_sentence
from beforehand.vault.guard import Author

pytestmark = pytest.mark.django_db(transaction=True)
DEVICES = 6


@pytest.fixture
def ward(transactional_db: None) -> Oeverland:
    """The hospital group, where every device sees what another has committed."""
    return oeverland()


def all_at_once(does: Callable[[int], Any]) -> list[Any]:
    """Let every device begin at the same moment, each with a connection of its own; return what each heard."""
    ready = Barrier(DEVICES)

    def one(n: int) -> Any:
        try:
            ready.wait(20)
            return does(n)
        finally:
            connection.close()

    with ThreadPoolExecutor(DEVICES) as devices:
        return list(devices.map(one, range(DEVICES)))


def test_one_is_kept_and_the_others_are_asked(ward: Oeverland) -> None:
    clients = [ward.client("femke") for _ in range(DEVICES)]
    for revision in range(5):
        replies = all_at_once(
            lambda n, revision=revision: stores(
                clients[n],
                ward,
                "femke",
                "knows",
                f"From device {n}, round {revision}",
                revision=str(revision),
            )
        )
        assert sorted(r.status_code for r in replies) == [200] + [409] * (DEVICES - 1)
        kept = own_sentence(place(ward, "femke"), "knows", 1)
        assert kept is not None
        won = next(n for n, r in enumerate(replies) if r.status_code == 200)
        assert (kept.text, kept.revision) == (f"From device {won}, round {revision}", revision + 1)
        assert {r.json()["theirs"] for r in replies if r.status_code == 409} == {kept.text}
    assert Perspective.objects.scoped(Author(ward.seats["femke"].pk)).count() == 1


def test_different_sentences_of_one_person_do_not_stand_in_each_others_way(ward: Oeverland) -> None:
    clients = [ward.client("femke") for _ in range(DEVICES)]
    replies = all_at_once(
        lambda n: stores(clients[n], ward, "femke", "knows", f"Sentence {n}", ordinal=str(n + 1))
    )
    assert [r.json() for r in replies] == [{"revision": 1}] * DEVICES
    assert Statement.objects.scoped(Author(ward.seats["femke"].pk)).count() == DEVICES


def test_taken_away_and_rewritten_at_once_one_of_them_holds(ward: Oeverland) -> None:
    clients = [ward.client("femke") for _ in range(DEVICES)]
    stores(clients[0], ward, "femke", "knows", "Gloves")
    replies = all_at_once(
        lambda n: stores(clients[n], ward, "femke", "knows", "Gloves stay on" if n % 2 else "", revision="1")
    )
    kept = own_sentence(place(ward, "femke"), "knows", 1)
    held = [n for n, r in enumerate(replies) if r.status_code == 200]
    if kept is None:
        assert all(n % 2 == 0 for n in held), "what was rewritten is gone without a word"
    else:
        assert (kept.text, kept.revision) == ("Gloves stay on", 2)
        assert all(n % 2 for n in held), "taken away, and there again"
