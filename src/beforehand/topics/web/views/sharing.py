"""For who holds a topic alone: may this be shared? With exactly what everybody would then read."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from beforehand.decisions.access import Standing, in_decision
from beforehand.decisions.choices import Role
from beforehand.shell.rendering import render
from beforehand.topics.actions import answer_holder
from beforehand.topics.queries import asked_of_me


@in_decision(Role.PARTICIPANT)
def sharing(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Show what this person was asked to share."""
    return render(
        request,
        "topics/sharing.html",
        decision=standing.decision,
        language=standing.language,
        asked=asked_of_me(standing),
    )


@require_POST
@in_decision(Role.PARTICIPANT)
def answer(request: HttpRequest, standing: Standing, consent: UUID) -> HttpResponse:
    """Say yes or no, or take a yes back."""
    said = request.POST.get("share", "")
    if said not in ("yes", "no"):
        messages.error(request, _("Choose yes or no."))
        return redirect("topics:sharing", standing.decision)
    try:
        answer_holder(actor=standing, consent=consent, yes=said == "yes", now=timezone.now())
    except PermissionDenied:
        raise Http404 from None
    except ValidationError as fault:
        messages.error(request, " ".join(fault.messages))
    else:
        messages.success(
            request,
            _("It is shared from now on. You can take that back here at any moment.")
            if said == "yes"
            else _("It is not shared. Nobody hears that you said no."),
        )
    return redirect("topics:sharing", standing.decision)
