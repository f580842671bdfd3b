"""Moments that harden the decision. When two people changed one, both versions are shown before one wins."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from beforehand.decisions import actions
from beforehand.decisions.access import Standing, in_decision
from beforehand.decisions.actions import OvertakenError
from beforehand.decisions.analyses import moments_ahead
from beforehand.decisions.choices.proposals import proposal_for
from beforehand.decisions.queries import CommitmentView, Frame, frame, people
from beforehand.decisions.web.forms.commitments import CommitmentForm, begun_with
from beforehand.decisions.web.views.flow import FRAMERS, attempt, onward, tried, typed_again, typed_in
from beforehand.decisions.web.views.whole import proposals
from beforehand.shell.rendering import render


@in_decision(*FRAMERS)
def commitments(request: HttpRequest, standing: Standing) -> HttpResponse:
    """List the moments, and those such a decision usually has."""
    seen = frame(standing)
    return render(
        request,
        "decisions/commitments.html",
        frame=seen,
        modes={str(moment.id): moment.mode for moment in moments_ahead(seen)},
        proposed=proposals(seen)["moments"],
    )


@require_http_methods(["GET", "POST"])
@in_decision(*FRAMERS)
def new_commitment(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Add a moment, begun as the template proposes when that was asked."""
    seen = frame(standing)
    form = CommitmentForm(
        typed_in(request),
        people=people(standing),
        today=standing.today,
        initial=_proposed(seen, request.GET.get("as", "")),
    )
    if request.method == "POST" and tried(
        form, lambda: actions.add_commitment(actor=standing, moment=form.moment())
    ):
        return onward(request, standing, "commitments")
    return render(request, "decisions/commitment.html", frame=seen, form=form, row=None, newer=())


@require_http_methods(["GET", "POST"])
@in_decision(*FRAMERS)
def commitment(request: HttpRequest, standing: Standing, commitment: UUID) -> HttpResponse:
    """Change a moment."""
    seen = frame(standing)
    row = next((c for c in seen.commitments if c.id == commitment), None)
    if row is None:
        raise Http404
    who = people(standing)
    form = CommitmentForm(
        typed_in(request), people=who, today=standing.today, was=row, initial=begun_with(row)
    )
    newer: tuple[tuple[str, str, str], ...] = ()
    if request.method == "POST":
        try:
            if tried(form, lambda: _change(standing, commitment, form)):
                return onward(request, standing, "commitments")
        except OvertakenError as overtaken:
            typed = typed_again(form, "revision", str(overtaken.now.revision))
            newer = differences(form, overtaken.now)
            form = CommitmentForm(typed, people=who, today=standing.today, was=overtaken.now)
    return render(request, "decisions/commitment.html", frame=seen, form=form, row=row, newer=newer)


@require_POST
@in_decision(*FRAMERS)
def remove_commitment(request: HttpRequest, standing: Standing, commitment: UUID) -> HttpResponse:
    """Take a moment away."""
    return attempt(
        request,
        standing,
        lambda: actions.remove_commitment(actor=standing, commitment=commitment),
        done="commitments",
        refused="commitments",
    )


def differences(form: Any, now: CommitmentView) -> tuple[tuple[str, str, str], ...]:
    """Return what differs: how it is called, how it stands, and how it was typed."""
    stands = begun_with(now)
    found = []
    for name, typed in form.cleaned_data.items():
        if name == "revision":
            continue
        before, after = _words(form, name, stands[name]), _words(form, name, typed)
        if before != after:
            found.append((str(form.fields[name].label), before, after))
    return tuple(found)


def _words(form: Any, name: str, value: Any) -> str:
    if value in (None, "", [], False):
        return "–"
    choices = {str(key): str(label) for key, label in getattr(form.fields[name], "choices", ())}
    if isinstance(value, list | tuple | set | frozenset):
        return ", ".join(sorted(choices.get(str(one), str(one)) for one in value))
    if value is True:
        return "✓"
    shown = form.fields[name].prepare_value(value)
    return choices.get(str(value), str(shown))


def _change(standing: Standing, commitment: UUID, form: CommitmentForm) -> None:
    actions.change_commitment(
        actor=standing,
        commitment=commitment,
        moment=form.moment(),
        revision=form.cleaned_data["revision"],
    )


def _proposed(seen: Frame, wanted: str) -> dict[str, Any]:
    moments = proposal_for(seen.template).moments
    if not (wanted.isascii() and wanted.isdigit()) or int(wanted[:3]) >= len(moments):
        return {}
    moment = moments[int(wanted[:3])]
    return {
        "title": moment.title.say(seen.language),
        "type": moment.type,
        "door": moment.door,
        "public": moment.public,
    }
