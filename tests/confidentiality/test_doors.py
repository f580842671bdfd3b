"""Nobody reads more than they may, through any door; and what may be read is there to be read."""

import pytest
from tests.confidentiality.canaries import EVERY, TYPED_FOR, WRITERS, Canary, allowed, word
from tests.confidentiality.conftest import Walked
from tests.confidentiality.crawl import Came
from tests.confidentiality.doors import READERS, addresses
from tests.confidentiality.rows import ROWS

pytestmark = [pytest.mark.once, pytest.mark.django_db]


TYPING = "perspectives:typing"


def seen(came: list[Came]) -> set[Canary]:
    """Return every sentence that stands in what came back."""
    return {canary for one in came for canary in one.canaries}


def test_every_door_has_a_row() -> None:
    assert {d for d in addresses() if "(" not in d} == set(ROWS)


@pytest.mark.parametrize("reader", READERS)
def test_a_door_opens_for_whom_it_should(walked: Walked, reader: str) -> None:
    opened = {came.door for came in walked.read[reader] if came.status == 200}
    assert opened == {door for door, readers in ROWS.items() if reader in readers}


@pytest.mark.parametrize("reader", READERS)
def test_no_door_breaks(walked: Walked, reader: str) -> None:
    broken = [came.address for came in (*walked.read[reader], *walked.sent[reader]) if came.status >= 500]
    assert not broken


@pytest.mark.parametrize("reader", READERS)
def test_over_all_pages_a_reader_sees_exactly_what_is_allowed(walked: Walked, reader: str) -> None:
    assert seen([came for came in walked.read[reader] if came.door != TYPING]) == allowed(reader)


def test_who_types_for_somebody_sees_what_they_typed_on_that_page_alone(walked: Walked) -> None:
    typed = seen([came for came in walked.read["lotte"] if came.door == TYPING])
    assert typed == {canary for canary in EVERY.values() if canary[0] == TYPED_FOR and canary[2] >= 1}


@pytest.mark.parametrize("reader", READERS)
def test_a_form_sent_empty_shows_no_more(walked: Walked, reader: str) -> None:
    assert seen(walked.sent[reader]) <= allowed(reader)


@pytest.mark.parametrize("reader", READERS)
def test_what_shows_a_sentence_is_never_kept_by_a_browser(walked: Walked, reader: str) -> None:
    for came in walked.read[reader]:
        if came.canaries:
            assert "no-store" in came.head, came.address


def test_no_address_and_no_head_holds_a_sentence(walked: Walked) -> None:
    for came in (one for reader in READERS for one in (*walked.read[reader], *walked.sent[reader])):
        assert not any(w in came.address or w in came.head for w in EVERY)


def test_no_log_line_holds_a_sentence(walked: Walked) -> None:
    assert "405" in walked.log, "nothing was logged, so nothing was looked at"
    assert not [w for w in EVERY if w in walked.log]


def test_no_table_holds_a_readable_sentence(walked: Walked) -> None:
    assert "two-factor" in walked.tables["decisions_decision"]
    assert walked.tables["perspectives_statement"].count(" absent_named ") == len(WRITERS) * 5
    for table, text in walked.tables.items():
        assert not [w for w in EVERY if w in text], table


def test_every_canary_is_another_word() -> None:
    assert len(EVERY) == len({word(*c) for c in EVERY.values()}) == len(WRITERS) * 8 * 5
