"""Pages are made of frozen values only: a row or a query on its way to a page is refused."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Manager, Model, QuerySet
from django.forms import BaseForm
from django.forms.formsets import BaseFormSet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render as django_render
from django.utils.functional import Promise

from beforehand.vault.sealed import Sealed

PLAIN = (
    str, bytes, int, float, bool, type(None), date, timedelta, Decimal, UUID, Enum, Promise, BaseForm, BaseFormSet,
)  # fmt: skip

SIMPLE = frozenset({str, int, float, bool, type(None), date, datetime, timedelta, UUID})
"""Most of what is shown: for these and no others, not what is derived from them, one look is enough."""


class NotForShowError(TypeError):
    """Something that did not pass the door was about to be shown."""


def render(request: HttpRequest, template: str, *, status: int = 200, **shown: Any) -> HttpResponse:
    """Render a page or a named partial (``page.html#part``) from frozen values.

    Raises
    ------
    NotForShowError
        When a model, a queryset, a sealed value or anything else that can still reach the database is passed.
    """
    for name, value in shown.items():
        refuse_rows(value, name)
    return django_render(request, template, shown, status=status)


def refuse_rows(value: Any, place: str) -> None:
    """Raise when ``value`` holds anything but plain and frozen values."""
    kind = type(value)
    if kind in SIMPLE:
        return
    way, names = _way(kind)  # type: ignore[arg-type]  # a class is hashable
    if way is _Way.FIELDS:
        for name in names:
            inner = getattr(value, name)
            if type(inner) not in SIMPLE:
                refuse_rows(inner, f"{place}.{name}")
    elif way is _Way.EACH:
        for inner in value:
            if type(inner) not in SIMPLE:
                refuse_rows(inner, place)
    elif way is _Way.BY_KEY:
        for key, inner in value.items():
            refuse_rows(inner, f"{place}.{key}")
    elif way is _Way.ROWS:
        raise NotForShowError(f"{place} is a {kind.__name__}; pass on what passed the door")
    elif way is _Way.CHANGES:
        raise NotForShowError(f"{place} is a {kind.__name__} that can still change")
    elif way is _Way.UNKNOWN:
        raise NotForShowError(f"{place} is a {kind.__name__}, which is not a plain value")


class _Way(Enum):
    """How values of one type are looked at."""

    PLAIN, ROWS, BY_KEY, EACH, FIELDS, CHANGES, UNKNOWN = range(7)


@lru_cache(maxsize=4096)
def _way(kind: type) -> tuple[_Way, tuple[str, ...]]:
    """Return how values of a type are looked at, and for a dataclass its fields: asked thousands of times a page."""
    if issubclass(kind, Model | QuerySet | Manager | Sealed):
        return _Way.ROWS, ()
    if issubclass(kind, PLAIN):
        return _Way.PLAIN, ()
    if issubclass(kind, Mapping):
        return _Way.BY_KEY, ()
    if issubclass(kind, list | tuple | set | frozenset):
        return _Way.EACH, ()
    if is_dataclass(kind):
        frozen = kind.__dataclass_params__.frozen  # type: ignore[attr-defined]
        return (_Way.FIELDS, tuple(field.name for field in fields(kind))) if frozen else (_Way.CHANGES, ())
    return _Way.UNKNOWN, ()
