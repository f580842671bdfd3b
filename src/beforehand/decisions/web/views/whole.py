"""The frame at a glance, what it usually has, and closing it."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from beforehand.decisions.access import Standing, in_decision
from beforehand.decisions.actions import add_absent_groups, add_sides, close, take_up_again
from beforehand.decisions.choices import Role
from beforehand.decisions.choices.proposals import proposal_for
from beforehand.decisions.queries import Frame, frame
from beforehand.decisions.queries.editing import seats_to_edit
from beforehand.decisions.queries.ready import readiness
from beforehand.decisions.rules.allowed import may_close
from beforehand.decisions.web.views.flow import FRAMERS, attempt
from beforehand.shell.rendering import render


@in_decision(*FRAMERS)
def whole(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Show the frame with everything that can be changed, and what is needed before people are invited."""
    seen = frame(standing)
    return render(
        request,
        "decisions/frame.html",
        frame=seen,
        ready=readiness(seen, seats_to_edit(standing)),
        decides=standing.has(Role.DECIDER),
        may_close=may_close(standing),
    )


def proposals(seen: Frame) -> dict[str, tuple[tuple[int, str], ...]]:
    """Return what such a decision usually has and this one does not, in its language."""
    proposal = proposal_for(seen.template)
    sides = {side.name.casefold() for side in seen.sides}
    groups = {group.name.casefold() for group in seen.absent}
    moments = {moment.title.casefold() for moment in seen.commitments}
    texts = {
        "sides": ([side.name.say(seen.language) for side in proposal.sides], sides),
        "absent": ([group.say(seen.language) for group in proposal.absent], groups),
        "moments": ([moment.title.say(seen.language) for moment in proposal.moments], moments),
    }
    return {
        part: tuple((n, name) for n, name in enumerate(names) if name.casefold() not in there)
        for part, (names, there) in texts.items()
    }


@require_POST
@in_decision(*FRAMERS)
def take_up(request: HttpRequest, standing: Standing, part: str) -> HttpResponse:
    """Add the sides or groups of the template that were ticked."""
    seen = frame(standing)
    proposal = proposal_for(seen.template)
    ticked = set(request.POST.getlist("proposed"))
    if part == "sides":
        sides = [
            (side.name.say(seen.language), side.kind)
            for n, side in enumerate(proposal.sides)
            if str(n) in ticked
        ]
        return attempt(
            request, standing, lambda: add_sides(actor=standing, sides=sides), done="sides", refused="sides"
        )
    names = [group.say(seen.language) for n, group in enumerate(proposal.absent) if str(n) in ticked]
    return attempt(
        request,
        standing,
        lambda: add_absent_groups(actor=standing, names=names),
        done="absent",
        refused="absent",
    )


@require_http_methods(["GET", "POST"])
@in_decision(Role.OWNER, Role.DECIDER)
def closing(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Ask whether the decision was taken or stopped, or goes on after all."""
    if request.method == "GET":
        return render(request, "decisions/close.html", frame=frame(standing), form=forms.Form())
    how = request.POST.get("how", "")
    if how == "again":
        return attempt(
            request, standing, lambda: take_up_again(actor=standing), done="frame", refused="close"
        )
    if how not in ("taken", "stopped"):
        return render(
            request, "decisions/close.html", frame=frame(standing), form=forms.Form(), unchosen=True
        )
    taken = how == "taken"
    return attempt(
        request, standing, lambda: close(actor=standing, taken=taken), done="frame", refused="close"
    )
