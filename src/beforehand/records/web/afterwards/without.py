"""A look back for who reads no content here: it can be closed, or the benefit is judged; nothing else is on the page."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from beforehand.decisions.access import Standing
from beforehand.decisions.queries import frame
from beforehand.perspectives.signals import opened
from beforehand.records.actions.looking_back import close_look_back, look_back
from beforehand.records.queries.outside import FromOutside, from_outside
from beforehand.records.web.afterwards.forms import BenefitsForm
from beforehand.shell.rendering import render


def outside(request: HttpRequest, standing: Standing, day: UUID) -> HttpResponse:
    """Show the day, and take what this reader does then."""
    seen = _found(standing, day)
    form = BenefitsForm(request.POST or None, seen.mine) if seen.asks_benefits else None
    wrong = False
    if request.method == "POST":
        wrong = not _done(request, standing, seen, form)
        if not wrong:
            return redirect("records:look_back", standing.decision, day)
    opened.send(sender=None, standing=standing, view="record")
    return render(
        request,
        "records/look_back_outside.html",
        status=422 if wrong else 200,
        frame=frame(standing),
        seen=seen,
        form=form if seen.due or wrong else None,
        may_close=seen.closes and seen.due,
    )


def _found(standing: Standing, day: UUID) -> FromOutside:
    found = next((one for one in from_outside(standing) if one.id == day), None)
    if found is None:
        raise Http404
    return found


def _done(request: HttpRequest, standing: Standing, seen: FromOutside, form: BenefitsForm | None) -> bool:
    """Do what was asked; tell whether it was done, or said above the page why not."""
    wanted = request.POST.get("do", "")
    try:
        if wanted == "close":
            close_look_back(actor=standing, day=seen.id, now=timezone.now())
            messages.success(request, _("It is closed."))
        elif wanted == "judge" and form is not None:
            if not form.is_valid():
                return False
            look_back(actor=standing, day=seen.id, now=timezone.now(), **form.answers)
            messages.success(
                request, _("Thank you, that is kept. You can change it until this look back closes.")
            )
        elif wanted == "judge":
            raise PermissionDenied
        else:
            messages.error(request, _("That cannot be done here. Look again."))
    except PermissionDenied:
        raise Http404 from None
    except ValidationError as fault:
        if form is None or wanted == "close":
            messages.error(request, " ".join(fault.messages))
            return True
        form.refused(fault)
        return False
    return True
