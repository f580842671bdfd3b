"""Nobody reads more than they may, through any door; and what may be read is there to be read."""

import io
from datetime import timedelta
from itertools import product
from uuid import uuid4

import pytest
from django.utils import timezone
from tests.confidentiality.canaries import EVERY, TYPED_FOR, WRITERS, Canary, allowed, answer, plant, word
from tests.confidentiality.conftest import Walked
from tests.confidentiality.crawl import Came, conversations, readable
from tests.confidentiality.doors import READERS, addresses
from tests.confidentiality.recording import WHY, write_records
from tests.confidentiality.rows import ROWS
from tests.confidentiality.signing import FOR_ALL, FOR_LOTTE, READ, REASON
from tests.confidentiality.talking import IN_IT, call_off, plan_talks
from tests.oeverland import Oeverland

from beforehand.decisions.models import FrameChange, Seat
from beforehand.notifications.choices import Kind
from beforehand.outbox.rendering import RENDERERS, Due
from beforehand.perspectives.choices import RoundKind
from beforehand.perspectives.models import Round, TableRequest

pytestmark = [pytest.mark.once, pytest.mark.django_db]


TYPING = "perspectives:typing"
OF_TALKS = (Kind.TALK, Kind.TALK_MOVED, Kind.TALK_OFF)


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


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("talk", IN_IT)
def test_a_conversation_exists_for_those_in_it_alone(walked: Walked, reader: str, talk: str) -> None:
    came = [*walked.read[reader], *walked.sent[reader]]
    said = any(talk in one.head + readable(one.body) for one in came)
    assert said == (reader in IN_IT[talk])
    for one in walked.read[reader]:
        if talk in readable(one.body):
            assert "no-store" in one.head, one.address


@pytest.mark.parametrize("reader", READERS)
def test_what_was_decided_is_read_by_who_has_a_part_in_it_alone(walked: Walked, reader: str) -> None:
    came = [*walked.read[reader], *walked.sent[reader]]
    said = {w for w in (REASON, FOR_ALL) if any(w in one.head + readable(one.body) for one in came)}
    assert said == ({REASON, FOR_ALL} if reader in READ else set())
    for one in walked.read[reader]:
        if REASON in readable(one.body):
            assert "no-store" in one.head, one.address


def test_a_condition_for_who_facilitates_is_in_no_record(walked: Walked) -> None:
    for reader in READERS:
        for one in walked.read[reader]:
            if one.door.startswith("records:") and one.door not in ("records:gate", "records:gates"):
                assert FOR_LOTTE not in readable(one.body), one.address


@pytest.mark.parametrize("word", [REASON, FOR_ALL, FOR_LOTTE])
def test_what_was_decided_lies_nowhere_to_be_read(walked: Walked, word: str) -> None:
    assert word not in walked.log
    assert not [table for table, rows in walked.tables.items() if word in rows]


@pytest.mark.parametrize("talk", IN_IT)
def test_what_is_said_of_a_conversation_lies_nowhere_to_be_read(walked: Walked, talk: str) -> None:
    assert talk not in walked.log
    assert not [table for table, rows in walked.tables.items() if talk in rows]


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


def test_a_packed_document_is_looked_into() -> None:
    from docx import Document

    kept = io.BytesIO()
    paper = Document()
    paper.add_paragraph(word("femke", "knows", 1))
    paper.save(kept)
    assert Came("x", "/x", 200, "", kept.getvalue()).canaries == {("femke", "knows", 1)}


def test_papers_and_files_were_really_there(walked: Walked) -> None:
    assert [c for c in walked.read["lotte"] if c.door == "stewardship:paper" and c.body.startswith(b"PK")]
    files = [c for c in walked.read["femke"] if c.door == "exchange:take_along" and "?as=" in c.address]
    assert [c.canaries for c in files] == [allowed("femke")] * 2


def test_no_letter_holds_a_sentence(home: Oeverland) -> None:
    plant(home, ("knows", "risks"))
    plan_talks(home)
    call_off(home)
    Seat.objects.filter(decision=home.decision).update(invited_at="2026-01-05T09:00Z")
    change = FrameChange.objects.create(
        decision=home.decision, kind="commitment", subject="Sign the licences", before="May", after="June"
    )
    FrameChange.objects.filter(pk=change.pk).update(at=timezone.now())
    Round.objects.create(decision=home.decision, n=2, kind=RoundKind.RESPOND)
    TableRequest.objects.create(
        statement=answer(home, "femke", "knows", 1, "For Lotte", ordinal=90),
        asked_at=timezone.now(),
        revision=1,
    )
    of_records = write_records(home)
    written: dict[str, int] = {}
    hidden = (*EVERY, WHY, *(f"{talk} {part}" for talk in IN_IT for part in ("aim", "question")))
    for kind, render in RENDERERS.items():
        about = of_records.get(kind) or (conversations(home) if kind in OF_TALKS else [home.decision.pk])
        for seat, subject in product(home.seats.values(), about):
            made = timezone.now() - timedelta(hours=1)
            letter = render(Due(uuid4(), kind, seat.person_id, subject, made))
            if letter is not None:
                written[kind] = written.get(kind, 0) + 1
                part = letter.calendar.ical.decode() if letter.calendar else ""
                whole = "\n".join([letter.subject, letter.text, letter.html, part, *letter.headers.values()])
                assert not [w for w in hidden if w in whole], kind
    assert set(written) == set(RENDERERS), "a kind of letter that was never written was never looked at"


def test_every_canary_is_another_word() -> None:
    assert len(EVERY) == len({word(*c) for c in EVERY.values()}) == len(WRITERS) * 8 * 5
