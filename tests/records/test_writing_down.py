"""What is decided is written down once, read by whoever may, and nobody writes over it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction
from tests.oeverland import Oeverland
from tests.records.story import AT, CONDITION, RESERVATION, of, rewritable, signs

from beforehand.decisions.choices import Role
from beforehand.decisions.models import SeatRole
from beforehand.records.actions import Added, append
from beforehand.records.models import ImmutableError, RecordEntry, RecordPart
from beforehand.records.models.immutable import POSTGRESQL, SQLITE, in_place
from beforehand.records.queries import entries, head
from beforehand.records.queries.entries import PartRow
from beforehand.records.rules.chain import Fault, Head, Problem, verify
from beforehand.vault.door import disclose_kept
from beforehand.vault.guard import Author, NoScopeError, Reader
from beforehand.vault.processes.recorder import recorder

EVERYBODY = ("karin", "lotte", "femke", "youssef", "tom", "peter", "wim")


def rows(home: Oeverland) -> Any:
    return RecordEntry.objects.scoped(recorder(home.decision.pk)).order_by("seq")


def parts(home: Oeverland) -> Any:
    return RecordPart.objects.scoped(recorder(home.decision.pk)).order_by("pk")


def test_entries_follow_on_each_other_and_verify(home: Oeverland) -> None:
    heads = [signs(home, n) for n in (1, 2, 3)]
    assert [one.seq for one in heads] == [1, 2, 3]
    read = entries(of(home, "karin"))
    assert [one.hash for one in read] == [one.hash for one in heads]
    assert verify(read, heads[-1], decision=str(home.decision.pk)) == []
    assert head(of(home, "karin")) == heads[-1]


def test_before_anything_is_written_down_there_is_nothing(home: Oeverland) -> None:
    assert entries(of(home, "karin")) == ()
    assert head(of(home, "karin")) is None


@pytest.mark.parametrize("name", EVERYBODY)
def test_all_read_the_same_but_what_is_for_the_facilitator(home: Oeverland, name: str) -> None:
    made = signs(home)
    (entry,) = entries(of(home, name))
    said = {part.name: part.text for part in entry.parts}
    assert said == {
        "by": "Karin",
        "condition.1": CONDITION,
        "condition.1.by": "Femke",
        "reservation": RESERVATION if name == "lotte" else None,
    }
    assert verify([entry], made, decision=str(home.decision.pk)) == []


def test_what_others_may_not_read_is_not_in_what_they_get(home: Oeverland) -> None:
    signs(home)
    (entry,) = entries(of(home, "peter"))
    withheld = next(part for part in entry.parts if part.name == "reservation")
    assert (withheld.salt, withheld.text) == (None, None)
    assert RESERVATION not in repr(entry)


def test_each_of_the_two_layers_holds_alone(home: Oeverland) -> None:
    """The guard leaves out what is for who facilitates; the door would not open it either."""
    signs(home)
    karin = Reader(of(home, "karin").viewer, home.decision.pk)
    assert not RecordPart.objects.scoped(karin, name="reservation").exists()
    row = parts(home).select_related("entry").get(name="reservation")
    kept = PartRow(row=row, data_key=home.decision.data_key)
    assert disclose_kept(karin.viewer, [kept]) == []
    assert [one.value.text for one in disclose_kept(of(home, "lotte").viewer, [kept])] == [RESERVATION]


def test_the_moment_is_kept_to_the_microsecond(home: Oeverland) -> None:
    signs(home)
    assert entries(of(home, "karin"))[0].at == "2027-04-29T14:06:07.123456+00:00"


def test_a_confidant_alone_reads_no_record(home: Oeverland) -> None:
    signs(home)
    SeatRole.objects.filter(seat=home.seats["peter"]).update(role=Role.CONFIDANT)
    for read in (entries, head):
        with pytest.raises(PermissionDenied):
            read(of(home, "peter"))


def test_without_a_scope_nothing_is_read_and_an_author_reads_nothing(home: Oeverland) -> None:
    signs(home)
    for model in (RecordEntry, RecordPart):
        with pytest.raises(NoScopeError):
            list(model.objects.all())
        assert not model.objects.scoped(Author(home.seats["femke"].pk)).exists()
        assert not model.objects.scoped(of(home, "peter").reader).exists()  # the record has a door of its own


def test_who_has_the_database_alone_reads_no_name_and_cannot_try_one(home: Oeverland) -> None:
    signs(home)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM records_part")
        part = repr(
            [[bytes(v) if isinstance(v, memoryview) else v for v in row] for row in cursor.fetchall()]
        )
        cursor.execute("SELECT * FROM records_entry")
        entry = repr(cursor.fetchall())
    salt = next(p.salt for p in entries(of(home, "lotte"))[0].parts)
    for secret in ("Karin", "Femke", CONDITION, RESERVATION, salt):
        assert secret is not None
        assert secret not in part + entry


def test_the_same_name_twice_leaves_two_digests(home: Oeverland) -> None:
    """Else who has the database sees that it is the same person, and one guess opens all of them."""
    signs(home)
    signs(home, 2)
    digests = [digest for row in rows(home) for _name, _readers, digest in row.digests]
    assert len(digests) == 8
    assert len(set(digests)) == 8


@pytest.mark.parametrize(
    "wrong",
    [
        {"body": {"why": "Because the ward asked"}},
        {"body": {"share": 0.5}},
        {"body": {"n": 2**53}},
        {"body": {"Karin Blom": 1}},
        {"kind": "decided by Karin"},
        {"kind": ""},
        {"parts": [Added(name="by", text="a"), Added(name="by", text="b")]},
        {"parts": [Added(name="said by Karin", text="a")]},
        {"at": datetime(2027, 4, 29)},  # noqa: DTZ001
    ],
)
def test_a_body_holds_no_sentences_and_no_message_repeats_them(
    home: Oeverland, wrong: dict[str, Any]
) -> None:
    given: dict[str, Any] = {"decision": home.decision.pk, "kind": "decided", "body": {}, "at": AT} | wrong
    with pytest.raises(ValueError, match="entry") as refused:
        append(**given)
    assert "ward" not in str(refused.value)
    assert "Karin" not in str(refused.value)
    assert not rows(home).exists()


# Nobody writes over it ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "rewrite",
    [
        lambda home: rows(home).get().save(),
        lambda home: rows(home).get().delete(),
        lambda home: parts(home)[0].save(),
        lambda home: parts(home)[0].delete(),
        lambda home: rows(home).update(kind="postponed"),
        lambda home: rows(home).delete(),
        lambda home: parts(home).update(name="x"),
        lambda home: parts(home).delete(),
        lambda home: rows(home).bulk_update(list(rows(home)), ["kind"]),
    ],
)
def test_the_product_itself_refuses(home: Oeverland, rewrite: Callable[[Oeverland], object]) -> None:
    signs(home)
    with pytest.raises(ImmutableError):
        rewrite(home)


STATEMENTS = (
    "UPDATE records_entry SET kind = 'postponed'",
    "UPDATE records_entry SET seq = seq + 1",
    "DELETE FROM records_entry",
    "DELETE FROM records_part",
    "UPDATE records_part SET name = 'x'",
    "UPDATE records_part SET readers = 'all' WHERE readers = 'facilitator'",
    "UPDATE records_part SET text = '' WHERE name = 'by'",
    "UPDATE records_part SET text = NULL",
    "UPDATE records_part SET text = NULL, seat = NULL, erased_at = CURRENT_TIMESTAMP, name = 'x' WHERE name = 'by'",
    "INSERT INTO records_entry SELECT * FROM records_entry",
)


@pytest.mark.parametrize("statement", STATEMENTS)
def test_the_database_refuses_who_goes_around_the_product(home: Oeverland, statement: str) -> None:
    signs(home)
    before = entries(of(home, "lotte"))
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert entries(of(home, "lotte")) == before


@pytest.mark.sqlite
@pytest.mark.parametrize("table", ["records_entry", "records_part"])
def test_replacing_a_row_is_no_way_around_it(home: Oeverland, table: str) -> None:
    signs(home)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")


def test_a_plain_queryset_is_refused_by_the_database(home: Oeverland) -> None:
    signs(home)
    plain: models.QuerySet[RecordEntry] = models.QuerySet(RecordEntry)
    with pytest.raises(IntegrityError), transaction.atomic():
        plain.filter(seq=1).update(kind="postponed")


def test_what_is_emptied_stays_empty(home: Oeverland) -> None:
    signs(home)
    parts(home).filter(name="by").erase(AT)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE records_part SET erased_at = NULL WHERE name = 'by'")
    with pytest.raises(IntegrityError), transaction.atomic():
        parts(home).filter(name="by").erase(AT)


def test_every_trigger_is_there_after_all_migrations_and_comes_back_when_it_was_lost(home: Oeverland) -> None:
    wanted = set(POSTGRESQL if connection.vendor == "postgresql" else SQLITE)
    assert set(in_place(connection)) == wanted
    with connection.cursor() as cursor:
        of_table = " ON records_entry" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER records_entry_stays{of_table}")  # as altering a table does on SQLite
    assert set(in_place(connection)) != wanted
    call_command("migrate", verbosity=0)
    assert set(in_place(connection)) == wanted


def test_who_has_the_database_and_rewrites_is_found_out(home: Oeverland) -> None:
    signs(home)
    made = signs(home, 2)
    with rewritable(), connection.cursor() as cursor:
        cursor.execute("UPDATE records_entry SET kind = 'postponed' WHERE seq = 1")
    assert verify(entries(of(home, "femke")), made) == [Problem(1, Fault.CHANGED)]
    with rewritable(), connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM records_part WHERE entry_id IN (SELECT id FROM records_entry WHERE seq = 2)"
        )
        cursor.execute("DELETE FROM records_entry WHERE seq = 2")
    assert verify(entries(of(home, "femke")), made) == [
        Problem(1, Fault.CHANGED),
        Problem(2, Fault.DROPPED),
    ]


def test_two_decisions_have_two_records(home: Oeverland) -> None:
    made = signs(home)
    assert verify(entries(of(home, "karin")), made, decision=str(uuid4())) == [Problem(1, Fault.LINK)]
    assert isinstance(made, Head)
