"""What every page of the frame does with a form: try, keep what was typed, go on."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from beforehand.decisions.access import Standing
from beforehand.decisions.choices import Role

FRAMERS = (Role.OWNER, Role.DECIDER, Role.FACILITATOR)


def tried(form: forms.Form, act: Callable[[], object]) -> bool:
    """Do what the form asks; what is refused stands on top of the form, with everything that was typed."""
    if not form.is_valid():
        return False
    try:
        act()
    except ValidationError as refused:
        form.add_error(None, refused)
        return False
    return True


def typed_in(request: HttpRequest) -> QueryDict | None:
    """Return what was sent, also when it is nothing at all; None when the page is only looked at."""
    return request.POST if request.method == "POST" else None


def onward(request: HttpRequest, standing: Standing, name: str, said: str = "", **more: Any) -> HttpResponse:
    """Say that it was kept and lead to the next page."""
    messages.success(request, said or _("Kept."))
    return redirect(reverse(f"decisions:{name}", kwargs={"decision": standing.decision, **more}))


def attempt(
    request: HttpRequest,
    standing: Standing,
    act: Callable[[], object],
    *,
    done: str,
    refused: str,
    **more: Any,
) -> HttpResponse:
    """Do what one button asks, and lead to ``done``; or back to ``refused``, with what to do instead."""
    try:
        act()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(reverse(f"decisions:{refused}", kwargs={"decision": standing.decision, **more}))
    return onward(request, standing, done)


def asked_by_htmx(request: HttpRequest) -> bool:
    """Tell whether only a part of the page is wanted."""
    return bool(getattr(request, "htmx", False))


def typed_again(form: forms.Form, field: str, value: str) -> QueryDict:
    """Return what was typed, with one hidden field renewed."""
    typed = QueryDict(mutable=True)
    typed.update(form.data)
    typed[field] = value
    return typed
