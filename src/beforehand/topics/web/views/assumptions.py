"""Which assumptions collide: say so and about what, take sentences out, put them together, or say they go together."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from beforehand.decisions.access import Standing, in_decision
from beforehand.decisions.choices import Role
from beforehand.perspectives.signals import opened
from beforehand.shell.rendering import render
from beforehand.topics import queries
from beforehand.topics.actions import (
    confirm_collision,
    merge_collisions,
    set_collision_aside,
    split_collision,
    take_back_collision,
)
from beforehand.topics.choices import COLLIDES
from beforehand.topics.web.forms import ids


@require_http_methods(["GET", "HEAD", "POST"])
@in_decision(Role.FACILITATOR)
def assumptions(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Show the assumptions, and do what the facilitator says of them."""
    if request.method == "POST":
        try:
            _do(request, standing)
        except ValidationError as fault:
            for message in fault.messages:
                messages.error(request, message)
        return redirect("topics:assumptions", standing.decision)
    opened.send(sender=None, standing=standing, view="assumptions")
    return render(
        request,
        "topics/assumptions.html",
        decision=standing.decision,
        language=standing.language,
        seen=queries.assumptions(standing),
        kinds=tuple((kind.value, str(kind.label)) for kind in COLLIDES),
    )


def _do(request: HttpRequest, standing: Standing) -> None:
    chosen = ids(request.POST.getlist("assumption"))
    collisions = ids(request.POST.getlist("collision"))
    deed = request.POST.get("do", "")
    if deed == "merge":
        merge_collisions(actor=standing, collisions=collisions)
    elif deed == "back" and len(collisions) == 1:
        take_back_collision(actor=standing, collision=collisions[0])
    elif deed in ("confirm", "aside", "split") and not chosen:
        raise ValidationError(_("Choose one sentence or more first."))
    elif deed == "confirm":
        confirm_collision(actor=standing, statements=chosen, kind=request.POST.get("kind", ""))
    elif deed == "split" and len(collisions) == 1:
        split_collision(actor=standing, collision=collisions[0], statements=chosen)
    elif deed == "aside":
        set_collision_aside(actor=standing, statements=chosen)
    else:
        raise ValidationError(_("That cannot be done here. Look again."))
