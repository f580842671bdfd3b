"""The A4 sheet of one conversation."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from beforehand.conversations.queries import aloud
from beforehand.conversations.web.paper import paper
from beforehand.decisions.access import Standing, in_decision
from beforehand.decisions.queries import frame
from beforehand.perspectives.signals import opened


@require_safe
@in_decision()
def sheet(request: HttpRequest, standing: Standing, conversation: UUID) -> HttpResponse:
    """Give the sheet, the same for whoever may know of the conversation: what everybody may read, and room to write."""
    seen = aloud(standing, conversation)
    if seen is None:
        raise Http404
    opened.send(sender=None, standing=standing, view="topics")
    language = "en" if (get_language() or "nl").startswith("en") else "nl"
    body = paper(seen, frame(standing), language=language)
    response = HttpResponse(body, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{_("conversation")}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response
