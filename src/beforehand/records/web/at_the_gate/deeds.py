"""What is done at the gate: each deed is one action, and gives back its form when it is refused."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from beforehand.decisions.actions import OvertakenError
from beforehand.decisions.choices import Door
from beforehand.records.actions import deciding, setting
from beforehand.records.rules.gate import may_set_condition
from beforehand.records.web.at_the_gate.forms import GateForm
from beforehand.records.web.at_the_gate.making import AtGate

Asked = TypeVar("Asked", bound=GateForm)
Kept = dict[str, GateForm]
"""Forms that were not kept, by their deed; empty when it was done."""


class Decided(Exception):  # noqa: N818
    """It was decided; ``made`` says which decision."""

    def __init__(self, made: UUID) -> None:
        super().__init__("decided")
        self.made = made


@contextmanager
def refusing(form: GateForm) -> Iterator[None]:
    """Put what an action refuses beside the field it is about."""
    try:
        yield
    except ValidationError as fault:
        form.refused(fault)
    except OvertakenError:
        form.add_error(None, _moved())


def _moved() -> str:
    return _("Somebody changed this moment since you read it. Read it again; what you typed is still here.")


def _seen(form: GateForm, now: str, words: str) -> None:
    """Refuse what was filled in before something else than what stands there now; the next try is about that."""
    if form.cleaned_data.get("seen") != now:
        form.add_error(None, words)
        kept: Any = form.data
        form.data = kept = kept.copy()
        kept["seen"] = now


def _for_who_decides(at: AtGate, form: Asked) -> Asked:
    """Return a form that was looked through; nobody else has it."""
    if not at.decides:
        raise PermissionDenied
    form.is_valid()
    return form


def decide(request: HttpRequest, at: AtGate) -> Kept:
    """Decide on it, once everything that stands there was read."""
    form = _for_who_decides(at, at.decide(request.POST))
    if not at.over:
        _seen(
            form,
            at.all_seen,
            _(
                "Something changed since you read this page: what is open, a condition, or what it rests on."
                " Read it again. Nothing was decided, and what you typed is still here."
            ),
        )
    made = None
    if not form.errors:
        with refusing(form):
            made = deciding.decide(actor=at.standing, commitment=at.id, now=timezone.now(), **form.given)
    elif at.refuses_deciding:
        form.add_error(None, at.refuses_deciding)
    if made is not None:
        raise Decided(made)
    return {"decide": form}


def postpone(request: HttpRequest, at: AtGate) -> Kept:
    """Give it a later day."""
    form = _for_who_decides(at, at.postpone(request.POST))
    if not at.over:
        _seen(form, at.moment_seen, _moved())
    if not form.errors:
        told = form.cleaned_data
        with refusing(form):
            deciding.postpone(
                actor=at.standing, commitment=at.id, day=told["day"], must_know=form.must_know, why=told["why"],
                now=timezone.now(),
            )  # fmt: skip
            words = _("It is postponed to %(day)s. It is written down, and everybody concerned hears it.")
            messages.success(request, words % {"day": date_format(told["day"], "j F Y")})
    return {"postpone": form} if form.errors else {}


def smaller(request: HttpRequest, at: AtGate) -> Kept:
    """Do something smaller instead."""
    form = _for_who_decides(at, at.smaller(request.POST))
    if not at.over:
        _seen(form, at.moment_seen, _moved())
    if not form.errors:
        told = form.cleaned_data
        with refusing(form):
            deciding.make_smaller(
                actor=at.standing, commitment=at.id, what=told["text"], must_know=form.must_know,
                door=Door(told["door"]) if told["door"] else None, cost_eur=told["cost_eur"], now=timezone.now(),
            )  # fmt: skip
            messages.success(
                request, _("It is made smaller, and that is written down. The moment itself stays.")
            )
    return {"smaller": form} if form.errors else {}


def condition(request: HttpRequest, at: AtGate) -> Kept:
    """Ask for something to be in place."""
    if not may_set_condition(at.standing):
        raise PermissionDenied
    form = at.condition(request.POST)
    if form.is_valid():
        with refusing(form):
            _in_time(at)
            setting.set_condition(
                actor=at.standing, commitment=at.id, text=form.cleaned_data["text"],
                release=int(form.cleaned_data["release"]), now=timezone.now(),
            )  # fmt: skip
            messages.success(request, _("Your condition is kept."))
    return {"condition": form} if form.errors else {}


def take_back(request: HttpRequest, at: AtGate) -> Kept:
    """Take an own condition back."""
    setting.take_back_condition(actor=at.standing, condition=_condition(request))
    messages.success(request, _("Your condition is taken back. What a record says of it stays there."))
    return {}


def met(request: HttpRequest, at: AtGate) -> Kept:
    """Say whether what was asked is in place."""
    setting.say_met(actor=at.standing, condition=_condition(request), met=request.POST.get("met") == "yes")
    return {}


def today(request: HttpRequest, at: AtGate) -> Kept:
    """Say whether one would start it today."""
    if not at.judges:
        raise PermissionDenied
    form = at.today(request.POST)
    if form.is_valid():
        with refusing(form):
            _in_time(at)
            setting.answer_today(
                actor=at.standing, commitment=at.id, yes=form.cleaned_data["yes"] == "yes",
                words=form.cleaned_data["words"], now=timezone.now(),
            )  # fmt: skip
            messages.success(request, _("Your answer is kept. It stands here with your name."))
    return {"today": form} if form.errors else {}


def reserve(request: HttpRequest, at: AtGate) -> Kept:
    """Say that there is a reservation."""
    setting.set_reservation(actor=at.standing, commitment=at.id, now=timezone.now())
    messages.success(request, _("Who decides now sees that you have a reservation, and not what it is."))
    return {}


def unreserve(request: HttpRequest, at: AtGate) -> Kept:
    """Take the reservation back."""
    setting.take_back_reservation(actor=at.standing, commitment=at.id)
    messages.success(request, _("Your reservation is taken back."))
    return {}


def _in_time(at: AtGate) -> None:
    if at.over:
        raise ValidationError(
            _(
                "This was settled meanwhile, so it comes too late. Tell who decides; your words are still here."
            ),
            code="over",
        )


def _condition(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("condition", ""))
    except ValueError:
        raise ValidationError(_("That cannot be done here. Look again.")) from None


DEEDS: dict[str, Callable[[HttpRequest, AtGate], Kept]] = {
    "decide": decide, "postpone": postpone, "smaller": smaller, "condition": condition, "take_back": take_back,
    "met": met, "today": today, "reserve": reserve, "unreserve": unreserve,
}  # fmt: skip


def do(request: HttpRequest, at: AtGate) -> Kept:
    """Do what was asked; a refusal that belongs to no field is said above the page.

    Raises
    ------
    Http404
        For who may not: the page does not tell what others can do on it.
    Decided
        When it was decided.
    """
    deed = DEEDS.get(request.POST.get("do", ""))
    if deed is None:
        messages.error(request, _("That cannot be done here. Look again."))
        return {}
    try:
        return deed(request, at)
    except PermissionDenied:
        raise Http404 from None
    except ValidationError as fault:
        messages.error(request, " ".join(fault.messages))
        return {}
