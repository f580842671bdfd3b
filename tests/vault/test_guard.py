"""Guarded rows are not read, counted, changed or joined until somebody is named on whose behalf."""

import pickle
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import FieldError
from django.db import models
from tests.oeverland import Oeverland
from tests.vault.test_sealed import one_statement

from beforehand.decisions.models import Seat
from beforehand.perspectives.models import Figure, Perspective, Statement
from beforehand.vault.fields import SealedField
from beforehand.vault.guard import Author, GuardedQuerySet, NoScopeError

WAYS: dict[str, Callable[[Any], Any]] = {
    "iterate": list,
    "first": lambda rows: rows.first(),
    "get": lambda rows: rows.get(),
    "count": lambda rows: rows.count(),
    "exists": lambda rows: rows.exists(),
    "len": len,
    "bool": bool,
    "index": lambda rows: rows[0],
    "values": lambda rows: list(rows.values()),
    "values_list": lambda rows: list(rows.values_list("pk")),
    "iterator": lambda rows: list(rows.iterator()),
    "aggregate": lambda rows: rows.aggregate(models.Max("revision")),
    "update": lambda rows: rows.update(revision=2),
    "delete": lambda rows: rows.delete(),
    "in_bulk": lambda rows: rows.in_bulk(),
    "dates": lambda rows: list(rows.datetimes("changed_at", "day")),
    "latest": lambda rows: rows.latest("changed_at"),
    "select_for_update": lambda rows: list(rows.select_for_update()),
    "part of another query": lambda rows: list(Perspective.objects.filter(pk__in=rows.values("perspective"))),
    "union": lambda rows: list(rows.union(rows)),
}


@pytest.mark.parametrize("way", WAYS)
def test_without_a_scope_nothing_is_read(home: Oeverland, way: str) -> None:
    one_statement(home)
    with pytest.raises(NoScopeError):
        WAYS[way](Statement.objects.all())


@pytest.mark.parametrize("way", [w for w in WAYS if w not in ("part of another query", "select_for_update")])
def test_with_a_scope_the_same_works(home: Oeverland, way: str) -> None:
    one_statement(home)
    WAYS[way](Statement.objects.all().scoped(Author(home.seats["femke"].pk)))


def test_an_author_reaches_the_own_rows_only(home: Oeverland) -> None:
    one_statement(home)
    assert Statement.objects.scoped(Author(home.seats["femke"].pk)).count() == 1
    assert Statement.objects.scoped(Author(home.seats["youssef"].pk)).count() == 0


def test_filters_after_a_scope_keep_it(home: Oeverland) -> None:
    one_statement(home)
    mine = Statement.objects.scoped(Author(home.seats["youssef"].pk))
    assert mine.filter(field="knows").exclude(release=0).order_by("pk").count() == 0
    assert not mine.all().filter(models.Q(release=1) | models.Q(release=0)).exists()


def test_rows_are_not_pickled_not_even_when_they_may_be_read(home: Oeverland) -> None:
    with pytest.raises(NoScopeError, match="pass on ids"):
        pickle.dumps(Statement.objects.scoped(Author(home.seats["femke"].pk)))


def test_raw_queries_are_refused(home: Oeverland) -> None:
    with pytest.raises(NoScopeError):
        Statement.objects.raw("SELECT * FROM perspectives_statement")


def guarded_models() -> list[type[models.Model]]:
    return [m for m in apps.get_models() if isinstance(m._default_manager.all(), GuardedQuerySet)]


def test_every_model_with_a_sealed_value_is_guarded() -> None:
    sealed = {m for m in apps.get_models() if any(isinstance(f, SealedField) for f in m._meta.fields)}
    assert sealed <= set(guarded_models())
    assert {Statement, Figure} <= sealed


def test_no_other_table_reaches_a_guarded_one() -> None:
    for model in guarded_models():
        for field in model._meta.fields:
            if field.remote_field is not None:
                assert field.remote_field.hidden, (
                    f"{model.__name__}.{field.name} can be joined from the other side"
                )


def test_a_seat_cannot_be_searched_by_what_its_person_said(home: Oeverland) -> None:
    one_statement(home)
    for path in ("perspective", "perspective__statement__field", "statement"):
        with pytest.raises(FieldError):
            Seat.objects.filter(**{f"{path}__isnull": False}).exists()
