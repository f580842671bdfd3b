"""When a conversation could be, for who may lead it. Choosing one only fills in the form."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from beforehand.decisions.access import Standing, in_decision
from beforehand.exchange.queries import free_moments
from beforehand.shell.rendering import render


@require_safe
@in_decision()
def free(request: HttpRequest, standing: Standing, conversation: UUID) -> HttpResponse:
    """Show the moments that suit everybody who gave a calendar; there is no such page for who may not lead it."""
    seen = free_moments(standing, conversation)
    if seen is None:
        raise Http404
    page = render(request, "exchange/free.html", decision=standing.decision, seen=seen)
    page["Cache-Control"] = "private, no-store"
    return page
