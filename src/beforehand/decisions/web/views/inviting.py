"""Inviting: what can still change, whom, and what they will read."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from beforehand.decisions import actions
from beforehand.decisions.access import Standing, in_decision
from beforehand.decisions.actions import OvertakenError
from beforehand.decisions.analyses import invitation
from beforehand.decisions.queries.editing import seats_to_edit
from beforehand.decisions.queries.ready import readiness
from beforehand.decisions.web.forms.commitments import OPEN_HINT
from beforehand.decisions.web.forms.openness import Opening, left_over, openings, overtaken, touched
from beforehand.decisions.web.forms.people import ChosenForm
from beforehand.decisions.web.views.flow import FRAMERS, asked_by_htmx, onward, tried, typed_in
from beforehand.shell.rendering import render
from beforehand.shell.web.forms import Wrong


@require_http_methods(["GET", "POST"])
@in_decision(*FRAMERS)
def inviting(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Say what is missing, ask whom, show what they will read; then invite."""
    form = ChosenForm(typed_in(request), seats=seats_to_edit(standing))
    asked: list[UUID] = []
    if request.method == "POST" and tried(form, lambda: asked.extend(_invite(standing, form))):
        said = ngettext("{n} person is invited.", "{n} people are invited.", len(asked))
        return onward(request, standing, "invite", said.format(n=len(asked)))
    return _page(request, standing, form=form)


@require_POST
@in_decision(*FRAMERS)
def still_open(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Keep what can still change before each moment: all that was typed, or nothing while something cannot be."""
    page = openings(invitation(standing).moments, request.POST)
    more: dict[str, Any] = {"gone": left_over(page, request.POST)}
    said = touched(page)
    if said is None:
        return _page(request, standing, page=page, **more)
    try:
        actions.say_what_is_open(actor=standing, said=said)
    except ValidationError as refused:
        return _page(request, standing, page=page, refused=tuple(refused.messages), **more)
    except OvertakenError:
        again = overtaken(page, invitation(standing).moments, request.POST)
        return _page(request, standing, page=again, **more)
    done = _("Kept.") if said else _("Nothing was changed.")
    if more["gone"] or asked_by_htmx(request):
        return _page(request, standing, done=done, **more)
    return onward(request, standing, "invite", done)


def _page(
    request: HttpRequest,
    standing: Standing,
    *,
    form: ChosenForm | None = None,
    page: Sequence[Opening] | None = None,
    refused: tuple[str, ...] = (),
    gone: tuple[str, ...] = (),
    done: str = "",
) -> HttpResponse:
    """Show the page, or to a script only its moments; what they will read and the button follow what was kept."""
    seats = seats_to_edit(standing)
    shown = invitation(standing)
    moments = openings(shown.moments) if page is None else page
    return render(
        request,
        "decisions/moments_kept.html" if asked_by_htmx(request) else "decisions/invite.html",
        frame=shown.frame,
        invitation=shown,
        ready=readiness(shown.frame, seats),
        openings=tuple(moments),
        hint=str(OPEN_HINT),
        moments_wrong=tuple(
            Wrong(
                at="" if one.form[name].is_hidden else one.form[name].id_for_label,
                about=one.moment.title,
                said=" ".join(str(error) for error in errors),
                lang=shown.frame.language,
            )
            for one in moments
            for name, errors in one.form.errors.items()
        ),
        is_overtaken=any(one.newer is not None for one in moments),
        refused=refused,
        gone=gone,
        done=done,
        form=form or ChosenForm(None, seats=seats),
        invited=tuple(seat.name for seat in seats if seat.invited),
        uninvited_without_mail=tuple(seat.name for seat in seats if seat.can_be_invited and not seat.mail),
    )


def _invite(standing: Standing, form: ChosenForm) -> tuple[UUID, ...]:
    return actions.invite(actor=standing, seats=[UUID(seat) for seat in form.cleaned_data["seats"]])
