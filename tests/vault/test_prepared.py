"""A kept question gives what the ORM gives, and keeps nothing that differs from call to call."""

from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.oeverland import Oeverland

from beforehand.perspectives.models import Perspective, Statement
from beforehand.vault.guard import Author, NoScopeError
from beforehand.vault.prepared import NotPreparedError, Prepared
from beforehand.vault.sealed import Sealed

COLUMNS = ("pk", "field", "ordinal", "body", "changed_at", "perspective__seat__data_key__wrapped")
SENTENCE = Prepared(
    lambda at: Statement.objects.scoped(Author(at.seat)).filter(field=at.field).values_list(*COLUMNS)[:1],
    {"seat": "id", "field": "text"},
)
REWRITE = Prepared(
    lambda at: Statement.objects.scoped(Author(at.seat)).filter(pk=at.row, revision=at.before),
    {"seat": "id", "row": "id", "before": "number", "after": "number", "body": "sealed", "now": "moment"},
    values=lambda at: {"body": at.body, "revision": at.after, "changed_at": at.now},
)  # fmt: skip


def said(home: Oeverland, name: str, field: str) -> Statement:
    """Let somebody say something."""
    seat = home.seats[name]
    perspective = Perspective.objects.scoped(Author(seat.pk)).first() or Perspective.objects.create(seat=seat)
    row = Statement(perspective=perspective, field=field)
    row.body = home.seats[name].data_key.seal({"text": f"{name} on {field}"}, row.about)
    row.save(force_insert=True)
    return row


def plain(rows: Any) -> list[tuple[Any, ...]]:
    """Take the ciphertext out, so that rows can be compared."""
    shown = [tuple(v.ciphertext if isinstance(v, Sealed) else v for v in row) for row in rows]
    return [tuple(bytes(v) if isinstance(v, memoryview) else v for v in row) for row in shown]


def test_it_gives_what_the_orm_gives_to_each_who_asks(home: Oeverland) -> None:
    for name in ("femke", "bas"):
        for field in ("question", "fear"):
            said(home, name, field)
    for name in ("femke", "bas", "tom"):
        for field in ("question", "fear", "hope"):
            seat = home.seats[name].pk
            asked = Statement.objects.scoped(Author(seat)).filter(field=field).values_list(*COLUMNS)
            assert plain(SENTENCE.rows(seat=seat, field=field)) == plain(asked)
    assert SENTENCE.rows(seat=home.seats["tom"].pk, field="question") == []


def test_a_change_is_made_where_the_orm_would_make_it_and_nowhere_else(home: Oeverland) -> None:
    mine, other, now = said(home, "femke", "question"), said(home, "bas", "question"), timezone.now()
    new = home.seats["femke"].data_key.seal({"text": "else"}, mine.about)
    given = {"row": mine.pk, "before": 1, "after": 2, "body": new, "now": now}
    assert REWRITE.change(seat=home.seats["bas"].pk, **given) == 0
    assert REWRITE.change(seat=home.seats["femke"].pk, **given) == 1
    assert REWRITE.change(seat=home.seats["femke"].pk, **given) == 0, "that revision is no more"
    kept = Statement.objects.scoped(Author(home.seats["femke"].pk)).get()
    assert (kept.body.ciphertext, kept.revision, kept.changed_at) == (new.ciphertext, 2, now)
    untouched = Statement.objects.scoped(Author(home.seats["bas"].pk)).get()
    assert untouched.body.ciphertext == other.body.ciphertext


def test_it_is_one_question_to_the_database(home: Oeverland) -> None:
    seat = home.seats["femke"].pk
    with CaptureQueriesContext(connection) as asked:
        SENTENCE.rows(seat=seat, field="question")
        SENTENCE.rows(seat=seat, field="fear")
    assert len(asked) == 2


@pytest.mark.django_db
def test_without_a_scope_nothing_is_kept_either() -> None:
    with pytest.raises(NoScopeError):
        Prepared(
            lambda at: Statement.objects.filter(field=at.field).values_list("pk"), {"field": "text"}
        ).rows(field="x")


@pytest.mark.django_db
def test_a_value_that_would_be_kept_for_everybody_is_refused() -> None:
    forgotten = Prepared(
        lambda at: Statement.objects.scoped(Author(at.seat)).values_list("pk"),
        {"seat": "id", "field": "text"},
    )
    with pytest.raises(NotPreparedError, match="field"):
        forgotten.rows(seat=Author, field="x")


@pytest.mark.django_db
def test_every_value_has_to_be_given() -> None:
    with pytest.raises(TypeError):
        SENTENCE.rows(field="question")


def test_two_numbers_of_one_question_are_never_taken_for_each_other(home: Oeverland) -> None:
    mine = said(home, "femke", "question")
    new = home.seats["femke"].data_key.seal({"text": "else"}, mine.about)
    given = {"row": mine.pk, "before": 1, "after": 2, "body": new, "now": timezone.now()}
    with patch("secrets.randbelow", return_value=0):  # chance gives the same again and again
        again = Prepared(REWRITE.build, REWRITE.kinds, values=REWRITE.values)
        assert again.change(seat=home.seats["femke"].pk, **given) == 1
    assert Statement.objects.scoped(Author(home.seats["femke"].pk)).get().revision == 2
