"""Inviting: what can still change, whom, and what they will read."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from beforehand.decisions import actions
from beforehand.decisions.access import Standing, in_decision
from beforehand.decisions.actions import OvertakenError
from beforehand.decisions.analyses import MomentAhead, invitation
from beforehand.decisions.queries.editing import seats_to_edit
from beforehand.decisions.queries.ready import readiness
from beforehand.decisions.web.forms.commitments import OpenForm
from beforehand.decisions.web.forms.people import ChosenForm
from beforehand.decisions.web.views.flow import FRAMERS, asked_by_htmx, onward, tried, typed_again, typed_in
from beforehand.shell.rendering import render


@require_http_methods(["GET", "POST"])
@in_decision(*FRAMERS)
def inviting(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Say what is missing, ask whom, show what they will read; then invite."""
    seats = seats_to_edit(standing)
    form = ChosenForm(typed_in(request), seats=seats)
    asked: list[UUID] = []
    if request.method == "POST" and tried(form, lambda: asked.extend(_invite(standing, form))):
        said = ngettext("{n} person is invited.", "{n} people are invited.", len(asked))
        return onward(request, standing, "invite", said.format(n=len(asked)))
    shown = invitation(standing)
    return render(
        request,
        "decisions/invite.html",
        frame=shown.frame,
        invitation=shown,
        ready=readiness(shown.frame, seats),
        forms=tuple((moment, _open(moment)) for moment in shown.moments),
        form=form,
        invited=tuple(seat.name for seat in seats if seat.invited),
        uninvited_without_mail=tuple(seat.name for seat in seats if seat.can_be_invited and not seat.mail),
    )


@require_POST
@in_decision(*FRAMERS)
def still_open(request: HttpRequest, standing: Standing, commitment: UUID) -> HttpResponse:
    """Keep what can still change before one moment."""
    moment = _moment(standing, commitment)
    form = _open(moment, request.POST)
    newer: str | None = None
    try:
        if tried(form, lambda: _say(standing, commitment, form)):
            if not asked_by_htmx(request):
                return onward(request, standing, "invite")
            return _kept(request, standing, _moment(standing, commitment))
    except OvertakenError as overtaken:
        revision = str(overtaken.now.revision)
        form = _open(moment, typed_again(form, form.add_prefix("revision"), revision))
        newer = _("nothing any more") if overtaken.now.nothing_open else overtaken.now.still_open or "–"
    return _part(request, standing, moment, form, newer=newer)


def _part(
    request: HttpRequest,
    standing: Standing,
    moment: MomentAhead,
    form: OpenForm,
    *,
    newer: str | None = None,
) -> HttpResponse:
    template = "decisions/moment_open.html" + ("#moment" if asked_by_htmx(request) else "")
    return render(
        request, template, frame=invitation(standing).frame, moment=moment, form=form, newer=newer, kept=False
    )


def _kept(request: HttpRequest, standing: Standing, moment: MomentAhead) -> HttpResponse:
    """Show the moment as kept; what they will read and the button follow, what else was typed stays."""
    shown = invitation(standing)
    return render(
        request,
        "decisions/moment_kept.html",
        frame=shown.frame,
        invitation=shown,
        ready=readiness(shown.frame, seats_to_edit(standing)),
        moment=moment,
        form=_open(moment),
        newer=None,
        kept=True,
    )


def _moment(standing: Standing, commitment: UUID) -> MomentAhead:
    found = next((m for m in invitation(standing).moments if m.id == commitment), None)
    if found is None:
        raise Http404
    return found


def _open(moment: MomentAhead, typed: QueryDict | None = None) -> OpenForm:
    begun = {
        "still_open": moment.still_open,
        "nothing_open": moment.nothing_open,
        "revision": moment.revision,
    }
    return OpenForm(typed, prefix=f"m{moment.id.hex[:8]}", initial=begun)


def _say(standing: Standing, commitment: UUID, form: OpenForm) -> None:
    actions.say_what_is_open(actor=standing, commitment=commitment, **form.cleaned_data)


def _invite(standing: Standing, form: ChosenForm) -> tuple[UUID, ...]:
    return actions.invite(actor=standing, seats=[UUID(seat) for seat in form.cleaned_data["seats"]])
