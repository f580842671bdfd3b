"""Pages are made of frozen values only: a row or a query on its way to a page is refused."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from functools import cache
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
    if type(value) in SIMPLE:
        return
    if isinstance(value, Model | QuerySet | Manager | Sealed):
        raise NotForShowError(f"{place} is a {type(value).__name__}; pass on what passed the door")
    if isinstance(value, PLAIN):
        return
    if isinstance(value, Mapping):
        for key, inner in value.items():
            refuse_rows(inner, f"{place}.{key}")
    elif isinstance(value, list | tuple | set | frozenset):
        for inner in value:
            if type(inner) not in SIMPLE:
                refuse_rows(inner, place)
    elif is_dataclass(value) and not isinstance(value, type):
        if not value.__dataclass_params__.frozen:  # type: ignore[attr-defined]
            raise NotForShowError(f"{place} is a {type(value).__name__} that can still change")
        for name in _names(type(value)):
            inner = getattr(value, name)
            if type(inner) not in SIMPLE:
                refuse_rows(inner, f"{place}.{name}")
    else:
        raise NotForShowError(f"{place} is a {type(value).__name__}, which is not a plain value")


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))
