"""Round 3 as a participant meets it: is this picture of us right? One tap for each."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from beforehand.decisions.access import Standing, in_decision
from beforehand.decisions.choices import Role
from beforehand.perspectives.choices import RoundKind
from beforehand.perspectives.queries.responding import responding
from beforehand.perspectives.web.views.responding import PICTURES, begin, deck, shows_end, shows_start


@in_decision(Role.PARTICIPANT)
@require_http_methods(["GET", "HEAD", "POST"])
def mirror(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Begin, or show one picture of the own side and take one tap."""
    here = responding(standing, RoundKind.MIRROR)
    if request.method == "POST" and request.POST.get("do") == "begin" and here.open:
        return begin(standing, here, RoundKind.MIRROR)
    if request.method != "POST" and (not here.begun or not here.cards):
        return shows_start(request, standing, here, RoundKind.MIRROR)
    return deck(request, standing, PICTURES, here)


@in_decision(Role.PARTICIPANT)
def mirror_done(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Say thanks, and that everything may still be changed."""
    here = responding(standing, RoundKind.MIRROR)
    return shows_end(request, standing, RoundKind.MIRROR, here, closed="closed" in request.GET)
