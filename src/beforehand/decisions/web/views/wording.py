"""The decision itself."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from beforehand.decisions.access import Standing, in_decision
from beforehand.decisions.actions import RewordedError, change_decision
from beforehand.decisions.actions.wording import seen_as
from beforehand.decisions.queries import frame
from beforehand.decisions.queries.editing import wording
from beforehand.decisions.queries.shown import Wording
from beforehand.decisions.web.forms.parts import WordingForm
from beforehand.decisions.web.views.flow import FRAMERS, onward, tried, typed_again, typed_in
from beforehand.shell.rendering import render

FIELDS = ("sentence", "day", "title", "background", "purpose", "complaint_route", "country", "language")


@require_http_methods(["GET", "POST"])
@in_decision(*FRAMERS)
def itself(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Change sentence, day, background, purpose, complaint route; ask before the newer of two wins."""
    now = wording(standing)
    initial = {**{name: getattr(now, name) for name in FIELDS}, "seen": seen_as(now)}
    form = WordingForm(typed_in(request), initial=initial)
    newer: tuple[tuple[str, str, str], ...] = ()
    if request.method == "POST":
        try:
            if tried(form, lambda: _keep(standing, form)):
                return onward(request, standing, "frame")
        except RewordedError as reworded:
            newer, form = _both(form, reworded.now)
            if not newer:  # somebody else wrote the same: there is nothing to choose between
                return onward(request, standing, "frame")
    return render(request, "decisions/wording.html", frame=frame(standing), form=form, newer=newer)


def _keep(standing: Standing, form: WordingForm) -> None:
    said = form.cleaned_data
    change_decision(
        actor=standing, wording=Wording(**{name: said[name] for name in FIELDS}), seen=said["seen"]
    )


def _both(form: WordingForm, now: Wording) -> tuple[tuple[tuple[str, str, str], ...], WordingForm]:
    """Return what differs, as it stands and as it was typed, and the form that would now win."""
    differs = tuple(
        (
            str(form.fields[name].label),
            _say(form, name, getattr(now, name)),
            _say(form, name, form.cleaned_data[name]),
        )
        for name in FIELDS
        if getattr(now, name) != form.cleaned_data[name]
    )
    return differs, WordingForm(typed_again(form, "seen", seen_as(now)))


def _say(form: WordingForm, name: str, value: object) -> str:
    choices = dict(getattr(form.fields[name], "choices", ()))
    return str(choices.get(value, value or ""))
