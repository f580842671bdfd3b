"""The disk is full: the database itself refuses to grow, and what was typed is not lost."""

import pytest
from django.db import connection
from tests.oeverland import Oeverland, oeverland
from tests.perspectives.telling import address, place, shown, stores

from beforehand.perspectives.queries.own import own_sentence

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def ward(transactional_db: None) -> Oeverland:
    """The hospital group; each answer is a transaction of its own, as it is outside tests."""
    return oeverland()


def test_on_a_disk_that_is_full_what_was_there_stays_and_what_is_typed_comes_back(ward: Oeverland) -> None:
    """The database itself refuses to grow, as it does when there is no room left."""
    client, page = ward.client("femke"), address(ward, "sheet", "now", 1)
    stores(client, ward, "femke", "knows", "Gloves stay on")
    data = shown(client, page)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        before = cursor.execute("PRAGMA max_page_count").fetchone()[0]
        cursor.execute("PRAGMA max_page_count = 1")  # no room beyond what is there now
    replies = []
    try:
        for n in range(1, 9):
            replies.append(
                stores(client, ward, "femke", "knows", "y" * 1000, ordinal=str(n), revision=str(int(n == 1)))
            )
        typed = {f"{field}.1.value": "z" * 1000 for field in ("risks", "condition")}
        reply = client.post(page, data | typed)
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA max_page_count = {before}")
    refused = [r for r in replies if r.status_code != 200]
    assert refused
    assert {(r.status_code, r.json()["why"]) for r in refused} == {(503, "not_kept")}
    assert reply.status_code == 503
    assert "z" * 1000 in reply.text
    for n, answer in enumerate(replies, 1):
        kept = own_sentence(place(ward, "femke"), "knows", n)
        assert (kept is not None and kept.text == "y" * 1000) is (answer.status_code == 200)
    assert stores(client, ward, "femke", "condition", "There is room again").status_code == 200
